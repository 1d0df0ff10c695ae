"""Typed values are read by the kind of the indicator, or refused with the reason."""

from decimal import Decimal

import pytest

from criteria.analytics.indicators import LawIndicator
from criteria.analytics.reading_values import (
    TypedReading,
    ValueReading,
    read_parts,
    read_typed,
    read_value,
)
from criteria.analytics.values import GivenValue
from tests.criteria.analytics.samples import (
    HOUSES,
    INCOME,
    PLAN,
    POVERTY,
    WATER,
    WORK,
)

D = Decimal
NO_DATA = GivenValue(is_no_data=True)


@pytest.mark.parametrize(
    ("text", "law", "value"),
    [
        ("95", WORK, GivenValue(D(95))),
        ("95,5 %", WORK, GivenValue(D("95.5"))),
        ("0", POVERTY, GivenValue(D(0))),
        ("1.234,5", INCOME, GivenValue(D("1234.5"))),
        ("đạt", PLAN, GivenValue(answer=True)),
        ("x", PLAN, GivenValue(answer=True)),
        ("không", PLAN, GivenValue(answer=False)),
        ("Đa\u0323t", PLAN, GivenValue(answer=True)),
        ("Không còn", HOUSES, GivenValue(answer=True)),
        ("Còn", HOUSES, GivenValue(answer=False)),
        ("Không có số liệu", WORK, NO_DATA),
        ("KCSL", PLAN, NO_DATA),
        ("?", HOUSES, NO_DATA),
        ("n/a", WATER, NO_DATA),
    ],
)
def test_a_typed_text_is_a_value_of_the_indicator(
    text: str, law: LawIndicator, value: GivenValue
) -> None:
    assert read_typed(text, law) == TypedReading(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("96/52,5", GivenValue(D(96), D("52.5"))),
        ("96 % / 52,5 %", GivenValue(D(96), D("52.5"))),
        ("96; 52,5", GivenValue(D(96), D("52.5"))),
        ("96", GivenValue(D(96))),
        ("96/", GivenValue(D(96))),
        ("/52,5", GivenValue(None, D("52.5"))),
        ("KCSL/52,5", GivenValue(None, D("52.5"))),
        ("96 / không có số liệu", GivenValue(D(96))),
        ("KCSL/KCSL", NO_DATA),
    ],
)
def test_two_values_are_typed_with_a_sign_between_them(
    text: str, value: GivenValue
) -> None:
    assert read_typed(text, WATER) == TypedReading(value)


@pytest.mark.parametrize("law", [WORK, WATER, PLAN, HOUSES])
@pytest.mark.parametrize("text", ["", "  ", "\u200b"])
def test_nothing_typed_says_nothing(text: str, law: LawIndicator) -> None:
    reading = read_typed(text, law)
    assert reading.is_blank
    assert reading == TypedReading()


@pytest.mark.parametrize(
    ("text", "law", "fault"),
    [
        ("đạt", WORK, "Không đọc được “đạt” là một số"),
        ("36/44,5", WORK, "Không đọc được “36/44,5” là một số"),
        ("95", PLAN, "Không đọc được “95”"),
        ("120", WORK, "Tỷ lệ không thể quá 100 %; ô ghi 120."),
        ("-3", INCOME, "Giá trị không thể âm; ô ghi -3."),
        ("1.234", INCOME, "có thể là 1,234 hoặc 1234"),
        ("≥ 90 %", WORK, "là ngưỡng, không phải giá trị"),
        ("không", HOUSES, "“không” ở chỉ tiêu 9.1 có hai cách hiểu"),
        ("1/2/3", WATER, "Không đọc được “1/2/3” là một số"),
        ("/", WATER, "Ô chỉ ghi “/”"),
        ("96/520", WATER, "ô ghi 520."),
        ("a/b", WATER, "Không đọc được “a” là một số"),
        ("a/b", WATER, "Không đọc được “b” là một số"),
    ],
)
def test_what_cannot_be_is_refused_as_it_was_typed(
    text: str, law: LawIndicator, fault: str
) -> None:
    reading = read_typed(text, law)
    assert fault in reading.fault
    assert reading.value is None
    assert not reading.is_blank


def test_a_fault_that_both_parts_share_is_said_once() -> None:
    twice = read_parts(ValueReading(fault="Sai."), ValueReading(fault="Sai."))
    assert twice == TypedReading(fault="Sai.")


def test_two_fields_make_one_value() -> None:
    first, second = (read_value(text, WATER) for text in ("96", "52,5"))
    assert read_parts(first, second) == TypedReading(GivenValue(D(96), D("52.5")))


def test_two_blank_fields_say_nothing() -> None:
    assert read_parts(ValueReading(), ValueReading()).is_blank
    assert ValueReading().is_blank
