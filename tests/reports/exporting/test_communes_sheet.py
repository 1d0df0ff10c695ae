"""The table of communes as it is drawn, whatever stands in it."""

import datetime as dt
from decimal import Decimal

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from ntm_portal.lib.workbooks.writing import Book, Choices
from reports.exporting.communes_sheet import (
    Column,
    ColumnGroup,
    CommuneRow,
    CommunesForm,
    DistrictRows,
    Tally,
    draw_communes,
    roman,
)
from tests.reports.exporting.books import opened

RULE = Choices(["x"], "Dấu", "x")
GROUPS = (
    ColumnGroup("Nhóm một", (Column("Một", 1, RULE), Column("Hai", 2))),
    ColumnGroup("Nhóm hai", (Column("Ba", "%"),)),
)
COUNTED = Tally("Tổng", "COUNTA({area})", lambda value: value is not None)
DISTRICTS = (
    DistrictRows("Huyện A", ()),
    DistrictRows("Huyện B", (CommuneRow("Xã", ("x", None, Decimal("1.5"))),)),
)


def drawn(tally: Tally | None) -> Worksheet:
    book = Book(title="Biểu", made_on=dt.date(2021, 3, 31))
    form = CommunesForm(
        titles=(("Biểu", "title"),),
        groups=GROUPS,
        column_width=8,
        tally=tally,
        footnotes=("Ghi chú: hết.",),
    )
    draw_communes(book.page("Biểu"), form, DISTRICTS)
    return opened(book.data())


def test_communes_stand_below_their_district_and_the_note_below_all() -> None:
    rows = [[x for x in row if x is not None] for row in drawn(None).values]
    assert [row for row in rows if row] == [
        ["Biểu"],
        ["STT", "Huyện, xã", "Nhóm một", "Nhóm hai", "Ghi chú"],
        ["Một", "Hai", "Ba"],
        [1, 2, "%"],
        ["I", "Huyện A"],
        ["II", "Huyện B"],
        [1, "Xã", "x", 1.5],
        ["Ghi chú: hết."],
    ]


def test_a_district_without_communes_has_no_cells_to_choose() -> None:
    rules = drawn(None).data_validations.dataValidation
    assert [str(rule.sqref) for rule in rules] == ["C8"]


@pytest.mark.parametrize(("has_sums", "formulas"), [(False, 1), (True, 9)])
def test_only_what_has_communes_is_summed_up(*, has_sums: bool, formulas: int) -> None:
    tally = Tally(COUNTED.heading, COUNTED.formula, COUNTED.counts, has_sums)
    found = [x.value for row in drawn(tally).iter_rows() for x in row]
    counted = [x for x in found if str(x).startswith("=IF(COUNTA(")]
    assert len(counted) == formulas


def test_nothing_is_counted_before_anything_is_filled_in() -> None:
    assert COUNTED.of([None, None]) is None
    assert COUNTED.of(["x", None]) == 1
    assert COUNTED.over("C9:U9") == '=IF(COUNTA(C9:U9)=0,"",COUNTA(C9:U9))'


@pytest.mark.parametrize(
    ("number", "numeral"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (90, "XC")]
)
def test_districts_are_numbered_as_the_romans_did(number: int, numeral: str) -> None:
    assert roman(number) == numeral
