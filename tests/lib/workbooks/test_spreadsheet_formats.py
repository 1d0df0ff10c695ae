"""One table in every format that is read gives the same cells."""

import codecs
import csv
import datetime as dt
import io
import unicodedata
from collections.abc import Callable, Sequence
from decimal import Decimal

import pytest
import xlwt
from openpyxl import Workbook

from ntm_portal.lib.spreadsheets import Sheet, read_workbook
from ntm_portal.lib.text import format_decimal
from tests.lib.workbooks.books import (
    as_macro_workbook,
    cell,
    opendocument,
    row,
    saved,
    table,
)

TONES = "\u0300\u0301\u0303\u0309\u0323"
Value = str | float | None
Table = Sequence[Sequence[Value]]
TABLE: Table = [
    ["KẾT QUẢ THỰC HIỆN CÁC TIÊU CHÍ (Quý III năm 2019)"],
    [],
    ["TT", "Huyện, xã", "Tiêu chí 1", "Hộ nghèo; tỷ lệ, %", "Ghi chú"],
    ["I", "Huyện Ia H'Drai", None, None, None],
    [1, "xã Đăk Long", "x", 12.5, "đạt “2019”"],
    [2, "Ngọk Réo", None, 1234, "dòng một\ndòng hai"],
    [3, "Ia Tơi", "x", 0.1, None],
]


def excel(values: Table) -> bytes:
    book = Workbook()
    book.worksheets[0].title = "bieu"
    for line in values:
        book.worksheets[0].append(list(line))
    return saved(book)


def old_excel(values: Table) -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("bieu")
    for row_number, line in enumerate(values):
        for column, value in enumerate(line):
            if value is not None:
                sheet.write(row_number, column, value)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def libre_office(values: Table) -> bytes:
    rows = [row(*map(cell, line or [None])) for line in values]
    return opendocument(table("".join(rows), name="bieu"))


def plain_text(values: Table, delimiter: str) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter)
    writer.writerows([[as_text(value) for value in line] for line in values])
    return stream.getvalue()


def as_text(value: Value) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    return format_decimal(Decimal(repr(value)))


def windows_1258(text: str) -> bytes:
    """Return the bytes that Windows writes: a tone follows its letter."""
    return b"".join(map(_windows_1258_letter, unicodedata.normalize("NFC", text)))


def _windows_1258_letter(letter: str) -> bytes:
    try:
        return letter.encode("cp1258")
    except UnicodeEncodeError:
        parts = unicodedata.normalize("NFD", letter)
        tones = "".join(part for part in parts if part in TONES)
        base = "".join(part for part in parts if part not in TONES)
        return unicodedata.normalize("NFC", base).encode("cp1258") + tones.encode(
            "cp1258"
        )


FORMATS: dict[str, tuple[str, Callable[[Table], bytes]]] = {
    "xlsx": ("bieu.xlsx", excel),
    "xlsm": ("bieu.xlsm", lambda values: as_macro_workbook(excel(values))),
    "xls": ("bieu.xls", old_excel),
    "ods": ("bieu.ods", libre_office),
    "utf-8": ("bieu.csv", lambda v: plain_text(v, ",").encode()),
    "utf-8-bom": ("bieu.CSV", lambda v: plain_text(v, ";").encode("utf-8-sig")),
    "utf-16-le": (
        "bieu.txt",
        lambda v: codecs.BOM_UTF16_LE + plain_text(v, "\t").encode("utf-16-le"),
    ),
    "utf-16-be": (
        "bieu.csv",
        lambda v: codecs.BOM_UTF16_BE + plain_text(v, ";").encode("utf-16-be"),
    ),
    "windows-1258": ("bieu.csv", lambda v: windows_1258(plain_text(v, ","))),
    "tsv": ("bieu.tsv", lambda v: plain_text(v, "\t").encode()),
}


def shown(sheet: Sheet) -> dict[tuple[int, int], str]:
    return {place: cell.shown for place, cell in sheet.cells.items()}


@pytest.mark.parametrize("kind", FORMATS)
def test_every_format_of_a_table_gives_the_same_cells(kind: str) -> None:
    name, write = FORMATS[kind]
    (sheet,) = read_workbook(write(TABLE), name=name)
    assert sheet.title == "bieu"
    assert shown(sheet) == {
        (row_number, column): as_text(value)
        for row_number, line in enumerate(TABLE, start=1)
        for column, value in enumerate(line, start=1)
        if value is not None
    }


@pytest.mark.parametrize("kind", ["xlsx", "xlsm", "xls", "ods"])
def test_numbers_of_a_workbook_are_exact(kind: str) -> None:
    name, write = FORMATS[kind]
    (sheet,) = read_workbook(write([[0.1, -3, 1e15, 98.25]]), name=name)
    assert [each.value for each in sheet.row_cells(1)] == [
        Decimal("0.1"),
        Decimal(-3),
        Decimal(10**15),
        Decimal("98.25"),
    ]


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_the_name_of_a_workbook_decides_nothing(kind: str) -> None:
    _name, write = FORMATS[kind]
    (sheet,) = read_workbook(write([["x"]]), name="bieu.csv")
    assert sheet.cell(1, 1).value == "x"


def test_dates_truth_values_and_percentages_are_alike_in_every_workbook() -> None:
    book = Workbook()
    book.worksheets[0].append([dt.date(2019, 12, 31), True, 0.125])
    book.worksheets[0]["C1"].number_format = "0.0%"
    old = xlwt.Workbook()
    line = old.add_sheet("a").row(0)
    line.set_cell_date(0, dt.date(2019, 12, 31), xlwt.easyxf(num_format_str="d/m/yy"))
    line.set_cell_boolean(1, value=True)
    line.set_cell_number(2, 0.125, xlwt.easyxf(num_format_str="0.0%"))
    stream = io.BytesIO()
    old.save(stream)
    libre = opendocument(
        table(
            row(
                '<table:table-cell office:value-type="date"'
                ' office:date-value="2019-12-31"/>',
                '<table:table-cell office:value-type="boolean"'
                ' office:boolean-value="true"/>',
                '<table:table-cell office:value-type="percentage"'
                ' office:value="0.125"><text:p>12,5%</text:p></table:table-cell>',
            )
        )
    )
    for data in (saved(book), stream.getvalue(), libre):
        (sheet,) = read_workbook(data, name="a")
        values = [each.value for each in sheet.row_cells(1)]
        assert values == [dt.date(2019, 12, 31), True, Decimal("0.125")]


def percent_excel() -> bytes:
    book = Workbook()
    for address, number_format in (("A1", "0.0%"), ("B1", "General"), ("C1", '0"%"')):
        book.worksheets[0][address] = 0.125
        book.worksheets[0][address].number_format = number_format
    return saved(book)


def percent_old_excel() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("bieu")
    for column, number_format in enumerate(("0.0%", "General", '0"%"')):
        style = xlwt.easyxf(num_format_str=number_format)
        sheet.write(0, column, 0.125, style)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def percent_libre_office() -> bytes:
    percentage = cell(0.125).replace('"float"', '"percentage"')
    return opendocument(table(row(percentage, cell(0.125), cell(0.125))))


@pytest.mark.parametrize(
    "write", [percent_excel, percent_old_excel, percent_libre_office]
)
def test_a_number_that_is_shown_as_a_percentage_is_known(
    write: Callable[[], bytes],
) -> None:
    sheet = read_workbook(write(), name="bieu")[0]
    cells = [sheet.cell(1, column) for column in (1, 2, 3)]
    assert [each.value for each in cells] == [Decimal("0.125")] * 3
    assert [each.is_percent for each in cells] == [True, False, False]
