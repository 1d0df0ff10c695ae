"""The values of indicators in force, district by district."""

import datetime as dt
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from criteria.analytics.values import GivenValue
from criteria.models import Indicator
from reports.analytics.indicator_values import standing_values
from reports.models import IndicatorRevision, IndicatorValue
from tests.reports.review_world import AT, BEFORE, FIRST, LARGE, QUARTER, SMALL
from tests.reports.review_world import open_quarter as opened

ON = dt.date(2021, 4, 10)

pytestmark = pytest.mark.usefixtures("reference")


def revision(
    number: int = 1, *, district: str = SMALL, on: dt.date = ON, quarter: str = QUARTER
) -> IndicatorRevision:
    return IndicatorRevision.objects.create(
        district_id=district,
        quarter=opened(quarter),
        number=number,
        approved_on=on,
        recorded_at=AT,
    )


def give(to: IndicatorRevision, code: str, **value: object) -> int:
    indicator = Indicator.objects.get(code=code)
    IndicatorValue.objects.create(
        revision=to, commune_id=FIRST, indicator=indicator, **value
    )
    return indicator.pk


def test_every_kind_of_value_is_in_force() -> None:
    first = revision()
    road = give(first, "2.1", number=Decimal("98.5"))
    water = give(first, "17.1", number=90, second_number=40)
    plan = give(first, "1.1", answer=False)
    poor = give(first, "11", is_no_data=True)
    standing = standing_values(QUARTER)[SMALL]
    assert standing.values == {
        (FIRST, road): GivenValue(Decimal("98.5")),
        (FIRST, water): GivenValue(Decimal(90), Decimal(40)),
        (FIRST, plan): GivenValue(answer=False),
        (FIRST, poor): GivenValue(is_no_data=True),
    }
    assert (standing.number, standing.approved_on) == (1, ON)


def test_the_last_revision_stands_alone() -> None:
    give(revision(1), "2.1", number=90)
    code = give(revision(2), "2.2", number=80)
    standing = standing_values(QUARTER)[SMALL]
    assert standing.number == 2
    assert list(standing.values) == [(FIRST, code)]


def test_a_day_before_the_approval_has_the_revision_before() -> None:
    revision(1, on=ON)
    revision(2, on=ON + dt.timedelta(days=5))
    numbers = {
        days: standing_values(QUARTER, as_of=ON + dt.timedelta(days=days))
        for days in (-1, 0, 4, 5)
    }
    assert {
        days: standing[SMALL].number if standing else None
        for days, standing in numbers.items()
    } == {-1: None, 0: 1, 4: 1, 5: 2}


def test_only_the_districts_that_are_named_are_returned() -> None:
    revision(district=SMALL)
    revision(district=LARGE)
    assert sorted(standing_values(QUARTER)) == [LARGE, SMALL]
    assert list(standing_values(QUARTER, district_codes=[LARGE])) == [LARGE]
    assert standing_values(QUARTER, district_codes=[]) == {}


def test_another_quarter_is_not_carried_over() -> None:
    revision(quarter=BEFORE)
    assert standing_values(QUARTER) == {}


def test_the_queries_do_not_grow_with_the_districts(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for district in (SMALL, LARGE):
        give(revision(district=district), "2.1", number=90)
        with django_assert_num_queries(2):
            standing_values(QUARTER)
