"""Kinds of registers and their fields, which the office adds and changes.

What has data is never taken away: it is laid aside, and its data stay.
"""

from collections.abc import Iterable

from django.db import transaction

from accounts.models import User
from programme.choices import ColumnKind
from programme.models import RegisterField, RegisterKind, RegisterRecord
from programme.services.registers.fitting import misfits
from reports.services.guard import ChangeRefused, check_reviewer


class FieldHasData(ChangeRefused):
    """A field with data keeps its type, and the words that its data use."""


class KindHasRows(ChangeRefused):
    """A register with rows is not changed so that some of them no longer fit."""


@transaction.atomic
def save_kind(*, kind: RegisterKind, by: User) -> RegisterKind:
    """Save a new or changed kind; raises ChangeRefused or ValidationError."""
    check_reviewer(by)
    if not kind._state.adding:
        wrong = misfits(RegisterKind.objects.get(pk=kind.pk), kind)
        if wrong:
            raise KindHasRows(
                f"Không đặt lại sổ như thế được: {wrong}; hãy sửa các dòng ấy trước."
            )
    kind.full_clean(validate_unique=kind._state.adding, validate_constraints=True)
    kind.save()
    return kind


@transaction.atomic
def save_field(*, field: RegisterField, by: User) -> RegisterField:
    """Save a new or changed field; raises ChangeRefused or ValidationError.

    Its type is not changed, nor a word taken from its list, where data use them.
    """
    check_reviewer(by)
    if field.pk:
        _check_data(RegisterField.objects.get(pk=field.pk), field)
    field.full_clean()
    field.save()
    return field


@transaction.atomic
def remove_kind(*, kind: RegisterKind, by: User) -> bool:
    """Delete a kind without records, lay another aside; return whether it is gone."""
    check_reviewer(by)
    if not kind.records.exists():
        kind.delete()
        return True
    kind.is_active = False
    kind.save(update_fields=["is_active"])
    return False


@transaction.atomic
def remove_field(*, field: RegisterField, by: User) -> bool:
    """Delete a field without data, lay another aside; return whether it is gone."""
    check_reviewer(by)
    if not used_values(field):
        field.delete()
        return True
    field.is_active = False
    field.save(update_fields=["is_active"])
    return False


def used_values(field: RegisterField) -> set[str | int | bool]:
    """Return the values that records have in a field. One query."""
    rows = RegisterRecord.objects.filter(kind_id=field.kind_id)
    kept = (values.get(field.code) for values in rows.values_list("values", flat=True))
    return {value for value in kept if value is not None and value != ""}


def _check_data(before: RegisterField, after: RegisterField) -> None:
    if before.type == after.type and not _lost_words(before, after):
        return
    used = used_values(before)
    if not used:
        return
    if before.type != after.type:
        raise FieldHasData(
            f"Cột “{before.label}” đã có số liệu kiểu "
            f"“{ColumnKind(before.type).label}” nên không đổi kiểu được; hãy thêm cột "
            "mới và ngừng dùng cột này."
        )
    lost = sorted(word for word in _lost_words(before, after) if word in used)
    if lost:
        raise FieldHasData(
            f"Không bỏ được “{', '.join(lost)}” khỏi danh sách: đã có dòng dùng."
        )


def _lost_words(before: RegisterField, after: RegisterField) -> Iterable[str]:
    return [word for word in before.choices if word not in after.choices]
