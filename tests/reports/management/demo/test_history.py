import hashlib
import json
import random
import time
from collections.abc import Iterator, Mapping
from itertools import pairwise

import pytest

from ntm_portal.lib.periods import Quarter
from reports.management.demo.history import QUARTERS, build_history
from reports.management.demo.standing import Place
from tests.reports.management.demo.conftest import LEFT, History, Members
from tests.reports.management.demo.test_published import BANDS, PRESS

GROUPS = {
    "I": {1},
    "II": set(range(2, 10)),
    "III": set(range(10, 14)),
    "IV": set(range(14, 18)),
    "V": {18, 19},
}
NEEDED_OF_85 = {"II": 43, "III": 26, "IV": 43, "V": 85}


def _attained(met: Mapping[str, frozenset[int]], group: str) -> int:
    return sum(GROUPS[group] <= numbers for numbers in met.values())


def _losses(history: History) -> Iterator[tuple[Quarter, str, int]]:
    for before, after in pairwise(QUARTERS):
        for code, numbers in history[after].items():
            for number in sorted(history[before][code] - numbers):
                yield after, code, number


def _fingerprint(history: History) -> str:
    plain = {
        quarter.code: {code: sorted(met[code]) for code in sorted(met)}
        for quarter, met in history.items()
    }
    return hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()


def test_the_history_covers_17_quarters(history: History) -> None:
    assert list(history) == [Quarter(2016, 4).shift(step) for step in range(17)]
    assert QUARTERS[-1] == Quarter(2020, 4)


@pytest.mark.parametrize("code", PRESS)
def test_communes_total_and_bands_are_the_published_ones(
    history: History, code: str
) -> None:
    counts = [len(numbers) for numbers in history[Quarter.parse(code)].values()]
    bands = tuple(sum(count in band for count in counts) for band in BANDS)
    assert (len(counts), sum(counts), bands) == PRESS[code]


def test_each_quarter_holds_its_members_and_no_other(
    history: History, members: Members
) -> None:
    assert all(list(history[q]) == list(members[q]) for q in QUARTERS)
    assert LEFT in history[Quarter(2019, 2)]
    assert LEFT not in history[Quarter(2019, 3)]


def test_only_criteria_1_to_19_are_met(history: History) -> None:
    found = frozenset[int]().union(
        *(s for met in history.values() for s in met.values())
    )
    assert found == frozenset(range(1, 20))


def test_recognised_communes_meet_all_criteria_from_2019q2_on(
    history: History, recognised: list[str]
) -> None:
    assert len(recognised) == 17
    for quarter in QUARTERS[QUARTERS.index(Quarter(2019, 2)) :]:
        assert all(len(history[quarter][code]) == 19 for code in recognised)


def test_thirteen_of_the_recognised_meet_all_criteria_from_the_start(
    history: History, recognised: list[str]
) -> None:
    full = {code for code, met in history[QUARTERS[0]].items() if len(met) == 19}
    assert len(full) == 13
    assert full < set(recognised)


def test_communes_expected_in_2019_are_full_by_its_end(
    history: History, expected_in_2019: list[str]
) -> None:
    assert len(expected_in_2019) == 5
    for code in expected_in_2019:
        assert len(history[Quarter(2019, 4)][code]) == 19


def test_at_most_three_criteria_are_lost_in_a_quarter(history: History) -> None:
    lost_in = [quarter for quarter, _, _ in _losses(history)]
    assert max(lost_in.count(quarter) for quarter in QUARTERS) <= 3
    assert 10 <= len(lost_in) <= 20


def test_something_falls_back_in_the_last_quarter(history: History) -> None:
    assert QUARTERS[-1] in {quarter for quarter, _, _ in _losses(history)}


def test_a_commune_with_all_criteria_never_loses_one(history: History) -> None:
    for quarter, code, _ in _losses(history):
        assert len(history[quarter.previous()][code]) < 19


def test_a_lost_criterion_mostly_comes_back(history: History) -> None:
    older = [loss for loss in _losses(history) if loss[0] < Quarter(2019, 4)]
    back = [loss for loss in older if loss[2] in history[QUARTERS[-1]][loss[1]]]
    assert len(back) > len(older) / 2


def test_the_total_grows_every_quarter_in_the_same_communes(history: History) -> None:
    for before, after in pairwise(QUARTERS):
        shared = history[after]
        assert sum(len(met) for met in shared.values()) > sum(
            len(history[before][code]) for code in shared
        )


def test_growth_is_strongest_at_the_end_of_each_year(history: History) -> None:
    growth = {
        after: sum(len(s - history[before][c]) for c, s in history[after].items())
        for before, after in pairwise(QUARTERS)
    }
    for year in (2018, 2019, 2020):
        others = [growth[Quarter(year, number)] for number in (1, 2, 3)]
        assert growth[Quarter(year, 4)] > max(others)
    assert max(growth.values()) < 90


@pytest.mark.parametrize("group", GROUPS)
def test_group_attainment_rises_from_published_to_published_quarter(
    history: History, group: str
) -> None:
    figures = [_attained(history[Quarter.parse(code)], group) for code in PRESS]
    assert figures == sorted(figures)


@pytest.mark.parametrize(
    ("group", "attained"), [("II", 35), ("III", 30), ("IV", 44), ("V", 82)]
)
def test_at_the_end_of_2020_two_targets_are_reached_and_two_short(
    history: History, group: str, attained: int
) -> None:
    assert _attained(history[Quarter(2020, 4)], group) == attained
    assert (attained >= NEEDED_OF_85[group]) == (group in {"III", "IV"})


@pytest.mark.parametrize("quarter", [Quarter(2016, 4), Quarter(2019, 3)])
def test_easy_criteria_are_met_more_often_than_hard_ones(
    history: History, quarter: Quarter
) -> None:
    met = history[quarter].values()
    times = {n: sum(n in numbers for numbers in met) for n in range(1, 20)}
    assert min(times[n] for n in (1, 8, 12, 19)) > max(
        times[n] for n in (2, 6, 10, 11, 17, 18)
    )


def test_the_order_of_the_input_changes_nothing(
    history: History, places: list[Place], members: Members
) -> None:
    shuffled = random.Random(7)  # noqa: S311  an order, not a secret
    mixed = {
        q: shuffled.sample(list(codes), len(codes)) for q, codes in members.items()
    }
    again = build_history(mixed, shuffled.sample(places, len(places)))
    assert _fingerprint(again) == _fingerprint(history)


def test_the_history_is_the_same_on_every_machine(history: History) -> None:
    known = "42596a0e7410cc540c13d2c3b492fe3c87a83cd821fea4cd8f93a157d4417574"
    assert _fingerprint(history) == known


def test_the_history_is_built_in_well_under_three_seconds(
    places: list[Place], members: Members
) -> None:
    began = time.process_time()
    build_history(members, places)
    assert time.process_time() - began < 1.5
