"""A register as a table: what its page and its files read and write alike."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import User
from communes.models import Commune, Village
from programme.choices import ColumnKind
from programme.forms.registers.columns import OWN, register_columns
from programme.forms.tables.columns import Column, Value, Values
from programme.forms.tables.stored import loaded, stored
from programme.importing.changes import PEOPLE, Asked, Signed
from programme.importing.histories import removed_states
from programme.importing.saving import codes, numbers, only_number, save_in_turn
from programme.models import RegisterField, RegisterKind, RegisterRecord
from programme.services.many.turns import Refusal, lost
from programme.services.registers.records import remove_record, save_records
from programme.services.registers.scope import (
    check_record,
    may_add_records,
    own_records,
)
from reports.services.guard import ChangeRefused

TEXTS = ("title", "result", "note")
# Column of a register, and the attribute of a record that holds it.
KEYS = {
    "district": "district_id",
    "commune": "commune_id",
    "village": "village_id",
    "agency": "agency_id",
    "on": "on",
    "until": "until",
}


class RecordTable:
    """The rows of one register that a person may write. Implements changes.Table."""

    history = RegisterRecord.history

    def __init__(
        self, kind: RegisterKind, fields: list[RegisterField], *, by: User
    ) -> None:
        self.slug = f"so-theo-doi/{kind.code}"
        self.kind = kind
        self.fields = fields
        self.by = by
        self.columns = register_columns(kind, fields)

    def rows(self) -> Mapping[int, Values]:
        """Return the values of the rows by number. One query."""
        return self._values(own_records(self.by, self.kind))

    def all_rows(self) -> Mapping[int, Values]:
        """Return the values of everybody's rows by number. One query."""
        return self._values(Q())

    def row(self, number: int) -> RegisterRecord | None:
        """Return a row for reading, whosoever it is. One query."""
        found = RegisterRecord.objects.of(self.kind).with_places()
        return found.select_related("kind").filter(pk=number).first()

    def past(self, number: int) -> Iterable[Any]:
        """Return the row as it was after each change, the newest first. One query."""
        states = RegisterRecord.history.filter(id=number)
        return list(states.select_related(*PEOPLE))

    def removed(self) -> QuerySet[Any]:
        """Return deleted rows as they last were. Implements histories.KeepsRemoved."""
        return removed_states(RegisterRecord.history, "village", kind=self.kind.pk)

    @property
    def may_add(self) -> bool:
        """Whether the person writes any rows at all."""
        return may_add_records(self.by, self.kind)

    def may_write(self, row: RegisterRecord) -> bool:
        """Whether the person may change this row. No query."""
        try:
            check_record(self.by, row)
        except ChangeRefused:
            return False
        return True

    def key(self, values: Values) -> Hashable:
        """Tell rows of a file apart by their content, place, body and day."""
        place = values.get("commune") or values.get("district")
        return (
            str(values.get("title") or "").casefold(),
            place,
            values.get("village"),
            values.get("agency"),
            values.get("on"),
        )

    def save(self, number: int | None, values: Values, signed: Signed) -> int:
        """Save one row; raises ChangeRefused or ValidationError."""
        return only_number(self.save_many([(number, values)], signed))

    def save_many(
        self, asked: Sequence[Asked], signed: Signed
    ) -> Sequence[int | Refusal]:
        """Save rows in turn. Implements changes.SavesTogether."""
        stored = RegisterRecord.objects.of(self.kind).select_related("kind")
        units = Commune.objects.select_related("district")
        places = _Places(
            communes=units.in_bulk(codes(asked, "commune")),
            villages=Village.objects.in_bulk(map(int, codes(asked, "village"))),
        )

        def fill(row: RegisterRecord | None, values: Values) -> RegisterRecord:
            record = row or RegisterRecord(kind=self.kind)
            _fill(record, self.columns, values, places)
            return record

        return save_in_turn(
            asked,
            stored.in_bulk(numbers(asked)),
            fill=fill,
            save=lambda rows: save_records(
                rows=rows, by=signed.by, at=signed.at, reason=signed.reason
            ),
        )

    def remove(self, number: int, signed: Signed) -> None:
        """Delete one row; raises ChangeRefused."""
        remove_record(
            record=self._record(number),
            by=signed.by,
            at=signed.at,
            reason=signed.reason,
        )

    def values_of(self, record: object) -> dict[str, Value]:
        """Return the values of a record, or of a record as it once was. No query."""
        kept = getattr(record, "values", {})
        return {each.code: _value(record, each, kept) for each in self.columns}

    def _values(self, wanted: Q) -> dict[int, Values]:
        found = RegisterRecord.objects.of(self.kind).filter(wanted).order_by("pk")
        return {record.pk: self.values_of(record) for record in found}

    def _record(self, number: int) -> RegisterRecord:
        found = RegisterRecord.objects.of(self.kind).select_related("kind")
        record = found.filter(pk=number).first()
        if record is None:
            raise lost(number)
        return record


@dataclass(frozen=True, slots=True)
class _Places:
    """The communes and villages that rows name, by code and by number."""

    communes: Mapping[str, Commune]
    villages: Mapping[int, Village]


def _value(record: object, column: Column, kept: Mapping[str, object]) -> Value:
    if column.code.startswith(OWN):
        return loaded(column, kept.get(column.code.removeprefix(OWN)))
    value: Value = getattr(record, KEYS.get(column.code, column.code))
    return None if value == "" else value


def _fill(
    record: RegisterRecord,
    columns: tuple[Column, ...],
    values: Values,
    places: _Places,
) -> None:
    """Write the values into the record; what its kind has no column for, stays."""
    own: dict[str, Value] = {}
    for column in columns:
        value = values.get(column.code)
        if column.code.startswith(OWN):
            own[column.code.removeprefix(OWN)] = value
        elif column.code in TEXTS:
            setattr(record, column.code, value or "")
        elif column.kind == ColumnKind.COMMUNE:
            record.commune = places.communes.get(str(value))
        elif column.kind == ColumnKind.VILLAGE:
            record.village = places.villages.get(int(str(value))) if value else None
        else:
            setattr(record, KEYS[column.code], value)
    record.values = {**record.values, **stored(own)}
