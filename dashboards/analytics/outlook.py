"""Where it is heading: the pace so far, the pace needed, and the quarter expected.

The method, as the page tells it: the pace is the mean gain per quarter over the last
quarters with reports, at most eight; the range comes from the slowest and the fastest
four consecutive quarters among them; from fewer than four quarters nothing is
projected.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from ntm_portal.lib.periods import Quarter
from reports.analytics.attainment import Figures, GroupAttainment

LONGEST, SHORTEST = 8, 4
# Ten years: beyond them a pace says nothing about a programme of five.
HORIZON = 40


@dataclass(frozen=True, slots=True)
class Projection:
    """Quarters in which the target would be reached; None: not within ten years.

    ``slowest`` and ``fastest`` are gains per quarter, as ``pace``.
    """

    pace: Fraction
    slowest: Fraction
    fastest: Fraction
    expected: Quarter | None
    earliest: Quarter | None
    latest: Quarter | None


@dataclass(frozen=True, slots=True)
class Outlook:
    """One group with a target, quarter by quarter, and what follows from that.

    ``attained`` are its last quarters with reports, the newest last.
    ``needed_pace`` is the gain per quarter that would reach the target in time, None
    when it is reached or no quarter is left. ``projection`` is None when the target
    is reached or there are too few quarters.
    """

    attained: tuple[tuple[Quarter, GroupAttainment], ...]
    quarters_left: int
    needed_pace: Fraction | None
    projection: Projection | None

    @property
    def now(self) -> GroupAttainment:
        return self.attained[-1][1]

    @property
    def has_too_few(self) -> bool:
        """Whether the target is ahead and the quarters do not suffice."""
        return not self.now.reached and self.projection is None

    @property
    def is_late(self) -> bool:
        """Whether the target is expected only after its deadline, or not at all."""
        target = self.now.group.target
        if self.projection is None or target is None:
            return False
        expected = self.projection.expected
        return expected is None or expected.last_day > target.deadline


def reported(series: Sequence[Figures]) -> tuple[Figures, ...]:
    """Return the quarters for which at least one district has approved data."""
    return tuple(
        each
        for each in series
        if any(source.quarter == each.period.code for source in each.sources.values())
    )


def outlooks(series: Sequence[Figures]) -> tuple[Outlook, ...]:
    """Return the outlook of each group with a target in the newest quarter.

    ``series`` are quarters with reports, the newest last; of it the last eight count.
    """
    if not series:
        return ()
    last = series[-LONGEST:]
    return tuple(
        _outlook(
            [
                (each.period, attained)
                for each in last
                for attained in each.groups
                if attained.group.code == group.code
            ]
        )
        for group in last[-1].law.groups
        if group.target
    )


def _outlook(attained: Sequence[tuple[Quarter, GroupAttainment]]) -> Outlook:
    quarter, now = attained[-1]
    left = (
        _quarters_until(now.group.target.deadline, quarter) if now.group.target else 0
    )
    short = now.short or 0
    return Outlook(
        attained=tuple(attained),
        quarters_left=left,
        needed_pace=Fraction(short, left) if short and left else None,
        projection=_projection(attained)
        if short and len(attained) >= SHORTEST
        else None,
    )


def _projection(attained: Sequence[tuple[Quarter, GroupAttainment]]) -> Projection:
    quarter, now = attained[-1]
    short = now.short or 0
    paces = [
        _pace(attained[start : start + SHORTEST])
        for start in range(len(attained) - SHORTEST + 1)
    ]
    pace, slowest, fastest = _pace(attained), min(paces), max(paces)
    return Projection(
        pace=pace,
        slowest=slowest,
        fastest=fastest,
        expected=_reached(quarter, short, pace),
        earliest=_reached(quarter, short, max(fastest, pace)),
        latest=_reached(quarter, short, min(slowest, pace)),
    )


def _pace(attained: Sequence[tuple[Quarter, GroupAttainment]]) -> Fraction:
    """Return the gain per quarter; a quarter without reports takes its time too."""
    (first, then), (last, now) = attained[0], attained[-1]
    return Fraction(now.attained - then.attained, last.since(first))


def _reached(quarter: Quarter, short: int, pace: Fraction) -> Quarter | None:
    quarters = ceil(short / pace) if pace > 0 else HORIZON + 1
    return quarter.shift(quarters) if quarters <= HORIZON else None


def _quarters_until(deadline: dt.date, quarter: Quarter) -> int:
    """Return how many quarters after this one end by the deadline."""
    last = Quarter.of(deadline + dt.timedelta(days=1)).previous()
    return max(0, last.since(quarter))
