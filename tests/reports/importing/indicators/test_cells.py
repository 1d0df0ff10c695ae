"""What a cell says in the column of an indicator, and what it makes of a value."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from criteria.analytics.values import GivenValue
from ntm_portal.lib.spreadsheets import Cell
from reports.importing.indicators.cells import (
    Said,
    read_said,
    share_fault,
    shares_of_one,
)
from reports.importing.indicators.merging import fate_of, merged
from tests.reports.importing.indicators.files import slot
from tests.reports.importing.tables.sheets import Value
from tests.reports.importing.tables.sheets import cell as cell_of

RATE, POVERTY, INCOME = slot("2.1"), slot("11"), slot("10")
PLAN, HOUSES = slot("1.1"), slot("9.1")
D = Decimal


def said(value: Value, code: str = "2.1") -> Said:
    return read_said(cell_of(value), slot(code))


@pytest.mark.parametrize(
    ("value", "code", "number"),
    [
        (98.5, "2.1", "98.5"),
        ("12,5", "2.1", "12.5"),
        ("12,5 %", "2.1", "12.5"),
        ("0", "2.1", "0"),
        (100, "2.1", "100"),
        ("1.234,5", "10", "1234.5"),
        ("1,234.5", "10", "1234.5"),
        ("1.234", "2.1", "1.234"),
        (0.1 + 0.2, "10", "0.3"),
    ],
)
def test_a_number_is_read_in_its_unit(value: Value, code: str, number: str) -> None:
    assert said(value, code) == Said(cell=cell_of(value), number=D(number))


@pytest.mark.parametrize("value", ["Không có số liệu", "KCSL", "?"])
@pytest.mark.parametrize("code", ["2.1", "1.1", "9.1"])
def test_no_data_is_a_state(value: str, code: str) -> None:
    assert said(value, code).is_no_data


@pytest.mark.parametrize("value", [None, "", "  "])
def test_a_blank_says_nothing(value: Value) -> None:
    assert said(value).is_blank
    assert said(value, "1.1").is_blank


@pytest.mark.parametrize(
    ("value", "code", "fault"),
    [
        ("≥ 90%", "2.1", "là ngưỡng, không phải giá trị"),
        ("Đạt", "2.1", "Không đọc được “Đạt” là một số"),
        (120, "2.1", "Tỷ lệ không thể quá 100 %; ô ghi 120."),
        ("-3", "10", "Giá trị không thể âm; ô ghi -3."),
        ("-", "2.1", "Ô chỉ ghi “-”"),
        ("1.234", "10", "có thể là 1,234 hoặc 1234"),
        (dt.date(2021, 5, 12), "2.1", "Ô là ngày 12/05/2021, không phải số"),
        ("#DIV/0!", "2.1", "#DIV/0!"),
        ("98,5", "1.1", "Không đọc được “98,5”"),
        ("Không", "9.1", "có hai cách hiểu"),
        (1, "9.1", "có hai cách hiểu"),
    ],
)
def test_what_cannot_be_is_refused_as_it_was_read(
    value: Value, code: str, fault: str
) -> None:
    assert fault in said(value, code).fault


def test_a_formula_without_a_value_is_refused() -> None:
    cell = cell_of(None, formula="=A1")
    assert "công thức" in read_said(cell, RATE).fault


@pytest.mark.parametrize(
    ("value", "code", "answer"),
    [
        ("Đạt", "1.1", True),
        ("x", "1.1", True),
        (1, "1.1", True),
        (True, "1.1", True),
        ("Không đạt", "1.1", False),
        ("không", "1.1", False),
        (0, "1.1", False),
        ("Đạt", "9.1", True),
        ("Không còn", "9.1", True),
        ("Còn", "9.1", False),
        ("Chưa đạt", "9.1", False),
    ],
)
def test_a_question_is_answered_with_yes_or_no(
    value: Value, code: str, *, answer: bool
) -> None:
    assert said(value, code) == Said(cell=cell_of(value), answer=answer)


def shares(code: str, *values: Value) -> list[str]:
    found = shares_of_one(slot(code), [said(value, code) for value in values])
    return [each.cell.shown for each in found]


def test_a_column_of_shares_of_one_is_doubted() -> None:
    assert shares("2.1", 0.855, 1, 0, None, "KCSL") == ["0,855", "1"]
    assert shares("11", 0.15, 0.12) == ["0,15", "0,12"]


def test_a_fraction_of_a_percent_among_percents_is_doubted_where_much_is_asked() -> (
    None
):
    assert shares("2.1", 0.855, 85, 1) == ["0,855"]
    assert shares("11", 0.8, 12) == []


def test_what_is_typed_with_its_sign_or_is_no_percentage_is_sure() -> None:
    assert shares("2.1", "0,5 %", "0,5") == []
    assert shares("10", 0.5, 0.6) == []


def percent_cell(value: float) -> Cell:
    return replace(cell_of(value), is_percent=True)


def test_a_number_shown_as_a_percentage_is_taken_as_it_is_shown() -> None:
    assert read_said(percent_cell(0.855), RATE).number == D("85.5")
    assert read_said(percent_cell(0.008), POVERTY).number == D("0.8")
    assert read_said(percent_cell(1), RATE).number == D(100)
    assert "quá 100 %" in read_said(percent_cell(1.2), RATE).fault


def test_a_number_shown_as_a_percentage_is_never_doubted() -> None:
    found = [read_said(percent_cell(value), RATE) for value in (0.855, 0.008)]
    assert shares_of_one(RATE, found) == []


def test_a_percentage_where_none_belongs_is_refused() -> None:
    reading = read_said(percent_cell(0.12), INCOME)
    assert reading.number is None
    assert "không phải tỷ lệ" in reading.fault


def test_a_doubted_share_is_told_both_readings() -> None:
    fault = share_fault(said(0.855))
    assert "Hãy ghi 85,5 nếu là 85,5 %" in fault
    assert "“0,855 %” ở dạng chữ" in fault


NUMBER, NO_DATA, BLANK = said(90), said("KCSL"), said(None)
FIRST_ONLY = GivenValue(D(90))


@pytest.mark.parametrize(
    ("stored", "cell", "fate"),
    [
        (None, BLANK, "unchanged"),
        (None, NUMBER, "created"),
        (None, NO_DATA, "created"),
        (FIRST_ONLY, BLANK, "unchanged"),
        (FIRST_ONLY, NUMBER, "unchanged"),
        (GivenValue(D(80)), NUMBER, "updated"),
        (GivenValue(D(80)), NO_DATA, "updated"),
        (GivenValue(is_no_data=True), NO_DATA, "unchanged"),
        (GivenValue(is_no_data=True), NUMBER, "updated"),
        (GivenValue(answer=True), said("Đạt", "1.1"), "unchanged"),
        (GivenValue(answer=True), said("Không", "1.1"), "updated"),
        (GivenValue(second_number=D(40)), NUMBER, "created"),
        (GivenValue(second_number=D(40)), NO_DATA, "unchanged"),
    ],
)
def test_a_cell_changes_only_what_differs(
    stored: GivenValue | None, cell: Said, fate: str
) -> None:
    assert fate_of(stored, cell, is_second=False) == fate


def test_the_second_value_is_held_against_the_second_one() -> None:
    stored = GivenValue(D(90), D(40))
    assert fate_of(stored, said(40), is_second=True) == "unchanged"
    assert fate_of(stored, said(90), is_second=True) == "updated"
    assert fate_of(FIRST_ONLY, said(40), is_second=True) == "created"


@pytest.mark.parametrize(
    ("stored", "cells", "expected"),
    [
        (None, {False: NUMBER}, GivenValue(D(90))),
        (None, {False: NUMBER, True: said(40)}, GivenValue(D(90), D(40))),
        (FIRST_ONLY, {True: said(40)}, GivenValue(D(90), D(40))),
        (GivenValue(D(1), D(40)), {False: NUMBER}, GivenValue(D(90), D(40))),
        (GivenValue(D(1), D(40)), {False: NO_DATA}, GivenValue(None, D(40))),
        (FIRST_ONLY, {False: NO_DATA}, GivenValue(is_no_data=True)),
        (None, {False: said("x", "1.1")}, GivenValue(answer=True)),
    ],
)
def test_cells_keep_the_part_that_they_say_nothing_of(
    stored: GivenValue | None, cells: dict[bool, Said], expected: GivenValue
) -> None:
    assert merged(stored, cells) == expected
