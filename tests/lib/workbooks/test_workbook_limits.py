"""How much a workbook may hold."""

import io
from dataclasses import replace

import pytest
import xlwt
from openpyxl import Workbook

from ntm_portal.lib.spreadsheets import Limits, UnreadableWorkbook, read_workbook
from ntm_portal.lib.workbooks.files import DEFAULT_LIMITS
from tests.lib.workbooks.books import (
    FIRST_SHEET,
    cell,
    edited,
    opendocument,
    row,
    saved,
    table,
    with_rows,
    workbook_with,
)


def refusal(data: bytes, limits: Limits) -> str:
    with pytest.raises(UnreadableWorkbook) as caught:
        read_workbook(data, name="bao-cao.xlsx", limits=limits)
    return str(caught.value)


def old_workbook_with(value: str) -> bytes:
    book = xlwt.Workbook()
    book.add_sheet("a").write(2, 2, value)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    "limit", ["max_cells", "max_area", "max_merged", "max_rows", "max_columns"]
)
def test_a_sheet_with_more_than_reports_need_is_refused(limit: str) -> None:
    workbook = Workbook()
    workbook.worksheets[0]["C3"] = "x"
    workbook.worksheets[0].merge_cells("A5:B5")
    data = saved(workbook)
    assert read_workbook(data, name="a.xlsx")
    limits = replace(DEFAULT_LIMITS, **{limit: 0})
    assert "quá nhiều dữ liệu" in refusal(data, limits)


@pytest.mark.parametrize(
    "data",
    [
        workbook_with({"C3": "x" * 50}),
        old_workbook_with("x" * 50),
        opendocument(table(row(cell(None)) + row(cell("x" * 50)))),
    ],
    ids=["xlsx", "xls", "ods"],
)
@pytest.mark.parametrize(
    ("limit", "most"),
    [("max_bytes", 9), ("max_sheets", 0), ("max_elements", 5), ("max_rows", 1)],
)
def test_every_format_keeps_the_limits(data: bytes, limit: str, most: int) -> None:
    limits = replace(DEFAULT_LIMITS, **{limit: most})
    assert "quá nhiều dữ liệu" in refusal(data, limits)


def test_the_sheets_of_a_workbook_have_a_limit_together() -> None:
    workbook = Workbook()
    for sheet in (workbook.worksheets[0], *map(workbook.create_sheet, "bcd")):
        sheet["A1"], sheet["A2"] = "x", "y"
    limits = replace(DEFAULT_LIMITS, max_cells=2)
    assert "hơn 5 ô có dữ liệu" in refusal(saved(workbook), limits)


def test_formatted_blank_cells_below_the_table_do_not_count() -> None:
    blank = "".join(
        f'<row r="{number}"><c r="XFD{number}" s="0"/></row>' for number in (2, 3, 4)
    )
    data = with_rows(f'<row r="1"><c r="A1"><v>1</v></c></row>{blank}')
    limits = replace(DEFAULT_LIMITS, max_cells=1, max_area=1)
    (sheet,) = read_workbook(data, name="a.xlsx", limits=limits)
    assert (sheet.max_row, sheet.max_column) == (1, 1)


def test_formulas_of_other_features_are_no_cells() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="900000"/>'
    extension = '<x:ext xmlns:x="urn:x"><x:f>A1</x:f></x:ext>'
    data = edited(
        with_rows(rows),
        FIRST_SHEET,
        lambda text: text.replace("</worksheet>", f"{extension}</worksheet>"),
    )
    assert read_workbook(data, name="a.xlsx")


def test_an_archive_of_too_many_parts_is_refused() -> None:
    message = refusal(workbook_with({"A1": "x"}), Limits(max_parts=3))
    assert "hơn 3 phần trong tệp" in message
