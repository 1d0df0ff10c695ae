"""The indicators of one criterion in every commune of a district's quarter."""

from collections.abc import Iterator
from dataclasses import dataclass

from communes.analytics.places import Place, programme_communes
from communes.models import District
from criteria.analytics.indicators import LawIndicator
from criteria.analytics.law import Law, LawCriterion, law_on
from ntm_portal.lib import periods
from reports.analytics.cell.values import CellValues, read_values_of
from reports.analytics.quarter_report import report_of
from reports.choices import ReportState, ResultState
from reports.models import DraftResult, Report, Result, ReturnedCell, Revision


@dataclass(frozen=True, slots=True)
class ValueColumn:
    """An indicator and what is asked, in one line or one for each area."""

    indicator: LawIndicator
    asked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ValueRow:
    """A commune: its values and the result of its cell.

    ``is_open`` is False for a cell that was approved while others were returned.
    """

    place: Place
    values: CellValues
    state: ResultState
    is_open: bool

    @property
    def is_against(self) -> bool:
        return self.values.is_against(self.state)

    @property
    def is_suggested(self) -> bool:
        return self.values.suggested == self.state

    @property
    def takes_suggestion(self) -> bool:
        """Whether the cell is chưa đánh giá and its values suggest a result."""
        has_suggestion = self.values.suggested is not None
        return self.is_open and has_suggestion and self.state == ResultState.UNKNOWN


@dataclass(frozen=True, slots=True)
class ValueTable:
    """``report`` is unsaved before the first change of the quarter."""

    report: Report
    law: Law
    criterion: LawCriterion
    columns: tuple[ValueColumn, ...]
    rows: tuple[ValueRow, ...]

    @property
    def period(self) -> periods.Quarter:
        return self.report.quarter.period

    @property
    def suggestions(self) -> tuple[ValueRow, ...]:
        return tuple(row for row in self.rows if row.takes_suggestion)

    @property
    def missing(self) -> int:
        """Return how many values were never said."""
        return sum(row.values.missing for row in self.rows)

    @property
    def can_keep(self) -> bool:
        """Whether a value that was never said has an earlier one."""
        return any(
            line.value is None and line.earlier
            for row in self.rows
            if row.is_open
            for line in row.values.lines
        )


def read_value_table(
    *, period: periods.Quarter, district: District, number: int
) -> ValueTable | None:
    """Read the values of a criterion; None when the quarter has no such criterion.

    Eighteen queries at most, however many communes there are.
    """
    law = law_on(period.last_day)
    criterion = law.by_number.get(number) if law else None
    if law is None or criterion is None:
        return None
    report = report_of(period, district)
    base = report.latest_base()
    if report._state.adding and base and base.quarter_id == period.code:
        # Approved from a file, without a report of its own.
        report.state = ReportState.APPROVED
    places = programme_communes(period.last_day, district_code=district.code)
    found = read_values_of(report, [place.code for place in places], criterion)
    states = _states(report, base, criterion)
    returned = _returned(report)
    rows = tuple(
        ValueRow(
            place=place,
            values=found[place.code],
            state=states.get(place.code, ResultState.UNKNOWN),
            is_open=not returned or (place.code, criterion.id) in returned,
        )
        for place in places
    )
    return ValueTable(report, law, criterion, tuple(_columns(rows)), rows)


def _columns(rows: tuple[ValueRow, ...]) -> Iterator[ValueColumn]:
    for lines in zip(*(row.values.lines for row in rows), strict=True):
        asked = {line.asked: line.threshold for line in lines}
        yield ValueColumn(
            lines[0].indicator,
            tuple(
                f"Khu vực {each.commune_area.value}: {words}"
                if each.is_of_area and each.is_known and each.commune_area
                else words
                for words, each in asked.items()
            ),
        )


def _states(
    report: Report, base: Revision | None, criterion: LawCriterion
) -> dict[str, ResultState]:
    """Return the result of each commune: the draft's own, else that of its base."""
    cells = Result.objects.filter(revision=base, criterion_id=criterion.id)
    states = dict(cells.values_list("commune_id", "state")) if base else {}
    if not report._state.adding:
        own = DraftResult.objects.filter(report=report, criterion_id=criterion.id)
        states |= dict(own.values_list("commune_id", "state"))
    return {code: ResultState(state) for code, state in states.items()}


def _returned(report: Report) -> set[tuple[str, int]]:
    """Return the only cells that may change; empty when all may."""
    if report.state != ReportState.RETURNED:
        return set()
    returned = ReturnedCell.objects.standing().filter(report=report)
    return set(returned.values_list("commune_id", "criterion_id"))
