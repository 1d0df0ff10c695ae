"""The rows of a table of indicators, told apart as those of a table of marks."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ntm_portal.lib.numbers import read_answer, read_number
from ntm_portal.lib.spreadsheets import Cell
from reports.importing.tables.grid import Grid, has_content
from reports.importing.tables.layout import Layout, Places
from reports.importing.tables.lines import Line
from reports.importing.tables.rows import Found, Remark, RowReader

LETTER, NUMBER = "x", Decimal(1)


def read_rows(
    grid: Grid, layout: Layout, lines: Sequence[Line], places: Places
) -> tuple[list[Found], list[Remark]]:
    """Return every row with what it is, and what is to be told of them.

    What tells marks from counts says nothing of values: for the reader of rows each
    number is a 1, each answer an x.
    """
    reader = RowReader(grid, layout, [_plain(line) for line in lines], places)
    reader.read()
    written = {line.row: line for line in lines}
    return (
        [replace(each, line=written[each.line.row]) for each in reader.found],
        [
            replace(each, cell=grid.own(each.cell.row, each.cell.column))
            for each in reader.remarks
        ],
    )


def _plain(line: Line) -> Line:
    return replace(line, marks={n: _as_mark(cell) for n, cell in line.marks.items()})


def _as_mark(cell: Cell) -> Cell:
    if not has_content(cell) or cell.lacks_value or cell.is_error:
        return cell
    if not read_number(cell.value).fault:
        return replace(cell, value=NUMBER)
    return cell if read_answer(cell.value).fault else replace(cell, value=LETTER)
