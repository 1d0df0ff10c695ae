"""Lists of communes: near a group, won and lost, and how they are named."""

import pytest

from communes.analytics.places import districts_by_code
from dashboards.analytics.comparing.changes import changes
from dashboards.analytics.names import named
from dashboards.analytics.targets.nearest import nearest
from ntm_portal.lib.periods import Quarter
from reports.analytics.attainment import figures_at
from tests.world import approve

pytestmark = pytest.mark.django_db

Q2 = Quarter(2019, 2)
Q3 = Quarter(2019, 3)


def names_of(figures):
    return named((each.place for each in figures.communes), districts_by_code())


def near(code):
    figures = figures_at(Q3)
    every = nearest(figures, names_of(figures))
    return next(each for each in every if each.attainment.group.code == code)


def moved():
    figures = figures_at(Q3)
    return changes(figures, figures_at(Q2), names_of(figures))


def test_names_are_in_the_order_of_the_alphabet():
    labels = [each.name for each in names_of(figures_at(Q3)).values()]
    assert labels[:2] == ["Bờ Y", "Chư Hreng"]
    assert labels.index("Diên Bình") < labels.index("Đắk Ang")


def test_a_name_that_another_commune_bears_too_carries_its_district():
    names = names_of(figures_at(Q3))
    assert names["23504"].label == "Đăk Long (Đắk Hà)"
    assert names["23368"].label == "Đắk Long (Đắk Glei)"
    assert names["23535"].label == "Ia Đal"


def test_near_communes_are_gathered_by_the_criterion_that_they_miss():
    approve("618", "2019Q3", {"23535": {18}, "23537": {18}, "23538": {19}})
    rows = [
        (row.criterion.number, [each.name for each in row.communes])
        for row in near("V").missing
    ]
    assert rows == [(19, ["Ia Dom", "Ia Đal"]), (18, ["Ia Tơi"])]


def test_only_groups_with_a_target_have_near_communes():
    figures = figures_at(Q3)
    codes = [each.attainment.group.code for each in nearest(figures, {})]
    assert codes == ["II", "III", "IV", "V"]


def test_near_communes_may_be_too_few_for_the_target():
    approve("618", "2019Q3", {"23535": {18}})
    assert (near("V").count, near("V").is_enough) == (1, False)


def test_a_long_list_shows_twelve_names_and_the_rest_apart():
    for district in ("608", "610"):
        places = (each.place.code for each in figures_at(Q3).communes)
        approve(district, "2019Q3", {code: {18} for code in places})
    row = near("V").missing[0]
    assert (len(row.shown), len(row.rest)) == (12, 10)


def test_a_criterion_met_before_and_unmet_now_is_lost():
    approve("618", "2019Q2", {"23535": {1, 2}})
    approve("618", "2019Q3", {"23535": {1}})
    lost = moved().lost
    assert [(each.commune.code, each.criterion.number) for each in lost] == [
        ("23535", 2)
    ]
    assert not lost[0].is_unknown


def test_a_criterion_that_is_unknown_now_is_lost_and_said_to_be_unknown():
    approve("618", "2019Q2", {"23535": {1, 2}})
    approve("618", "2019Q3", {"23535": {1}}, unknown={"23535": {2}})
    assert [each.is_unknown for each in moved().lost] == [True]


def test_newly_met_criteria_are_gathered_by_commune():
    approve("618", "2019Q2", {"23535": {1}})
    approve("618", "2019Q3", {"23535": {1, 2, 3}, "23537": {4}})
    found = moved()
    rows = [(each.commune.code, len(each.criteria)) for each in found.gained]
    assert rows == [("23537", 1), ("23535", 2)]
    assert (found.gained_count, found.lost) == (3, ())


def test_a_district_that_is_carried_forward_has_not_moved():
    approve("618", "2019Q2", {"23535": {1}})
    found = moved()
    assert (found.lost, found.gained) == ((), ())


def test_a_district_that_had_no_data_before_is_not_compared():
    approve("614", "2019Q2")
    approve("618", "2019Q3", {"23535": {1}})
    assert moved().gained == ()


def test_without_any_data_before_there_is_nothing_to_compare():
    approve("618", "2019Q3", {"23535": {1}})
    assert moved() is None


def test_what_was_lost_shows_twelve_rows_and_the_rest_apart():
    approve("618", "2019Q2", {"23535": range(1, 15), "23537": {1}})
    approve("618", "2019Q3")
    found = moved()
    assert (len(found.shown), len(found.rest), found.lost_communes) == (12, 3, 2)
