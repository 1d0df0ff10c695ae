"""Sheets of any file, written as values into the same cells of a new workbook."""

import datetime as dt
import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.cell.cell import Cell as WrittenCell
from openpyxl.styles import Font
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from ntm_portal.lib.workbooks.sheets import Cell, Range, Sheet, column_letters

FORBIDDEN = re.compile(r"[\\*?:/\[\]]")
LONGEST_TITLE = 31
LONGEST_TEXT = 32_767
DATE = "dd/mm/yyyy"


def rebuilt(sheets: Sequence[Sheet]) -> tuple[Workbook, dict[str, str]]:
    """Return the workbook, and the sheets by title that it calls otherwise.

    A formula is its stored result; without one it is written as text, so that the
    cell does not pass for an empty one. Merged ranges, hidden rows, columns and
    sheets, and the names of fonts are kept.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    titles = {}
    for sheet in sheets:
        wanted = FORBIDDEN.sub("_", sheet.title)[:LONGEST_TITLE].strip("'") or "Trang"
        written = book.create_sheet(wanted)
        titles[sheet.title] = written.title
        _fill(written, sheet)
    _show_one(book)
    return book, titles


def _fill(written: Worksheet, sheet: Sheet) -> None:
    for cell in sheet.cells.values():
        _write(written.cell(cell.row, cell.column), cell)
    for area in sheet.merged:
        # Not merge_cells(): it makes a cell of every place in the range.
        written.merged_cells.ranges.add(_merged(area))
    for row in sheet.hidden_rows:
        written.row_dimensions[row].hidden = True
    for column in sheet.hidden_columns:
        written.column_dimensions[column_letters(column)].hidden = True
    if sheet.is_hidden:
        written.sheet_state = "hidden"


def _write(written: WrittenCell, cell: Cell) -> None:
    match cell.value:
        case None:
            if cell.formula:
                _write_text(written, f"={cell.formula.lstrip('=')}")
        case bool() as value:
            written.value = value
        case Decimal() as number:
            written.value = number
        case dt.date() as day:
            written.value, written.number_format = day, DATE
        case text:
            _write_text(written, text)
    if cell.font:
        written.font = _font(cell.font)


def _write_text(written: WrittenCell, text: str) -> None:
    written.value = ILLEGAL_CHARACTERS_RE.sub("", text)[:LONGEST_TEXT]
    written.data_type = "s"
    written.quotePrefix = text.startswith(("=", "+", "-", "@"))


@cache
def _font(name: str) -> Font:
    return Font(name=name, size=11)


def _merged(area: Range) -> CellRange:
    return CellRange(
        min_col=area.min_column,
        min_row=area.min_row,
        max_col=area.max_column,
        max_row=area.max_row,
    )


def _show_one(book: Workbook) -> None:
    """Make the first sheet visible if none is: programs refuse such a file."""
    if all(sheet.sheet_state == "hidden" for sheet in book.worksheets):
        book.worksheets[0].sheet_state = "visible"
