"""Rankings: ties, missing data, small groups and change, without a database."""

from decimal import Decimal

import pytest

from dashboards.analytics.comparing.peers import Peers
from dashboards.analytics.comparing.ranking import (
    Moments,
    Unit,
    district_units,
    measures,
    ranking,
)
from tests.dashboards import plain_figures as plain

FIVE = {"a": [1, 2], "b": [1], "c": [1], "d": [], "e": [1, 2, 3]}


def ranked(now, *, before=None, codes=None, is_known=True, unknown=None):
    figures = plain.figures(now, unknown=unknown)
    then = plain.figures(before) if before else None
    units = [Unit(code, code, "", frozenset({code})) for code in now]
    peers = Peers("", frozenset(codes or now), is_known=is_known)
    measure = measures(figures)[0]
    return ranking(Moments(figures, then, None), peers, units, measure)


def ranks(found):
    return [(row.unit.code, row.rank) for row in found.rows]


def test_equal_levels_share_a_rank_and_the_next_one_is_left_out():
    found = ranked(FIVE)
    assert ranks(found) == [("e", 1), ("a", 2), ("b", 3), ("c", 3), ("d", 5)]
    assert found.rows[2].ties == 2


def test_missing_data_stands_below_without_a_rank_and_says_why():
    found = ranked({**FIVE, "f": None})
    last = found.rows[-1]
    assert (last.unit.code, last.rank) == ("f", None)
    assert last.judged.why == "chưa có số liệu được duyệt"


def test_unknown_criteria_are_missing_data_too():
    found = ranked({**FIVE, "f": [1, 2, 3, 4]}, unknown={"f": [5, 6]})
    last = found.rows[-1]
    assert (last.unit.code, last.rank) == ("f", None)
    assert last.judged.why == "2 ô chưa đánh giá"


def test_fewer_than_five_are_too_few_for_a_ranking():
    found = ranked({"a": [1], "b": [1, 2], "c": [], "d": [1], "e": None})
    assert found.is_too_small
    assert {row.rank for row in found.rows} == {None}


def test_only_the_like_are_ranked():
    found = ranked({**FIVE, "f": [1, 2, 3, 4]}, codes=FIVE)
    assert [row.unit.code for row in found.rows] == ["e", "a", "b", "c", "d"]


def test_those_of_unknown_likeness_get_no_rank():
    found = ranked(FIVE, is_known=False)
    assert {row.rank for row in found.rows} == {None}
    assert not found.is_too_small


def test_the_change_stands_beside_the_level():
    rows = ranked(FIVE, before={**FIVE, "e": [1]}).rows
    assert rows[0].since_quarter == Decimal(2)
    assert rows[0].since_year is None


@pytest.mark.parametrize("then", [None, "absent"])
def test_without_data_then_there_is_no_change(then):
    before = {**FIVE, "e": None}
    if then == "absent":
        del before["e"]
    assert ranked(FIVE, before=before).rows[0].since_quarter is None


def district(now, measure=0, before=None):
    figures = plain.figures(now)
    then = plain.figures(before) if before else None
    units = district_units(figures, {"618": "Ia H'Drai"})
    peers = Peers("", frozenset(now))
    return ranking(
        Moments(figures, then, None), peers, units, measures(figures)[measure]
    ).rows[0]


def test_a_district_is_measured_by_its_average_over_all_its_communes():
    row = district({**FIVE, "f": [1]})
    assert row.value == Decimal("1.33")
    assert row.judged.why == ""


def test_a_share_counts_communes_that_have_the_whole_group():
    row = district({"a": [18, 19], "b": [18], "c": [], "d": [18, 19], "e": []}, 5)
    assert (row.judged.level.part, row.value) == (2, Decimal("40.0"))


def test_a_share_changes_in_points():
    now = {"a": [18, 19], "b": [18], "c": [], "d": [18, 19], "e": []}
    row = district(now, 5, before={**now, "d": []})
    assert row.since_quarter == Decimal("20.0")


def test_a_district_of_few_communes_gets_no_rank():
    row = district({"a": [1], "b": [1, 2]})
    assert row.judged.why == "chỉ 2 xã, quá ít"
    assert row.value == Decimal("1.50")


def test_a_silent_commune_keeps_its_district_from_a_rank():
    row = district({**FIVE, "f": None})
    assert row.judged.why == "1/6 xã chưa có số liệu"


def test_an_unknown_criterion_decides_a_share_only_when_nothing_else_is_unmet():
    figures = plain.figures({"a": [18], "b": []}, unknown={"a": [19], "b": [19]})
    units = district_units(figures, {"618": "Ia H'Drai"})
    measure = measures(figures)[5]
    (row,) = ranking(
        Moments(figures, None, None), Peers("", frozenset("ab")), units, measure
    ).rows
    assert row.judged.doubt == "1 xã chưa đánh giá hết"
