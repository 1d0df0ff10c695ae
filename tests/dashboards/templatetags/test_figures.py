"""How figures are written."""

from decimal import Decimal

import pytest

from criteria.analytics.law import LawCriterion, LawGroup
from dashboards.templatetags.figures import (
    beside,
    moved,
    number,
    numbers_of,
    percent,
    share,
    signed,
)
from ntm_portal.lib.periods import Quarter


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (1040, 0, "1.040"),
        (Decimal("12.235"), 2, "12,24"),
        (Decimal("0.005"), 2, "0,01"),
        (None, 2, "–"),
    ],
)
def test_numbers_have_a_decimal_comma_and_halves_round_up(value, places, text):
    assert number(value, places) == text


def test_a_share_has_one_decimal_and_a_no_break_space():
    assert share(22, 85) == "25,9\u00a0%"


def test_a_share_of_nothing_is_not_zero():
    assert share(0, 0) == "–"
    assert share(None, 85) == "–"


def test_a_percentage_has_the_decimals_that_it_has():
    assert percent(Decimal("50.00")) == "50\u00a0%"
    assert percent(Decimal("33.50")) == "33,5\u00a0%"


@pytest.mark.parametrize(
    ("change", "places", "text"),
    [
        (3, 0, "tăng 3"),
        (-4, 0, "giảm 4"),
        (0, 0, "không đổi"),
        (Decimal("0.31"), 2, "tăng 0,31"),
    ],
)
def test_a_change_is_told_in_words(change, places, text):
    assert moved(change, places) == text


def test_a_group_names_its_first_and_last_criterion():
    two, nine = (LawCriterion(n, n, "", "", "II") for n in (2, 9))
    assert numbers_of(LawGroup("II", 2, "", "", (two, nine), None)) == "2–9"
    assert numbers_of(LawGroup("I", 1, "", "", (two,), None)) == "2"


def test_a_quarter_of_another_year_is_named_with_its_year():
    assert beside(Quarter(2019, 2), Quarter(2019, 3)) == "Quý II"
    assert beside(Quarter(2018, 4), Quarter(2019, 1)) == "Quý IV/2018"


@pytest.mark.parametrize(
    ("change", "places", "text"),
    [(3, 0, "+3"), (Decimal("-0.305"), 2, "−0,31"), (0, 2, "0")],
)
def test_a_change_in_a_column_carries_its_sign(change, places, text):
    assert signed(change, places) == text
