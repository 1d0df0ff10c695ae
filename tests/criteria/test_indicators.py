"""The indicators of a set of criteria as plain values."""

import pytest
from pytest_django import DjangoAssertNumQueries

from criteria.analytics.indicators import indicators_of
from criteria.choices import IndicatorKind, Operator
from criteria.services.reference import SET_CODE

pytestmark = pytest.mark.usefixtures("reference")


def test_the_indicators_of_a_set_come_in_the_order_of_the_law(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(1):
        codes = [each.code for each in indicators_of(SET_CODE)]
    assert len(codes) == 49
    assert codes[:4] == ["1.1", "1.2", "2.1", "2.2"]
    assert codes.index("9.2") < codes.index("10") < codes.index("13.1")
    assert codes[-1] == "19.2"


def test_an_indicator_says_what_its_values_are() -> None:
    law = {each.code: each for each in indicators_of(SET_CODE)}
    water, houses, income = law["17.1"], law["9.1"], law["10"]
    assert (water.second_value_name, water.is_percent) == ("nước sạch", True)
    assert (houses.kind, houses.operator) == (
        IndicatorKind.YES_NO,
        Operator.NONE_LEFT,
    )
    assert (income.kind, income.is_percent) == (IndicatorKind.NUMBER, False)
    assert income.unit == "triệu đồng/người"


def test_the_only_indicator_of_a_criterion_has_its_number() -> None:
    single = [each.code for each in indicators_of(SET_CODE) if each.is_single]
    assert single == ["5", "7", "10", "11", "12", "16"]


def test_an_indicator_is_titled_by_code_and_name() -> None:
    shown = {each.code: each.title for each in indicators_of(SET_CODE)}
    assert shown["9.1"] == "9.1. Nhà tạm, dột nát"


def test_an_unknown_set_has_no_indicators() -> None:
    assert indicators_of("khác") == ()
