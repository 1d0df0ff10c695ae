"""The grid of a district's quarter: every cell beside its last approved value.

A pure read: whoever only looks at a quarter leaves no trace in the database.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.db.models import CharField, DateField, QuerySet, Value

from communes.analytics.places import Place, programme_communes
from communes.models import District
from criteria.analytics.law import Law, LawCriterion, law_on
from ntm_portal.lib import periods
from reports.analytics.cell.comments import TalkCount
from reports.analytics.entry.grid_parts import Base, Cell, Column, Count, Row, count
from reports.analytics.entry.grid_typing import Typed
from reports.analytics.quarter_report import report_of
from reports.choices import EventKind, ReportState, ResultState
from reports.models import (
    DraftResult,
    Report,
    ReportEvent,
    Result,
    Revision,
)
from reports.models.cells import CellKey
from reports.models.reports import CellStates

OWN, IN_FORCE, EARLIER, SEEN = "own", "in force", "earlier", "seen"


@dataclass(frozen=True)
class Grid:
    """Everything the page of a district's quarter shows.

    ``report`` is unsaved before the first change. ``base`` is what the cells are
    compared with: the revision under a draft, the quarter before under an approved
    one; None where there is none. ``approval`` is the quarter's own revision,
    ``has_values`` whether values of indicators were entered.
    """

    report: Report
    period: periods.Quarter
    law: Law
    base: Base | None
    approval: Base | None
    rows: tuple[Row, ...]
    events: tuple[ReportEvent, ...]
    has_values: bool = False

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        return tuple(cell for row in self.rows for cell in row.cells)

    @property
    def open_cells(self) -> tuple[Cell, ...]:
        """Cells that may change, unless the whole report is locked."""
        return tuple(cell for cell in self.cells if not cell.is_closed)

    @cached_property
    def changed(self) -> tuple[Cell, ...]:
        return tuple(cell for cell in self.cells if cell.is_changed)

    @cached_property
    def fallen(self) -> tuple[Cell, ...]:
        return tuple(cell for cell in self.cells if cell.has_fallen)

    @cached_property
    def unknown(self) -> tuple[Cell, ...]:
        """Cells that are chưa đánh giá and may still be judged."""
        return tuple(cell for cell in self.open_cells if cell.is_unknown)

    @cached_property
    def moved(self) -> tuple[Cell, ...]:
        """Cells that followed a base nobody of the district has looked at yet."""
        if not self.report.is_open or self.report._state.adding:
            return ()
        return tuple(cell for cell in self.cells if cell.has_moved)

    @cached_property
    def returned(self) -> tuple[Cell, ...]:
        """Cells that the office gave back and has not settled since."""
        return tuple(cell for cell in self.cells if cell.returned)

    @cached_property
    def to_answer(self) -> tuple[Cell, ...]:
        return tuple(cell for cell in self.cells if cell.must_answer)

    @property
    def has_own_base(self) -> bool:
        """Whether the cells stand on what was approved for this very quarter."""
        return self.base is not None and self.base.quarter == self.period.code

    @property
    def base_name(self) -> str:
        """Return how a sentence names what the cells are compared with."""
        if self.base is None:
            return ""
        return "bản đã duyệt" if self.has_own_base else self.base.period.label

    @property
    def has_own_cells(self) -> bool:
        return any(cell.is_own for cell in self.cells)

    @property
    def is_begun(self) -> bool:
        """Whether something was entered or returned, or the quarter confirmed."""
        return self.has_own_cells or self.report.is_unchanged or self.has_more

    @property
    def has_more(self) -> bool:
        """Whether a report without a changed cell has something to send."""
        return self.has_values or bool(self.returned)

    @property
    def is_incomplete(self) -> bool:
        """Whether something keeps the report from being sent without a word."""
        return not self.is_begun or bool(self.unknown or self.to_answer)

    @property
    def columns(self) -> tuple[Column, ...]:
        """Return what is below each criterion, in order."""
        return tuple(
            Column(count(cells, has_base=self.base is not None), cells[0].begins_group)
            for cells in zip(*(row.cells for row in self.rows), strict=True)
        )

    @property
    def total(self) -> Count:
        return count(self.cells, has_base=self.base is not None)

    def marked(
        self,
        blocks: Mapping[str, tuple[str, ...]],
        talk: Mapping[CellKey | None, TalkCount],
    ) -> "Grid":
        """Return the grid with what keeps each cell from being sent, and its talk."""
        rows = (
            replace(row, cells=tuple(cell.marked(blocks, talk) for cell in row.cells))
            for row in self.rows
        )
        return replace(self, rows=tuple(rows))

    @property
    def sent_back(self) -> ReportEvent | None:
        """Return why the office gave the report back, while it is not sent again."""
        if self.report.state not in (ReportState.RETURNED, ReportState.REOPENED):
            return None
        reasons = (EventKind.RETURNED, EventKind.REOPENED)
        return next((event for event in self.events if event.kind in reasons), None)


def read_grid(*, period: periods.Quarter, district: District) -> Grid | None:
    """Read the grid of a district's quarter; None when no criteria are in force.

    Ten queries at most, whatever the number of communes.
    """
    law = law_on(period.last_day)
    if law is None:
        return None
    report = report_of(period, district)
    # Before the cells: whoever signs what an event sent must have seen no older cells.
    events = _events(report)
    stored = _Stored(report)
    places = programme_communes(period.last_day, district_code=district.code)
    typed = Typed(report)
    rows = (_cells(place, law, stored, typed) for place in places)
    has_base = stored.base is not None
    return Grid(
        report=report,
        period=period,
        law=law,
        base=stored.base,
        approval=stored.approval,
        rows=tuple(
            Row(place, cells, count(cells, has_base=has_base))
            for place, cells in zip(places, rows, strict=True)
        ),
        events=events,
        has_values=bool(report.pk) and report.values.exists(),
    )


class _Stored:
    """Every stored cell that the page stands on, read in one query.

    A draft has its own cells above those in force; an approved quarter has those in
    force above the quarter before. ``seen`` are those of the revision that the
    district has taken note of.
    """

    def __init__(self, report: Report) -> None:
        states: dict[str, CellStates] = {}
        bases: dict[str, Base] = {}
        for source, commune, number, state, quarter, approved_on in _rows(report):
            states.setdefault(source, {})[commune, number] = ResultState(state)
            bases[source] = Base(quarter, approved_on)
        in_force = bases.get(IN_FORCE)
        self.approval = (
            in_force if in_force and in_force.quarter == report.quarter_id else None
        )
        if report._state.adding and self.approval:
            # Approved from a file, without a report of its own.
            report.state = ReportState.APPROVED
        is_approved = report.state == ReportState.APPROVED
        own, below = (IN_FORCE, EARLIER) if is_approved else (OWN, IN_FORCE)
        self.own = states.get(own, {})
        self.below = states.get(below, {})
        self.seen = states.get(SEEN, {})
        self.base = bases.get(below)


def _rows(report: Report) -> Iterable[tuple[str, str, int, str, str, dt.date]]:
    cell = ("commune_id", "criterion__number", "state")
    origin = ("revision__quarter_id", "revision__approved_on")
    noted = Report.objects.filter(pk=report.pk).values("base")
    period = report.quarter.period
    revisions = {
        IN_FORCE: _latest(report.district_id, period),
        EARLIER: _latest(report.district_id, period.previous()),
        SEEN: noted,
    }
    parts = [
        Result.objects.order_by()
        .filter(revision__in=found)
        .values_list(Value(source), *cell, *origin)
        for source, found in revisions.items()
    ]
    own = DraftResult.objects.order_by().filter(report_id=report.pk)
    nowhere = (Value(None, CharField()), Value(None, DateField()))
    return parts[0].union(
        *parts[1:], own.values_list(Value(OWN), *cell, *nowhere), all=True
    )


def _latest(district: str, period: periods.Quarter) -> QuerySet[Revision, Any]:
    """Return the revision of the district in force at the period, to filter by."""
    standing = Revision.objects.standing(None).not_after(period.code)
    latest = standing.filter(district_id=district).order_by("-quarter_id", "-number")
    return latest.values("pk")[:1]


def _cells(place: Place, law: Law, stored: _Stored, typed: Typed) -> tuple[Cell, ...]:
    return tuple(
        _cell(
            place, criterion, stored, typed, begins_group=bool(n) and criterion is first
        )
        for n, group in enumerate(law.groups)
        for first in group.criteria[:1]
        for criterion in group.criteria
    )


def _cell(
    place: Place,
    criterion: LawCriterion,
    stored: _Stored,
    typed: Typed,
    *,
    begins_group: bool,
) -> Cell:
    where = (place.code, criterion.number)
    before = stored.below.get(where, ResultState.UNKNOWN)
    return Cell(
        place=place,
        criterion=criterion,
        state=stored.own.get(where, before),
        before=before,
        seen=stored.seen.get(where, ResultState.UNKNOWN),
        is_own=where in stored.own,
        begins_group=begins_group,
        version=typed.versions.get(where, 0),
        returned=typed.returned.get(where),
        files=typed.files.get(where, 0),
        is_closed=typed.is_closed(where),
    )


def _events(report: Report) -> tuple[ReportEvent, ...]:
    if report._state.adding:
        return ()
    return tuple(report.events.select_related("by__district", "by__agency"))
