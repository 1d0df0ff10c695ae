"""Pace, needed pace and the quarter expected, from counts of quarters alone."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboards.analytics.over_time.outlook import Outlook, outlooks, reported
from ntm_portal.lib.periods import Quarter
from reports.analytics.attainment import Figures, Source
from tests.dashboards.plain_figures import figures

# Of 20 communes 30 % are 6; the deadline is the end of 2020.
COMMUNES = 20
LAST = Quarter(2020, 2)
GROUP_III = range(10, 14)


def quarter(period: Quarter, attained: int, of: int = COMMUNES) -> Figures:
    met = {str(number): GROUP_III if number < attained else [] for number in range(of)}
    return replace(figures(met), period=period, sources=sources(period, "618"))


def sources(period: Quarter, *districts: str) -> dict[str, Source]:
    """Return revisions of that quarter, one for each of the districts."""
    return {
        code: Source(code, 1, period.code, 1, period.last_day, is_demo=False)
        for code in districts
    }


def carried(figures_then: Figures) -> Figures:
    """Return the same figures a quarter later, with no data of its own."""
    return replace(figures_then, period=figures_then.period.next())


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
    assert [attained.attained for _, attained in long.complete] == list(range(8))
    assert long.projection == short.projection


def test_an_incomplete_quarter_takes_its_time_and_gives_no_point() -> None:
    every = series([0, 9, 1, 2, 3])
    every[1] = replace(every[1], sources={})
    found = outlooks(every)[1]
    assert [attained.attained for _, attained in found.complete] == [0, 1, 2, 3]
    assert found.projection is not None
    assert found.projection.pace == Fraction(3, 4)


def test_a_quarter_counts_only_with_the_own_data_of_every_district() -> None:
    one, two = series([1, 1])
    other = figures({"x": []}, district="610").communes
    both = replace(two, communes=two.communes + other)
    assert (one.is_complete, both.is_complete) == (True, False)
    assert both.awaited == ("610",)
    own = replace(both, sources=sources(two.period, "610", "618"))
    old = replace(own, sources=own.sources | sources(one.period, "610"))
    assert (own.is_complete, old.awaited) == (True, ("610",))


def test_silent_districts_early_in_a_quarter_do_not_slow_the_pace() -> None:
    every = series([0, 1, 2, 3])
    found = outlooks([*every, carried(every[-1])])[1]
    before = outlooks(every)[1]
    assert found.quarter == LAST.next()
    assert found.start == LAST
    assert found.projection == before.projection
    # What is short and the quarters left are of the period shown.
    assert (found.now.attained, found.quarters_left) == (3, 1)
    assert (before.quarters_left, found.needed_pace) == (2, 3)


def test_the_projection_starts_from_the_last_complete_quarter() -> None:
    every = series([0, 1, 2, 3])
    shown = replace(quarter(LAST.next(), 5), sources={})
    projection = outlooks([*every, shown])[1].projection
    assert projection is not None
    assert projection.expected == LAST.shift(3)


def test_nothing_is_expected_before_the_period_shown() -> None:
    every = series([2, 3, 4, 5])
    late = [replace(every[-1], period=LAST.shift(step)) for step in (1, 2)]
    found = outlooks([*every, *late])[1].projection
    assert found is not None
    assert (found.earliest, found.expected, found.latest) == (LAST.shift(2),) * 3


def test_a_target_that_today_s_figures_reach_is_reached() -> None:
    shown = replace(quarter(LAST.next(), 6), sources={})
    found = outlooks([*series([0, 1, 2, 3]), shown])[1]
    assert (found.projection, found.needed_pace) == (None, None)
    assert not found.has_too_few


def test_a_target_reached_then_and_missed_since_is_not_projected() -> None:
    shown = replace(quarter(LAST.next(), 5), sources={})
    found = outlooks([*series([3, 4, 5, 6]), shown])[1]
    assert (found.projection, found.fell_back, found.has_too_few) == (None, True, False)
    assert not outlook([0, 1, 2, 3]).fell_back
    assert not outlook([1, 2]).fell_back


def test_quarters_under_another_set_of_criteria_give_no_point() -> None:
    every = series([0, 1, 2, 3])
    every[0] = replace(every[0], law=replace(every[0].law, code="khác"))
    assert len(outlooks(every)[1].complete) == 3


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
