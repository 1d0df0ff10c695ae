"""Workbooks (.xlsx) that people fill in and print: one look, and text stays text.

Text is always written as text, whatever it begins with: nothing that a person once
typed becomes a formula. Rows and columns count from 0, as XlsxWriter has them; an
area is (first row, first column, last row, last column).
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO

import xlsxwriter
from xlsxwriter.chart import Chart
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range, xl_range_abs, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

Value = str | int | Decimal | dt.date | None

A4 = 9
# What stands in front of text that a spreadsheet may take for a formula as soon as
# somebody edits the cell, or saves the sheet as plain text.
FORMULA_SIGNS = tuple("=+-@\t\r")
# What an empty result is stored as: without anything it would pass for a formula
# that was never calculated.
NOTHING = " "
BASE = {"font_name": "Times New Roman", "font_size": 11, "valign": "vcenter"}
CELL = {**BASE, "border": 1, "align": "center"}
LEFT = {**CELL, "align": "left", "text_wrap": True}
HEADER = {**CELL, "bold": True, "text_wrap": True, "bg_color": "#E3EFE6"}
SUM = {**CELL, "bold": True, "bg_color": "#CFE3D5"}
HEADING = {**CELL, "bold": True, "bg_color": "#F1F4F2"}
OPEN = {"locked": False}
STYLES: Mapping[str, Mapping[str, object]] = {
    "title": {**BASE, "bold": True, "align": "center", "font_size": 13},
    "subtitle": {**BASE, "italic": True, "align": "center", "text_wrap": True},
    "note": {**BASE, "italic": True},
    "header": HEADER,
    "upright": {**HEADER, "rotation": 90},
    "sum": SUM,
    "sum name": {**SUM, "align": "left"},
    "heading": HEADING,
    "heading name": {**HEADING, "align": "left"},
    "cell": CELL,
    "name": {**LEFT, "indent": 1},
    "text": {**LEFT, "valign": "top"},
    "count": {**CELL, "num_format": "#,##0"},
    "sum count": {**SUM, "num_format": "#,##0"},
    "change": {**CELL, "num_format": "+#,##0;-#,##0;0"},
    "sum change": {**SUM, "num_format": "+#,##0;-#,##0;0"},
    "average": {**CELL, "num_format": "#,##0.00"},
    "sum average": {**SUM, "num_format": "#,##0.00"},
    "share": {**CELL, "num_format": "0.0%"},
    "sum share": {**SUM, "num_format": "0.0%"},
    "day": {**CELL, "num_format": "dd/mm/yyyy"},
    "entry": {**CELL, **OPEN},
    "entry text": {**LEFT, **OPEN},
}
# What may still be done to a protected sheet: it is made safe from slips, no more.
ALLOWED = {
    "format_cells": True,
    "format_columns": True,
    "format_rows": True,
    "autofilter": True,
}


@dataclass(frozen=True, slots=True)
class Choices:
    """The list that a cell is chosen from: the values, or the cells that hold them.

    The message is shown while choosing and when refusing. A list that does not bind
    is a help only: other text is taken too.
    """

    source: Sequence[str] | str
    title: str
    message: str
    is_binding: bool = True


@dataclass(frozen=True, slots=True)
class Check:
    """What a cell must fulfil: a formula over {cell}, and what is said of it."""

    formula: str
    title: str
    message: str


Rule = Choices | Check


class Book:
    """A workbook being written; ``data`` ends it."""

    def __init__(self, *, title: str, made_on: dt.date) -> None:
        self._stream = BytesIO()
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self._book = xlsxwriter.Workbook(self._stream, options)
        # The same figures give the same bytes: no clock is read here.
        made_at = dt.datetime.combine(made_on, dt.time(), dt.UTC)
        self._book.set_properties({"title": title, "created": made_at})
        self._formats: dict[tuple[str, bool], Format] = {}

    def page(self, name: str) -> "Page":
        """Add a sheet."""
        return Page(self, self._book.add_worksheet(name))

    def style(self, name: str, *, is_quoted: bool = False) -> Format:
        """Return a look; quoted text stays text when its cell is edited."""
        key = name, is_quoted
        if key not in self._formats:
            look = {**STYLES[name], "quote_prefix": is_quoted}
            self._formats[key] = self._book.add_format(look)
        return self._formats[key]

    def shade(self, colour: str) -> Format:
        """Return a fill for cells of some value."""
        return self._book.add_format({"bg_color": colour})

    def chart(self, kind: str, subtype: str = "") -> Chart:
        """Return a chart of the spreadsheet's own, to be placed on a sheet."""
        options = {"type": kind} | ({"subtype": subtype} if subtype else {})
        return self._book.add_chart(options)

    def data(self) -> bytes:
        """Return the file; nothing can be written afterwards."""
        self._book.close()
        return self._stream.getvalue()


