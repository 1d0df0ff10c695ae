"""Writing of rows of the registers, with their history."""

import datetime as dt
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from programme.models import RegisterRecord
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
from programme.services.registers.scope import check_record

Turns = Sequence[tuple[RegisterRecord, Refusal | None]]


def save_record(
    *, record: RegisterRecord, by: User, at: dt.datetime, reason: str = ""
) -> RegisterRecord:
    """Save a new or changed row; what it was must be the person's as well.

    The district follows from the commune. Raises ChangeRefused or ValidationError.
    """
    return only(save_records(rows=[record], by=by, at=at, reason=reason))


@transaction.atomic
def save_records(
    *, rows: Sequence[RegisterRecord], by: User, at: dt.datetime, reason: str = ""
) -> Turns:
    """Save rows one after the other; return each with what refuses it.

    A fixed number of queries.
    """
    # Whoever deletes one of them waits here, or was first.
    found = RegisterRecord.objects.select_related("kind")
    held = found.select_for_update(of=("self",))
    stored = held.in_bulk([row.pk for row in rows if row.pk])
    for row in rows:
        if row.commune:
            row.district = row.commune.district
    related = related_to(rows)

    def check(row: RegisterRecord) -> None:
        check_there(row.pk, stored)
        if row.pk:
            check_record(by, stored[row.pk])
        check_record(by, row)
        if row.village and row.village.commune_id != row.commune_id:
            raise ValidationError({"village": "Thôn, làng này không thuộc xã đã ghi."})
        check_row(row, related)

    turns = in_turn(rows, check)
    keep_all(accepted(turns), by=by, at=at, reason=reason)
    return turns


@transaction.atomic
def remove_record(
    *, record: RegisterRecord, by: User, at: dt.datetime, reason: str = ""
) -> None:
    """Delete a row; its history stays. Raises ChangeRefused."""
    check_record(by, record)
    remove(record, by=by, at=at, reason=reason)
