"""Workbooks of Excel 95 to 2003."""

import io
import struct
from collections.abc import Callable
from decimal import Decimal

import pytest
import python_calamine
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st

from ntm_portal.lib.spreadsheets import (
    Range,
    Sheet,
    UnreadableWorkbook,
    read_workbook,
)
from ntm_portal.lib.workbooks.compound_files import CompoundFile
from tests.lib.workbooks.books import END, EXCEL_95, compound, old_workbook, record

LABEL, FORMULA, STRING, NUMBER, CONTINUE = 0x204, 0x006, 0x207, 0x203, 0x3C
HERE = struct.pack("<HHH", 0, 0, 0)
TEXT_FOLLOWS = b"\0\0\0\0\0\0\xff\xff"
EMPTY_TEXT = b"\x03\0\0\0\0\0\xff\xff"
OLD_FONT = xlwt.easyxf("font: name .VnTime")


def written(fill: Callable[[xlwt.Workbook], object]) -> bytes:
    book = xlwt.Workbook()
    fill(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def only_sheet(data: bytes) -> Sheet:
    (sheet,) = read_workbook(data, name="a.xls")
    return sheet


def formula(result: bytes, *, row: int = 0) -> bytes:
    place = struct.pack("<HHH", row, 0, 0)
    return record(FORMULA, place + result + b"\0" * 8)


Values = st.one_of(
    st.text(st.characters(min_codepoint=32, max_codepoint=0x1FFF), min_size=1),
    st.text("aă", min_size=2000, max_size=9000),
    st.floats(allow_nan=False, allow_infinity=False),
    st.integers(-(2**31), 2**31),
    st.booleans(),
)


# Slow under coverage, which other tests of the same lines tell already.
@pytest.mark.no_cover
@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.tuples(st.integers(0, 300), st.integers(0, 30)), Values))
def test_values_are_those_that_another_reader_finds(
    values: dict[tuple[int, int], str | float | bool],
) -> None:
    def fill(book: xlwt.Workbook) -> None:
        sheet = book.add_sheet("a")
        for (row, column), value in values.items():
            sheet.write(row, column, value)
        # A sheet of spaces alone is refused.
        sheet.write(301, 0, "x")

    data = written(fill)
    sheet = only_sheet(data)
    other = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    rows = other.get_sheet_by_index(0).to_python(skip_empty_area=False)
    assert {
        (each.row - 1, each.column - 1): each.value for each in sheet.cells.values()
    } == {
        (row, column): _as_read(value)
        for row, line in enumerate(rows)
        for column, value in enumerate(line)
        if value != ""
    }


def _as_read(value: object) -> object:
    return Decimal(repr(value)) if type(value) in (int, float) else value


def test_everything_around_the_values_is_read() -> None:
    def fill(book: xlwt.Workbook) -> None:
        sheet = book.add_sheet("Bảng")
        sheet.write(0, 0, "x·", OLD_FONT)
        sheet.write_rich_text(1, 0, [("Ia ", xlwt.Font()), ("x· §¨k", OLD_FONT.font)])
        sheet.write_merge(2, 3, 0, 2, "gộp")
        sheet.write(4, 2, "x")
        sheet.row(0).hidden = True
        sheet.col(1).hidden = True
        book.add_sheet("Ẩn").visibility = 1

    sheet, hidden = read_workbook(written(fill), name="a.xls")
    assert (sheet.title, sheet.is_hidden, hidden.is_hidden) == ("Bảng", False, True)
    assert [sheet.cell(row, 1).font for row in (1, 2, 3)] == [
        ".VnTime",
        ".VnTime",
        "Arial",
    ]
    assert sheet.cell(2, 1).value == "Ia x· §¨k"
    assert sheet.merged == (Range(3, 1, 4, 3),)
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({1}, {2})


def test_a_date_of_the_calendar_from_1904_is_that_day() -> None:
    def fill(book: xlwt.Workbook) -> None:
        book.dates_1904 = True
        day = xlwt.easyxf(num_format_str="dd/mm/yyyy")
        book.add_sheet("a").row(0).set_cell_number(0, 0.0 + 42_368, day)

    assert only_sheet(written(fill)).cell(1, 1).shown == "31/12/2019"


def test_a_formula_has_the_result_that_is_stored() -> None:
    sheet = only_sheet(
        old_workbook(
            formula(struct.pack("<d", 14.5)),
            formula(TEXT_FOLLOWS, row=1),
            record(STRING, struct.pack("<HB", 2, 1) + "xã".encode("utf-16-le")),
            formula(b"\x01\0\x01\0\0\0\xff\xff", row=2),
            formula(b"\x02\0\x07\0\0\0\xff\xff", row=3),
            formula(b"\x02\0\x99\0\0\0\xff\xff", row=4),
            formula(EMPTY_TEXT, row=5),
        )
    )
    assert [sheet.cell(row, 1).value for row in range(1, 7)] == [
        Decimal("14.5"),
        "xã",
        True,
        "#DIV/0!",
        "#VALUE!",
        "",
    ]
    assert all(each.formula for each in sheet.cells.values())
    assert not any(each.lacks_value for each in sheet.cells.values())


def test_formulas_that_no_program_has_computed_lack_their_values() -> None:
    def fill(book: xlwt.Workbook) -> None:
        sheet = book.add_sheet("a")
        sheet.write(0, 0, 5)
        sheet.write(0, 1, xlwt.Formula("A1+1"))

    assert only_sheet(written(fill)).cell(1, 2).lacks_value


def test_a_text_goes_on_in_the_next_record() -> None:
    sheet = only_sheet(
        old_workbook(
            formula(TEXT_FOLLOWS),
            record(STRING, struct.pack("<HB", 5, 0) + b"abc"),
            record(CONTINUE, b"\x01" + "xã".encode("utf-16-le")),
        )
    )
    assert sheet.cell(1, 1).value == "abcxã"


def test_a_chart_in_a_sheet_has_no_cells_of_the_sheet() -> None:
    number = record(NUMBER, HERE + struct.pack("<d", 1))
    inside = record(NUMBER, HERE + struct.pack("<d", 99))
    chart = record(0x809, struct.pack("<HH12x", 0x600, 0x20)) + inside + END
    assert only_sheet(old_workbook(number, chart)).cell(1, 1).value == Decimal(1)


def test_a_workbook_of_excel_95_keeps_its_bytes_as_western_letters() -> None:
    text = record(LABEL, HERE + struct.pack("<H", 3) + b"x\xb7\x81")
    sheet = only_sheet(old_workbook(text, version=EXCEL_95))
    assert (sheet.title, sheet.cell(1, 1).value) == ("Bang1", "x·\x81")


def test_a_sheet_cut_short_is_refused_and_not_read_by_half() -> None:
    stream = CompoundFile(
        old_workbook(record(NUMBER, HERE + struct.pack("<d", 1)))
    ).stream("workbook")
    assert stream is not None
    cut = stream.rstrip(b"\0")[:-3]
    with pytest.raises(UnreadableWorkbook, match="bị hỏng"):
        read_workbook(compound(cut + b"\x34\x12\xff\xff"), name="a.xls")