class Page:
    """One sheet being written."""

    def __init__(self, book: Book, sheet: Worksheet) -> None:
        self.book = book
        self.sheet = sheet

    def write(self, row: int, column: int, value: Value, style: str) -> None:
        """Write text as text, a number as a number, a day as a day."""
        if isinstance(value, str):
            is_quoted = value.startswith(FORMULA_SIGNS)
            look = self.book.style(style, is_quoted=is_quoted)
            self.sheet.write_string(row, column, value, look)
        elif value is None:
            self.sheet.write_blank(row, column, None, self.book.style(style))
        elif isinstance(value, dt.date):
            self.sheet.write_datetime(row, column, value, self.book.style(style))
        else:
            self.sheet.write_number(row, column, value, self.book.style(style))

    def row(self, row: int, values: Sequence[Value], style: str) -> None:
        """Write values from column A on."""
        for column, value in enumerate(values):
            self.write(row, column, value, style)

    def merge(self, area: tuple[int, int, int, int], value: Value, style: str) -> None:
        """Write a value across cells; a single cell is just written."""
        top, left, bottom, right = area
        if (top, left) == (bottom, right):
            self.write(top, left, value, style)
            return
        self.sheet.merge_range(*area, "", self.book.style(style))
        self.write(top, left, value, style)

    def formula(
        self, row: int, column: int, formula: str, result: int | None, style: str
    ) -> None:
        """Write a formula of our own with the result that it has now."""
        stored = NOTHING if result is None else result
        self.sheet.write_formula(row, column, formula, self.book.style(style), stored)

    def restrict(self, area: tuple[int, int, int, int], rule: Rule) -> None:
        """Let the cells of an area take only what the rule allows."""
        options: dict[str, object] = {
            "input_title": rule.title,
            "input_message": rule.message,
            "error_title": rule.title,
            "error_message": rule.message,
        }
        if isinstance(rule, Choices):
            options |= {"validate": "list", "source": rule.source}
            options |= {"show_error": rule.is_binding}
        else:
            first = xl_rowcol_to_cell(area[0], area[1])
            formula = rule.formula.format(cell=first)
            options |= {"validate": "custom", "value": formula}
        self.sheet.data_validation(*area, options)

    def widths(self, *widths: float) -> None:
        """Set the widths of the columns from A on, in characters."""
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)

    def print_on_a4(
        self, header: range, *, columns: int = 0, pages_across: int = 1
    ) -> None:
        """Print across, with the header rows and the first columns on every page."""
        self.sheet.set_landscape()
        self.sheet.set_paper(A4)
        self.sheet.set_margins(left=0.6, right=0.4, top=0.6, bottom=0.6)
        self.sheet.fit_to_pages(pages_across, 0)
        self.sheet.repeat_rows(header.start, header.stop - 1)
        if columns:
            self.sheet.repeat_columns(0, columns - 1)
        self.sheet.set_footer("&C&P/&N")

    def protect(self, **also: bool) -> None:
        """Keep all but the entry cells from slips; there is no password."""
        self.sheet.protect("", {**ALLOWED, **also})


def area_name(
    top: int, left: int, bottom: int, right: int, *, is_fixed: bool = False
) -> str:
    """Return the cells as a formula names them: C9:U18, fixed $C$9:$U$18."""
    if is_fixed:
        return str(xl_range_abs(top, left, bottom, right))
    if (top, left) == (bottom, right):
        return str(xl_rowcol_to_cell(top, left))
    return str(xl_range(top, left, bottom, right))
