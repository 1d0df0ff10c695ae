"""Results of a quarter: a table of marks read and settled, cell by cell."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ntm_portal.lib.periods import Quarter
from ntm_portal.lib.spreadsheets import Sheet
from ntm_portal.lib.text import format_number
from reports.choices import ResultState
from reports.importing.communes_table import CommunesTable, NoLawInForce, communes_table
from reports.importing.grid import Grid
from reports.importing.marks import (
    MarkReading,
    SettledRow,
    decide_blanks,
    read_mark,
    settle_row,
)
from reports.importing.placing import missing_communes
from reports.importing.problems import Problem
from reports.importing.readings import (
    CellCounts,
    ImportRequest,
    Reading,
    Tally,
    refused,
)
from reports.importing.results_changes import ResultsSheet
from reports.importing.sheets import OpenedSheet
from reports.importing.totals import check_totals
from reports.importing.views import Sense

SENSES = {
    ResultState.MET: Sense.MET,
    ResultState.UNMET: Sense.UNMET,
    ResultState.UNKNOWN: Sense.UNKNOWN,
}
TITLE_ROWS = 10
BAD = "ô chưa đọc được"
SILENT = "Hàng không có dấu nào và không có tổng: cả hàng là chưa đánh giá."
NO_PERIOD = (
    "Không đọc được quý trong tiêu đề của trang tính; hãy chọn kỳ (--period) hoặc ghi "
    "vào tiêu đề, ví dụ “Quý III năm 2019”."
)


@dataclass(frozen=True, slots=True)
class _Marks:
    """The readings of all marks and what they settle to, by row number."""

    readings: Mapping[int, Mapping[int, MarkReading]]
    settled: Mapping[int, SettledRow]


def read_results(request: ImportRequest, opened: OpenedSheet) -> Reading:
    """Read a sheet of results and hold it against the approved data."""
    try:
        table, period, doubt = _table(request, opened)
    except NoLawInForce as error:
        problem = Problem(opened.sheet.title, "", "", "", str(error))
        return replace(refused(request, problem), encoding=opened.encoding)
    marks = _read_marks(table)
    errors = (
        *doubt,
        *_quarter_to_come(request, period, table),
        *_errors(table, marks, is_dated=bool(period and not doubt)),
    )
    totals = check_totals(table.matrix, _counted(marks))
    warnings = (
        *table.matrix.warnings,
        *totals.warnings,
        *_silent_rows(table, marks),
        *_early_approval(request, period, table),
    )
    base = Reading(
        request=request,
        sheet=opened.sheet.title,
        encoding=opened.encoding,
        period=period,
        matched=len(table.placement.places),
        unmatched=table.placement.unmatched,
        tallies=tuple(_tallies(table, marks)),
        errors=(*errors, *totals.errors),
        warnings=warnings,
        respellings=table.placement.respellings,
        notes=tuple(_notes(marks)),
    )
    reading = replace(base, view=table.view(_senses(marks), base.errors))
    if period is None:
        refused_cells = CellCounts(refused=len(list(table.cells())))
        return replace(reading, counts=refused_cells)
    states = {row: settled.states for row, settled in marks.settled.items()}
    return ResultsSheet(reading, table, period, states).compare()


def _table(
    request: ImportRequest, opened: OpenedSheet
) -> tuple[CommunesTable, Quarter | None, list[Problem]]:
    """Return the table as of the quarter's last day, the quarter, doubts about it."""
    if request.period:
        table = communes_table(opened.sheet, request.period.last_day)
        titled = table.matrix.title_quarters
        if titled and request.period not in titled:
            message = (
                f"Tiêu đề ghi {_labels(titled)}, khác kỳ được chọn là "
                f"{request.period.label}."
            )
            return (
                table,
                request.period,
                [table.problem(message, value=_labels(titled))],
            )
        return table, request.period, []
    table = communes_table(opened.sheet, _likely_day(request, opened.sheet))
    titled = table.matrix.title_quarters
    if not table.matrix.columns:
        return table, None, []
    if len(titled) == 1:
        return table.on_day(titled[0].last_day), titled[0], []
    message = NO_PERIOD
    if titled:
        message = f"Tiêu đề ghi nhiều quý ({_labels(titled)}); hãy chọn kỳ (--period)."
    return table, None, [table.problem(message, value=_labels(titled))]


