"""Targets, deadlines and the lengths of their bars."""

import datetime as dt

import pytest

from criteria.models import GroupTarget
from dashboards.analytics.targets.goals import (
    Earlier,
    goals,
    near_count,
    outcomes_at_deadlines,
)
from ntm_portal.lib.periods import Quarter
from reports.analytics.attainment import figures_at
from tests.world import approve

pytestmark = pytest.mark.django_db

Q2 = Quarter(2019, 2)
Q3 = Quarter(2019, 3)
WORKING_DAY = dt.date(2019, 12, 6)


def goal(code, *, day=WORKING_DAY, before=None, year=None, period=Q3):
    figures = figures_at(period)
    outcomes = outcomes_at_deadlines(figures.law, day=day, as_of=None)
    every = goals(figures, Earlier(before, year), outcomes, day=day)
    return next(each for each in every if each.group.code == code)


def test_the_group_without_a_target_comes_last():
    every = goals(figures_at(Q3), Earlier(), {}, day=WORKING_DAY)
    assert [each.group.code for each in every] == ["II", "III", "IV", "V", "I"]
    assert every[-1].deadline is None


def test_near_communes_miss_exactly_one_criterion_of_the_group():
    approve("618", "2019Q3", {"23535": {18}, "23537": {18, 19}, "23538": {1}})
    assert goal("V").near == 1


def test_near_means_nothing_for_a_group_of_one_criterion():
    figures = figures_at(Q3)
    assert near_count(figures, figures.law.groups[0]) is None


def test_a_commune_without_data_is_not_near():
    assert goal("V").near == 0


def test_the_change_is_against_the_quarter_before():
    approve("618", "2019Q2", {"23535": {18, 19}})
    approve("618", "2019Q3", {"23535": {18}, "23537": {18, 19}, "23538": {18, 19}})
    assert goal("V", before=figures_at(Q2)).change == 1
    assert goal("V").change is None


def test_the_change_of_a_year_is_against_the_same_quarter_then():
    approve("618", "2018Q3", {})
    approve("618", "2019Q3", {"23535": {18, 19}, "23537": {18, 19}})
    assert goal("V", year=figures_at(Quarter(2018, 3))).year_change == 2
    assert goal("V").year_change is None


def test_the_criteria_met_by_fewest_communes_are_the_weakest():
    approve("618", "2019Q3", {"23535": {14, 15, 16}, "23537": {14}})
    assert goal("IV").weakest == {17}


@pytest.mark.parametrize(
    ("day", "left", "is_soon", "is_over"),
    [
        (dt.date(2019, 11, 30), 31, False, False),
        (dt.date(2019, 12, 1), 30, True, False),
        (dt.date(2019, 12, 31), 0, True, False),
        (dt.date(2020, 1, 1), -1, False, True),
    ],
)
def test_days_are_counted_to_the_deadline(day, left, is_soon, is_over):
    deadline = goal("V", day=day).deadline
    assert (deadline.days_left, deadline.is_soon, deadline.is_over) == (
        left,
        is_soon,
        is_over,
    )


def test_a_deadline_to_come_has_no_outcome():
    assert goal("V", day=dt.date(2019, 12, 31)).deadline.outcome is None


def test_after_the_deadline_the_outcome_is_that_of_its_quarter():
    approve("618", "2019Q4", {"23535": {18, 19}, "23537": {18, 19}})
    approve("618", "2020Q1", {"23535": {18, 19}})
    found = goal("V", day=dt.date(2020, 5, 1), period=Quarter(2020, 1)).deadline
    outcome = found.outcome
    assert found.quarter == Quarter(2019, 4)
    assert (outcome.attained, outcome.total, outcome.short) == (2, 85, 83)


def test_the_outcome_leaves_out_what_was_approved_after_the_as_of_day():
    approve("618", "2019Q3", {"23537": {18, 19}})
    approve(
        "618", "2019Q4", {"23535": {18, 19}, "23537": {18, 19}}, on=dt.date(2020, 2, 1)
    )
    law = figures_at(Q3).law
    day = dt.date(2020, 1, 15)
    assert outcomes_at_deadlines(law, day=day, as_of=day)["V"].attained == 1


def test_without_any_data_of_the_deadline_there_is_no_outcome():
    approve("618", "2020Q1", {"23535": {18, 19}})
    found = goal("V", day=dt.date(2020, 5, 1), period=Quarter(2020, 1)).deadline
    assert found.is_over
    assert found.outcome is None


def test_outcomes_cost_two_queries_for_each_deadline(django_assert_num_queries):
    law = figures_at(Q3).law
    with django_assert_num_queries(4):
        outcomes_at_deadlines(law, day=dt.date(2021, 3, 20), as_of=None)


def test_the_bar_is_drawn_in_shares_of_all_communes():
    approve("618", "2019Q3", {"23535": {18, 19}, "23537": {18}})
    bar = goal("V").bar
    assert (bar.attained, bar.near, bar.gap, bar.needed) == (
        "1.1765%",
        "1.1765%",
        "98.8235%",
        "100%",
    )


def test_the_word_over_a_line_at_the_end_stays_on_the_page():
    assert goal("V").bar.needed_anchor == "end"
    assert goal("II").bar.needed_anchor == "middle"


def test_a_short_bar_has_no_room_for_its_number():
    approve("618", "2019Q3", {"23535": {18, 19}})
    assert not goal("V").bar.has_room


def lower_the_target_of_group_five():
    """Let 2 % be enough: two communes of 85."""
    GroupTarget.objects.filter(group__code="V").update(percent=2)


def test_communes_beyond_the_target_are_counted():
    lower_the_target_of_group_five()
    approve("618", "2019Q3", {code: {18, 19} for code in ("23535", "23537", "23538")})
    found = goal("V")
    assert (found.attainment.reached, found.beyond) == (True, 1)
    assert found.bar.gap is None


def test_a_number_that_the_target_line_would_cross_is_left_out():
    GroupTarget.objects.filter(group__code="V").update(percent=8)
    places = [each.place.code for each in figures_at(Q3).communes]
    approve("610", "2019Q3", {code: {18, 19} for code in places})
    # 11 of 85 attained, 7 needed: the line stands in the last 6 % of the bar.
    assert not goal("V").bar.has_room
    GroupTarget.objects.filter(group__code="V").update(percent=100)
    assert goal("V").bar.has_room
