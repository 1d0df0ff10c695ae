"""Values of indicators of a quarter: a table of numbers and answers, cell by cell."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from ntm_portal.lib.spreadsheets import Sheet
from reports.importing.communes_table import NoLawInForce
from reports.importing.indicators.cells import Said
from reports.importing.indicators.changes import IndicatorSheet
from reports.importing.indicators.table import IndicatorTable, indicator_table
from reports.importing.problems import Problem
from reports.importing.readings import (
    CellCounts,
    Fate,
    ImportRequest,
    Reading,
    Tally,
    refused,
)
from reports.importing.sheet_periods import (
    SheetPeriod,
    likely_day,
    period_errors,
    period_warnings,
    settle_period,
)
from reports.importing.sheets import OpenedSheet

NUMBER, MET, UNMET = "ô có số", "ô đạt", "ô chưa đạt"
NO_DATA, BLANK, BAD = "ô không có số liệu", "ô để trống", "ô chưa đọc được"


def read_indicators(request: ImportRequest, opened: OpenedSheet) -> Reading:
    """Read a sheet of values and hold it against the approved ones."""
    try:
        table, period = _table(request, opened.sheet)
    except NoLawInForce as error:
        problem = Problem(opened.sheet.title, "", "", "", str(error))
        return replace(refused(request, problem), encoding=opened.encoding)
    placement = table.communes.placement
    errors = tuple(_errors(request, table, period))
    reading = Reading(
        request=request,
        sheet=opened.sheet.title,
        encoding=opened.encoding,
        period=period.quarter,
        matched=len(placement.places),
        unmatched=placement.unmatched,
        tallies=tuple(_tallies(table)),
        errors=errors,
        warnings=tuple(_warnings(request, table, period)),
        respellings=placement.respellings,
        lessons=placement.lessons,
        roles=tuple(table.roles),
        questions=(*table.read.questions, *placement.questions),
        columns=tuple(table.communes.column_uses),
        fingerprint=table.communes.matrix.fingerprint,
        view=table.view(errors),
    )
    if period.quarter:
        return IndicatorSheet(reading, table, period.quarter).compare()
    cells = (
        table.communes.address(row.row_number, number)
        for row, number in table.communes.cells()
    )
    fates = dict.fromkeys(cells, Fate.REFUSED)
    return replace(reading, counts=CellCounts.of(fates.values()), fates=fates)


def _table(request: ImportRequest, sheet: Sheet) -> tuple[IndicatorTable, SheetPeriod]:
    """Return the table as of the quarter's last day, and the quarter."""
    day = likely_day(request, sheet)
    table = indicator_table(sheet, day, request.answers)
    titled = table.communes.matrix.title_quarters
    period = settle_period(request.period, titled)
    if period.quarter and period.quarter.last_day != day:
        table = indicator_table(sheet, period.quarter.last_day, request.answers)
    return table, period


def _errors(
    request: ImportRequest, table: IndicatorTable, period: SheetPeriod
) -> Iterator[Problem]:
    communes = table.communes
    yield from period_errors(request, period, communes)
    yield from communes.matrix.problems
    yield from communes.placement.errors
    for row in table.said.values():
        for said in row.values():
            if said.fault:
                yield communes.matrix.problem_at(said.cell, said.fault)


def _warnings(
    request: ImportRequest, table: IndicatorTable, period: SheetPeriod
) -> Iterator[Problem]:
    yield from table.communes.matrix.warnings
    yield from period_warnings(request, period, table.communes)


def _tallies(table: IndicatorTable) -> Iterator[Tally]:
    said = Counter(
        _label(table.said[row.row_number].get(number))
        if row.row_number in table.communes.usable
        else BAD
        for row, number in table.communes.cells()
    )
    for label in (NUMBER, MET, UNMET, NO_DATA, BLANK, BAD):
        yield Tally(label, said[label])


def _label(said: Said | None) -> str:
    if said is None or said.fault:
        return BAD
    if said.number is not None:
        return NUMBER
    if said.answer is not None:
        return MET if said.answer else UNMET
    return NO_DATA if said.is_no_data else BLANK
