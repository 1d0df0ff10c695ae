"""One sheet's part of an .xlsx workbook, read in one pass."""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from openpyxl.formula.tokenizer import TokenizerError
from openpyxl.formula.translate import Translator
from openpyxl.utils import range_boundaries
from openpyxl.utils.datetime import from_ISO8601
from openpyxl.utils.escape import unescape

from ntm_portal.lib.workbooks.cell_styles import PLAIN, RichText, Style, with_font
from ntm_portal.lib.workbooks.excel_styles import TextReader, in_excel
from ntm_portal.lib.workbooks.files import damaged
from ntm_portal.lib.workbooks.number_formats import is_percent_format, shown_as
from ntm_portal.lib.workbooks.sheet_builder import UNTOLD, SheetBuilder
from ntm_portal.lib.workbooks.sheets import Cell, CellValue, Range, column_letters
from ntm_portal.lib.workbooks.xml_parts import Attributes, Ends, Starts

ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
INTEGER = re.compile(r"-?[0-9]+")
# Telling a formula that was filled down takes longer than all else about a cell.
MAX_TOLD, MAX_TOLD_LENGTH = 1_000, 300
TRUE = ("1", "true")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the cells of all sheets of a workbook refer to."""

    styles: Sequence[Style]
    strings: Sequence[str | RichText]
    epoch: dt.datetime


class SheetReader:
    """Reads a worksheet's part into a sheet; formulas are not computed."""

    def __init__(self, builder: SheetBuilder, surroundings: Surroundings) -> None:
        self._builder = builder
        self._around = surroundings
        self._row = 0
        self._column = 0
        self._cell: Attributes = {}
        self._value = ""
        self._inline: str | RichText = ""
        self._formula = ""
        self._shared: dict[str, tuple[str, str]] = {}
        self._told = 0
        self._style = cache(self._read_style)
        self._formula_attributes: Attributes = {}
        self._texts = TextReader()
        self._pieces = self._texts.pieces
        self.text = self._pieces.append

    @property
    def starts(self) -> Starts:
        return in_excel(
            {
                **self._texts.starts,
                "row": self._start_row,
                "c": self._start_cell,
                "v": self._start_value,
                "f": self._start_formula,
                "col": self._take_columns,
                "mergeCell": self._take_merged,
            }
        )

    @property
    def ends(self) -> Ends:
        return in_excel(
            {
                **self._texts.ends,
                "v": self._end_value,
                "f": self._end_formula,
                "is": self._end_inline,
                "c": self._end_cell,
            }
        )

    def _start_row(self, attributes: Attributes) -> None:
        row = int(attributes.get("r", self._row + 1))
        # Rows and columns out of order would overwrite each other without a word.
        if row <= self._row:
            raise damaged()
        self._row, self._column = row, 0
        if attributes.get("hidden") in TRUE:
            self._builder.hide_rows(row, row)

    def _start_cell(self, attributes: Attributes) -> None:
        address = attributes.get("r")
        following = self._column + 1
        if not address or address == f"{column_letters(following)}{self._row}":
            self._column = following
        else:
            column = _column(address, self._row)
            if column <= self._column:
                raise damaged()
            self._column = column
        self._cell = attributes
        self._value = self._inline = ""
        self._formula = ""

    def _start_value(self, _attributes: Attributes) -> None:
        self._pieces.clear()

    def _end_value(self) -> None:
        self._value = "".join(self._pieces)

    def _start_formula(self, attributes: Attributes) -> None:
        self._pieces.clear()
        self._formula_attributes = attributes

    def _end_formula(self) -> None:
        self._formula = f"={''.join(self._pieces)}"
        if self._formula_attributes.get("t") == "shared":
            self._formula = self._filled_down(self._formula_attributes.get("si", ""))

    def _filled_down(self, group: str) -> str:
        """Return a shared formula as it reads in this cell."""
        address = f"{column_letters(self._column)}{self._row}"
        if group not in self._shared:
            self._shared[group] = self._formula, address
            return self._formula
        formula, origin = self._shared[group]
        if self._told == MAX_TOLD or len(formula) > MAX_TOLD_LENGTH:
            return UNTOLD
        self._told += 1
        try:
            return str(Translator(formula, origin).translate_formula(address))
        except TokenizerError:
            return UNTOLD

    def _end_inline(self) -> None:
        self._inline = self._texts.taken()

    def _end_cell(self) -> None:
        if not (self._value or self._inline or self._formula):
            return
        style = self._style(self._cell.get("s"))
        value, font = self._content(style)
        if self._formula or value not in (None, ""):
            self._builder.add(
                Cell(
                    self._row,
                    self._column,
                    value,
                    font,
                    self._formula,
                    is_percent=is_percent_format(style.number_format),
                )
            )

    def _read_style(self, number: str | None) -> Style:
        styles = self._around.styles
        index = int(number or 0)
        return styles[index] if 0 <= index < len(styles) else PLAIN

    def _content(self, style: Style) -> tuple[CellValue, str]:
        kind = self._cell.get("t", "n")
        if kind == "inlineStr":
            return with_font(self._inline, style.font)
        if kind == "s" and self._value:
            return with_font(self._around.strings[int(self._value)], style.font)
        return self._stored(kind, self._value, style), style.font

    def _stored(self, kind: str, value: str, style: Style) -> CellValue:
        if kind == "str":
            # A formula whose result is an empty text has one, and it is stored.
            return str(unescape(value))
        if not value:
            return None
        read = VALUES.get(kind)
        if read:
            return read(value)
        number = int(value) if INTEGER.fullmatch(value) else float(value)
        return shown_as(number, style.number_format, self._around.epoch)

    def _take_columns(self, attributes: Attributes) -> None:
        if attributes.get("hidden") in TRUE:
            self._builder.hide_columns(int(attributes["min"]), int(attributes["max"]))

    def _take_merged(self, attributes: Attributes) -> None:
        corners = range_boundaries(attributes["ref"])
        if None in corners:
            raise damaged()
        min_column, min_row, max_column, max_row = corners
        self._builder.merge(Range(min_row, min_column, max_row, max_column))


def _date(value: str) -> CellValue:
    moment = from_ISO8601(value)
    if isinstance(moment, dt.datetime):
        return moment.date()
    return moment if isinstance(moment, dt.date) else str(moment)


# What is no kind of its own is a number.
VALUES: dict[str, Callable[[str], CellValue]] = {
    "b": lambda value: value in TRUE,
    "d": _date,
    "e": str,
}


def _column(address: str, row: int) -> int:
    """Return the column of a cell's address, which must be in its row."""
    found = ADDRESS.fullmatch(address)
    if not found or int(found[2]) != row:
        raise damaged()
    return _column_number(found[1])


@lru_cache(maxsize=1024)
def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
