"""Numbers as officers type them are read exactly, or refused with what was read."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntm_portal.lib.numbers import NumberReading, read_number
from ntm_portal.lib.text import format_number
from ntm_portal.lib.workbooks.sheets import CellValue

D = Decimal


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1 234,5", "1234.5"),
        ("1\u00a0234\u202f567", "1234567"),
        ("1.234.567", "1234567"),
        ("1,234,567", "1234567"),
        ("1234,5", "1234.5"),
        ("12,5 %", "12.5"),
        ("12,5%", "12.5"),
        ("１２，５", "12.5"),
        ("−3,5", "-3.5"),
        ("+3", "3"),
        ("-0", "0"),
        ("0", "0"),
        ("0,5", "0.5"),
        ("007", "7"),
        ("0.123", "0.123"),
        ("12\u200b,5", "12.5"),
        ("  98,5  ", "98.5"),
        ("123456789012", "123456789012"),
        ("0,123456", "0.123456"),
        (D("98.5"), "98.5"),
        (D("0.30000000000000004"), "0.3"),
        (D("1E+2"), "100"),
        (D("12.3456789"), "12.345679"),
    ],
)
def test_a_number_is_read_exactly(value: CellValue, number: str) -> None:
    reading = read_number(value)
    assert reading == NumberReading(D(number))
    assert "E" not in str(reading.number)


@pytest.mark.parametrize(
    ("value", "small", "large"),
    [("1.234", "1,234", "1234"), ("12,345", "12,345", "12345")],
)
def test_what_may_be_two_numbers_is_refused_with_both(
    value: str, small: str, large: str
) -> None:
    fault = read_number(value).fault
    assert f"“{value}” có thể là {small} hoặc {large}" in fault


def test_what_the_message_asks_to_write_is_read() -> None:
    assert read_number("1,2340").number == D("1.234")
    assert read_number("1234").number == 1234


@pytest.mark.parametrize("value", ["1.234", "1.234%", "12,345 %"])
def test_a_maximum_settles_which_of_two_numbers_is_meant(value: str) -> None:
    reading = read_number(value, maximum=D(100))
    assert reading.number == D(value.rstrip(" %").replace(",", "."))


def test_a_percentage_has_a_maximum_of_its_own() -> None:
    assert read_number("1.234 %").number == D("1.234")


def test_a_maximum_refuses_nothing() -> None:
    assert read_number("250", maximum=D(100)).number == 250
    assert "có thể là" in read_number("250.500", maximum=D(100)).fault


@pytest.mark.parametrize(
    "value", ["Không có số liệu", "KCSL", "?", "không có", "Chưa có", "k.có số liệu"]
)
def test_no_data_is_a_state_of_its_own(value: str) -> None:
    assert read_number(value) == NumberReading(is_no_data=True)


@pytest.mark.parametrize("value", [None, "", "  ", "\u200b"])
def test_a_blank_says_nothing(value: CellValue) -> None:
    assert read_number(value).is_blank


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ("≥ 90%", "“≥ 90%” là ngưỡng, không phải giá trị"),
        ("> 5", "là ngưỡng"),
        ("trên 90%", "là ngưỡng"),
        ("90 trở lên", "là ngưỡng"),
        ("từ 5 đến 7", "là ngưỡng"),
        ("90+", "là ngưỡng"),
        ("-", "Ô chỉ ghi “-”"),
        ("...", "Ô chỉ ghi “...”"),
        ("đạt", "Không đọc được “đạt” là một số"),
        ("12/20", "Không đọc được “12/20”"),
        ("12 km", "Không đọc được “12 km”"),
        ("1.23.4", "Không đọc được"),
        ("1,2,3", "Không đọc được"),
        ("12\n5", "Không đọc được “12 5”"),
        ("1.234.56", "Không đọc được"),
        ("1e5", "Không đọc được"),
        ("khoảng 5", "Không đọc được"),
        (True, "Không đọc được “TRUE”"),
        (dt.date(2021, 5, 12), "Ô là ngày 12/05/2021, không phải số"),
        ("#DIV/0!", "Ô báo lỗi #DIV/0!"),
        ("1234567890123", "quá 12 chữ số"),
        ("0,1234567", "quá 6 chữ số thập phân"),
        (D("1E+12"), "quá 12 chữ số"),
        (D("NaN"), "Không đọc được “NaN”"),
        (D("Infinity"), "Không đọc được"),
    ],
)
def test_anything_else_is_refused_as_it_was_read(value: CellValue, fault: str) -> None:
    reading = read_number(value)
    assert fault in reading.fault
    assert reading.number is None


NUMBERS = st.decimals(
    min_value=0, max_value=10**9, places=2, allow_nan=False, allow_infinity=False
)


def grouped(number: Decimal, thousands: str, point: str) -> str:
    return f"{number:,.2f}".translate(str.maketrans({",": thousands, ".": point}))


@given(NUMBERS)
def test_every_notation_of_a_number_is_that_number(number: Decimal) -> None:
    for thousands, point in ((".", ","), (",", "."), (" ", ","), ("", ","), ("", ".")):
        assert read_number(grouped(number, thousands, point)).number == number
    assert read_number(format_number(number, 2)).number == number
    assert read_number(number).number == number


@given(NUMBERS, st.sampled_from((" %", "%", "\u00a0%")))
def test_a_percent_sign_changes_no_number(number: Decimal, sign: str) -> None:
    assert read_number(grouped(number, "", ",") + sign).number == number


@given(NUMBERS)
def test_a_minus_in_front_only_turns_the_sign(number: Decimal) -> None:
    assert read_number(f"-{grouped(number, '.', ',')}").number == -number


@given(st.integers(1, 999), st.integers(0, 999))
def test_a_number_with_three_digits_behind_a_mark_is_never_guessed(
    front: int, behind: int
) -> None:
    for mark in ".,":
        reading = read_number(f"{front}{mark}{behind:03}")
        assert reading.number is None
        assert "có thể là" in reading.fault


@given(st.text(max_size=14) | st.from_regex(r"[0-9., %-]{0,12}", fullmatch=True))
def test_every_text_is_exactly_one_thing(text: str) -> None:
    reading = read_number(text)
    said = [
        reading.number is not None,
        reading.is_no_data,
        bool(reading.fault),
        reading.is_blank,
    ]
    assert sum(said) == 1


@given(st.from_regex(r"[0-9., ]{1,10}", fullmatch=True))
def test_a_number_that_is_read_has_the_digits_that_were_written(text: str) -> None:
    number = read_number(text).number
    if number is not None:
        written = [digit for digit in text if digit.isdigit()]
        shown = [digit for digit in f"{number:f}" if digit.isdigit()]
        assert "".join(written).strip("0") == "".join(shown).strip("0")
