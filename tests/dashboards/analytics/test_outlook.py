"""Pace, needed pace and the quarter expected, from counts of quarters alone."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboards.analytics.outlook import Outlook, outlooks, reported
from ntm_portal.lib.periods import Quarter
from reports.analytics.attainment import Figures, Source
from tests.dashboards.plain_figures import figures

# Of 20 communes 30 % are 6; the deadline is the end of 2020.
COMMUNES = 20
LAST = Quarter(2020, 2)
GROUP_III = range(10, 14)


def quarter(period: Quarter, attained: int, of: int = COMMUNES) -> Figures:
    met = {str(number): GROUP_III if number < attained else [] for number in range(of)}
    return replace(figures(met), period=period)


def series(
    counts: Sequence[int], last: Quarter = LAST, of: int = COMMUNES
) -> list[Figures]:
    first = last.shift(1 - len(counts))
    return [quarter(first.shift(step), count, of) for step, count in enumerate(counts)]


def outlook(counts: Sequence[int], last: Quarter = LAST, of: int = COMMUNES) -> Outlook:
    found = outlooks(series(counts, last, of))
    return next(each for each in found if each.now.group.code == "III")


def test_without_a_quarter_there_is_nothing_to_say() -> None:
    assert outlooks([]) == ()


def test_a_group_without_a_target_has_no_outlook() -> None:
    codes = [each.now.group.code for each in outlooks(series([1]))]
    assert codes == ["II", "III", "IV", "V"]


def test_the_pace_is_the_mean_gain_per_quarter() -> None:
    projection = outlook([0, 1, 1, 3]).projection
    assert projection is not None
    assert projection.pace == 1
    assert projection.expected == Quarter(2021, 1)


def test_from_fewer_than_four_quarters_nothing_is_projected() -> None:
    found = outlook([1, 2, 3])
    assert (found.projection, found.has_too_few) == (None, True)


def test_only_the_last_eight_quarters_count() -> None:
    long, short = outlook([0, 0, 0, 5, *range(8)]), outlook([*range(8)])
    assert [attained.attained for _, attained in long.attained] == list(range(8))
    assert long.projection == short.projection


def test_a_quarter_without_reports_takes_its_time_too() -> None:
    every = series([0, 0, 1, 2, 3])
    found = outlooks([each for each in every if each is not every[1]])
    projection = found[1].projection
    assert projection is not None
    assert projection.pace == Fraction(3, 4)


def test_the_range_is_that_of_the_slowest_and_the_fastest_four_quarters() -> None:
    projection = outlook([0, 0, 0, 1, 2, 4]).projection
    assert projection is not None
    assert (projection.slowest, projection.fastest) == (Fraction(1, 3), Fraction(4, 3))
    assert projection.pace == Fraction(4, 5)
    assert projection.earliest == LAST.shift(2)
    assert projection.expected == LAST.shift(3)
    assert projection.latest == LAST.shift(6)


@pytest.mark.parametrize("counts", [[3, 3, 3, 3], [5, 4, 4, 3]])
def test_a_pace_that_does_not_rise_never_arrives(counts: list[int]) -> None:
    found = outlook(counts)
    assert found.projection is not None
    assert (found.projection.expected, found.is_late) == (None, True)


def test_what_lies_beyond_ten_years_is_not_named() -> None:
    # 60 of 200 are needed: 40 more at one a quarter, and 41.
    near, far = ([first + step for step in range(8)] for first in (13, 12))
    within, beyond = (outlook(each, of=200).projection for each in (near, far))
    assert within is not None
    assert beyond is not None
    assert within.expected == LAST.shift(40)
    assert (beyond.pace, beyond.expected) == (1, None)


def test_the_needed_pace_is_what_is_short_over_the_quarters_left() -> None:
    found = outlook([0, 0, 1, 1])
    assert (found.quarters_left, found.needed_pace) == (2, Fraction(5, 2))


def test_after_the_deadline_no_pace_would_do() -> None:
    found = outlook([0, 1, 2, 3], last=Quarter(2021, 1))
    assert (found.quarters_left, found.needed_pace) == (0, None)
    assert found.is_late


def test_a_target_that_is_reached_needs_nothing_more() -> None:
    found = outlook([3, 4, 5, 6])
    assert (found.needed_pace, found.projection) == (None, None)
    assert not found.has_too_few
    assert not found.is_late


def test_a_target_expected_by_its_deadline_is_not_late() -> None:
    assert not outlook([1, 2, 3, 4]).is_late
    assert outlook([1, 1, 2, 3]).is_late


def test_only_quarters_with_a_report_of_their_own_are_kept() -> None:
    first, second = series([1, 1])
    source = Source(
        district_code="618",
        revision_id=1,
        quarter=first.period.code,
        number=1,
        approved_on=first.period.last_day,
        is_demo=False,
    )
    kept = [replace(each, sources={"618": source}) for each in (first, second)]
    assert [each.period for each in reported(kept)] == [first.period]


@given(st.lists(st.integers(0, COMMUNES), min_size=4, max_size=9))
def test_the_range_holds_the_expected_quarter(counts: list[int]) -> None:
    found = outlook(counts).projection
    if found is None:
        return
    far = LAST.shift(1_000)
    early, middle, late = (
        each or far for each in (found.earliest, found.expected, found.latest)
    )
    assert LAST < early <= middle <= late
