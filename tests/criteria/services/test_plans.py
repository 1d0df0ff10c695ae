"""Versions of Phụ lục 01."""

import datetime as dt

import pytest

from criteria.choices import PlanValue
from criteria.models import CommunePlan
from criteria.services.plans import (
    PlanVersion,
    plan_cells,
    plan_in_force,
    record_plan,
    withdraw_plan,
)
from criteria.services.reference import SET_CODE
from criteria.services.versions import LaterVersionStands

AT = dt.datetime(2019, 12, 6, 10, tzinfo=dt.UTC)
CELLS = {("23344", 1): None, ("23344", 5): 2020}

pytestmark = pytest.mark.usefixtures("reference")


def record(cells: dict[tuple[str, int], int | None] | None = None) -> CommunePlan:
    version = PlanVersion(SET_CODE, "Phụ lục 01", dt.date(2019, 11, 25))
    return record_plan(version=version, cells=cells or CELLS, at=AT)


def test_a_plan_keeps_met_and_planned_cells() -> None:
    plan = record()
    values = dict(plan.targets.values_list("criterion__number", "value"))
    assert values == {1: PlanValue.MET, 5: PlanValue.PLANNED}
    assert plan_cells(plan) == CELLS


def test_plans_are_numbered_and_the_last_is_in_force() -> None:
    first, second = record(), record()
    assert (first.number, second.number) == (1, 2)
    assert plan_in_force(SET_CODE) == second


def test_a_withdrawn_plan_leaves_the_one_before_in_force() -> None:
    first, second = record(), record()
    withdraw_plan(plan=second, at=AT)
    assert plan_in_force(SET_CODE) == first
    assert CommunePlan.objects.count() == 2


def test_a_plan_below_a_later_one_stays() -> None:
    first, _ = record(), record()
    with pytest.raises(LaterVersionStands, match="phiên bản 2"):
        withdraw_plan(plan=first, at=AT)


def test_a_number_is_not_given_twice() -> None:
    withdraw_plan(plan=record(), at=AT)
    assert record().number == 2


def test_without_a_plan_there_are_no_cells() -> None:
    assert plan_cells(plan_in_force(SET_CODE)) == {}
