"""Small lines over the quarters with reports, all of one scale from none to all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from criteria.analytics.law import LawCriterion, LawGroup
from dashboards.analytics.over_time.outlook import of_one_law, reported
from dashboards.analytics.over_time.trends import Point, Stretch
from dashboards.analytics.shares import average, length
from ntm_portal.lib.periods import Quarter
from reports.analytics.attainment import Figures

Count = Callable[[Figures], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class MiniTrend:
    """One line: ``counts`` are part and whole at each of its quarters."""

    title: str
    counts: tuple[tuple[int, int], ...]
    points: tuple[Point, ...]

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        return tuple(Stretch(start, end) for start, end in pairwise(self.points))

    @property
    def first(self) -> tuple[int, int]:
        return self.counts[0]

    @property
    def last(self) -> tuple[int, int]:
        return self.counts[-1]


@dataclass(frozen=True, slots=True)
class Average:
    """Bình quân tiêu chí/xã at a quarter."""

    quarter: Quarter
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class DistrictTrend:
    """The average and the groups of one district, at the same quarters."""

    averages: tuple[Average, ...]
    line: MiniTrend
    groups: tuple[MiniTrend, ...]

    @property
    def rows(self) -> tuple[tuple[Average, tuple[tuple[int, int], ...]], ...]:
        """Each quarter with the counts of the groups, for the table."""
        counts = zip(*(group.counts for group in self.groups), strict=True)
        return tuple(zip(self.averages, counts, strict=True))


@dataclass(frozen=True, slots=True)
class CriterionTrend:
    """Communes that meet one criterion, quarter by quarter."""

    line: MiniTrend

    @property
    def rows(self) -> tuple[tuple[Point, tuple[int, int]], ...]:
        """Each quarter with its count, for the table."""
        return tuple(zip(self.line.points, self.line.counts, strict=True))

    @property
    def has_waiting(self) -> bool:
        """Whether districts have no data of some quarter itself."""
        return any(point.waiting for point in self.line.points)


def district_trend(series: Sequence[Figures], code: str) -> DistrictTrend | None:
    """Return the lines of a district, None without any report of its own. No query."""
    known = reported([each.of_district(code) for each in series])
    if not known:
        return None
    known = of_one_law(known)
    law = known[-1].law
    return DistrictTrend(
        averages=tuple(Average(each.period, average(each)) for each in known),
        line=_line(
            "Bình quân tiêu chí/xã",
            known,
            lambda each: (each.criteria_met_total, each.total * len(law.criteria)),
        ),
        groups=tuple(
            _line(group.title, known, _attaining(group)) for group in law.groups
        ),
    )


def criterion_trend(
    series: Sequence[Figures], criterion: LawCriterion
) -> CriterionTrend | None:
    """Return the line of a criterion, None without any report. No query."""
    known = reported(series)
    if not known:
        return None
    known = of_one_law(known)
    return CriterionTrend(
        line=_line(
            criterion.title,
            known,
            lambda each: (
                sum(commune.meets(criterion) for commune in each.communes),
                each.total,
            ),
        ),
    )


def _attaining(group: LawGroup) -> Count:
    return lambda each: (
        sum(commune.attains(group) for commune in each.communes),
        each.total,
    )


def _line(title: str, known: Sequence[Figures], count: Count) -> MiniTrend:
    first, last = known[0].period, known[-1].period
    steps = max(1, last.since(first))
    counts = tuple(count(each) for each in known)
    return MiniTrend(
        title=title,
        counts=counts,
        points=tuple(
            Point(
                each.period,
                length(each.period.since(first), steps),
                length(whole - part, whole),
                len(each.awaited),
            )
            for each, (part, whole) in zip(known, counts, strict=True)
        ),
    )
