"""What the rules say of criteria that Phụ lục 01 plans."""

import pytest

from criteria.analytics.plans import PlannedCell
from reports.choices import ResultState
from tests.reports.analytics.rules.facts_of import (
    CELL,
    MET,
    UNKNOWN,
    UNMET,
    cell,
    told_of,
)

PENDING, MISSED = "plan-pending", "plan-missed"


@pytest.mark.parametrize("quarter", ["2020Q1", "2020Q2", "2020Q3"])
def test_before_the_last_quarter_the_plan_is_pending(quarter: str) -> None:
    one = cell(UNMET, planned=PlannedCell(2020))
    assert len(told_of(PENDING, one, quarter=quarter)) == 1
    assert told_of(MISSED, one, quarter=quarter) == []


def test_in_the_last_quarter_the_plan_is_missed() -> None:
    one = cell(UNMET, planned=PlannedCell(2020))
    assert told_of(PENDING, one, quarter="2020Q4") == []
    assert told_of(MISSED, one, quarter="2020Q4") == [
        f"{CELL} được Phụ lục 01 giao phấn đấu đạt năm 2020 nhưng đến Quý IV/2020 "
        "chưa đạt."
    ]


def test_a_plan_of_an_earlier_year_is_told_with_its_year() -> None:
    assert told_of(PENDING, cell(UNMET, planned=PlannedCell(2019))) == [
        f"{CELL} được Phụ lục 01 giao phấn đấu đạt năm 2019 nhưng đến Quý II/2020 "
        "chưa đạt."
    ]


def test_what_the_plan_takes_as_met_is_told_when_it_is_not() -> None:
    assert told_of(PENDING, cell(UNMET, planned=PlannedCell(None))) == [
        f"{CELL} được Phụ lục 01 ghi là đã đạt nhưng đến Quý II/2020 chưa đạt."
    ]


def test_a_planned_cell_that_is_not_judged_is_not_reached() -> None:
    (message,) = told_of(PENDING, cell(UNKNOWN, planned=PlannedCell(2020)))
    assert message.endswith("nhưng đến Quý II/2020 chưa đánh giá.")


@pytest.mark.parametrize("quarter", ["2020Q2", "2020Q4"])
@pytest.mark.parametrize(
    ("state", "planned"),
    [
        (MET, PlannedCell(2020)),
        (MET, PlannedCell(None)),
        (UNMET, PlannedCell(2021)),
        (UNMET, None),
    ],
)
def test_what_is_met_or_not_due_or_not_planned_is_let_be(
    state: ResultState, planned: PlannedCell | None, quarter: str
) -> None:
    one = cell(state, planned=planned)
    assert told_of(PENDING, one, quarter=quarter) == []
    assert told_of(MISSED, one, quarter=quarter) == []
