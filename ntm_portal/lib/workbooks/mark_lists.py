"""The sheet of a marked workbook that lists what is to be corrected."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from ntm_portal.lib.workbooks.sheets import Sheet

TITLE = "Lỗi cần sửa"
HINT = (
    "Sửa các ô tô đỏ, lưu tệp rồi tải lên lại. Trang này và các ghi chú có thể để "
    "nguyên: khi nhập, hệ thống bỏ qua."
)
# What tells this sheet from one of the same name that somebody made.
SIGN = "Danh sách lỗi do Cổng NTM đánh dấu"
COLUMNS = (("Ô", 9), ("Cột", 38), ("Giá trị đọc được", 24), ("Cần sửa gì", 72))
HEAD_ROW = 4
WHOLE_FILE = "cả tệp"
FONT = "Arial"
THIN = Side("thin", "FFC9D1CD")
MAX_TEXT = 2_000
# Of one cell, as far as a sheet that can be read goes.
ADDRESS = re.compile(r"[A-Z]{1,2}[1-9][0-9]{0,5}")


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing to correct; ``cell`` is empty where no single cell is meant.

    ``header`` is the path of the words above the cell, ``value`` what was read in it.
    """

    sheet: str
    cell: str
    header: str
    value: str
    message: str

    @property
    def names_cell(self) -> bool:
        return bool(ADDRESS.fullmatch(self.cell))


def is_mark_list(sheet: Sheet) -> bool:
    """Say whether a sheet that was read is such a list, and no table of a person."""
    return sheet.title.startswith(TITLE) and sheet.cell(1, 1).value == SIGN


def add_list(book: Workbook, marks: Sequence[Mark]) -> None:
    """Put the list before the sheets of a workbook, and show it first.

    What names a sheet of the workbook leads to its cell.
    """
    sheet = book.create_sheet(TITLE, 0)
    _write_head(sheet)
    for row, mark in enumerate(marks, start=HEAD_ROW + 1):
        cells = (mark.cell or WHOLE_FILE, mark.header, mark.value, mark.message)
        for column, text in enumerate(cells, start=1):
            _write(sheet.cell(row, column), text)
        if mark.names_cell and mark.sheet in book.sheetnames:
            _link(sheet.cell(row, 1), f"{quote_sheetname(mark.sheet)}!{mark.cell}")
    for other in book.worksheets:
        # Sheets selected together would all take what is typed into one.
        other.sheet_view.tabSelected = other is sheet
    book.active = 0


def forget_list(book: Workbook) -> Iterator[tuple[str, str]]:
    """Remove the list of an earlier time; yield the sheets and cells it had marked."""
    lists = [x for x in book.worksheets if x.title.startswith(TITLE)]
    for sheet in (x for x in lists if x["A1"].value == SIGN):
        links = [cell.hyperlink for cell in sheet["A"] if cell.hyperlink]
        book.remove(sheet)
        for link in links:
            title, _, address = (link.location or "").rpartition("!")
            title = title.removeprefix("'").removesuffix("'").replace("''", "'")
            if title in book.sheetnames and ADDRESS.fullmatch(address):
                yield title, address


def _write_head(sheet: Worksheet) -> None:
    sheet.sheet_properties.tabColor = "FFB3221A"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    for row, (text, font) in enumerate(
        ((SIGN, Font(FONT, 14, bold=True)), (HINT, Font(FONT, 10))), start=1
    ):
        sheet.cell(row, 1, text).font = font
    for column, (name, width) in enumerate(COLUMNS, start=1):
        cell = sheet.cell(HEAD_ROW, column)
        _write(cell, name)
        cell.font = Font(FONT, 10, bold=True)
        cell.fill = PatternFill("solid", start_color="FFE3E8E5")
        sheet.column_dimensions[cell.column_letter].width = width
    sheet.freeze_panes = f"A{HEAD_ROW + 1}"


def _write(cell: Cell, text: str) -> None:
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)[:MAX_TEXT]
    # Text stays text, also when it begins like a formula and is edited later.
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(("=", "+", "-", "@"))
    cell.font = Font(FONT, 10)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    cell.border = Border(bottom=THIN)


def _link(cell: Cell, location: str) -> None:
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=location)
    cell.font = Font(FONT, 10, underline="single", color="FF0F6B3F")
