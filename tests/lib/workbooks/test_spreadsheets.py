import datetime as dt
import io
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from ntm_portal.lib.spreadsheets import Range, UnreadableWorkbook, read_workbook
from tests.lib.workbooks.books import (
    FIRST_SHEET,
    archive,
    edited,
    parts_of,
    saved,
    with_rows,
    workbook_with,
)

APPENDIX = Path(__file__).resolve().parents[3] / "fixtures" / "appendix"


@pytest.mark.parametrize(
    ("stored", "value"),
    [
        ("xã", "xã"),
        (2020, Decimal(2020)),
        (2020.0, Decimal(2020)),
        (98.5, Decimal("98.5")),
        (True, True),
        (dt.date(2019, 12, 31), dt.date(2019, 12, 31)),
        (dt.datetime(2019, 12, 31, 8, 30), dt.date(2019, 12, 31)),  # noqa: DTZ001 - a sheet has no zone
        (dt.time(8, 30), "08:30:00"),
        ("dòng_x000D_\nhai", "dòng\r\nhai"),
    ],
)
def test_a_stored_value_is_read_as_what_it_is(stored: object, value: object) -> None:
    (sheet,) = read_workbook(workbook_with({"B2": stored}), name="a.xlsx")
    assert sheet.cell(2, 2).value == value
    assert type(sheet.cell(2, 2).value) is type(value)


def test_a_number_too_large_to_store_is_an_error_value() -> None:
    (sheet,) = read_workbook(
        with_rows('<row r="1"><c r="A1"><v>1e999</v></c></row>'), name="a.xlsx"
    )
    assert sheet.cell(1, 1).is_error


def test_a_formula_comes_with_its_stored_result() -> None:
    (sheet,) = read_workbook(
        with_rows(
            '<row r="1"><c r="A1"><f>SUM(B1:C1)</f><v>14</v></c>'
            '<c r="B1" t="str"><f>IF(1,"","x")</f><v></v></c>'
            '<c r="C1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
        ),
        name="a.xlsx",
    )
    total, empty, error = sheet.row_cells(1)
    assert (total.value, total.formula) == (Decimal(14), "=SUM(B1:C1)")
    assert empty.is_blank
    assert not empty.lacks_value
    assert error.is_error


def test_a_formula_without_a_result_lacks_its_value() -> None:
    (sheet,) = read_workbook(workbook_with({"A1": "=SUM(B1:C1)"}), name="a.xlsx")
    assert sheet.cell(1, 1).lacks_value
    assert sheet.max_row == 1


def test_a_formula_that_was_filled_down_is_told_for_its_own_row() -> None:
    (sheet,) = read_workbook(
        with_rows(
            '<row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="0">B1</f></c></row>'
            '<row r="2"><c r="A2"><f t="shared" si="0"/></c></row>'
        ),
        name="a.xlsx",
    )
    assert sheet.cell(2, 1).formula == "=B2"


def test_everything_a_report_may_hold_is_read() -> None:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as workbook:
        table = workbook.add_worksheet("Bảng")
        table.write("A1", "xã")
        table.write_array_formula("B1:B1", "{=SUM(A1:A2)}", None, 3)
        table.merge_range("A7:C9", "gộp")
        table.autofilter("A1:C5")
        table.filter_column("A", "x == *a*")
        table.repeat_rows(0, 1)
        table.conditional_format("A1:C9", {"type": "data_bar", "data_bar_2010": True})
        table.data_validation("B2", {"validate": "list", "source": ["a", "b"]})
        table.write_comment("A1", "ghi chú")
        table.insert_textbox("D5", "chữ")
        chart = workbook.add_chart({"type": "column"})
        chart.add_series({"values": "=Bảng!$B$1:$C$1"})
        workbook.add_chartsheet("Biểu đồ").set_chart(chart)
        hidden = workbook.add_worksheet("Ẩn")
        hidden.hide()
    table_sheet, hidden_sheet = read_workbook(stream.getvalue(), name="a.xlsx")
    assert table_sheet.title == "Bảng"
    assert table_sheet.cell(1, 2).formula == "=SUM(A1:A2)"
    assert table_sheet.anchor(9, 3).value == "gộp"
    assert not table_sheet.is_hidden
    assert hidden_sheet.is_hidden


def test_a_cell_tells_the_font_that_shows_it() -> None:
    workbook = Workbook()
    cell = workbook.worksheets[0]["A1"]
    cell.value = "x·"
    cell.font = Font(name=".VnTime")
    (sheet,) = read_workbook(saved(workbook), name="a.xlsx")
    assert sheet.cell(1, 1).font == ".VnTime"


def test_a_cell_of_several_fonts_tells_the_one_of_most_letters() -> None:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as workbook:
        table = workbook.add_worksheet()
        old = workbook.add_format({"font_name": ".VnTime"})
        table.write_rich_string("A1", "Ia ", old, "x· §¨k")
        table.write_rich_string("A2", "Ia H'Drai ", old, "x·")
    (sheet,) = read_workbook(stream.getvalue(), name="a.xlsx")
    assert (sheet.cell(1, 1).value, sheet.cell(1, 1).font) == ("Ia x· §¨k", ".VnTime")
    assert sheet.cell(2, 1).font == "Calibri"


def test_formatting_in_the_last_cell_of_the_grid_takes_no_room() -> None:
    workbook = Workbook()
    workbook.worksheets[0]["A1"] = "x"
    workbook.worksheets[0]["XFD1048576"].number_format = "0.00"
    (sheet,) = read_workbook(saved(workbook), name="a.xlsx")
    assert list(sheet.cells) == [(1, 1)]


