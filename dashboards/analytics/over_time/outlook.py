"""Where it is heading: the pace so far, the pace needed, and the quarter expected.

The method, as the page tells it: the pace is the mean gain per quarter over the last
complete quarters, at most eight; the range comes from the slowest and the fastest four
consecutive ones among them; from fewer than four nothing is projected. A quarter is
complete when every district has its own data of it: the figures of one that some
districts have not reported hold old results, which would pass for a standstill.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from ntm_portal.lib.periods import Quarter
from reports.analytics.attainment import Figures, GroupAttainment

Moments = Sequence[tuple[Quarter, GroupAttainment]]

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
    """One group with a target ``now``, at the ``quarter`` shown, and what follows.

    ``complete`` are its last complete quarters, the newest last: the projection
    starts from there. ``needed_pace`` is the gain per quarter that would reach the
    target in time, None when it is reached or no quarter is left. ``projection`` is
    None when the target is reached, there are too few quarters, or it was reached at
    the last complete one and is missed since.
    """

    quarter: Quarter
    now: GroupAttainment
    complete: tuple[tuple[Quarter, GroupAttainment], ...]
    quarters_left: int
    needed_pace: Fraction | None
    projection: Projection | None

    @property
    def start(self) -> Quarter | None:
        """The last complete quarter."""
        return self.complete[-1][0] if self.complete else None

    @property
    def has_too_few(self) -> bool:
        """Whether the target is ahead and the quarters do not suffice."""
        return not self.now.reached and len(self.complete) < SHORTEST

    @property
    def fell_back(self) -> bool:
        """Whether the target is missed that the last complete quarter reached."""
        is_ahead = not self.now.reached and not self.has_too_few
        return is_ahead and self.projection is None

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


def of_one_law(series: Sequence[Figures]) -> tuple[Figures, ...]:
    """Keep the quarters under the newest set of criteria: others count other things."""
    return tuple(each for each in series if each.law.code == series[-1].law.code)


def complete_quarters(series: Sequence[Figures]) -> tuple[Figures, ...]:
    """Return the quarters that a pace is taken from: the last complete ones."""
    return tuple(each for each in of_one_law(series) if each.is_complete)[-LONGEST:]


def moments(series: Sequence[Figures], group_code: str) -> Moments:
    """Return what each of the quarters attained of a group."""
    return tuple(
        (each.period, attained)
        for each in series
        for attained in each.groups
        if attained.group.code == group_code
    )


def outlooks(series: Sequence[Figures]) -> tuple[Outlook, ...]:
    """Return the outlook of each group with a target at the newest quarter, the shown.

    ``series`` are the quarters up to it, whether complete or not.
    """
    if not series:
        return ()
    shown, complete = series[-1], complete_quarters(series)
    return tuple(
        _outlook(shown.period, now, moments(complete, now.group.code))
        for now in shown.groups
        if now.group.target
    )


def _outlook(quarter: Quarter, now: GroupAttainment, complete: Moments) -> Outlook:
    left = (
        _quarters_until(now.group.target.deadline, quarter) if now.group.target else 0
    )
    short = now.short or 0
    return Outlook(
        quarter=quarter,
        now=now,
        complete=tuple(complete),
        quarters_left=left,
        needed_pace=Fraction(short, left) if short and left else None,
        projection=_projection(complete, quarter)
        if short and len(complete) >= SHORTEST
        else None,
    )


def _projection(complete: Moments, shown: Quarter) -> Projection | None:
    """Project from the last complete quarter, None when that one reached the target."""
    start, then = complete[-1]
    short = then.short or 0
    if not short:
        return None
    paces = [
        _pace(complete[first : first + SHORTEST])
        for first in range(len(complete) - SHORTEST + 1)
    ]
    pace, slowest, fastest = _pace(complete), min(paces), max(paces)

    def reached(pace: Fraction) -> Quarter | None:
        found = _reached(start, short, pace)
        # By the figures shown it is not reached before them.
        return found and max(found, shown)

    return Projection(
        pace=pace,
        slowest=slowest,
        fastest=fastest,
        expected=reached(pace),
        earliest=reached(max(fastest, pace)),
        latest=reached(min(slowest, pace)),
    )


def _pace(complete: Moments) -> Fraction:
    """Return the gain per quarter; an incomplete quarter takes its time too."""
    (first, then), (last, now) = complete[0], complete[-1]
    return Fraction(now.attained - then.attained, last.since(first))


def _reached(start: Quarter, short: int, pace: Fraction) -> Quarter | None:
    quarters = ceil(short / pace) if pace > 0 else HORIZON + 1
    return start.shift(quarters) if quarters <= HORIZON else None


def _quarters_until(deadline: dt.date, quarter: Quarter) -> int:
    """Return how many quarters after this one end by the deadline."""
    last = Quarter.of(deadline + dt.timedelta(days=1)).previous()
    return max(0, last.since(quarter))
