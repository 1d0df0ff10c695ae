"""Tables come back from a workbook as they went out; bad cells are named."""

from unittest import mock

import pytest

from ntm_portal.lib.spreadsheets import Cell, Sheet
from programme.choices import ColumnKind
from programme.exporting.tables import WrittenRow
from programme.forms.tables.columns import Column
from programme.importing.tables import read_table
from tests.programme.columns_world import COLUMNS, ROW, places, workbook

pytestmark = pytest.mark.django_db


def read(text: str, columns=COLUMNS):
    return read_table(text.encode(), "bang.csv", columns, places=places())


def test_what_is_written_reads_back_unchanged():
    book = workbook(WrittenRow(7, ROW), WrittenRow(8, {**ROW, "money": None}))
    reading = read_table(book, "a.xlsx", COLUMNS, places=places())
    assert reading.problems == ()
    assert [row.key for row in reading.rows] == [7, 8]
    assert dict(reading.rows[0].values) == ROW
    assert reading.rows[1].values["money"] is None


def test_columns_may_stand_in_any_order_and_some_may_be_absent():
    reading = read("Xã;Tên;Huyện\nxã Đăk Long;Tổ hợp;Đắk Hà\n")
    assert reading.problems == ()
    values = reading.rows[0].values
    assert (values["district"], values["name"]) == ("615", "Tổ hợp")
    assert "note" not in values


def test_every_bad_cell_is_named_with_its_header_and_its_value():
    reading = read(
        "Tên;Huyện;Xã;Số người (người);Ngày\n"
        "Một;Đắk Hà;Đăk Xyz;nhiều;31/02/2020\n"
        ";Đắk Hà;Đăk Long;12;1/3/2020\n"
    )
    assert [(each.cell, each.header, each.value) for each in reading.problems] == [
        ("C2", "Xã", "Đăk Xyz"),
        ("D2", "Số người (người)", "nhiều"),
        ("E2", "Ngày", "31/02/2020"),
        ("A3", "Tên", ""),
    ]


def test_a_name_that_is_nearly_a_commune_of_the_district_is_asked_about():
    reading = read("Tên;Huyện;Xã\nMột;Đắk Hà;Đăk Lonn\n")
    assert "Có phải xã Đăk Long không?" in reading.problems[0].message


def test_a_town_is_found_too():
    reading = read("Tên;Huyện;Xã\nMột;Đắk Hà;Thị trấn Đắk Hà\n")
    assert reading.problems == ()


def test_a_commune_of_another_district_is_refused():
    reading = read("Tên;Huyện;Xã\nMột;Đắk Hà;23344\n")
    assert reading.problems[0].message == "Mã 23344 là của Huyện Đắk Glei."


def test_a_formula_without_its_result_is_named():
    sheet = Sheet(
        "Bảng",
        is_hidden=False,
        cells={
            (1, 1): Cell(1, 1, "Năm"),
            (2, 1): Cell(2, 1, None, formula="1+1"),
        },
    )
    with mock.patch("programme.importing.tables.read_workbook", return_value=(sheet,)):
        reading = read_table(b"", "a.xlsx", [Column("year", "Năm", ColumnKind.WHOLE)])
    assert [(each.cell, each.value) for each in reading.problems] == [("A2", "")]


def test_a_missing_column_is_named():
    reading = read("Tên;Huyện\nMột;Đắk Hà\n")
    assert [each.message for each in reading.problems] == ["Tệp thiếu cột “Xã”."]


def test_a_column_that_stands_twice_is_refused():
    reading = read("Tên;Tên;Huyện;Xã\nMột;Hai;Đắk Hà;Đăk Long\n")
    assert [each.cell for each in reading.problems] == ["B1"]


def test_unknown_columns_are_told_and_left_out():
    reading = read("STT;Tên;Huyện;Xã;Màu\n1;Một;Đắk Hà;Đăk Long;đỏ\n")
    assert reading.problems == ()
    assert reading.ignored == ("Màu",)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"\x00\x01", "bang.csv"),
        (b"mot;hai\n1;2\n", "không có bảng nào với các cột “Tên”, “Huyện”, “Xã”"),
        ("Tên;Huyện;Xã\n".encode(), "Bảng không có hàng nào."),
    ],
)
def test_a_file_without_the_table_is_refused_with_the_reason(data, why):
    reading = read_table(data, "bang.csv", COLUMNS, places=places())
    assert why in reading.problems[0].message
    assert reading.rows == ()


def test_one_column_alone_is_a_table():
    reading = read_table(
        "Năm\n2020\n".encode(), "a.csv", [Column("year", "Năm", ColumnKind.WHOLE)]
    )
    assert reading.rows[0].values == {"year": 2020}
