"""What years say of villages as a table of pages and of files."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from accounts.models import User
from communes.models import Village
from programme.choices import ColumnKind, VillageState
from programme.forms.tables.columns import Column, Value, Values
from programme.importing.changes import PEOPLE, Asked, Signed
from programme.importing.histories import place_of, removed_states
from programme.importing.saving import codes, numbers, only_number, save_in_turn
from programme.importing.village_table import COMMUNE, DISTRICT, year_column
from programme.models import VillageResult
from programme.services.many.turns import Refusal, lost
from programme.services.registers.village_results import remove_result, save_results
from programme.services.scope import may_write_place

# Keeps the number of a criterion apart from the codes of other columns.
CRITERION = "tc-"
TEXTS = ("decision", "note")
PLACES = ("district", "commune", "village")


def result_columns(criteria: Iterable[tuple[int, str]]) -> tuple[Column, ...]:
    """Return the columns of results, one for each criterion (number, short name)."""
    each = [
        Column(f"{CRITERION}{number}", f"{number}. {name}", ColumnKind.YES_NO)
        for number, name in criteria
    ]
    counted = () if each else (_met_count(),)
    states = tuple((value, str(label)) for value, label in VillageState.choices)
    return (
        DISTRICT,
        COMMUNE,
        Column("village", "Thôn, làng", ColumnKind.VILLAGE, required=True),
        year_column("year", "Năm", required=True),
        Column("state", "Kết quả", ColumnKind.CHOICE, required=True, choices=states),
        *counted,
        *each,
        Column("decision", "Số quyết định", max_length=60),
        Column("decided_on", "Ngày quyết định", ColumnKind.DATE),
        Column("note", "Ghi chú", is_long=True, max_length=300),
    )


def _met_count() -> Column:
    return Column("met_count", "Số tiêu chí đạt", ColumnKind.WHOLE, maximum=Decimal(60))


class VillageResultTable:
    """Results of villages by year. Implements changes.Table."""

    slug = "thon/ket-qua"
    history = VillageResult.history

    def __init__(self, criteria: Iterable[tuple[int, str]], *, by: User) -> None:
        self.by = by
        self.criteria = tuple(criteria)
        self.columns = result_columns(self.criteria)

    def rows(self) -> Mapping[int, Values]:
        """Return the values of the rows by number. One query."""
        if self.by.can_review:
            return self.all_rows()
        return self._values(village__commune__district_id=self.by.district_id)

    def all_rows(self) -> Mapping[int, Values]:
        """Return the values of everybody's rows by number. One query."""
        return self._values()

    def row(self, number: int) -> VillageResult | None:
        """Return a row for reading, whosoever it is. One query."""
        found = VillageResult.objects.select_related("village__commune__district")
        return found.filter(pk=number).first()

    def past(self, number: int) -> Iterable[Any]:
        """Return the row as it was after each change, the newest first."""
        states = VillageResult.history.filter(id=number)
        return list(states.select_related(*PEOPLE, "village__commune"))

    def removed(self) -> QuerySet[Any]:
        """Return deleted rows as they last were. Implements histories.KeepsRemoved."""
        return removed_states(VillageResult.history, "village__commune")

    @property
    def may_add(self) -> bool:
        """Whether the person writes any rows at all."""
        return self.by.can_enter

    def may_write(self, row: VillageResult) -> bool:
        """Whether the person may change this row. No query."""
        return may_write_place(self.by, row.village.commune.district_id)

    def key(self, values: Values) -> Hashable:
        """Tell rows of a file apart by village and year."""
        return values.get("village"), values.get("year")

    def save(self, number: int | None, values: Values, signed: Signed) -> int:
        """Save one row; raises ChangeRefused or ValidationError."""
        return only_number(self.save_many([(number, values)], signed))

    def save_many(
        self, asked: Sequence[Asked], signed: Signed
    ) -> Sequence[int | Refusal]:
        """Save rows in turn. Implements changes.SavesTogether."""
        stored = VillageResult.objects.select_related("village__commune")
        found = Village.objects.select_related("commune")
        villages = found.in_bulk(map(int, codes(asked, "village")))

        def fill(row: VillageResult | None, values: Values) -> VillageResult:
            result = row or VillageResult()
            result.village = villages[int(str(values["village"]))]
            self._fill(result, values)
            return result

        return save_in_turn(
            asked,
            stored.in_bulk(numbers(asked)),
            fill=fill,
            save=lambda rows: save_results(
                rows=rows, by=signed.by, at=signed.at, reason=signed.reason
            ),
        )

    def remove(self, number: int, signed: Signed) -> None:
        """Delete one row; raises ChangeRefused."""
        remove_result(
            result=self._row(number),
            by=signed.by,
            at=signed.at,
            reason=signed.reason,
        )

    def values_of(self, row: Any) -> dict[str, Value]:
        """Return the values of a row, or of a row as it once was."""
        own: dict[str, Value] = {
            **place_of(row.village),
            "village": row.village_id,
        }
        for column in self.columns:
            if column.code.startswith(CRITERION):
                own[column.code] = row.states.get(column.code.removeprefix(CRITERION))
            elif column.code not in PLACES:
                value: Value = getattr(row, column.code)
                own[column.code] = None if value == "" else value
        return own

    def _fill(self, row: VillageResult, values: Values) -> None:
        for column in self.columns:
            if column.code in PLACES or column.code.startswith(CRITERION):
                continue
            value = values.get(column.code)
            text = (value or "") if column.code in TEXTS else value
            setattr(row, column.code, text)
        row.states = {
            str(each): bool(values[f"{CRITERION}{each}"])
            for each, _name in self.criteria
            if values.get(f"{CRITERION}{each}") is not None
        }

    def _values(self, **wanted: Any) -> dict[int, Values]:
        found = VillageResult.objects.select_related("village__commune").filter(
            **wanted
        )
        return {each.pk: self.values_of(each) for each in found.order_by("pk")}

    def _row(self, number: int) -> VillageResult:
        found = VillageResult.objects.select_related("village__commune")
        row = found.filter(pk=number).first()
        if row is None:
            raise lost(number)
        return row
