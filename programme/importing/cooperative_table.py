"""Cooperatives as a table: what their page and their files read and write alike."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any, cast

from django.db.models import QuerySet

from accounts.models import User
from communes.analytics.local_names import cooperative_key
from communes.choices import CooperativeKind
from communes.models import Commune, Cooperative
from programme.choices import ColumnKind
from programme.forms.tables.columns import Column, Value, Values
from programme.importing.changes import PEOPLE, Asked, Signed
from programme.importing.histories import place_of, removed_states
from programme.importing.saving import codes, numbers, only_number, save_in_turn
from programme.services.many.turns import Refusal, lost
from programme.services.registers.cooperatives import (
    remove_cooperative,
    save_cooperatives,
)
from programme.services.scope import may_write_place

COLUMNS = (
    Column("district", "Huyện", ColumnKind.DISTRICT),
    Column("commune", "Xã", ColumnKind.COMMUNE, required=True),
    Column("name", "Tên hợp tác xã", required=True, max_length=120, aliases=("Tên",)),
    Column(
        "kind",
        "Loại",
        ColumnKind.CHOICE,
        required=True,
        choices=tuple((value, str(label)) for value, label in CooperativeKind.choices),
    ),
    Column(
        "follows_law_2012",
        "Hoạt động theo Luật HTX năm 2012",
        ColumnKind.YES_NO,
        aliases=("Theo Luật HTX năm 2012",),
    ),
    Column("founded_on", "Ngày thành lập", ColumnKind.DATE),
    Column("stopped_on", "Ngày ngừng hoạt động", ColumnKind.DATE),
    Column("source", "Nguồn", max_length=200),
    Column("note", "Ghi chú", is_long=True, max_length=300),
)
TEXTS = ("name", "kind", "source", "note")


class CooperativeTable:
    """The cooperatives that a person may write. Implements changes.Table."""

    slug = "hop-tac-xa"
    columns = COLUMNS
    history = Cooperative.history

    def __init__(self, *, by: User) -> None:
        self.by = by

    def rows(self) -> Mapping[int, Values]:
        """Return the values of the rows by number. One query."""
        if self.by.can_review:
            return self.all_rows()
        return self._values(commune__district_id=self.by.district_id)

    def all_rows(self) -> Mapping[int, Values]:
        """Return the values of everybody's rows by number. One query."""
        return self._values()

    def row(self, number: int) -> Cooperative | None:
        """Return a row for reading, whosoever it is. One query."""
        found = Cooperative.objects.select_related("commune__district")
        return found.filter(pk=number).first()

    def past(self, number: int) -> Iterable[Any]:
        """Return the row as it was after each change, the newest first."""
        states = Cooperative.history.filter(id=number)
        return list(states.select_related(*PEOPLE, "commune"))

    def removed(self) -> QuerySet[Any]:
        """Return deleted rows as they last were. Implements histories.KeepsRemoved."""
        return removed_states(Cooperative.history, "commune")

    @property
    def may_add(self) -> bool:
        """Whether the person writes any rows at all."""
        return self.by.can_enter

    def may_write(self, row: Cooperative) -> bool:
        """Whether the person may change this row. No query."""
        return may_write_place(self.by, row.commune.district_id)

    def key(self, values: Values) -> Hashable:
        """Tell rows of a file apart by commune and name."""
        return values.get("commune"), cooperative_key(str(values.get("name") or ""))

    def save(self, number: int | None, values: Values, signed: Signed) -> int:
        """Save one row; raises ChangeRefused or ValidationError."""
        return only_number(self.save_many([(number, values)], signed))

    def save_many(
        self, asked: Sequence[Asked], signed: Signed
    ) -> Sequence[int | Refusal]:
        """Save rows in turn. Implements changes.SavesTogether."""
        stored = Cooperative.objects.select_related("commune")
        units = Commune.objects.select_related("district")
        communes = units.in_bulk(codes(asked, "commune"))
        return save_in_turn(
            asked,
            stored.in_bulk(numbers(asked)),
            fill=lambda row, values: _filled(row or Cooperative(), values, communes),
            save=lambda rows: save_cooperatives(
                rows=rows, by=signed.by, at=signed.at, reason=signed.reason
            ),
        )

    def remove(self, number: int, signed: Signed) -> None:
        """Delete one row; raises ChangeRefused."""
        remove_cooperative(
            cooperative=self._row(number),
            by=signed.by,
            at=signed.at,
            reason=signed.reason,
        )

    def values_of(self, row: Any) -> dict[str, Value]:
        """Return the values of a row, or of a row as it once was."""
        own = {
            column.code: cast(Value, getattr(row, column.code)) or None
            if column.code in TEXTS
            else cast(Value, getattr(row, column.code))
            for column in COLUMNS
            if column.code not in ("district", "commune")
        }
        return {**place_of(row), **own}

    def _values(self, **wanted: Any) -> dict[int, Values]:
        found = Cooperative.objects.select_related("commune").filter(**wanted)
        return {each.pk: self.values_of(each) for each in found.order_by("pk")}

    def _row(self, number: int) -> Cooperative:
        found = Cooperative.objects.select_related("commune")
        row = found.filter(pk=number).first()
        if row is None:
            raise lost(number)
        return row


def _filled(
    row: Cooperative, values: Values, communes: Mapping[str, Commune]
) -> Cooperative:
    for column in COLUMNS:
        value = values.get(column.code)
        if column.code == "commune":
            row.commune = communes[str(value)]
        elif column.code != "district":
            setattr(row, column.code, (value or "") if column.code in TEXTS else value)
    return row
