"""A report under review: which cells it changes and what its approval would do.

Reads only. The cells of a report are its own changes over the revision in force
(DESIGN: a draft stores only changed cells, the others follow their base).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from communes.analytics.places import Place
from criteria.analytics.law import Law, LawCriterion, LawGroup
from reports.analytics.attainment import Figures, GroupAttainment, figures_at
from reports.analytics.review.changes import Cell, Change, Row, Turn, changes_in
from reports.choices import EventKind, ReportState, ResultState
from reports.models import Report, ReportEvent, Revision
from reports.models.cells import CellKey
from reports.models.reports import CellStates


@dataclass(frozen=True, slots=True)
class GroupImpact:
    """Communes of the province that attain a group, before and after."""

    before: GroupAttainment
    after: GroupAttainment

    @property
    def group(self) -> LawGroup:
        return self.after.group

    @property
    def difference(self) -> int:
        return self.after.attained - self.before.attained

    @property
    def lost(self) -> int:
        return max(0, -self.difference)


@dataclass(frozen=True)
class Review:
    """A report against the revision that it is compared with.

    ``base`` is that revision (None: the district had none). For an approved
    report it is the one before, so that the page shows what was approved.
    ``followed`` are untouched cells whose base changed after the district last
    took note of it. ``before`` and ``after`` are figures of the whole province.
    """

    report: Report
    base: Revision | None
    rows: tuple[Row, ...]
    followed: tuple[Cell, ...]
    before: Figures
    after: Figures
    events: tuple[ReportEvent, ...]

    @property
    def law(self) -> Law:
        return self.after.law

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        return changes_in(self.law, self.rows)

    @cached_property
    def by_turn(self) -> dict[Turn, tuple[Change, ...]]:
        return {
            turn: tuple(each for each in self.changes if each.cell.turn is turn)
            for turn in Turn
        }

    @property
    def is_correction(self) -> bool:
        """Whether the report's own quarter had been approved before."""
        return self.base is not None and self.base.quarter_id == self.report.quarter_id

    @property
    def cell_count(self) -> int:
        return sum(len(row.cells) for row in self.rows)

    @property
    def unchanged_count(self) -> int:
        return self.cell_count - len(self.changes)

    @property
    def met_before(self) -> int:
        return sum(row.masks_before.met.bit_count() for row in self.rows)

    @property
    def met_after(self) -> int:
        return sum(row.met_count for row in self.rows)

    @property
    def unknown_after(self) -> int:
        return sum(row.masks_after.unknown.bit_count() for row in self.rows)

    @cached_property
    def impacts(self) -> tuple[GroupImpact, ...]:
        pairs = zip(self.before.groups, self.after.groups, strict=True)
        return tuple(GroupImpact(before, after) for before, after in pairs)

    def after_holding(self, held: Collection[CellKey]) -> Figures:
        """Return the figures after an approval that holds some cells back."""
        masks = {row.place.code: row.masks_holding(held) for row in self.rows}
        return self.before.with_results(masks, quarter=self.report.quarter_id)

    @property
    def submissions(self) -> int:
        return sum(event.kind == EventKind.SUBMITTED for event in self.events)


@dataclass(frozen=True, slots=True)
class _Sides:
    """The two states of a district's cells, and the revision on the first side."""

    base: Revision | None
    before: CellStates
    after: CellStates


def review_of(report: Report) -> Review:
    """Read a report for review: nine queries, one more if its base moved.

    ``report.quarter`` must be loaded. Raises NoLaw when no criteria are in force.
    """
    now = figures_at(report.quarter.period)
    sides = _sides(report)
    rows = _rows(now, report.district_id, sides)
    is_done = report.state == ReportState.APPROVED
    other = now.with_results(
        {
            row.place.code: row.masks_before if is_done else row.masks_after
            for row in rows
        },
        quarter=report.quarter_id,
    )
    return Review(
        report=report,
        base=sides.base,
        rows=rows,
        followed=_followed(report, rows, sides),
        before=other if is_done else now,
        after=now if is_done else other,
        events=_events(report),
    )


def _sides(report: Report) -> _Sides:
    standing = (
        Revision.objects.standing(None)
        .not_after(report.quarter_id)
        .filter(district_id=report.district_id)
        .select_related("quarter")
        .order_by("-quarter_id", "-number")
    )
    latest = dict(enumerate(standing[:2]))
    if report.state == ReportState.APPROVED:
        return _Sides(latest.get(1), _states(latest.get(1)), _states(latest.get(0)))
    base = _states(latest.get(0))
    return _Sides(latest.get(0), base, {**base, **report.changed_cells()})


def _states(revision: Revision | None) -> CellStates:
    return revision.cells() if revision else {}


def _rows(figures: Figures, district_code: str, sides: _Sides) -> tuple[Row, ...]:
    places = [each.place for each in figures.of_district(district_code).communes]
    return tuple(
        Row(
            place,
            tuple(
                _cell(place, criterion, sides.before, sides.after)
                for criterion in figures.law.criteria
            ),
        )
        for place in places
    )


def _cell(
    place: Place, criterion: LawCriterion, before: CellStates, after: CellStates
) -> Cell:
    key = place.code, criterion.number
    return Cell(
        place=place,
        criterion=criterion,
        before=before.get(key, ResultState.UNKNOWN),
        after=after.get(key, ResultState.UNKNOWN),
    )


def _followed(report: Report, rows: Sequence[Row], sides: _Sides) -> tuple[Cell, ...]:
    noted = report.base
    if report.state == ReportState.APPROVED or noted == sides.base:
        return ()
    known = _states(noted)
    typed = report.changed_cells()
    untouched = (
        cell
        for row in rows
        for cell in row.cells
        if (cell.place.code, cell.criterion.number) not in typed
    )
    moved = (
        _cell(cell.place, cell.criterion, known, sides.before) for cell in untouched
    )
    return tuple(cell for cell in moved if cell.turn)


def _events(report: Report) -> tuple[ReportEvent, ...]:
    """Return the steps of the report, newest first."""
    return tuple(report.events.select_related("by__district", "by__agency"))
