"""Which version of Phụ lục 01 holds on a day."""

import datetime as dt

import pytest

from criteria.analytics.plans import plan_in_force, plan_version_on
from criteria.models import CriteriaSet
from criteria.services.plans import PlanVersion, record_plan, withdraw_plan
from criteria.services.reference import SET_CODE

AT = dt.datetime(2019, 12, 6, 10, tzinfo=dt.UTC)
FIRST, SECOND = dt.date(2019, 11, 25), dt.date(2020, 7, 1)

pytestmark = pytest.mark.usefixtures("reference")


def record(begins, *, set_code=SET_CODE, year=2020):
    version = PlanVersion(set_code, f"Phụ lục từ {begins}", begins)
    return record_plan(version=version, cells={("23344", 5): year}, at=AT)


def in_force(day):
    found = plan_version_on(day)
    return found and found.effective_from


def test_each_day_has_the_version_that_holds_by_then():
    record(FIRST)
    record(SECOND)
    assert in_force(SECOND - dt.timedelta(1)) == FIRST
    assert in_force(SECOND) == SECOND


def test_before_the_first_version_that_one_is_held_against():
    record(FIRST)
    record(SECOND)
    assert in_force(dt.date(2019, 3, 31)) == FIRST


def test_a_later_version_of_the_same_days_replaces_the_one_before():
    record(SECOND)
    record(FIRST, year=2021)
    (cell,) = plan_in_force(dt.date(2020, 12, 31)).cells.values()
    assert cell.year == 2021


def test_a_withdrawn_version_holds_on_no_day():
    record(FIRST)
    withdraw_plan(plan=record(SECOND), at=AT)
    assert in_force(dt.date(2020, 12, 31)) == FIRST


def test_a_plan_says_from_when_the_next_version_holds():
    record(FIRST)
    record(SECOND)
    assert plan_in_force(FIRST).next_from == SECOND
    assert plan_in_force(SECOND).next_from is None


def test_the_plan_of_another_set_of_criteria_does_not_count():
    record(FIRST)
    CriteriaSet.objects.create(
        code="sau", name="Bộ sau", document="QĐ", valid_from=dt.date(2021, 1, 1)
    )
    assert in_force(dt.date(2020, 12, 31)) == FIRST
    assert in_force(dt.date(2021, 3, 31)) is None


def test_a_plan_costs_two_queries(django_assert_num_queries):
    record(FIRST)
    with django_assert_num_queries(2):
        plan_in_force(FIRST, commune_code="23344")
