from collections.abc import Mapping

import pytest

from ntm_portal.lib.periods import Quarter
from reports.management.demo.plan import Goal, Mark, build_plan
from tests.reports.management.demo.conftest import History

GOALS = (
    Goal(range(2, 10), percent=50, year=2020),
    Goal(range(10, 14), percent=30, year=2020),
    Goal(range(14, 18), percent=50, year=2020),
    Goal((18, 19), percent=100, year=2019),
)
Plan = Mapping[str, Mapping[int, Mark]]


@pytest.fixture(scope="module")
def met(history: History) -> Mapping[str, frozenset[int]]:
    return history[Quarter(2019, 3)]


@pytest.fixture(scope="module")
def plan(met: Mapping[str, frozenset[int]], expected_in_2019: list[str]) -> Plan:
    return build_plan(met, GOALS, expected_in_2019)


def test_the_plan_names_every_commune_and_criterion(
    plan: Plan, met: Mapping[str, frozenset[int]]
) -> None:
    assert list(plan) == list(met)
    assert {tuple(row) for row in plan.values()} == {tuple(range(1, 20))}


def test_x_stands_exactly_where_the_criterion_was_met(
    plan: Plan, met: Mapping[str, frozenset[int]]
) -> None:
    assert {
        code: frozenset(n for n, mark in row.items() if mark == "x")
        for code, row in plan.items()
    } == met


def test_what_is_not_met_is_planned_for_2019_or_2020_or_later(plan: Plan) -> None:
    marks = {mark for row in plan.values() for mark in row.values()}
    assert marks == {"x", 2019, 2020, None}


@pytest.mark.parametrize(
    ("goal", "needed"), list(zip(GOALS, (43, 26, 43, 85), strict=True)), ids=str
)
def test_the_plan_reaches_every_goal(plan: Plan, goal: Goal, needed: int) -> None:
    assert goal.needed(len(plan)) == needed
    planned = [row for row in plan.values() if all(row[n] for n in goal.criteria)]
    assert len(planned) >= needed


def test_political_criteria_are_all_planned_for_2019(plan: Plan) -> None:
    assert {row[n] for row in plan.values() for n in (18, 19)} == {"x", 2019}


def test_communes_expected_in_2019_have_nothing_left_for_later(
    plan: Plan, expected_in_2019: list[str]
) -> None:
    marks = {mark for code in expected_in_2019 for mark in plan[code].values()}
    assert marks == {"x", 2019}


def test_communes_far_from_a_goal_are_not_all_promised_it(plan: Plan) -> None:
    assert sum(row[11] is None for row in plan.values()) > 10


def test_without_goals_only_easy_steps_are_planned(
    met: Mapping[str, frozenset[int]],
) -> None:
    plan = build_plan(met, ())
    assert {mark for row in plan.values() for mark in row.values()} == {"x", 2020, None}


def test_the_same_results_give_the_same_plan(
    plan: Plan, met: Mapping[str, frozenset[int]], expected_in_2019: list[str]
) -> None:
    turned = dict(list(met.items())[::-1])
    assert build_plan(turned, GOALS, expected_in_2019[::-1]) == plan


@pytest.mark.parametrize(("total", "needed"), [(85, 43), (86, 43), (84, 42), (0, 0)])
def test_half_of_the_communes_is_rounded_up(total: int, needed: int) -> None:
    assert Goal((1,), percent=50, year=2020).needed(total) == needed
