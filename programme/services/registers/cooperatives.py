"""Writing of cooperatives, with their history."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from accounts.models import User
from communes.analytics.local_names import cooperative_key
from communes.models import Cooperative
from ntm_portal.lib.text import clean
from programme.services.keeping import remove
from programme.services.many.checks import check_row, related_to
from programme.services.many.turns import (
    Refusal,
    accepted,
    check_there,
    in_turn,
    only,
)
from programme.services.many.writing import keep_all
from programme.services.registers.names import NamesOfCommunes
from programme.services.scope import check_place

Turns = Sequence[tuple[Cooperative, Refusal | None]]


def save_cooperative(
    *, cooperative: Cooperative, by: User, at: dt.datetime, reason: str = ""
) -> Cooperative:
    """Save a new or changed cooperative; raises ChangeRefused or ValidationError."""
    return only(save_cooperatives(rows=[cooperative], by=by, at=at, reason=reason))


@transaction.atomic
def save_cooperatives(
    *, rows: Sequence[Cooperative], by: User, at: dt.datetime, reason: str = ""
) -> Turns:
    """Save cooperatives one after the other; return each with what refuses it.

    A fixed number of queries.
    """
    found = Cooperative.objects.select_related("commune")
    # Whoever deletes one of them waits here, or was first.
    locked = found.select_for_update(of=("self",))
    stored = locked.in_bulk([row.pk for row in rows if row.pk])
    others = found.filter(commune__in={row.commune_id for row in rows})
    names = NamesOfCommunes(others, cooperative_key)
    related = related_to(rows)

    def check(row: Cooperative) -> None:
        check_there(row.pk, stored)
        was = stored.get(row.pk)
        if was:
            check_place(by, was.commune.district_id)
        check_place(by, row.commune.district_id)
        named = (row.commune_id, row.name)
        if was is None or named != (was.commune_id, was.name):
            row.name = clean(row.name)
            names.check(row)
        check_row(row, related)
        names.take(row)

    turns = in_turn(rows, check)
    keep_all(accepted(turns), by=by, at=at, reason=reason)
    return turns


@transaction.atomic
def remove_cooperative(
    *, cooperative: Cooperative, by: User, at: dt.datetime, reason: str = ""
) -> None:
    """Delete what was never a cooperative; one that stopped has a day instead."""
    check_place(by, cooperative.commune.district_id)
    remove(cooperative, by=by, at=at, reason=reason)