def _likely_day(request: ImportRequest, sheet: Sheet) -> dt.date:
    """Return the day whose criteria the table's header is looked for by.

    A file of an earlier quarter may have come after another set took effect.
    """
    grid = Grid(sheet)
    texts = (cell.shown for row in grid.rows[:TITLE_ROWS] for cell in grid.shown(row))
    named = set(Quarter.in_title("\n".join(texts)))
    return named.pop().last_day if len(named) == 1 else request.on


def _labels(quarters: tuple[Quarter, ...]) -> str:
    return ", ".join(quarter.label for quarter in quarters)


def _read_marks(table: CommunesTable) -> _Marks:
    rows = table.matrix.communes
    readings = {
        row.row_number: {n: read_mark(cell) for n, cell in row.marks.items()}
        for row in rows
    }
    blanks = decide_blanks(r for row in readings.values() for r in row.values())
    settled = {
        row.row_number: settle_row(readings[row.row_number], row.total, blanks)
        for row in rows
    }
    return _Marks(readings, settled)


def _counted(marks: _Marks) -> dict[int, dict[int, bool | None]]:
    return {
        row: {
            number: None
            if reading.fault
            else marks.settled[row].states[number] == ResultState.MET
            for number, reading in readings.items()
        }
        for row, readings in marks.readings.items()
    }


def _errors(
    table: CommunesTable, marks: _Marks, *, is_dated: bool
) -> Iterator[Problem]:
    yield from table.matrix.problems
    yield from table.placement.errors
    if is_dated:
        lacking = missing_communes(table.placement, table.matrix, table.matcher)
        yield from (problem for problem, _ in lacking)
    for readings in marks.readings.values():
        for reading in readings.values():
            if reading.fault:
                yield table.matrix.problem_at(reading.cell, reading.fault)


def _silent_rows(table: CommunesTable, marks: _Marks) -> Iterator[Problem]:
    for row in table.matrix.communes:
        if marks.settled[row.row_number].is_silent:
            yield table.matrix.problem_at(row.name_cell, SILENT)


def _quarter_to_come(
    request: ImportRequest, period: Quarter | None, table: CommunesTable
) -> Iterator[Problem]:
    if period and request.latest_day < period.first_day:
        yield table.problem(
            f"{period.label} chưa bắt đầu (ngày {period.first_day:%d/%m/%Y}): không "
            "thể đã có kết quả.",
            value=period.label,
        )


def _early_approval(
    request: ImportRequest, period: Quarter | None, table: CommunesTable
) -> Iterator[Problem]:
    has_begun = period and period.first_day <= request.latest_day
    if period and has_begun and request.on < period.last_day:
        yield table.problem(
            f"Ngày duyệt trước ngày cuối của {period.label} "
            f"({period.last_day:%d/%m/%Y}).",
            value=f"{request.on:%d/%m/%Y}",
        )


def _tallies(table: CommunesTable, marks: _Marks) -> Iterator[Tally]:
    said = Counter(
        marks.settled[row.row_number].states.get(number)
        if row.row_number in table.usable
        else None
        for row, number in table.cells()
    )
    for state in ResultState:
        yield Tally(f"ô {state.label}", said[state])
    yield Tally(BAD, said[None])


def _notes(marks: _Marks) -> Iterator[str]:
    blanks = [
        marks.settled[row].states[number]
        for row, readings in marks.readings.items()
        for number, reading in readings.items()
        if reading.is_blank
    ]
    unmet, unknown = (
        blanks.count(ResultState.UNMET),
        blanks.count(ResultState.UNKNOWN),
    )
    if unmet:
        yield (
            f"{format_number(unmet)} ô để trống được hiểu là chưa đạt, vì bảng chỉ "
            "dùng dấu đạt."
        )
    if unknown:
        yield f"{format_number(unknown)} ô để trống được hiểu là chưa đánh giá."


def _senses(marks: _Marks) -> dict[str, Sense]:
    return {
        reading.cell.address: SENSES[marks.settled[row].states[number]]
        for row, readings in marks.readings.items()
        for number, reading in readings.items()
        if not reading.fault
    }
