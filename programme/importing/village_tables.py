"""Villages, and what years say of them, as tables of pages and of files."""

from collections.abc import Hashable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from accounts.models import User
from communes.analytics.local_names import village_key
from communes.choices import VillageKind
from communes.models import Commune, Village
from programme.choices import ColumnKind, VillageState
from programme.forms.tables.columns import Column, Value, Values
from programme.importing.changes import PEOPLE, Signed
from programme.models import VillageResult
from programme.models.village_results import FIRST_YEAR, LAST_YEAR
from programme.services.registers.villages import (
    remove_result,
    remove_village,
    save_result,
    save_village,
    settled_name,
)
from programme.services.scope import may_write_place
from reports.services.guard import ChangeRefused

# Keeps the number of a criterion apart from the codes of other columns.
CRITERION = "tc-"


def _year(code: str, label: str, *, required: bool = False) -> Column:
    return Column(
        code,
        label,
        ColumnKind.WHOLE,
        required=required,
        minimum=Decimal(FIRST_YEAR),
        maximum=Decimal(LAST_YEAR),
    )


DISTRICT = Column("district", "Huyện", ColumnKind.DISTRICT)
COMMUNE = Column("commune", "Xã", ColumnKind.COMMUNE, required=True)
VILLAGE_COLUMNS = (
    DISTRICT,
    COMMUNE,
    Column("name", "Tên thôn, làng", required=True, max_length=80, aliases=("Tên",)),
    Column(
        "kind",
        "Loại",
        ColumnKind.CHOICE,
        choices=tuple((value, str(label)) for value, label in VillageKind.choices),
    ),
    _year("planned", "Năm phấn đấu đạt chuẩn"),
    Column("valid_from", "Từ ngày", ColumnKind.DATE),
    Column("valid_to", "Đến ngày", ColumnKind.DATE),
    Column("source", "Nguồn", max_length=200),
)
VILLAGE_TEXTS = ("name", "source")
RESULT_TEXTS = ("decision", "note")
PLACES = ("district", "commune", "village")


class VillageTable:
    """The villages that a person may write. Implements changes.Table."""

    slug = "thon"
    columns = VILLAGE_COLUMNS
    history = Village.history

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

    def row(self, number: int) -> Village | None:
        """Return a row for reading, whosoever it is. One query."""
        found = Village.objects.select_related("commune__district", "plan")
        return found.filter(pk=number).first()

    def past(self, number: int) -> Iterable[Any]:
        """Return the row as it was after each change, the newest first."""
        states = Village.history.filter(id=number)
        return list(states.select_related(*PEOPLE, "commune"))

    @property
    def may_add(self) -> bool:
        """Whether the person writes any rows at all."""
        return self.by.can_enter

    def may_write(self, row: Village) -> bool:
        """Whether the person may change this row. No query."""
        return may_write_place(self.by, row.commune.district_id)

    def key(self, values: Values) -> Hashable:
        """Tell rows of a file apart by commune and name."""
        return values.get("commune"), village_key(str(values.get("name") or ""))

    def save(self, number: int | None, values: Values, signed: Signed) -> int:
        """Save one row; raises ChangeRefused or ValidationError."""
        row = Village() if number is None else self._row(number)
        row.commune = _commune(values)
        for code in ("name", "kind", "valid_from", "valid_to", "source"):
            value = values.get(code)
            if code == "kind":
                # Not said: what it was, else the word before the name decides.
                row.kind = str(value or row.kind)
            else:
                setattr(row, code, (value or "") if code in VILLAGE_TEXTS else value)
        planned = values.get("planned")
        saved = save_village(
            village=row,
            planned=planned if isinstance(planned, int) else None,
            by=signed.by,
            at=signed.at,
            reason=signed.reason,
        )
        return saved.pk

    def remove(self, number: int, signed: Signed) -> None:
        """Delete one row; raises ChangeRefused."""
        remove_village(
            village=self._row(number),
            by=signed.by,
            at=signed.at,
            reason=signed.reason,
        )

    def values_of(self, row: Any) -> dict[str, Value]:
        """Return the values of a row, or of a row as it once was, without its plan."""
        plan = getattr(row, "plan", None)
        return {
            "district": row.commune.district_id,
            "commune": row.commune_id,
            "name": row.name or None,
            "kind": row.kind or None,
            "planned": plan.year if plan else None,
            "valid_from": row.valid_from,
            "valid_to": row.valid_to,
            "source": row.source or None,
        }

    def settled(self, values: Values) -> Values:
        """Return the values with the bare name, and the kind that stood before it."""
        typed, chosen = str(values.get("name") or ""), values.get("kind")
        name, kind = settled_name(typed, str(chosen) if chosen else None)
        return {**values, "name": name, "kind": kind}

    def _values(self, **wanted: Any) -> dict[int, Values]:
        found = Village.objects.select_related("commune", "plan").filter(**wanted)
        return {each.pk: self.values_of(each) for each in found.order_by("pk")}

    def _row(self, number: int) -> Village:
        row = Village.objects.select_related("commune").filter(pk=number).first()
        if row is None:
            raise ChangeRefused(f"Sổ không còn dòng mã {number}.")
        return row


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
        _year("year", "Năm", required=True),
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
        row = VillageResult() if number is None else self._row(number)
        villages = Village.objects.select_related("commune")
        row.village = villages.get(pk=str(values["village"]))
        for column in self.columns:
            if column.code in PLACES or column.code.startswith(CRITERION):
                continue
            value = values.get(column.code)
            setattr(
                row,
                column.code,
                (value or "") if column.code in RESULT_TEXTS else value,
            )
        row.states = {
            str(each): bool(values[f"{CRITERION}{each}"])
            for each, _name in self.criteria
            if values.get(f"{CRITERION}{each}") is not None
        }
        saved = save_result(
            result=row, by=signed.by, at=signed.at, reason=signed.reason
        )
        return saved.pk

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
            "district": row.village.commune.district_id,
            "commune": row.village.commune_id,
            "village": row.village_id,
        }
        for column in self.columns:
            if column.code.startswith(CRITERION):
                own[column.code] = row.states.get(column.code.removeprefix(CRITERION))
            elif column.code not in PLACES:
                value: Value = getattr(row, column.code)
                own[column.code] = None if value == "" else value
        return own

    def _values(self, **wanted: Any) -> dict[int, Values]:
        found = VillageResult.objects.select_related("village__commune").filter(
            **wanted
        )
        return {each.pk: self.values_of(each) for each in found.order_by("pk")}

    def _row(self, number: int) -> VillageResult:
        found = VillageResult.objects.select_related("village__commune")
        row = found.filter(pk=number).first()
        if row is None:
            raise ChangeRefused(f"Sổ không còn dòng mã {number}.")
        return row


def _commune(values: Values) -> Commune:
    return Commune.objects.select_related("district").get(pk=str(values.get("commune")))
