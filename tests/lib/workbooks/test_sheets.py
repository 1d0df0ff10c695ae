import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from ntm_portal.lib.workbooks.sheets import (
    Cell,
    CellValue,
    Range,
    Sheet,
    column_letters,
)


def sheet(*cells: Cell, merged: tuple[Range, ...] = ()) -> Sheet:
    return Sheet("Bảng", False, {(c.row, c.column): c for c in cells}, merged)  # noqa: FBT003 - the dataclass has plain fields


@given(st.integers(min_value=1, max_value=16_384))
def test_columns_have_the_letters_of_spreadsheets(index: int) -> None:
    assert column_letters(index) == get_column_letter(index)


def test_a_cell_is_named_by_its_address() -> None:
    assert Cell(7, 4, "x").address == "D7"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""),
        ("  xã ", "  xã "),
        (Decimal(2020), "2020"),
        (Decimal("1E+3"), "1000"),
        (Decimal("98.5"), "98,5"),
        (Decimal("0.30000000000000004"), "0,3"),
        (Decimal("-0.0"), "0"),
        (dt.date(2019, 12, 1), "01/12/2019"),
        (True, "TRUE"),
        (False, "FALSE"),
    ],
)
def test_a_value_is_shown_as_a_reader_sees_it(value: CellValue, shown: str) -> None:
    assert Cell(1, 1, value).shown == shown


@pytest.mark.parametrize("value", [None, "", " \u00a0\n"])
def test_white_space_alone_is_blank(value: CellValue) -> None:
    assert Cell(1, 1, value).is_blank


@pytest.mark.parametrize("value", ["x", Decimal(0), False, dt.date(2019, 1, 1)])
def test_zero_and_false_are_not_blank(value: CellValue) -> None:
    assert not Cell(1, 1, value).is_blank


@pytest.mark.parametrize("value", ["#REF!", "#N/A", "#DIV/0!", "#NAME?"])
def test_an_error_of_a_formula_is_told_from_text(value: str) -> None:
    assert Cell(1, 1, value).is_error
    assert not Cell(1, 1, f"{value} x").is_error


def test_a_number_is_no_error() -> None:
    assert not Cell(1, 1, Decimal(1)).is_error


def test_only_a_formula_without_a_result_lacks_its_value() -> None:
    assert Cell(1, 1, None, formula="=A1").lacks_value
    assert not Cell(1, 1, "", formula="=A1").lacks_value
    assert not Cell(1, 1, None).lacks_value


def test_an_absent_cell_is_blank_and_has_its_address() -> None:
    absent = sheet().cell(3, 2)
    assert absent.is_blank
    assert absent.address == "B3"


def test_the_anchor_is_the_top_left_cell_of_the_merged_range() -> None:
    merged = sheet(
        Cell(2, 2, "gộp"),
        Cell(9, 9, "x"),
        merged=(Range(1, 8, 1, 9), Range(2, 2, 3, 4)),
    )
    assert merged.anchor(3, 4).value == "gộp"
    assert merged.anchor(3, 5).value is None
    assert merged.anchor(4, 4).value is None
    assert merged.anchor(9, 9).value == "x"


def test_the_extent_ends_at_the_last_cell_with_something_in_it() -> None:
    table = sheet(Cell(1, 1, "a"), Cell(2, 5, None, formula="=A1"), Cell(90, 80, " "))
    assert (table.max_row, table.max_column) == (2, 5)


def test_an_empty_sheet_has_no_extent() -> None:
    assert (sheet().max_row, sheet().max_column) == (0, 0)


def test_the_cells_of_a_row_reach_to_the_last_column() -> None:
    table = sheet(Cell(1, 3, "c"), Cell(2, 1, "a"))
    assert [cell.value for cell in table.row_cells(2)] == ["a", None, None]


def test_new_values_leave_the_font_the_rest_and_the_old_sheet_as_they_were() -> None:
    old = sheet(Cell(1, 1, "x·", font=".VnTime"), Cell(1, 2, "b"))
    new = old.with_values({(1, 1): "xã", (5, 5): "mới"})
    assert new.cell(1, 1) == Cell(1, 1, "xã", font=".VnTime")
    assert new.cell(1, 2).value == "b"
    assert new.max_row == 5
    assert old.cell(1, 1).value == "x·"
    assert old.max_row == 1


def test_a_number_is_a_new_value_for_a_yes() -> None:
    yes = Cell(1, 1, True)  # noqa: FBT003 - a plain value
    new = sheet(yes).with_values({(1, 1): Decimal(1)})
    assert new.cell(1, 1).shown == "1"


def test_a_transposed_sheet_keeps_the_addresses_of_its_cells() -> None:
    old = Sheet(
        title="Bảng",
        is_hidden=False,
        cells={(2, 4): Cell(2, 4, "x", ".VnTime", "=A1")},
        merged=(Range(2, 4, 3, 9),),
        hidden_rows=frozenset({2}),
        hidden_columns=frozenset({7}),
    )
    new = old.transposed()
    assert new.cell(4, 2).address == "D2"
    assert new.address(4, 2) == "D2"
    assert new.cell(4, 2).value == "x"
    assert new.cell(9, 9).address == "I9"
    assert new.cell(3, 1).address == "C1"
    assert new.merged == (Range(4, 2, 9, 3),)
    assert (new.hidden_rows, new.hidden_columns) == ({7}, {2})
    assert (new.max_row, new.max_column) == (4, 2)
    assert new.transposed() == old


def test_rows_and_columns_are_called_what_they_are_in_the_file() -> None:
    upright = sheet(Cell(2, 4, "x"))
    across = upright.transposed()
    assert (upright.row_word, upright.row_mark(8)) == ("hàng", "8")
    assert (upright.column_word, upright.column_mark(8)) == ("cột", "H")
    assert (across.row_word, across.row_mark(8)) == ("cột", "H")
    assert (across.column_word, across.column_mark(8)) == ("hàng", "8")
