"""Every part of the programme in a few figures and its most urgent rows: the hub."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from communes.analytics.areas import area_lives
from communes.analytics.places import districts_by_code
from communes.models import District
from criteria.models import Agency
from dashboards.analytics.programme.difficult import (
    DifficultPage,
    Facts,
    difficult_page,
)
from ntm_portal.lib.periods import Quarter
from programme.analytics.capital.year import Money, YearCapital, latest_capital
from programme.analytics.exit_rules import exit_rule_on
from programme.analytics.meetings import NextMeeting, next_meeting
from programme.analytics.recognition.dossiers import (
    Counts,
    Listed,
    listed,
    recognition_counts,
)
from programme.analytics.registers.cooperatives import (
    CooperativePage,
    DistrictCooperatives,
    cooperative_page,
)
from programme.analytics.registers.kinds import KindCount, kind_counts
from programme.analytics.registers.villages import (
    DistrictVillages,
    VillagePage,
    last_year,
    village_page,
)
from programme.analytics.tasks.lines import TaskLine, read_lines
from programme.analytics.tasks.pages import TaskCounts, counts_of
from programme.models import Conclusion, RecognitionDossier, Task
from reports.analytics.attainment import figures_at, latest_period

# Rows below the figures of a part.
ROWS = 4


@dataclass(frozen=True, slots=True)
class BodyTasks:
    """The tasks of a body in numbers; ``late`` are overdue, silent or both."""

    body: Agency
    counts: TaskCounts
    late: int


@dataclass(frozen=True, slots=True)
class TaskPart:
    """Tasks and their bodies; ``until`` is the last quarter that is over."""

    counts: TaskCounts
    worst: tuple[TaskLine, ...]
    bodies: tuple[BodyTasks, ...]
    own: BodyTasks | None
    until: Quarter

    @property
    def late(self) -> tuple[BodyTasks, ...]:
        """Return the bodies with late tasks, the most first."""
        return tuple(each for each in self.bodies if each.late)


@dataclass(frozen=True, slots=True)
class CapitalPart:
    """Capital of the last year that has any; ``slow`` spent the least of theirs."""

    year: YearCapital
    sums: Money
    slow: tuple[tuple[District, Money], ...]


@dataclass(frozen=True, slots=True)
class DifficultPart:
    """Difficult communes at a period, nearest to leaving first.

    ``has_rule`` is whether a rule of leaving holds for the criteria of the period.
    """

    period: Quarter
    page: DifficultPage
    has_rule: bool
    total: int


@dataclass(frozen=True, slots=True)
class HubPage:
    """The programme on a day; a part without any data is None."""

    tasks: TaskPart
    capital: CapitalPart | None
    difficult: DifficultPart | None
    cooperatives: CooperativePage
    lacking: tuple[DistrictCooperatives, ...]
    villages: VillagePage
    behind: tuple[DistrictVillages, ...]
    registers: tuple[KindCount, ...]
    recognition: Counts
    dossiers: tuple[Listed, ...]
    coming: NextMeeting
    conclusions: int

    @property
    def in_use(self) -> int:
        """Return how many registers have not been laid aside."""
        return sum(each.kind.is_active for each in self.registers)

    @property
    def records(self) -> int:
        return sum(each.count for each in self.registers)

    @property
    def latest(self) -> tuple[KindCount, ...]:
        """Return the registers with rows, the one written last first."""
        kept = [each for each in self.registers if each.count]
        kept.sort(key=lambda each: each.latest or dt.date.min, reverse=True)
        return tuple(kept[:ROWS])


def hub_page(on: dt.date, *, body: str = "") -> HubPage:
    """Return the programme on a day; ``body`` is the code of the reader's own.

    A fixed number of queries.
    """
    districts = districts_by_code()
    cooperatives = cooperative_page(on)
    villages = village_page(last_year(until=on.year), on)
    waiting = listed(RecognitionDossier.objects.with_steps().under_way(), {}, today=on)
    return HubPage(
        tasks=_tasks(on, body),
        capital=_capital(districts.values()),
        difficult=_difficult(districts),
        cooperatives=cooperatives,
        lacking=_most_lacking(cooperatives),
        villages=villages,
        behind=_furthest_behind(villages),
        registers=kind_counts(),
        recognition=recognition_counts(),
        dossiers=tuple(waiting[:ROWS]),
        coming=next_meeting(on),
        conclusions=Conclusion.objects.filter(task__closed_on__isnull=True).count(),
    )


def _tasks(on: dt.date, own: str) -> TaskPart:
    led = Task.objects.filter(lead__isnull=False).running(on).with_bodies()
    lines = read_lines(led, on=on)
    by_body: dict[str, list[TaskLine]] = {}
    for line in lines:
        if line.lead:
            by_body.setdefault(line.lead.code, []).append(line)
    bodies = [
        BodyTasks(found[0].lead, counts_of(found), len(_late(found)))
        for found in by_body.values()
        if found[0].lead
    ]
    bodies.sort(key=lambda each: (-each.late, each.body.short_name))
    return TaskPart(
        counts=counts_of(lines),
        worst=tuple(_late(lines)[:ROWS]),
        bodies=tuple(bodies),
        own=next((each for each in bodies if each.body.code == own), None),
        until=Quarter.of(on).previous(),
    )


def _late(lines: Sequence[TaskLine]) -> list[TaskLine]:
    return [each for each in lines if each.is_overdue or each.is_silent]


def _capital(districts: Iterable[District]) -> CapitalPart | None:
    year = latest_capital()
    if year is None:
        return None
    of = [(each, year.money(district=each.code)) for each in districts]
    known = [(money.rate, each, money) for each, money in of if money.rate is not None]
    known.sort(key=lambda row: (row[0], row[1].code))
    slow = tuple((each, money) for _, each, money in known[:ROWS])
    return CapitalPart(year, year.money(), slow)


def _difficult(districts: dict[str, District]) -> DifficultPart | None:
    areas, period = area_lives(), latest_period()
    if not areas or period is None:
        return None
    figures = figures_at(period)
    facts = Facts(areas=areas, rule=exit_rule_on(period.last_day), money={})
    page = difficult_page((figures,), facts, districts)
    has_rule = facts.rule_of(figures) is not None
    return DifficultPart(period, page, has_rule, len(figures.law.criteria))


def _most_lacking(page: CooperativePage) -> tuple[DistrictCooperatives, ...]:
    rows = [each for each in page.districts if each.lacking]
    rows.sort(key=lambda each: (-len(each.lacking), each.district.code))
    return tuple(rows[:ROWS])


def _furthest_behind(page: VillagePage) -> tuple[DistrictVillages, ...]:
    rows: Sequence[DistrictVillages] = [
        each for each in page.districts if each.sum.total
    ]
    share = sorted(rows, key=lambda each: (each.sum.share or 0, each.district.code))
    return tuple(share[:ROWS])
