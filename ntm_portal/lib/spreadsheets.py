"""Workbooks read into sheets of plain values.

The only module that knows the spreadsheet library. Macros are never run and
formulas are never computed: a cell has the value that was stored with the file.
"""

import datetime as dt
import io
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from decimal import Decimal
from itertools import islice
from typing import Any

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils import range_boundaries
from openpyxl.utils.escape import unescape

from ntm_portal.lib.sheets import Cell, CellValue, Range, Sheet, column_letters
from ntm_portal.lib.workbook_files import (
    CheckedFile,
    SheetOutline,
    UnreadableWorkbook,
    check_workbook_file,
    damaged,
)

__all__ = [
    "Cell",
    "CellValue",
    "Range",
    "Sheet",
    "UnreadableWorkbook",
    "column_letters",
    "read_workbook",
]


def read_workbook(data: bytes, *, name: str) -> tuple[Sheet, ...]:
    """Read the sheets of an .xlsx or .xlsm file; name is for messages only.

    Raises UnreadableWorkbook, with a message for the user, for anything else.
    """
    try:
        checked = check_workbook_file(data, name=name)
        with warnings.catch_warnings():
            # The library warns about drawings, extensions and styles that it drops:
            # none of them carries a value.
            warnings.simplefilter("ignore")
            sheets = tuple(_read_sheets(checked))
    except UnreadableWorkbook:
        raise
    except Exception as error:
        # Neither library has one exception of its own: a broken file ends in
        # BadZipFile, KeyError, ValueError, ParseError or others, wherever it breaks.
        raise damaged(name) from error
    if not any(sheet.max_row for sheet in sheets):
        raise UnreadableWorkbook(f"Tệp “{name}” không có ô nào có dữ liệu.")
    return sheets


def _read_sheets(checked: CheckedFile) -> Iterator[Sheet]:
    with (
        closing(_open(checked.data, data_only=True)) as stored,
        closing(_open(checked.data, data_only=False)) as written,
    ):
        for values, formulas in zip(stored.worksheets, written.worksheets, strict=True):
            # A sheet that is read row by row tells its part, not its merged ranges.
            outline = checked.sheets[values._worksheet_path]
            yield Sheet(
                title=values.title,
                is_hidden=values.sheet_state != "visible",
                cells=_cells(_rows(values, outline), _rows(formulas, outline)),
                merged=tuple(_range(reference) for reference in outline.merged),
            )


def _open(data: bytes, *, data_only: bool) -> Any:
    # Row by row: formatted blank cells and merged columns then take no memory.
    return openpyxl.load_workbook(
        io.BytesIO(data),
        read_only=True,
        data_only=data_only,
        keep_links=False,
        rich_text=True,
    )


def _rows(sheet: Any, outline: SheetOutline) -> Iterator[Sequence[Any]]:
    # The size that a file declares may be absent, too small or the whole grid.
    sheet.reset_dimensions()
    return islice(sheet.iter_rows(), outline.last_row)


def _cells(
    stored: Iterator[Sequence[Any]], written: Iterator[Sequence[Any]]
) -> dict[tuple[int, int], Cell]:
    return {
        (value.row, value.column): _cell(value, formula)
        for values, formulas in zip(stored, written, strict=True)
        for value, formula in zip(values, formulas, strict=True)
        if value.value is not None or formula.value is not None
    }


def _cell(stored: Any, written: Any) -> Cell:
    return Cell(
        row=stored.row,
        column=stored.column,
        value=_value(stored),
        font=_font(stored),
        formula=_formula(written) if written.data_type == "f" else "",
    )


def _formula(written: Any) -> str:
    # An array formula arrives as an object that holds its text.
    return str(getattr(written.value, "text", written.value))


def _font(stored: Any) -> str:
    """Return the font of most of the text; parts of a cell may have their own."""
    own = stored.font.name or ""
    if not isinstance(stored.value, CellRichText):
        return own
    lengths: Counter[str] = Counter()
    for part in stored.value:
        font = part.font.rFont if isinstance(part, TextBlock) else None
        lengths[font or own] += len(str(part))
    return lengths.most_common(1)[0][0]


def _value(stored: Any) -> CellValue:
    match stored.value:
        case None:
            # A formula whose result is an empty text has one, and it is stored.
            return "" if stored.data_type == "str" else None
        case dt.datetime() as moment:
            return moment.date()
        case bool() | dt.date() as value:
            return value
        case int() | float() as number:
            return _number(number)
        case other:
            return str(unescape(str(other)))


def _number(number: float) -> Decimal | str:
    exact = Decimal(repr(number))
    if not exact.is_finite():
        return "#NUM!"
    return Decimal(int(exact)) if exact == exact.to_integral_value() else exact


def _range(reference: str) -> Range:
    min_column, min_row, max_column, max_row = range_boundaries(reference)
    return Range(min_row, min_column, max_row, max_column)
