"""Earlier approved numbers of indicators."""

from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from criteria.models import Indicator
from ntm_portal.lib.periods import Quarter
from reports.analytics.past.value_history import value_histories
from reports.models import IndicatorRevision, IndicatorValue
from tests.reports.review_world import AT, FIRST, LARGE, SMALL, open_quarter

NOW = Quarter(2021, 1)

pytestmark = pytest.mark.usefixtures("reference")


def approved(
    quarter: str, code: str = "2.1", *, district: str = SMALL, **value: object
) -> int:
    number = IndicatorRevision.objects.filter(quarter=quarter, district=district)
    revision = IndicatorRevision.objects.create(
        district_id=district,
        quarter=open_quarter(quarter),
        number=number.count() + 1,
        approved_on=AT.date(),
        recorded_at=AT,
    )
    indicator = Indicator.objects.get(code=code)
    IndicatorValue.objects.create(
        revision=revision, commune_id=FIRST, indicator=indicator, **value
    )
    return indicator.pk


def test_numbers_come_oldest_first_and_a_gap_leaves_none() -> None:
    approved("2020Q4", number=95)
    approved("2020Q2", number=90)
    approved("2020Q3", is_no_data=True)
    road = approved("2020Q1", number=88)
    found = value_histories(SMALL, before=NOW, quarters=12)
    assert found[FIRST, road].firsts == [Decimal(88), Decimal(90), Decimal(95)]


def test_of_a_quarter_its_last_revision_counts() -> None:
    approved("2020Q4", number=95)
    road = approved("2020Q4", number=96)
    found = value_histories(SMALL, before=NOW, quarters=12)
    assert found[FIRST, road].firsts == [Decimal(96)]


def test_second_numbers_have_a_history_of_their_own() -> None:
    water = approved("2020Q4", "17.1", number=96, second_number=52)
    history = value_histories(SMALL, before=NOW, quarters=12)[FIRST, water]
    assert (history.firsts, history.seconds) == ([Decimal(96)], [Decimal(52)])


def test_neither_this_quarter_nor_what_is_too_old_counts() -> None:
    approved("2021Q1", number=99)
    approved("2019Q4", number=70)
    road = approved("2020Q1", number=88)
    found = value_histories(SMALL, before=NOW, quarters=4)
    assert found[FIRST, road].firsts == [Decimal(88)]


def test_another_district_has_its_own(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    approved("2020Q4", district=LARGE, number=95)
    road = approved("2020Q4", number=90)
    with django_assert_num_queries(2):
        found = value_histories(SMALL, before=NOW, quarters=12)
    assert found[FIRST, road].firsts == [Decimal(90)]
