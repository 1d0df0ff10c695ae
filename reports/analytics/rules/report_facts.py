"""What the rules of a quarter look at, read for a whole report.

Everything is read in a fixed number of queries: the page asks while people type,
and the sending of a report asks again.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from communes.analytics.recognitions import recognised_on
from criteria.analytics.plans import PlannedCell, plan_in_force
from reports.analytics.cell.values import CellValues, ValueLine, read_all_values
from reports.analytics.entry.grid import Grid
from reports.analytics.entry.grid_parts import Cell, Row
from reports.analytics.entry.remarks import remarks_of
from reports.analytics.past.value_history import NumberHistory, value_histories
from reports.analytics.rules.book import findings_in
from reports.analytics.rules.facts import (
    HISTORY_QUARTERS,
    CellFacts,
    Facts,
    FigureFacts,
    RowFacts,
)
from reports.analytics.rules.findings import Finding
from reports.choices import FallCause
from reports.models import DraftRemark

Key = tuple[str, int]
NO_HISTORY = NumberHistory()


def findings_of(grid: Grid) -> tuple[Finding, ...]:
    """Return what the rules find in a report, those that block it first."""
    return findings_in(facts_of(grid))


def facts_of(grid: Grid) -> Facts:
    """Return what the rules look at. Fourteen queries at most."""
    source = _source(grid)
    return Facts(
        period=grid.period,
        rows=tuple(source.row(row) for row in grid.rows),
        has_base=grid.base is not None,
        has_changes=grid.has_own_cells,
        is_unchanged=grid.report.is_unchanged,
    )


@dataclass(frozen=True, slots=True)
class _Source:
    """Everything beside the cells, by commune code and criterion."""

    remarks: Mapping[Key, DraftRemark]
    planned: Mapping[Key, PlannedCell]
    values: Mapping[Key, CellValues]
    histories: Mapping[Key, NumberHistory]
    recognised: frozenset[str]

    def row(self, row: Row) -> RowFacts:
        return RowFacts(
            place=row.place,
            cells=tuple(self._cell(cell) for cell in row.cells),
            is_recognised=row.place.code in self.recognised,
        )

    def _cell(self, cell: Cell) -> CellFacts:
        key = cell.place.code, cell.criterion.number
        remark = self.remarks.get(key)
        values = self.values[key]
        return CellFacts(
            criterion=cell.criterion,
            state=cell.state,
            before=cell.before,
            suggested=values.suggestion,
            against_reason=remark.against_reason if remark else "",
            fall_cause=FallCause(remark.fall_cause)
            if remark and remark.fall_cause
            else None,
            planned=self.planned.get((cell.place.code, cell.criterion.id)),
            awaits_answer=cell.must_answer,
            figures=tuple(
                figure
                for line in values.lines
                for figure in self._figures(cell.place.code, line)
            ),
        )

    def _figures(self, code: str, line: ValueLine) -> Iterator[FigureFacts]:
        if line.value is None:
            return
        indicator = line.indicator
        history = self.histories.get((code, indicator.id), NO_HISTORY)
        numbers = (
            (line.value.number, history.firsts, ""),
            (line.value.second_number, history.seconds, indicator.second_value_name),
        )
        for number, earlier, name in numbers:
            if number is not None:
                yield FigureFacts(
                    indicator_code=indicator.code,
                    unit=indicator.unit,
                    value=number,
                    history=tuple(earlier),
                    value_name=name,
                )


def _source(grid: Grid) -> _Source:
    report = grid.report
    plan = plan_in_force(grid.period.last_day)
    return _Source(
        remarks=remarks_of(report),
        planned=plan.cells if plan else {},
        values=read_all_values(report, [row.place.code for row in grid.rows], grid.law),
        histories=value_histories(
            report.district_id, before=grid.period, quarters=HISTORY_QUARTERS
        ),
        recognised=recognised_on(grid.period.last_day),
    )
