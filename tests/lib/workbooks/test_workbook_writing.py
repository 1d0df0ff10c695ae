"""Workbooks that are written: text as text, rules, and one look for one style."""

import datetime as dt
import io
from decimal import Decimal

import openpyxl
import pytest
from openpyxl import Workbook

from ntm_portal.lib.workbooks.writing import Book, Check, Choices, Page, area_name

DAY = dt.date(2021, 3, 31)


def book() -> tuple[Book, Page]:
    made = Book(title="Biểu", made_on=DAY)
    return made, made.page("Biểu")


def saved(made: Book) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(made.data()))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t1", "http://x.vn", "12"])
def test_text_is_written_as_text(text: str) -> None:
    made, page = book()
    page.write(0, 0, text, "cell")
    cell = saved(made).active["A1"]
    assert (cell.data_type, cell.value) == ("s", text)


@pytest.mark.parametrize(("text", "is_quoted"), [("=1+1", 1), ("-x", 1), ("x", 0)])
def test_what_looks_like_a_formula_is_quoted(text: str, is_quoted: int) -> None:
    made, page = book()
    page.write(0, 0, text, "cell")
    assert saved(made).active["A1"].quotePrefix == is_quoted


def test_numbers_keep_their_digits_and_nothing_stays_blank() -> None:
    made, page = book()
    page.row(0, [Decimal("123456789012.123"), 7, None], "entry")
    first, second, third = next(iter(saved(made).active.values))
    assert (first, second, third) == (123456789012.123, 7, None)


def test_the_text_of_merged_cells_is_quoted_as_well() -> None:
    made, page = book()
    page.merge((0, 0, 0, 2), "=1", "title")
    page.merge((1, 0, 1, 0), "=2", "title")
    sheet = saved(made).active
    assert [str(area) for area in sheet.merged_cells.ranges] == ["A1:C1"]
    assert [sheet[x].quotePrefix for x in ("A1", "A2")] == [1, 1]


def test_a_formula_of_our_own_is_stored_with_its_result() -> None:
    made, page = book()
    page.formula(0, 0, "=SUM(B1:C1)", 5, "sum")
    data = made.data()
    assert openpyxl.load_workbook(io.BytesIO(data)).active["A1"].data_type == "f"
    stored = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    assert stored.active["A1"].value == 5


def test_cells_are_chosen_from_a_list_or_checked_by_a_formula() -> None:
    made, page = book()
    page.restrict((0, 0, 4, 0), Choices(["x", "C"], "Dấu", "x hoặc C"))
    page.restrict((0, 1, 4, 1), Check("={cell}>0", "Số", "Số dương"))
    page.restrict((0, 2, 4, 2), Choices("=$A$1:$A$2", "Tên", "Gợi ý", is_binding=False))
    rules = saved(made).active.data_validations.dataValidation
    found = [(x.type, x.formula1, str(x.sqref), x.showErrorMessage) for x in rules]
    assert found == [
        ("list", '"x,C"', "A1:A5", True),
        ("custom", "B1>0", "B1:B5", True),
        ("list", "$A$1:$A$2", "C1:C5", False),
    ]


def test_protection_leaves_entries_open_and_has_no_password() -> None:
    made, page = book()
    page.write(0, 0, "x", "cell")
    page.write(0, 1, "x", "entry")
    page.protect()
    sheet = saved(made).active
    assert (sheet.protection.sheet, sheet.protection.password) == (True, None)
    assert [sheet[x].protection.locked for x in ("A1", "B1")] == [True, False]


def test_headers_stand_on_every_printed_page() -> None:
    made, page = book()
    page.print_on_a4(range(2, 4), columns=2, pages_across=3)
    sheet = saved(made).active
    assert sheet.print_title_rows == "$3:$4"
    assert sheet.print_title_cols == "$A:$B"
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.orientation) == (
        3,
        "landscape",
    )


def test_areas_are_named_as_in_a_formula() -> None:
    assert area_name(8, 2, 17, 20) == "C9:U18"
    assert area_name(8, 2, 8, 2) == "C9"
    assert area_name(1, 0, 4, 0, is_fixed=True) == "$A$2:$A$5"


def test_the_same_cells_give_the_same_bytes() -> None:
    def data() -> bytes:
        made, page = book()
        page.write(0, 0, "x", "cell")
        return made.data()

    assert data() == data()