def test_a_merged_column_takes_no_room() -> None:
    data = edited(
        workbook_with({"J1": "cả cột"}),
        FIRST_SHEET,
        lambda text: text.replace(
            "</sheetData>",
            '</sheetData><mergeCells><mergeCell ref="J1:J1048576"/></mergeCells>',
        ),
    )
    (sheet,) = read_workbook(data, name="a.xlsx")
    assert sheet.merged == (Range(1, 10, 1_048_576, 10),)
    assert sheet.anchor(900_000, 10).value == "cả cột"


def test_hidden_rows_and_columns_are_told() -> None:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet["D5"] = "x"
    for hidden in (2, 3, 900):
        sheet.row_dimensions[hidden].hidden = True
    for hidden in ("B", "Z"):
        sheet.column_dimensions[hidden].hidden = True
    (read,) = read_workbook(saved(workbook), name="a.xlsx")
    assert read.hidden_rows == {2, 3}
    assert read.hidden_columns == {2}


def test_a_date_of_the_calendar_from_1904_is_that_day() -> None:
    workbook = Workbook()
    workbook.epoch = CALENDAR_MAC_1904
    workbook.worksheets[0]["A1"] = dt.date(2019, 12, 31)
    (sheet,) = read_workbook(saved(workbook), name="a.xlsx")
    assert sheet.cell(1, 1).value == dt.date(2019, 12, 31)


@pytest.mark.parametrize("stored", ["2019-12-31T00:00:00", "2019-12-31"])
def test_a_date_stored_as_text_is_that_day(stored: str) -> None:
    rows = f'<row r="1"><c r="A1" t="d"><v>{stored}</v></c></row>'
    (sheet,) = read_workbook(with_rows(rows), name="a.xlsx")
    assert sheet.cell(1, 1).value == dt.date(2019, 12, 31)


def test_parts_are_found_however_a_program_writes_their_paths() -> None:
    parts = parts_of(workbook_with({"A1": "xã"}))
    data = archive(
        {path.replace("/", "\\").title(): part for path, part in parts.items()}
    )
    (sheet,) = read_workbook(data, name="a.xlsx")
    assert sheet.cell(1, 1).value == "xã"


def test_a_day_outside_the_calendar_is_an_error_value() -> None:
    workbook = Workbook()
    workbook.worksheets[0]["A1"] = 1e12
    workbook.worksheets[0]["A1"].number_format = "dd/mm/yyyy"
    (sheet,) = read_workbook(saved(workbook), name="a.xlsx")
    assert sheet.cell(1, 1).is_error


def test_the_strict_variant_of_the_format_is_read() -> None:
    parts = parts_of(workbook_with({"A1": "xã", "A2": "=B2"}))
    strict = {
        path: content.replace(
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        ).replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        for path, content in parts.items()
    }
    (sheet,) = read_workbook(archive(strict), name="a.xlsx")
    assert sheet.cell(1, 1).value == "xã"
    assert sheet.cell(2, 1).lacks_value


def test_the_reading_of_a_text_is_none_of_it() -> None:
    rows = (
        '<row r="1"><c r="A1" t="inlineStr"><is><r><t>x</t></r>'
        '<rPh sb="0" eb="1"><t>ich</t></rPh></is></c></row>'
    )
    (sheet,) = read_workbook(with_rows(rows), name="a.xlsx")
    assert sheet.cell(1, 1).value == "x"


@pytest.mark.parametrize("formula", ["B1+" * 100 + "B1", "[[B1"])
def test_a_filled_down_formula_that_is_not_told_is_still_one(formula: str) -> None:
    (sheet,) = read_workbook(
        with_rows(
            f'<row r="1"><c r="A1"><f t="shared" si="0">{formula}</f></c></row>'
            '<row r="2"><c r="A2"><f t="shared" si="0"/></c></row>'
        ),
        name="a.xlsx",
    )
    assert sheet.cell(1, 1).formula == f"={formula}"
    assert sheet.cell(2, 1).formula == "=…"


def test_a_wrong_declared_size_hides_no_cell() -> None:
    data = edited(
        workbook_with({"A1": "một", "C9": "chín"}),
        FIRST_SHEET,
        lambda text: text.replace('ref="A1:C9"', 'ref="A1:A1"'),
    )
    (sheet,) = read_workbook(data, name="a.xlsx")
    assert sheet.cell(9, 3).value == "chín"


def test_a_workbook_without_any_value_is_refused() -> None:
    with pytest.raises(UnreadableWorkbook, match="không có ô nào có dữ liệu"):
        read_workbook(saved(Workbook()), name="a.xlsx")


SOUND = parts_of((APPENDIX / "phu-luc-02-mau.xlsx").read_bytes())


@settings(max_examples=30, deadline=None)
@given(
    path=st.sampled_from(sorted(SOUND)),
    slips=st.lists(
        st.tuples(st.floats(0, 1, exclude_max=True), st.integers(32, 126)), min_size=1
    ),
)
def test_a_broken_file_is_read_or_refused_and_never_fails_otherwise(
    path: str, slips: list[tuple[float, int]]
) -> None:
    broken = bytearray(SOUND[path])
    for place, byte in slips:
        broken[int(place * len(broken))] = byte
    with suppress(UnreadableWorkbook):
        read_workbook(archive({**SOUND, path: bytes(broken)}), name="a.xlsx")


@pytest.mark.parametrize("path", sorted(APPENDIX.glob("*.xlsx")), ids=lambda p: p.stem)
def test_the_sample_workbooks_are_read(path: Path) -> None:
    (sheet,) = read_workbook(path.read_bytes(), name=path.name)
    assert sheet.max_row >= 59
    assert not any(cell.is_error for cell in sheet.cells.values())
