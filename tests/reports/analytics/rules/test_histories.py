"""What the rule says of numbers far from their own history."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.analytics.rules.facts import FigureFacts
from reports.analytics.rules.findings import Where
from tests.reports.analytics.rules.facts_of import (
    CELL,
    cell,
    figure,
    found,
    report,
    row,
    told,
    told_of,
)

RULE = "far-from-history"
INCOME = {"indicator_code": "10", "unit": "triệu đồng/người"}
YEARS = (1050, 1051, 1053, 1059, 1058, 1055, 1055, 1052, 1051, 1058)


def says(*figures: FigureFacts) -> list[str]:
    return told_of(RULE, cell(figures=figures))


def test_a_far_number_is_told_with_its_usual_range_and_quarters() -> None:
    one = cell(number=10, figures=(figure("1091.5", YEARS, **INCOME),))
    (finding,) = found(RULE, report(row(one)))
    assert finding.place == Where("23473", 10, "10")
    assert finding.message == (
        "Xã Đăk Long, tiêu chí 10 (Thu nhập): chỉ tiêu 10 là 1.091,5 triệu "
        "đồng/người, ngoài khoảng thường gặp từ 1.047,7 đến 1.060,7 triệu "
        "đồng/người của 10 quý trước; hãy kiểm tra lại."
    )


@pytest.mark.parametrize("value", ["1048", "1054", "1060"])
def test_a_number_within_its_usual_range_is_let_be(value: str) -> None:
    assert says(figure(value, YEARS, **INCOME)) == []


@pytest.mark.parametrize("value", ["1047", "1061", "0"])
def test_a_number_just_beyond_its_usual_range_is_told(value: str) -> None:
    (message,) = says(figure(value, YEARS, **INCOME))
    assert " từ 1.048 đến 1.060 triệu đồng/người của " in message


def test_six_quarters_are_needed() -> None:
    assert says(figure("10", [90] * 5)) == []
    (message,) = says(figure("10", [90] * 6))
    assert message == (
        f"{CELL}: chỉ tiêu 5 là 10 %, ngoài khoảng thường gặp từ 89 đến 91 % của 6 quý "
        "trước; hãy kiểm tra lại."
    )


def test_a_constant_number_may_move_by_one_point() -> None:
    assert says(figure("99", [100] * 12), figure("1", [0] * 12)) == []


def test_only_the_last_twelve_quarters_count() -> None:
    (message,) = says(figure("50", [50, 50, 50, *[90] * 12]))
    assert " của 12 quý trước" in message


def test_nothing_below_zero_or_above_a_hundred_percent_is_called_usual() -> None:
    (message,) = says(figure("98", [0, 0, 1, 2, 0, 1, 30]))
    assert " từ 0 đến " in message
    (message,) = says(figure("9", [99, 100, 100, 98, 100, 70]))
    assert message.split(" đến ")[1].startswith("100 % của ")


def test_the_second_number_of_an_indicator_is_named() -> None:
    first = figure("95", [95] * 6, indicator_code="17.1")
    second = figure("20", [60] * 6, indicator_code="17.1", value_name="nước sạch")
    assert says(first, second) == [
        f"{CELL}: chỉ tiêu 17.1 (nước sạch) là 20 %, ngoài khoảng thường gặp từ 59 "
        "đến 61 % của 6 quý trước; hãy kiểm tra lại."
    ]


@settings(max_examples=60)
@given(
    st.decimals(-500, 500, places=1, allow_nan=False),
    st.lists(
        st.decimals(-500, 500, places=1, allow_nan=False), min_size=6, max_size=12
    ),
)
def test_the_number_told_is_never_within_the_range_told(
    value: Decimal, history: list[Decimal]
) -> None:
    one = FigureFacts("10", "", value, tuple(history))
    for message in told(RULE, report(row(cell(figures=(one,))))):
        low, high = (_number(message, word) for word in ("từ", "đến"))
        assert low <= high
        assert not low <= value <= high


def _number(message: str, word: str) -> Decimal:
    shown = message.split(f" {word} ")[1].split()[0]
    return Decimal(shown.replace(".", "").replace(",", "."))
