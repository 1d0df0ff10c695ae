"""Draws the table of the appendix forms as an .xlsx workbook."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Literal

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from reports.management.demo.plan import Mark

Kind = Literal["total", "district", "commune"]

A4 = 9
FIRST_CRITERION = 2
HEADER_ROWS = 3
WIDTHS = {"STT": 5, "name": 22, "criterion": 6, "total": 10, "note": 14}
HEIGHTS = (36, 132, 16)
BASE = {"font_name": "Times New Roman", "font_size": 11, "valign": "vcenter"}
CELL = {**BASE, "border": 1, "align": "center"}
HEADER = {**CELL, "bold": True, "text_wrap": True, "bg_color": "#E3EFE6"}
STYLES: dict[str, dict[str, object]] = {
    "title": {**BASE, "bold": True, "align": "center", "font_size": 13},
    "header": HEADER,
    "upright": {**HEADER, "rotation": 90},
    "note": {**BASE, "italic": True},
    "total": {**CELL, "bold": True, "bg_color": "#CFE3D5"},
    "total name": {**CELL, "bold": True, "bg_color": "#CFE3D5", "align": "left"},
    "district": {**CELL, "bold": True, "bg_color": "#F1F4F2"},
    "district name": {**CELL, "bold": True, "bg_color": "#F1F4F2", "align": "left"},
    "commune": CELL,
    "commune name": {**CELL, "align": "left", "indent": 1},
}


@dataclass(frozen=True, slots=True)
class CriteriaColumns:
    """The columns of one group: its name, then number and name of each criterion."""

    name: str
    criteria: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Form:
    """The words around the table; ``made_on`` is the date stored in the file."""

    sheet: str
    titles: tuple[str, ...]
    total_heading: str
    note: str
    made_on: dt.date
    groups: tuple[CriteriaColumns, ...]

    @property
    def criteria(self) -> tuple[tuple[int, str], ...]:
        return tuple(pair for group in self.groups for pair in group.criteria)

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(number for number, _ in self.criteria)

    @property
    def total_column(self) -> int:
        return FIRST_CRITERION + len(self.criteria)

    @property
    def header_row(self) -> int:
        return len(self.titles) + 1


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table, its marks in the order of the criteria columns."""

    kind: Kind
    number: Mark
    name: str
    marks: Sequence[Mark]
    total: int | None = None


def draw_workbook(form: Form, rows: Sequence[Row]) -> bytes:
    """Return the workbook; the same form and rows give the same bytes."""
    stream = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
    }
    with xlsxwriter.Workbook(stream, options) as book:
        made_at = dt.datetime.combine(form.made_on, dt.time(), dt.UTC)
        book.set_properties({"title": form.titles[0], "created": made_at})
        styles = {name: book.add_format(style) for name, style in STYLES.items()}
        sheet = book.add_worksheet(form.sheet)
        _set_page(sheet, form)
        _write_titles(sheet, form, styles)
        _write_header(sheet, form, styles)
        first = form.header_row + HEADER_ROWS
        for offset, row in enumerate(rows):
            _write_row(sheet, first + offset, row, styles)
        sheet.write(first + len(rows) + 1, 1, form.note, styles["note"])
    return stream.getvalue()


def _set_page(sheet: Worksheet, form: Form) -> None:
    total, top = form.total_column, form.header_row
    sheet.set_column(0, 0, WIDTHS["STT"])
    sheet.set_column(1, 1, WIDTHS["name"])
    sheet.set_column(FIRST_CRITERION, total - 1, WIDTHS["criterion"])
    sheet.set_column(total, total, WIDTHS["total"])
    sheet.set_column(total + 1, total + 1, WIDTHS["note"])
    for offset, height in enumerate(HEIGHTS):
        sheet.set_row(top + offset, height)
    sheet.freeze_panes(top + HEADER_ROWS, FIRST_CRITERION)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.6, right=0.4, top=0.6, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top, top + HEADER_ROWS - 1)
    sheet.set_footer("&C&P/&N")


def _write_titles(sheet: Worksheet, form: Form, styles: dict[str, Format]) -> None:
    for row, title in enumerate(form.titles):
        sheet.merge_range(row, 0, row, form.total_column, title, styles["title"])


def _write_header(sheet: Worksheet, form: Form, styles: dict[str, Format]) -> None:
    top, bottom = form.header_row, form.header_row + HEADER_ROWS - 1
    total, style = form.total_column, styles["header"]
    corners = {
        0: "STT",
        1: "Huyện, xã",
        total: form.total_heading,
        total + 1: "Ghi chú",
    }
    for column, text in corners.items():
        sheet.merge_range(top, column, bottom, column, text, style)
    column = FIRST_CRITERION
    for group in form.groups:
        _write_group(sheet, (top, column), group, style)
        column += len(group.criteria)
    for offset, (number, name) in enumerate(form.criteria):
        sheet.write(top + 1, FIRST_CRITERION + offset, name, styles["upright"])
        sheet.write(bottom, FIRST_CRITERION + offset, number, style)


def _write_group(
    sheet: Worksheet, corner: tuple[int, int], group: CriteriaColumns, style: Format
) -> None:
    row, column = corner
    last = column + len(group.criteria) - 1
    if last > column:
        sheet.merge_range(row, column, row, last, group.name, style)
    else:
        sheet.write(row, column, group.name, style)


def _write_row(
    sheet: Worksheet, line: int, row: Row, styles: dict[str, Format]
) -> None:
    style = styles[row.kind]
    for column, value in enumerate((row.number, row.name, *row.marks, row.total, None)):
        sheet.write(
            line, column, value, styles[f"{row.kind} name"] if column == 1 else style
        )
