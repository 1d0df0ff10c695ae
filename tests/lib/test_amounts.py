"""Sums of money typed the Vietnamese way, and those that workbooks hold."""

from decimal import Decimal

import pytest

from ntm_portal.lib.amounts import format_amount, read_amount, read_stored


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1.234,5", "1234.5"),
        ("1.234", "1234"),
        ("1,234", "1.234"),
        (" 12 ", "12"),
        ("1 234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("0", "0"),
        ("12.345.678", "12345678"),
    ],
)
def test_an_amount_is_read_the_vietnamese_way(text, amount):
    assert read_amount(text).amount == Decimal(amount)


@pytest.mark.parametrize("text", ["", "  ", "chưa có", "Không có số liệu"])
def test_nothing_is_unknown_and_never_naught(text):
    assert read_amount(text).is_blank


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("-5", "âm"),
        ("12 %", "tỷ lệ"),
        ("1,2345", "thập phân"),
        ("1234567890123", "quá lớn"),
        ("abc", "Không đọc được"),
        ("1.23.4", "Không đọc được"),
    ],
)
def test_what_is_no_amount_says_why(text, said):
    assert said in read_amount(text).fault


@pytest.mark.parametrize("amount", ["1234.5", "0", "0.001", "100", "1234567.89"])
def test_what_is_written_is_read_again(amount):
    assert read_amount(format_amount(Decimal(amount))).amount == Decimal(amount)


def test_nothing_is_written_as_nothing():
    assert format_amount(None) == ""


def test_a_stored_number_is_worth_its_unit_and_rounded():
    assert read_stored(Decimal("1.5"), factor=Decimal(1000)).amount == 1500
    reading = read_stored(Decimal(1500), factor=Decimal("0.000001"))
    assert (reading.amount, reading.is_rounded) == (Decimal("0.002"), True)


def test_a_stored_text_with_two_meanings_is_refused():
    assert "có thể là" in read_stored("1.234").fault


def test_a_stored_number_below_naught_or_too_large_is_refused():
    assert "âm" in read_stored(Decimal(-1)).fault
    assert "đơn vị" in read_stored(Decimal(10**11), factor=Decimal(1000)).fault
    assert read_stored(None).is_blank
