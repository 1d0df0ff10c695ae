"""Where tasks stand on a day: their last word, and who is late or silent."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from criteria.models import Agency
from ntm_portal.lib.periods import Quarter
from programme.choices import TaskReportStage, TaskState
from programme.models import Task, TaskHandover, TaskReport

PARTS = re.compile(r"[.-]")
UNREPORTED = "Chưa báo cáo"


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task on a day.

    ``lead`` is who led it then. ``told`` is the last report that was sent and not
    given back; ``asked`` the last ended quarter of which one is wanted (None: none
    yet), ``current`` what there is of that quarter, at whatever stage.
    """

    task: Task
    lead: Agency | None
    on: dt.date
    asked: Quarter | None
    current: TaskReport | None
    told: TaskReport | None

    @property
    def state(self) -> TaskState | None:
        return TaskState(self.told.state) if self.told else None

    @property
    def state_label(self) -> str:
        return self.state.label if self.state else UNREPORTED

    @property
    def percent(self) -> Decimal | None:
        return self.told.percent(self.task.target_count) if self.told else None

    @property
    def is_finished(self) -> bool:
        """Whether nothing more is to come: a single thing, told to be done."""
        return self.task.is_single and self.state == TaskState.DONE

    @property
    def days_over(self) -> int:
        """Return the days since the deadline of what is not done, 0 in time."""
        due_on = self.task.due_on
        if due_on is None or self.state == TaskState.DONE:
            return 0
        return max(0, (self.on - due_on).days)

    @property
    def is_overdue(self) -> bool:
        return self.days_over > 0

    @property
    def is_silent(self) -> bool:
        """Whether the last quarter that wants a report has none that was sent."""
        if self.lead is None or self.asked is None or self.is_finished:
            return False
        is_over = self.asked.last_day < self.on
        return is_over and (self.current is None or self.current.sent_at is None)

    @property
    def is_returned(self) -> bool:
        return self._is_at(TaskReportStage.RETURNED)

    @property
    def is_waiting(self) -> bool:
        """Whether the office has still to look at it."""
        return self._is_at(TaskReportStage.SENT)

    def _is_at(self, stage: TaskReportStage) -> bool:
        return self.current is not None and self.current.stage == stage


def read_lines(
    tasks: Iterable[Task],
    *,
    on: dt.date,
    quarter: Quarter | None = None,
    as_of: dt.datetime | None = None,
) -> tuple[TaskLine, ...]:
    """Return where tasks stand, worst first. Two queries.

    ``on`` is the day of the question; ``quarter`` (by default the last that ended)
    bounds the reports, ``as_of`` takes them as they were at a past instant.
    """
    listed = list(tasks)
    asked_by = quarter or Quarter.of(on).previous()
    told_by = quarter or Quarter.of(on)
    reports = _reports(listed, told_by, as_of)
    moved = _handovers(listed)
    lines = [
        _line(
            task,
            reports.get(task.pk, ()),
            asked=task.last_asked(asked_by.next()),
            lead=lead_on(task, moved.get(task.pk, ()), on),
            on=on,
        )
        for task in listed
    ]
    return tuple(sorted(lines, key=_worst_first))


def in_code_order(lines: Iterable[TaskLine]) -> tuple[TaskLine, ...]:
    return tuple(sorted(lines, key=lambda line: code_key(line.task.code)))


def code_key(code: str) -> tuple[tuple[int, int, str], ...]:
    """Return what sorts II.2.10 after II.2.9."""
    return tuple(
        (0, int(part), "") if part.isdigit() else (1, 0, part)
        for part in PARTS.split(code)
    )


def lead_on(
    task: Task, handovers: Sequence[TaskHandover], day: dt.date
) -> Agency | None:
    """Return who led a task on a day; ``handovers`` are its own, oldest first."""
    later = next((each for each in handovers if each.on > day), None)
    return task.lead if later is None else later.before


def _worst_first(line: TaskLine) -> tuple[object, ...]:
    rank = (
        not line.is_overdue,
        not line.is_silent,
        line.state != TaskState.STUCK,
        not line.is_returned,
    )
    return (*rank, -line.days_over, code_key(line.task.code))


def _line(
    task: Task,
    reports: Sequence[TaskReport],
    *,
    asked: Quarter | None,
    lead: Agency | None,
    on: dt.date,
) -> TaskLine:
    told = [each for each in reports if each.is_told]
    current = [each for each in reports if asked and each.quarter == asked.code]
    return TaskLine(
        task=task,
        lead=lead,
        on=on,
        asked=asked,
        current=current[-1] if current else None,
        told=told[-1] if told else None,
    )


def _reports(
    tasks: Sequence[Task], until: Quarter, as_of: dt.datetime | None
) -> Mapping[int, list[TaskReport]]:
    """Return the reports of tasks, oldest quarter first; what was done stays unread."""
    wanted = {"task_id__in": [task.pk for task in tasks], "quarter__lte": until.code}
    rows: Iterable[TaskReport]
    if as_of is None:
        rows = TaskReport.objects.filter(**wanted).defer("text")
    else:
        rows = TaskReport.history.as_of(as_of).filter(**wanted)
    found: dict[int, list[TaskReport]] = {}
    for row in sorted(rows, key=lambda each: each.quarter):
        found.setdefault(row.task_id, []).append(row)
    return found


def _handovers(tasks: Sequence[Task]) -> Mapping[int, list[TaskHandover]]:
    rows = TaskHandover.objects.filter(task__in=[task.pk for task in tasks])
    found: dict[int, list[TaskHandover]] = {}
    for row in rows.select_related("before__district").order_by("on", "pk"):
        found.setdefault(row.task_id, []).append(row)
    return found
