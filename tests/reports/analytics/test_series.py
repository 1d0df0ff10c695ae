"""Figures of many quarters at once are those of each quarter by itself."""

import datetime as dt

import pytest

from ntm_portal.lib.periods import Quarter
from reports.analytics.attainment import Figures, figures_at
from reports.analytics.series import figures_over
from tests.world import approve

pytestmark = pytest.mark.django_db

LAST = Quarter(2019, 4)
DAL, TOI = "23535", "23537"


def told(figures: Figures) -> tuple[object, ...]:
    return (
        figures.period,
        figures.as_of,
        figures.law,
        figures.communes,
        dict(figures.sources),
        figures.bands,
        figures.groups,
    )


@pytest.fixture
def _some_quarters() -> None:
    approve("618", "2018Q4", {DAL: [18]})
    approve("613", "2019Q2", {"23473": [1, 2]})
    approve("618", "2019Q3", {DAL: [18, 19]}, on=dt.date(2019, 10, 5))
    approve("618", "2019Q3", {DAL: [18], TOI: [3]}, on=dt.date(2019, 12, 20))


def test_without_approved_data_there_is_no_quarter() -> None:
    assert figures_over(LAST) == ()


@pytest.mark.usefixtures("_some_quarters")
@pytest.mark.parametrize("day", [None, dt.date(2019, 12, 1), dt.date(2019, 7, 31)])
def test_every_quarter_says_what_it_says_by_itself(day: dt.date | None) -> None:
    found = figures_over(LAST, as_of=day)
    assert [each.period.code for each in found] == [
        "2018Q4",
        "2019Q1",
        "2019Q2",
        "2019Q3",
        "2019Q4",
    ]
    for each in found:
        assert told(each) == told(figures_at(each.period, as_of=day))


@pytest.mark.usefixtures("_some_quarters")
def test_a_commune_that_became_a_town_leaves_in_its_quarter() -> None:
    totals = {each.period.code: each.total for each in figures_over(LAST)}
    assert (totals["2019Q2"], totals["2019Q3"]) == (86, 85)


@pytest.mark.usefixtures("_some_quarters")
def test_more_quarters_take_no_more_queries(django_assert_num_queries) -> None:
    with django_assert_num_queries(6):
        figures_over(Quarter(2019, 1))
    with django_assert_num_queries(6):
        figures_over(LAST)
