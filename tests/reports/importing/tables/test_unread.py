"""What is beside the table or hidden in it is told."""

from dataclasses import replace

from tests.reports.importing.places import matrix_of
from tests.reports.importing.tables.sheets import (
    EXPECTED,
    HEADER,
    MET,
    Values,
    body,
    marks,
    read,
    sheet,
)


def test_figures_above_the_table_are_told() -> None:
    above: list[Values] = [["Quý III/2019"], ["Tổng số xã", 4, "xã"], []]
    matrix = matrix_of(sheet([*above, HEADER, *body()]))
    assert read(matrix) == EXPECTED
    (warning,) = matrix.warnings
    assert (warning.cell, warning.value) == ("A2", "Tổng số xã")
    assert warning.message == "Phía trên bảng có số liệu khác, không được nhập."


def test_a_hidden_commune_is_read_and_named() -> None:
    given = replace(sheet([HEADER, *body()]), hidden_rows=frozenset({1, 2, 4, 6, 99}))
    matrix = matrix_of(given)
    assert read(matrix) == EXPECTED
    assert matrix.problems == ()
    (warning,) = matrix.warnings
    assert warning.cell == "B4"
    assert warning.message == "Hàng ẩn 4 (Kroong), 6 (Đắk Blô) cũng được đọc."


def test_hidden_rows_without_communes_are_nothing_to_tell() -> None:
    given = replace(sheet([HEADER, *body()]), hidden_rows=frozenset({2, 5}))
    assert matrix_of(given).warnings == ()


def test_of_many_hidden_communes_the_first_are_named() -> None:
    rows = [[i, f"Xã {i}", *marks(MET["Kroong"])] for i in range(1, 15)]
    given = replace(sheet([HEADER, *rows]), hidden_rows=frozenset(range(2, 16)))
    (warning,) = matrix_of(given).warnings
    assert warning.message.startswith("Hàng ẩn 2 (Xã 1), 3 (Xã 2), ")
    assert warning.message.endswith("11 (Xã 10) và 4 nơi khác cũng được đọc.")


def test_a_hidden_column_of_marks_is_read_and_named() -> None:
    given = replace(sheet([HEADER, *body()]), hidden_columns=frozenset({1, 7, 23}))
    matrix = matrix_of(given)
    assert read(matrix) == EXPECTED
    (warning,) = matrix.warnings
    assert warning.message == "Cột ẩn G (5. Trường học) cũng được đọc."
