"""Which values only just meet their threshold."""

from decimal import Decimal

import pytest

from criteria.analytics.indicators import LawIndicator
from criteria.analytics.thresholds import LawThreshold
from criteria.analytics.values import GivenValue
from reports.analytics.samples.near_thresholds import just_met
from tests.criteria.analytics.samples import HOUSES, INCOME, PLAN, POVERTY, WATER, WORK


def words(
    indicator: LawIndicator,
    limit: str | None,
    number: str | None,
    *,
    second: tuple[str, str] | None = None,
) -> str:
    asked, had = second or (None, None)
    return just_met(
        indicator,
        LawThreshold(
            value=Decimal(limit) if limit else None,
            second_value=Decimal(asked) if asked else None,
        ),
        GivenValue(Decimal(number) if number else None, Decimal(had) if had else None),
    )


@pytest.mark.parametrize("number", ["90", "90.5", "91"])
def test_a_percentage_is_near_up_to_one_point(number: str) -> None:
    assert words(WORK, "90", number).startswith("chỉ tiêu 12 sát ngưỡng: ")


@pytest.mark.parametrize("number", ["89.9", "91.1", "100"])
def test_a_percentage_below_or_clear_of_its_threshold_is_not(number: str) -> None:
    assert words(WORK, "90", number) == ""


@pytest.mark.parametrize(
    ("number", "is_near"), [("7", True), ("6", True), ("5.9", False), ("7.1", False)]
)
def test_a_ceiling_is_near_from_below(number: str, *, is_near: bool) -> None:
    assert bool(words(POVERTY, "7", number)) == is_near


@pytest.mark.parametrize(("number", "is_near"), [("42", True), ("42.1", False)])
def test_an_amount_is_near_by_five_percent(number: str, *, is_near: bool) -> None:
    assert bool(words(INCOME, "40", number)) == is_near


def test_it_says_the_value_and_the_threshold() -> None:
    assert words(WORK, "90", "90.5") == "chỉ tiêu 12 sát ngưỡng: 90,5 % / 90 %"


def test_of_two_values_the_near_one_is_named() -> None:
    found = words(WATER, "95", "99", second=("50", "50.5"))
    assert found == "chỉ tiêu 17.1 nước sạch sát ngưỡng: 50,5 % / 50 %"


def test_a_near_value_beside_one_that_fails_is_not_met() -> None:
    assert words(WATER, "95", "95.5", second=("50", "40")) == ""


@pytest.mark.parametrize(("indicator", "limit"), [(WORK, "100"), (POVERTY, "0")])
def test_where_nothing_is_clear_of_the_threshold_nothing_is_near(
    indicator: LawIndicator, limit: str
) -> None:
    assert words(indicator, limit, limit) == ""


def test_an_unknown_threshold_and_no_value_are_near_nothing() -> None:
    assert words(WORK, None, "90") == ""
    assert just_met(WORK, LawThreshold(value=Decimal(90)), None) == ""


@pytest.mark.parametrize("indicator", [PLAN, HOUSES])
def test_an_answer_is_near_nothing(indicator: LawIndicator) -> None:
    answer = GivenValue(answer=True)
    assert just_met(indicator, LawThreshold(requirement="Đạt"), answer) == ""
