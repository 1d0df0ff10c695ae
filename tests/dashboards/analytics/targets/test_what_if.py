"""The figures as supposed: what is ticked is đạt, and nothing else moves."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboards.analytics.targets.ways import ways
from dashboards.analytics.targets.what_if import lines, ticked, what_if
from reports.analytics.attainment import Figures
from tests.dashboards.plain_figures import ALL, figures, names

CELLS = st.sets(st.sampled_from(list(itertools.product("abcd", ALL))))


def some() -> Figures:
    met = {"a": [1, 10, 11, 12], "b": [1, 18], "c": [1], "d": None}
    return figures(met, unknown={"c": [2]})


def test_with_nothing_ticked_every_figure_is_as_now() -> None:
    now = some()
    supposed = what_if(now, (), names(now))
    assert supposed.then.communes == now.communes
    assert (supposed.then.groups, supposed.then.bands) == (now.groups, now.bands)
    assert supposed.criteria == ()
    assert supposed.average_then == supposed.average_now


def test_a_ticked_criterion_can_tip_a_commune_into_a_group() -> None:
    now = some()
    supposed = what_if(now, {("a", 13)}, names(now))
    moved = next(each for each in supposed.groups if each.now.group.code == "III")
    assert (moved.now.attained, moved.then.attained, moved.change) == (0, 1, 1)
    assert [name.code for name in moved.newly] == ["a"]


def test_a_target_that_is_reached_only_as_supposed_tips() -> None:
    now = figures({"a": [*range(10, 13)], "b": [], "c": []})
    supposed = what_if(now, {("a", 13)}, names(now))
    assert [each.now.group.code for each in supposed.groups if each.tips] == ["III"]


def test_an_unknown_cell_can_be_supposed_and_is_known_then() -> None:
    now = some()
    cells = ticked(now, {("c", 2)})
    commune = what_if(now, cells, names(now)).then.communes[2]
    assert commune.masks is not None
    assert (commune.met_count, commune.masks.unknown) == (2, 0)


@pytest.mark.parametrize("cell", [("a", 10), ("d", 2), ("?", 2), ("a", 20), ("a", 0)])
def test_what_is_met_unreported_or_not_there_cannot_be_supposed(
    cell: tuple[str, int],
) -> None:
    assert ticked(some(), {cell}) == frozenset()


def test_the_lines_say_which_communes_are_near_and_what_is_ticked() -> None:
    now = figures({"a": [10, 11, 12], "b": [10]})
    way = next(
        each
        for each in ways(now, names(now), None)
        if each.attainment.group.code == "III"
    )
    first, second = lines(way, {("a", 13)})
    assert (first.is_near, second.is_near) == (True, False)
    assert [(box.value, box.is_ticked) for box in first.boxes] == [("a.13", True)]


@given(CELLS)
def test_every_supposed_cell_adds_one_met_criterion(
    cells: set[tuple[str, int]],
) -> None:
    now = some()
    open_cells = ticked(now, cells)
    then = what_if(now, open_cells, names(now)).then
    assert then.criteria_met_total == now.criteria_met_total + len(open_cells)
    assert sum(then.bands.values()) == len(now.reported)


@given(CELLS)
def test_attained_and_short_make_needed_when_short(cells: set[tuple[str, int]]) -> None:
    now = some()
    for group in what_if(now, ticked(now, cells), names(now)).then.groups:
        if group.short:
            assert group.attained + group.short == group.needed
