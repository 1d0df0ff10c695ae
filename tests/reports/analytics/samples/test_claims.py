"""Which results are claims of a quarter, and what they weigh."""

import datetime as dt

import pytest
from pytest_django import DjangoAssertNumQueries

from criteria.models import CriteriaSet
from ntm_portal.lib.periods import Quarter
from reports.analytics.samples.claims import Claims, read_claims
from reports.analytics.samples.drawing import Claim
from tests.reports.review_world import BEFORE, FIRST, QUARTER, SECOND, SMALL
from tests.reports.values_world import approved_values, number
from tests.world import approve

AS_OF = dt.date(2021, 6, 30)

pytestmark = pytest.mark.usefixtures("reference")


def claims(quarter: str = QUARTER, *, as_of: dt.date = AS_OF) -> Claims:
    return read_claims(Quarter.parse(quarter), as_of=as_of)


def the(row: tuple[str, int], found: Claims) -> Claim:
    return next(each for each in found.rows if each.place == row)


def test_every_result_met_is_a_claim_in_order() -> None:
    approve(SMALL, QUARTER, {SECOND: [3], FIRST: [10, 2]}, unknown={FIRST: [4]})
    found = claims()
    assert [each.place for each in found.rows] == [(FIRST, 2), (FIRST, 10), (SECOND, 3)]
    assert {each.district_code for each in found.rows} == {SMALL}


def test_results_carried_over_are_no_new_claims() -> None:
    approve(SMALL, BEFORE, {FIRST: [1, 2]})
    assert claims().rows == ()
    assert len(claims(BEFORE).rows) == 2


def test_a_commune_that_left_the_programme_claims_nothing() -> None:
    approve("613", "2019Q2", {"23473": [1, 2]})
    assert {each.commune_code for each in claims("2019Q2").rows} == {"23473"}
    approve("613", "2019Q3")
    assert claims("2019Q3").rows == ()


def test_a_result_newly_met_weighs_more() -> None:
    approve(SMALL, BEFORE, {FIRST: [1]}, unknown={FIRST: [3]})
    approve(SMALL, QUARTER, {FIRST: [1, 2, 3]})
    found = claims()
    weights = {each.criterion_number: each.weight for each in found.rows}
    assert weights == {1: 1, 2: 3, 3: 3}
    assert the((FIRST, 2), found).why == "mới đạt quý này"
    assert found.newly_met == 2


def test_many_newly_met_in_one_commune_weigh_more_still() -> None:
    approve(SMALL, BEFORE)
    approve(SMALL, QUARTER, {FIRST: range(1, 6), SECOND: range(1, 5)})
    found = claims()
    assert the((FIRST, 1), found).weight == 5
    assert the((SECOND, 1), found).weight == 3


def test_in_a_first_report_nothing_is_newly_met() -> None:
    approve(SMALL, QUARTER, {FIRST: range(1, 20)})
    assert {each.weight for each in claims().rows} == {1}


def test_a_gap_is_compared_with_what_was_carried_over() -> None:
    approve(SMALL, "2020Q1", {FIRST: [1]})
    approve(SMALL, QUARTER, {FIRST: [1, 2]})
    assert claims().newly_met == 1


def test_under_a_new_set_of_criteria_nothing_is_newly_met() -> None:
    approve(SMALL, "2016Q4", {FIRST: [1]})
    CriteriaSet.objects.update(valid_from=dt.date(2016, 12, 31))
    approve(SMALL, "2017Q1", {FIRST: [1, 2]})
    assert claims("2017Q1").newly_met == 1
    CriteriaSet.objects.update(valid_from=dt.date(2017, 1, 1))
    assert claims("2017Q1").newly_met == 0


def test_a_value_near_its_threshold_weighs_more_and_says_so() -> None:
    approve(SMALL, QUARTER, {FIRST: [12], SECOND: [12]})
    given = {(FIRST, "12"): number("90.5"), (SECOND, "12"): number("97")}
    approved_values(given, quarter=QUARTER)
    found = claims()
    assert the((FIRST, 12), found).weight == 4
    assert the((FIRST, 12), found).why == "chỉ tiêu 12 sát ngưỡng: 90,5 % / 90 %"
    assert the((SECOND, 12), found).weight == 1
    assert found.near == 1


def test_a_near_value_of_a_criterion_not_met_is_counted_nowhere() -> None:
    approve(SMALL, QUARTER, {FIRST: [1]})
    approved_values({(FIRST, "12"): number("90.5")}, quarter=QUARTER)
    assert claims().near == 0


def test_values_of_another_quarter_do_not_count() -> None:
    approve(SMALL, QUARTER, {FIRST: [12]})
    approved_values({(FIRST, "12"): number("90.5")}, quarter=BEFORE)
    assert the((FIRST, 12), claims()).weight == 1


def test_the_claims_of_a_day_do_not_know_what_was_approved_later() -> None:
    approve(SMALL, QUARTER, {FIRST: [1]}, on=dt.date(2021, 4, 10))
    approve(SMALL, QUARTER, {FIRST: [1, 2]}, on=dt.date(2021, 5, 10))
    assert len(claims(as_of=dt.date(2021, 5, 9)).rows) == 1
    assert len(claims(as_of=dt.date(2021, 5, 10)).rows) == 2


def test_before_the_first_law_there_are_no_claims() -> None:
    assert claims("2010Q1").rows == ()


def test_the_number_of_queries_is_fixed(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    approve(SMALL, BEFORE)
    approve(SMALL, QUARTER, {FIRST: range(1, 6)})
    approve("610", QUARTER)
    approved_values({(FIRST, "12"): number("90.5")}, quarter=QUARTER)
    with django_assert_num_queries(15):
        claims()
