"""What a sheet holds besides its table, and what of the table nobody sees."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import islice

from ntm_portal.lib.spreadsheets import Cell
from reports.importing.marks import is_prose
from reports.importing.problems import Problem
from reports.importing.tables.grid import Grid, has_content, opening
from reports.importing.tables.header_texts import STEP
from reports.importing.tables.headers import Header
from reports.importing.tables.layout import Layout
from reports.importing.tables.matrix import Matrix

FEWEST_CELLS = 3
MOST_NAMED = 10
MOST_COLUMNS = 6


def unread_columns(grid: Grid, layout: Layout, matrix: Matrix) -> Iterator[Problem]:
    """Yield a warning for each column with something beside a commune.

    More than a few share one.
    """
    found = list(_first_cells(grid, layout, matrix))
    word, mark = matrix.sheet.column_word, matrix.sheet.column_mark
    if len(found) > MOST_COLUMNS:
        marks = ", ".join(mark(cell.column) for cell in found)
        yield matrix.problem_at(found[0], f"Các {word} {marks} không được nhập.")
        return
    for cell in found:
        message = f"{opening(word)} {mark(cell.column)} không được nhập."
        yield matrix.problem_at(cell, message)


def _first_cells(grid: Grid, layout: Layout, matrix: Matrix) -> Iterator[Cell]:
    for column in layout.others:
        cells = (grid.own(row.row_number, column) for row in matrix.communes)
        is_headed = bool(matrix.headers.get(column))
        told = (c for c in cells if has_content(c) and (is_headed or not is_prose(c)))
        yield from islice(told, 1)


def unread_rows(grid: Grid, header: Header) -> Iterator[Problem]:
    """Yield a warning for the first row of figures above the table."""
    above = (grid.shown(row) for row in grid.rows if row < header.top)
    for cells in above:
        has_figures = any(isinstance(cell.value, Decimal) for cell in cells)
        if len(cells) >= FEWEST_CELLS and has_figures:
            yield Problem(
                grid.sheet.title,
                cells[0].address,
                "",
                cells[0].shown,
                "Phía trên bảng có số liệu khác, không được nhập.",
            )
            return


def hidden_lines(matrix: Matrix) -> Iterator[Problem]:
    """Yield a warning for hidden rows of communes, one for hidden columns of marks.

    Hiding is no reason to leave results out, but may be why nobody looked at them.
    """
    sheet = matrix.sheet
    hidden = [row for row in matrix.communes if row.row_number in sheet.hidden_rows]
    if hidden:
        names = (f"{sheet.row_mark(row.row_number)} ({row.name})" for row in hidden)
        message = f"{opening(sheet.row_word)} ẩn {_listed(names)} cũng được đọc."
        yield matrix.problem_at(hidden[0].name_cell, message)
    columns = [
        column
        for column in matrix.columns.values()
        if column.index in sheet.hidden_columns
    ]
    if columns:
        marks = (
            f"{sheet.column_mark(column.index)} ({column.header_path.split(STEP)[-1]})"
            for column in columns
        )
        message = f"{opening(sheet.column_word)} ẩn {_listed(marks)} cũng được đọc."
        yield Problem(sheet.title, "", "", "", message)


def _listed(names: Iterable[str]) -> str:
    listed = list(names)
    more = len(listed) - MOST_NAMED
    rest = f" và {more} nơi khác" if more > 0 else ""
    return f"{', '.join(listed[:MOST_NAMED])}{rest}"
