"""Writing of cooperatives, with their history."""

import datetime as dt

from django.db import transaction

from accounts.models import User
from communes.models import Cooperative
from programme.services.keeping import keep, remove
from programme.services.scope import check_place


@transaction.atomic
def save_cooperative(
    *, cooperative: Cooperative, by: User, at: dt.datetime, reason: str = ""
) -> Cooperative:
    """Save a new or changed cooperative; raises ChangeRefused or ValidationError."""
    if cooperative.pk:
        was = Cooperative.objects.select_related("commune").get(pk=cooperative.pk)
        check_place(by, was.commune.district_id)
    check_place(by, cooperative.commune.district_id)
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
