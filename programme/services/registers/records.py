"""Writing of rows of the registers, with their history."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from programme.models import RegisterRecord
from programme.services.keeping import keep, remove
from programme.services.registers.scope import check_record


@transaction.atomic
def save_record(
    *, record: RegisterRecord, by: User, at: dt.datetime, reason: str = ""
) -> RegisterRecord:
    """Save a new or changed row; what it was must be the person's as well.

    The district follows from the commune. Raises ChangeRefused or ValidationError.
    """
    if record.pk:
        was = RegisterRecord.objects.select_for_update().select_related("kind")
        check_record(by, was.get(pk=record.pk))
    if record.commune:
        record.district = record.commune.district
    check_record(by, record)
    if record.village and record.village.commune_id != record.commune_id:
        raise ValidationError({"village": "Thôn, làng này không thuộc xã đã ghi."})
    record.full_clean(validate_unique=False)
    keep(record, by=by, at=at, reason=reason)
    return record


@transaction.atomic
def remove_record(
    *, record: RegisterRecord, by: User, at: dt.datetime, reason: str = ""
) -> None:
    """Delete a row; its history stays. Raises ChangeRefused."""
    check_record(by, record)
    remove(record, by=by, at=at, reason=reason)
