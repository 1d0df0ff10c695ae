"""Lines and columns over the quarters, as lengths of a drawing in percent."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from dashboards.analytics.bands import FACES
from dashboards.analytics.over_time.outlook import (
    Outlook,
    complete_quarters,
    moments,
    outlooks,
    reported,
)
from dashboards.analytics.shares import average, length
from ntm_portal.lib.periods import Quarter
from reports.analytics.attainment import Figures, GroupAttainment

# Columns leave this part of their place free, in percent.
FREE_PERCENT = 24
YEAR_END = 4


@dataclass(frozen=True, slots=True)
class Point:
    """A value at a quarter; x and y count from the upper left corner.

    ``waiting`` districts have no data of the quarter itself: it is not complete.
    """

    quarter: Quarter
    x: str
    y: str
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class Stretch:
    """A straight piece between two points."""

    start: Point
    end: Point


@dataclass(frozen=True, slots=True)
class GroupTrend:
    """One group's line with its target, and the outlook that follows from it.

    ``needed`` is the height of the target line, ``deadline`` where its quarter lies;
    ``hoped`` leads to the quarter expected when that is within the drawing.
    """

    outlook: Outlook
    attained: tuple[tuple[Quarter, GroupAttainment], ...]
    points: tuple[Point, ...]
    needed: str | None
    deadline: str | None
    hoped: Stretch | None

    @property
    def rows(self) -> tuple[tuple[Point, GroupAttainment], ...]:
        """Each quarter with what it attained, for the table."""
        values = (attained for _quarter, attained in self.attained)
        return tuple(zip(self.points, values, strict=True))

    @property
    def last_attained(self) -> int | None:
        return self.attained[-1][1].attained if self.attained else None

    @property
    def reached_since(self) -> Quarter | None:
        """The quarter since which the target is reached without a break."""
        if not self.outlook.now.reached:
            return None
        since = self.outlook.quarter
        for quarter, attained in reversed(self.attained):
            if not attained.reached:
                break
            since = quarter
        return since

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        return tuple(Stretch(start, end) for start, end in pairwise(self.points))


@dataclass(frozen=True, slots=True)
class Part:
    """One band within a column."""

    label: str
    css: str
    y: str
    height: str


@dataclass(frozen=True, slots=True)
class Column:
    """The bands of one quarter, stacked; the highest band is at the bottom.

    ``waiting`` districts have no data of the quarter itself.
    """

    quarter: Quarter
    x: str
    width: str
    middle: str
    parts: tuple[Part, ...]
    counts: tuple[int, ...]
    not_reported: int
    waiting: int
    average: Decimal | None

    @property
    def is_marked(self) -> bool:
        """Whether it is named where there is room for one column a year."""
        return self.quarter.number == YEAR_END


@dataclass(frozen=True, slots=True)
class Trends:
    """Everything over time; ``last`` is the newest quarter with reports.

    The pace is taken from ``counted`` complete quarters up to ``start``; ``awaited``
    are the codes of the districts that the newest quarter, the shown one, lacks.
    """

    groups: tuple[GroupTrend, ...]
    columns: tuple[Column, ...]
    labels: tuple[str, ...]
    first: Quarter
    last: Quarter
    counted: int
    start: Quarter | None
    awaited: tuple[str, ...]

    @property
    def has_waiting(self) -> bool:
        """Whether districts have no data of some quarter itself."""
        return any(column.waiting for column in self.columns)


def trends(series: Sequence[Figures]) -> Trends | None:
    """Return the trends of a province's quarters, None without any report. No query."""
    known = reported(series)
    if not known:
        return None
    complete = complete_quarters(series)
    drawn = [each for each in known if each.law.code == series[-1].law.code]
    return Trends(
        groups=tuple(_group(drawn, outlook) for outlook in outlooks(series)),
        columns=_columns(known),
        labels=tuple(label for label, _css in FACES.values()),
        first=known[0].period,
        last=known[-1].period,
        counted=len(complete),
        start=complete[-1].period if complete else None,
        awaited=series[-1].awaited,
    )


def _group(drawn: Sequence[Figures], outlook: Outlook) -> GroupTrend:
    attained = moments(drawn, outlook.now.group.code)
    quarters = [quarter for quarter, _attained in attained] or [outlook.quarter]
    first, last = quarters[0], quarters[-1]
    target = outlook.now.group.target
    end = max(last, Quarter.of(target.deadline)) if target else last
    steps = max(1, end.since(first))
    points = tuple(
        Point(
            quarter,
            length(quarter.since(first), steps),
            _height(each.attained, each.total),
            len(figures.awaited),
        )
        for figures, (quarter, each) in zip(drawn, attained, strict=True)
    )
    needed = outlook.now.needed
    return GroupTrend(
        outlook=outlook,
        attained=tuple(attained),
        points=points,
        needed=_height(needed, outlook.now.total) if needed is not None else None,
        deadline=length(Quarter.of(target.deadline).since(first), steps)
        if target and Quarter.of(target.deadline) >= first
        else None,
        hoped=_hoped(outlook, points, first, steps),
    )


def _hoped(
    outlook: Outlook, points: Sequence[Point], first: Quarter, steps: int
) -> Stretch | None:
    """Return the way from the last complete quarter to the one expected."""
    projection, needed = outlook.projection, outlook.now.needed
    if projection is None or projection.expected is None or needed is None:
        return None
    position = projection.expected.since(first)
    if position > steps:
        return None
    end = Point(
        projection.expected,
        length(position, steps),
        _height(needed, outlook.now.total),
    )
    begin = next(each for each in points if each.quarter == outlook.start)
    return Stretch(begin, end)


def _height(part: int, whole: int) -> str:
    return length(whole - part, whole)


def _columns(known: Sequence[Figures]) -> tuple[Column, ...]:
    first, last = known[0].period, known[-1].period
    places = last.since(first) + 1
    return tuple(_column(each, each.period.since(first), places) for each in known)


def _column(figures: Figures, position: int, places: int) -> Column:
    parts, below = [], 0
    for name, (label, css) in FACES.items():
        count = figures.bands[name]
        below += count
        parts.append(
            Part(
                label, css, _height(below, figures.total), length(count, figures.total)
            )
        )
    return Column(
        quarter=figures.period,
        x=length(position * 200 + FREE_PERCENT, places * 200),
        width=length(100 - FREE_PERCENT, places * 100),
        middle=length(2 * position + 1, places * 2),
        parts=tuple(parts),
        counts=tuple(figures.bands.values()),
        not_reported=figures.not_reported,
        waiting=len(figures.awaited),
        average=average(figures),
    )
