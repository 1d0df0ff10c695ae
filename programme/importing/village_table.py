"""Villages as a table: what their page and their files read and write alike."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from accounts.models import User
from communes.analytics.local_names import village_key
from communes.choices import VillageKind
from communes.models import Commune, Village
from programme.choices import ColumnKind
from programme.forms.tables.columns import Column, Value, Values
from programme.importing.changes import PEOPLE, Asked, Signed
from programme.importing.histories import Thread, place_of, removed_states
from programme.importing.saving import codes, numbers, only_number, save_in_turn
from programme.models import VillagePlan, VillageResult
from programme.models.village_results import FIRST_YEAR, LAST_YEAR
from programme.services.many.turns import Refusal, lost
from programme.services.registers.villages import (
    PlannedVillage,
    remove_village,
    save_villages,
    settled_name,
)
from programme.services.scope import may_write_place


def year_column(code: str, label: str, *, required: bool = False) -> Column:
    return Column(
        code,
        label,
        ColumnKind.WHOLE,
        required=required,
        minimum=Decimal(FIRST_YEAR),
        maximum=Decimal(LAST_YEAR),
    )


PLANNED = "Năm phấn đấu đạt chuẩn"
DISTRICT = Column("district", "Huyện", ColumnKind.DISTRICT)
COMMUNE = Column("commune", "Xã", ColumnKind.COMMUNE, required=True)
COLUMNS = (
    DISTRICT,
    COMMUNE,
    Column("name", "Tên thôn, làng", required=True, max_length=80, aliases=("Tên",)),
    Column(
        "kind",
        "Loại",
        ColumnKind.CHOICE,
        choices=tuple((value, str(label)) for value, label in VillageKind.choices),
    ),
    year_column("planned", PLANNED),
    Column("valid_from", "Từ ngày", ColumnKind.DATE),
    Column("valid_to", "Đến ngày", ColumnKind.DATE),
    Column("source", "Nguồn", max_length=200),
)
TEXTS = ("name", "source")


class VillageTable:
    """The villages that a person may write. Implements changes.Table."""

    slug = "thon"
    columns = COLUMNS
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

    def threads(self, number: int) -> Sequence[Thread]:
        """Return what was done to its plan and its results. Two queries.

        Implements histories.KeepsThreads.
        """
        plans = VillagePlan.history.filter(village_id=number)
        results = VillageResult.history.filter(village_id=number)
        return [
            *_threads(plans, lambda _: PLANNED, lambda state: str(state.year)),
            *_threads(results, lambda state: f"Kết quả năm {state.year}", _said),
        ]

    def removed(self) -> QuerySet[Any]:
        """Return deleted rows as they last were. Implements histories.KeepsRemoved."""
        return removed_states(Village.history, "commune")

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
        return only_number(self.save_many([(number, values)], signed))

    def save_many(
        self, asked: Sequence[Asked], signed: Signed
    ) -> Sequence[int | Refusal]:
        """Save rows in turn. Implements changes.SavesTogether."""
        found = Village.objects.select_related("commune").in_bulk(numbers(asked))
        units = Commune.objects.select_related("district")
        communes = units.in_bulk(codes(asked, "commune"))

        def fill(row: PlannedVillage | None, values: Values) -> PlannedVillage:
            planned = values.get("planned")
            return PlannedVillage(
                _filled(row.village if row else Village(), values, communes),
                planned if isinstance(planned, int) else None,
            )

        return save_in_turn(
            asked,
            {number: PlannedVillage(row, None) for number, row in found.items()},
            fill=fill,
            save=lambda rows: save_villages(
                rows=rows, by=signed.by, at=signed.at, reason=signed.reason
            ),
        )

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
            **place_of(row),
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
            raise lost(number)
        return row


def _threads(
    states: QuerySet[Any], label: Callable[[Any], str], words: Callable[[Any], str]
) -> list[Thread]:
    """Return the states of several rows, those of each by themselves."""
    found: dict[int, list[Any]] = {}
    for state in states.select_related(*PEOPLE).order_by(
        "-history_date", "-history_id"
    ):
        found.setdefault(state.id, []).append(state)
    return [Thread(label(own[0]), own, words) for own in found.values()]


def _said(result: Any) -> str:
    """Tell what a result says in a line."""
    parts = [result.get_state_display()]
    if result.met_count is not None:
        parts.append(f"{result.met_count} tiêu chí đạt")
    if result.decision:
        parts.append(f"quyết định {result.decision}")
    if result.decided_on:
        parts.append(f"ngày {result.decided_on:%d/%m/%Y}")
    return ", ".join([*parts, *([result.note] if result.note else [])])


def _filled(row: Village, values: Values, communes: Mapping[str, Commune]) -> Village:
    row.commune = communes[str(values.get("commune"))]
    for code in ("name", "kind", "valid_from", "valid_to", "source"):
        value = values.get(code)
        if code == "kind":
            # Not said: what it was, else the word before the name decides.
            row.kind = str(value or row.kind)
        else:
            setattr(row, code, (value or "") if code in TEXTS else value)
    return row
