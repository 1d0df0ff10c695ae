"""Results of a quarter: a table of marks read and settled, cell by cell."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ntm_portal.lib.spreadsheets import Sheet
from ntm_portal.lib.text import format_number
from reports.choices import ResultState
from reports.importing.communes_table import CommunesTable, NoLawInForce, communes_table
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
    Fate,
    ImportRequest,
    Reading,
    Tally,
    refused,
)
from reports.importing.results_changes import ResultsSheet
from reports.importing.sheet_periods import (
    SheetPeriod,
    likely_day,
    period_errors,
    period_warnings,
    settle_period,
)
from reports.importing.sheets import OpenedSheet
from reports.importing.tables.totals import check_totals
from reports.importing.views import Sense

SENSES = {
    ResultState.MET: Sense.MET,
    ResultState.UNMET: Sense.UNMET,
    ResultState.UNKNOWN: Sense.UNKNOWN,
}
BAD = "ô chưa đọc được"
NOTHING = "Bảng không có dấu nào: mọi ô đều để trống, không có kết quả để nhập."
SILENT = "Hàng không có dấu nào và không có tổng: cả hàng là chưa đánh giá."


@dataclass(frozen=True, slots=True)
class _Marks:
    """The readings of all marks and what they settle to, by row number."""

    readings: Mapping[int, Mapping[int, MarkReading]]
    settled: Mapping[int, SettledRow]


def read_results(request: ImportRequest, opened: OpenedSheet) -> Reading:
    """Read a sheet of results and hold it against the approved data."""
    try:
        table, period = _table(request, opened.sheet)
    except NoLawInForce as error:
        problem = Problem(opened.sheet.title, "", "", "", str(error))
        return replace(refused(request, problem), encoding=opened.encoding)
    marks = _read_marks(table, until=period.quarter.year if period.quarter else None)
    totals = check_totals(table.matrix, _counted(marks), incomplete=table.incomplete)
    base = Reading(
        request=request,
        sheet=opened.sheet.title,
        encoding=opened.encoding,
        period=period.quarter,
        matched=len(table.placement.places),
        unmatched=table.placement.unmatched,
        tallies=tuple(_tallies(table, marks)),
        errors=(*_errors(request, table, period, marks), *totals.errors),
        warnings=(*_warnings(request, table, period, marks), *totals.warnings),
        respellings=table.placement.respellings,
        notes=tuple(_notes(marks)),
        questions=table.placement.questions,
        lessons=table.placement.lessons,
        columns=tuple(table.column_uses),
        roles=tuple(table.roles),
        fingerprint=table.matrix.fingerprint,
    )
    reading = replace(base, view=table.view(_senses(marks), base.errors))
    if period.quarter is None:
        cells = (table.address(row.row_number, number) for row, number in table.cells())
        fates = dict.fromkeys(cells, Fate.REFUSED)
        return replace(reading, counts=CellCounts.of(fates.values()), fates=fates)
    states = {row: settled.states for row, settled in marks.settled.items()}
    return ResultsSheet(reading, table, period.quarter, states).compare()


def _table(request: ImportRequest, sheet: Sheet) -> tuple[CommunesTable, SheetPeriod]:
    """Return the table as of the quarter's last day, and the quarter."""
    day = likely_day(request, sheet)
    table = communes_table(sheet, day, request.answers)
    period = settle_period(request.period, table.matrix.title_quarters)
    if period.quarter and table.matrix.columns:
        table = table.on_day(period.quarter.last_day)
    return table, period


def _read_marks(table: CommunesTable, *, until: int | None) -> _Marks:
    rows = table.matrix.communes
    readings = {
        row.row_number: {
            n: read_mark(cell, until=until) for n, cell in row.marks.items()
        }
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
    request: ImportRequest, table: CommunesTable, period: SheetPeriod, marks: _Marks
) -> Iterator[Problem]:
    yield from period_errors(request, period, table)
    yield from table.matrix.problems
    yield from table.placement.errors
    if period.quarter and not period.doubt:
        lacking = missing_communes(table.placement, table.matrix, table.matcher)
        yield from (problem for problem, _ in lacking)
    if marks.settled and all(row.is_silent for row in marks.settled.values()):
        yield table.problem(NOTHING)
    for readings in marks.readings.values():
        for reading in readings.values():
            if reading.fault:
                yield table.matrix.problem_at(reading.cell, reading.fault)


def _warnings(
    request: ImportRequest, table: CommunesTable, period: SheetPeriod, marks: _Marks
) -> Iterator[Problem]:
    yield from table.matrix.warnings
    yield from _silent_rows(table, marks)
    yield from period_warnings(request, period, table)


def _silent_rows(table: CommunesTable, marks: _Marks) -> Iterator[Problem]:
    for row in table.matrix.communes:
        if marks.settled[row.row_number].is_silent:
            yield table.matrix.problem_at(row.name_cell, SILENT)


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
