from itertools import pairwise

import pytest

from ntm_portal.lib.periods import Quarter
from reports.management.demo.published import counts_from_the_top
from reports.management.demo.standing import Place, published_counts
from tests.reports.management.demo.conftest import LEFT, Members


def test_no_commune_has_fewer_criteria_in_a_later_published_quarter(
    places: list[Place], members: Members
) -> None:
    counts = list(published_counts(places, members).values())
    for before, after in pairwise(counts):
        assert all(after[code] >= before[code] for code in after)


def test_the_counts_shared_out_are_the_published_ones(
    places: list[Place], members: Members
) -> None:
    for quarter, counts in published_counts(places, members).items():
        assert sorted(counts.values(), reverse=True) == counts_from_the_top(quarter)


def test_communes_overtake_each_other(places: list[Place], members: Members) -> None:
    counts = published_counts(places, members)
    first, last = counts[Quarter(2016, 4)], counts[Quarter(2020, 4)]
    assert any(
        first[code] < first[other] and last[code] > last[other]
        for code in last
        for other in last
    )


def test_communes_off_the_poor_lists_stand_higher(
    places: list[Place], members: Members
) -> None:
    counts = published_counts(places, members)[Quarter(2019, 3)]
    others = [place for place in places if not place.full_by and place.code in counts]

    def average(*, of_poor: bool) -> float:
        found = [counts[p.code] for p in others if p.is_poor == of_poor]
        return sum(found) / len(found)

    assert average(of_poor=False) > average(of_poor=True) + 1


def test_a_commune_that_left_the_programme_has_no_later_count(
    places: list[Place], members: Members
) -> None:
    counts = published_counts(places, members)
    assert LEFT in counts[Quarter(2017, 4)]
    assert LEFT not in counts[Quarter(2019, 3)]


def test_another_number_of_communes_than_published_is_refused(
    places: list[Place], members: Members
) -> None:
    with pytest.raises(ValueError, match="zip"):
        published_counts(places[1:], members)
