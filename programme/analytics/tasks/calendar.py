"""A year of tasks: its deadlines by month, its reports by quarter and body."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Min

from criteria.choices import AgencyKind
from criteria.models import Agency
from ntm_portal.lib.periods import Quarter
from programme.analytics.tasks.lines import code_key
from programme.choices import TaskState
from programme.models import Meeting, Task, TaskReport

# Of a quarter.
MONTHS = 3
DEPARTMENTS, COMMITTEES = "Sở, ngành, đoàn thể", "UBND cấp huyện"


@dataclass(frozen=True, slots=True)
class BodyQuarter:
    """How many reports of a body a quarter asks for, and how many were sent."""

    asked: int
    sent: int
    is_over: bool

    @property
    def missing(self) -> int:
        return self.asked - self.sent


Bodies = tuple[tuple[Agency, tuple[BodyQuarter, ...]], ...]


@dataclass(frozen=True, slots=True)
class CalendarMonth:
    """A month, the deadlines and the meetings of the committee that fall into it."""

    first: dt.date
    due: tuple[Task, ...]
    meetings: tuple[Meeting, ...]


@dataclass(frozen=True, slots=True)
class CalendarQuarter:
    """A quarter with its months and what it asks for over all bodies."""

    period: Quarter
    months: tuple[CalendarMonth, ...]
    total: BodyQuarter


@dataclass(frozen=True, slots=True)
class Calendar:
    """A year; ``bodies`` are the bodies with their four quarters."""

    year: int
    quarters: tuple[CalendarQuarter, ...]
    bodies: Bodies

    def month(self, number: int) -> CalendarMonth:
        """Return one of the twelve months, the first is 1."""
        return self.quarters[(number - 1) // MONTHS].months[(number - 1) % MONTHS]

    def missing(self, quarter: int) -> tuple[tuple[Agency, int], ...]:
        """Return who owes reports of a quarter and how many, the most first."""
        owing = [
            (body, quarters[quarter - 1].missing) for body, quarters in self.bodies
        ]
        return tuple(
            sorted((each for each in owing if each[1]), key=lambda each: -each[1])
        )

    @property
    def columns(self) -> tuple[tuple[str, Bodies], ...]:
        """Return the bodies in three columns of a page: departments, committees."""
        committees = tuple(
            each for each in self.bodies if each[0].kind == AgencyKind.DISTRICT
        )
        others = tuple(each for each in self.bodies if each not in committees)
        half = (len(others) + 1) // 2
        found = (
            (DEPARTMENTS, others[:half]),
            (f"{DEPARTMENTS} (tiếp)", others[half:]),
            (COMMITTEES, committees),
        )
        return tuple(each for each in found if each[1])


def calendar_of(
    tasks: Sequence[Task],
    year: int,
    *,
    on: dt.date,
    meetings: Sequence[Meeting] = (),
) -> Calendar:
    """Return what a year asks of the bodies and what has come in. Two queries.

    ``tasks`` come with their bodies; those without one are left out.
    """
    periods = [Quarter(year, number) for number in range(1, 5)]
    led = [task for task in tasks if task.lead_id]
    said = _Said(led, periods)
    bodies = {task.lead.code: task.lead for task in led if task.lead}
    return Calendar(
        year=year,
        quarters=tuple(
            CalendarQuarter(
                each, _months(each, led, meetings), _quarter(led, each, said, on)
            )
            for each in periods
        ),
        bodies=tuple(
            (
                body,
                tuple(
                    _quarter([t for t in led if t.lead_id == code], each, said, on)
                    for each in periods
                ),
            )
            for code, body in sorted(bodies.items(), key=lambda item: item[1].name)
        ),
    )


class _Said:
    """Which reports of a year were sent, and which tasks were done before."""

    def __init__(self, tasks: Sequence[Task], periods: Sequence[Quarter]) -> None:
        rows = TaskReport.objects.filter(task__in=[task.pk for task in tasks])
        codes = [each.code for each in periods]
        sent = rows.filter(quarter__in=codes, sent_at__isnull=False)
        self.sent = set(sent.values_list("task_id", "quarter"))
        done = rows.told().filter(state=TaskState.DONE, task__in=_singles(tasks))
        self.done: dict[int, str] = {
            task: str(first)
            for task, first in done.order_by()
            .values_list("task_id")
            .annotate(first=Min("quarter"))
        }

    def is_asked(self, task: Task, period: Quarter) -> bool:
        """Whether a report is wanted of what was not done in an earlier quarter."""
        done = self.done.get(task.pk)
        return task.is_asked(period) and (done is None or done >= period.code)


def _singles(tasks: Iterable[Task]) -> list[int]:
    return [task.pk for task in tasks if task.is_single]


def _quarter(
    tasks: Iterable[Task], period: Quarter, said: _Said, on: dt.date
) -> BodyQuarter:
    asked = [task for task in tasks if said.is_asked(task, period)]
    done = sum((task.pk, period.code) in said.sent for task in asked)
    return BodyQuarter(len(asked), done, is_over=period.last_day < on)


def _months(
    period: Quarter, tasks: Iterable[Task], meetings: Iterable[Meeting]
) -> tuple[CalendarMonth, ...]:
    first = period.first_day
    months = [first.replace(month=first.month + step) for step in range(MONTHS)]
    due = sorted(
        ((t.due_on, code_key(t.code), t) for t in tasks if t.due_on),
        key=lambda each: each[:2],
    )
    held = sorted(
        ((each.held_on or each.planned_on, each.pk, each) for each in meetings),
        key=lambda each: each[:2],
    )
    return tuple(
        CalendarMonth(
            month,
            tuple(task for day, _, task in due if day.replace(day=1) == month),
            tuple(each for day, _, each in held if day.replace(day=1) == month),
        )
        for month in months
    )
