"""The pages of tasks: the list narrowed, the board, the calendar, one task."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Min

from criteria.models import Agency
from ntm_portal.lib.periods import Quarter
from programme.analytics.tasks.lines import UNREPORTED, TaskLine, code_key
from programme.choices import TaskState
from programme.models import Task, TaskReport

OVERDUE, SILENT, WAITING, RETURNED, NEW = (
    "qua-han",
    "im-lang",
    "cho-xem",
    "tra-lai",
    "chua-bao-cao",
)


def _is_in(state: TaskState) -> Callable[[TaskLine], bool]:
    return lambda line: line.state == state


# What lines may be narrowed to, with the words for it.
CONDITIONS: Mapping[str, tuple[str, Callable[[TaskLine], bool]]] = {
    OVERDUE: ("Quá hạn", lambda line: line.is_overdue),
    SILENT: ("Im lặng quý vừa qua", lambda line: line.is_silent),
    WAITING: ("Chờ Văn phòng xem", lambda line: line.is_waiting),
    RETURNED: ("Bị trả lại", lambda line: line.is_returned),
    NEW: (UNREPORTED, lambda line: line.state is None),
    **{state.value: (state.label, _is_in(state)) for state in TaskState},
}
BOARD = (NEW, *TaskState.values)


@dataclass(frozen=True, slots=True)
class TaskCounts:
    """What an office asks first."""

    total: int
    overdue: int
    silent: int
    stuck: int
    waiting: int


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """Tasks in one state, worst first."""

    key: str
    label: str
    lines: tuple[TaskLine, ...]


@dataclass(frozen=True, slots=True)
class BodyQuarter:
    """How many reports of a body a quarter asks for, and how many were sent."""

    asked: int
    sent: int
    is_over: bool

    @property
    def missing(self) -> int:
        return self.asked - self.sent


@dataclass(frozen=True, slots=True)
class CalendarMonth:
    """A month, its deadlines, and whether reports of the quarter fall into it."""

    first: dt.date
    due: tuple[Task, ...]
    is_last: bool


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
    bodies: tuple[tuple[Agency, tuple[BodyQuarter, ...]], ...]


def narrowed(lines: Iterable[TaskLine], condition: str) -> tuple[TaskLine, ...]:
    """Keep the lines that meet a condition; "" keeps all."""
    if condition not in CONDITIONS:
        return tuple(lines)
    _label, meets = CONDITIONS[condition]
    return tuple(line for line in lines if meets(line))


def counts_of(lines: Sequence[TaskLine]) -> TaskCounts:
    return TaskCounts(
        total=len(lines),
        overdue=len(narrowed(lines, OVERDUE)),
        silent=len(narrowed(lines, SILENT)),
        stuck=len(narrowed(lines, TaskState.STUCK)),
        waiting=len(narrowed(lines, WAITING)),
    )


def board_of(lines: Sequence[TaskLine]) -> tuple[BoardColumn, ...]:
    """Return the columns of the board, every line in one of them."""
    return tuple(
        BoardColumn(key, CONDITIONS[key][0], narrowed(lines, key)) for key in BOARD
    )


def calendar_of(tasks: Sequence[Task], year: int, *, on: dt.date) -> Calendar:
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
            CalendarQuarter(each, _months(each, led), _quarter(led, each, said, on))
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


def _months(period: Quarter, tasks: Iterable[Task]) -> tuple[CalendarMonth, ...]:
    first = period.first_day
    months = [first.replace(month=first.month + step) for step in range(3)]
    due = sorted((t for t in tasks if t.due_on), key=lambda t: code_key(t.code))
    return tuple(
        CalendarMonth(
            month,
            tuple(
                task
                for task in due
                if task.due_on and task.due_on.replace(day=1) == month
            ),
            is_last=month == months[-1],
        )
        for month in months
    )
