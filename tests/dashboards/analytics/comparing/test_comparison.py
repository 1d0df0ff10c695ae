"""Two moments side by side, from figures made of nothing but what a test says."""

from dataclasses import replace

from communes.models import District
from dashboards.analytics.comparing.comparison import comparison
from tests.dashboards import plain_figures as plain

DISTRICTS = {"618": District(code="618", name="Ia H'Drai", kind="district")}


def compared(now, then, **more):
    return comparison(plain.figures(now, **more), plain.figures(then), DISTRICTS)


def numbers(criteria):
    return [each.number for each in criteria]


def test_gained_and_lost_are_told_commune_by_commune():
    found = compared({"a": [1, 3]}, {"a": [1, 2]})
    (moved,) = found.moved
    assert numbers(moved.gained) == [3]
    assert [each.criterion.number for each in moved.lost] == [2]
    assert (moved.then, moved.now) == (2, 2)


def test_a_commune_that_did_not_move_is_not_listed():
    assert compared({"a": [1]}, {"a": [1]}).moved == ()


def test_lost_to_unknown_is_told_apart_from_unmet():
    found = compared({"a": []}, {"a": [1, 2]}, unknown={"a": [1]})
    assert [each.is_unknown for each in found.moved[0].lost] == [True, False]


def test_who_lost_most_comes_first():
    found = compared(
        {"a": [1, 2, 3], "b": [2], "c": []}, {"a": [], "b": [1], "c": [1, 2]}
    )
    assert [each.commune.code for each in found.moved] == ["c", "b", "a"]


def test_a_commune_at_one_moment_only_is_a_change_of_units():
    found = compared({"a": [1], "new": [1, 2]}, {"a": [1], "old": [1, 2, 3]})
    assert {(each.commune.code, each.is_now, each.change) for each in found.units} == {
        ("new", True, 2),
        ("old", False, -3),
    }
    assert found.moved == ()


def test_data_of_one_moment_only_is_neither_gain_nor_loss():
    found = compared({"a": None, "b": [1]}, {"a": [1, 2], "b": None})
    assert [(each.commune.code, each.change) for each in found.data] == [
        ("a", -2),
        ("b", 1),
    ]
    assert (found.gained, found.lost) == (0, 0)


def test_the_parts_add_up_to_the_whole_change():
    found = compared(
        {"a": [1, 2, 5], "new": [1], "b": None, "c": [7]},
        {"a": [1, 3], "old": [1, 2], "b": [1, 2, 3], "c": None},
    )
    parts = found.gained - found.lost + found.units_change + found.data_change
    assert parts == found.total_change


def test_a_criterion_tells_what_explains_its_change():
    found = compared({"a": [1], "b": [], "new": [1]}, {"a": [], "b": [1]})
    first = found.criteria[0]
    assert (first.change, first.gained, first.lost, first.rest) == (1, 1, 1, 1)


def test_a_group_tells_what_it_needs_at_both_moments():
    group = compared({"a": [18, 19], "b": []}, {"a": [18]}).groups[4]
    assert (group.then.short, group.now.short) == (1, 1)
    assert (group.change, group.gained) == (1, 1)


def test_a_line_falls_only_by_what_communes_lost():
    found = compared({"a": [1]}, {"a": [1], "old": [1]})
    assert found.criteria[0].change == -1
    assert not found.criteria[0].fell


def test_the_same_moment_differs_in_nothing():
    found = compared({"a": [1, 2], "b": None}, {"a": [1, 2], "b": None})
    assert found.total_change == 0
    assert not any(line.change for line in (*found.groups, *found.criteria))
    assert (found.moved, found.units, found.data) == ((), (), ())


def test_a_district_without_data_at_one_moment_has_no_difference():
    (line,) = compared({"a": [1]}, {"a": None}).districts
    assert line.change is None
    assert line.full_change is None


def test_a_district_without_communes_at_either_moment_is_left_out():
    empty = {"608": District(code="608", name="Kon Tum", kind="city")}
    found = comparison(
        plain.figures({"a": [1]}), plain.figures({"a": [1]}), DISTRICTS | empty
    )
    assert [line.district.code for line in found.districts] == ["618"]


def test_moments_under_two_sets_of_criteria_compare_no_criteria():
    now = plain.figures({"a": [1]})
    then = replace(now, law=replace(now.law, code="khác"))
    found = comparison(now, then, DISTRICTS)
    assert not found.same_law
    assert (found.groups, found.criteria, found.moved) == ((), (), ())
    assert found.bands[-1].now.count == 1
