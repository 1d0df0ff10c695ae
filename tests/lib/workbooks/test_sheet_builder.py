"""What no database can store does not come out of a workbook."""

import io
from collections.abc import Callable

import pytest
import xlwt

from ntm_portal.lib.spreadsheets import read_workbook
from ntm_portal.lib.workbooks.files import DEFAULT_LIMITS, Budget
from ntm_portal.lib.workbooks.sheet_builder import SheetBuilder
from ntm_portal.lib.workbooks.sheets import Cell
from tests.lib.workbooks.books import with_rows


def old_excel(text: str) -> bytes:
    book = xlwt.Workbook()
    book.add_sheet("a").write(0, 0, text)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def excel(text: str) -> bytes:
    """Return a workbook that writes such characters as Excel does: _x0000_."""
    escaped = "".join(c if c.isalnum() else f"_x{ord(c):04X}_" for c in text)
    cell = f'<c r="A1" t="inlineStr"><is><t>{escaped}</t></is></c>'
    return with_rows(f"<row>{cell}</row>")


@pytest.mark.parametrize("write", [old_excel, excel])
def test_a_character_of_zero_is_left_out(write: Callable[[str], bytes]) -> None:
    sheet = read_workbook(write("a\0b\0"), name="a.xls")[0]
    assert sheet.cell(1, 1).value == "ab"


def test_half_a_letter_becomes_the_sign_of_what_cannot_be_read() -> None:
    assert (
        read_workbook(excel("a\ud800b"), name="a.xlsx")[0].cell(1, 1).value
        == "a\ufffdb"
    )


def test_two_halves_become_their_letter() -> None:
    sheet = read_workbook(excel("\ud83d\ude00"), name="a.xlsx")[0]
    assert sheet.cell(1, 1).value == "\U0001f600"


def test_the_name_of_a_sheet_and_a_formula_are_cleaned_too() -> None:
    builder = SheetBuilder("Bi\0ểu", Budget(DEFAULT_LIMITS))
    builder.add(Cell(1, 1, None, formula='="\0"'))
    sheet = builder.sheet()
    assert (sheet.title, sheet.cell(1, 1).formula) == ("Biểu", '=""')
