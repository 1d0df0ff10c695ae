"""Phụ lục 01 against results, cell by cell and added up."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communes.models import District
from criteria.analytics.plans import Plan, PlannedCell
from dashboards.analytics.targets.plan_progress import (
    Fate,
    PlanProgress,
    judge,
    plan_progress,
)
from tests.dashboards.plain_figures import ALL, figures, names

MID_2020, END_2020 = dt.date(2020, 6, 30), dt.date(2020, 12, 31)
MET_THEN = PlannedCell(None)


def progress(
    met: dict[str, object], cells: dict[tuple[str, int], PlannedCell]
) -> PlanProgress:
    made = figures(met)  # type: ignore[arg-type]
    districts = {"618": District(code="618", name="Ia H'Drai")}
    plan = Plan("Phụ lục 01", dt.date(2019, 11, 25), is_demo=False, cells=cells)
    return plan_progress(made, plan, districts, names(made))


@pytest.mark.parametrize(
    ("planned", "met", "day", "fate"),
    [
        (None, True, END_2020, Fate.UNPLANNED),
        (None, False, END_2020, None),
        (None, None, END_2020, None),
        (MET_THEN, True, END_2020, Fate.HELD),
        (MET_THEN, False, END_2020, Fate.LOST),
        (MET_THEN, None, END_2020, Fate.SILENT),
        (PlannedCell(2020), True, MID_2020, Fate.REACHED),
        (PlannedCell(2020), True, END_2020, Fate.REACHED),
        (PlannedCell(2019), True, END_2020, Fate.REACHED),
        (PlannedCell(2021), True, END_2020, Fate.AHEAD),
        (PlannedCell(2020), False, MID_2020, Fate.PENDING),
        (PlannedCell(2020), False, END_2020, Fate.BEHIND),
        (PlannedCell(2019), False, MID_2020, Fate.BEHIND),
        (PlannedCell(2020), None, MID_2020, Fate.SILENT),
    ],
)
def test_a_cell_stands_against_its_plan(
    *, planned: PlannedCell | None, met: bool | None, day: dt.date, fate: Fate | None
) -> None:
    assert judge(planned, met=met, day=day) is fate


def test_years_are_counted_each_by_itself() -> None:
    found = progress(
        {"a": [2], "b": []},
        {
            ("a", 2): PlannedCell(2019),
            ("b", 2): PlannedCell(2020),
            ("b", 3): PlannedCell(2021),
            ("a", 1): MET_THEN,
        },
    )
    assert [(each.name, each.planned, each.done) for each in found.years] == [
        ("Năm 2019", 1, 1),
        ("Năm 2020", 1, 0),
        ("Năm 2021", 1, 0),
    ]


def test_cells_of_a_commune_without_data_are_planned_too() -> None:
    found = progress(
        {"a": [2], "b": None},
        {
            ("a", 2): PlannedCell(2020),
            ("b", 2): PlannedCell(2020),
            ("b", 3): PlannedCell(2021),
            ("b", 1): MET_THEN,
        },
    )
    total = found.total
    assert (total.planned, total.done, total.unknown) == (3, 1, 2)
    assert (total.held, total.lost, total.unknown_met) == (0, 0, 1)
    assert [(each.planned, each.unknown) for each in found.years] == [(2, 1), (1, 1)]


def test_a_commune_outside_the_programme_is_not_counted() -> None:
    found = progress({"a": []}, {("gone", 2): PlannedCell(2019)})
    assert (found.total.planned, found.late) == (0, ())


def test_communes_that_are_late_are_named_with_year_and_criterion() -> None:
    found = progress(
        {"a": [1], "b": [1, 2]},
        {("a", 2): PlannedCell(2020), ("a", 3): MET_THEN, ("b", 2): PlannedCell(2020)},
    )
    (late,) = found.late
    assert late.commune.code == "a"
    assert [(criterion.number, year) for criterion, year in late.behind] == [(2, 2020)]
    assert [criterion.number for criterion in late.lost] == [3]


@given(
    st.dictionaries(
        st.sampled_from("abc"), st.none() | st.sets(st.sampled_from(ALL)), min_size=1
    ),
    st.dictionaries(
        st.tuples(st.sampled_from("abc"), st.sampled_from(ALL)),
        st.sampled_from([MET_THEN, PlannedCell(2019), PlannedCell(2021)]),
    ),
)
def test_districts_criteria_and_communes_add_up_to_the_province(
    met: dict[str, object], cells: dict[tuple[str, int], PlannedCell]
) -> None:
    found = progress(met, cells)
    for fate in Fate:
        total = found.total.counts[fate]
        assert sum(each.counts[fate] for each in found.districts) == total
        assert sum(each.counts[fate] for each in found.criteria) == total
        assert sum(each.counts[fate] for each in found.communes) == total
    for each in (found.total, *found.communes):
        parts = (each.reached, each.ahead, each.pending, each.behind, each.unknown)
        assert each.planned == sum(parts)
    assert found.total.planned == sum(
        code in met and cell.year is not None for (code, _), cell in cells.items()
    )
