"""Writing of cooperatives, with their history."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from communes.analytics.local_names import cooperative_key
from communes.models import Cooperative
from ntm_portal.lib.text import clean
from programme.services.keeping import keep, remove
from programme.services.scope import check_place


@transaction.atomic
def save_cooperative(
    *, cooperative: Cooperative, by: User, at: dt.datetime, reason: str = ""
) -> Cooperative:
    """Save a new or changed cooperative; raises ChangeRefused or ValidationError."""
    found = Cooperative.objects.select_related("commune")
    was = found.filter(pk=cooperative.pk).first()
    if was:
        check_place(by, was.commune.district_id)
    check_place(by, cooperative.commune.district_id)
    named = (cooperative.commune_id, cooperative.name)
    if was is None or named != (was.commune_id, was.name):
        _settle_name(cooperative)
    cooperative.full_clean()
    keep(cooperative, by=by, at=at, reason=reason)
    return cooperative


@transaction.atomic
def remove_cooperative(
    *, cooperative: Cooperative, by: User, at: dt.datetime, reason: str = ""
) -> None:
    """Delete what was never a cooperative; one that stopped has a day instead."""
    check_place(by, cooperative.commune.district_id)
    remove(cooperative, by=by, at=at, reason=reason)


def _settle_name(row: Cooperative) -> None:
    """Compose the name; raise ValidationError where the commune has it already."""
    row.name = clean(row.name)
    others = Cooperative.objects.filter(commune=row.commune_id).exclude(pk=row.pk)
    for other in others:
        if cooperative_key(other.name) == cooperative_key(row.name):
            raise ValidationError({"name": f"Xã đã có “{other}”."})
