"""One task: what stands above and below it, its reports, and what became of them."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from accounts.models import User
from criteria.models import Agency
from ntm_portal.lib.periods import Quarter
from programme.analytics.tasks.lines import TaskLine, in_code_order, read_lines
from programme.choices import LOADED, TaskReportStage
from programme.models import Task, TaskFile, TaskHandover, TaskReport

SENT = TaskReportStage.SENT
HIDDEN = {"id", "history_id", "history_date", "history_change_reason"}


@dataclass(frozen=True, slots=True)
class Happening:
    """A step in the life of a task or of a report of it.

    ``at`` is None for what the portal loaded itself: that day is of no task's life.
    """

    at: dt.datetime | None
    person: str
    words: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TaskPage:
    """A task with everything that its page shows."""

    line: TaskLine
    parts: tuple[TaskLine, ...]
    supporting: tuple[Agency, ...]
    reports: tuple[TaskReport, ...]
    handovers: tuple[TaskHandover, ...]
    history: tuple[Happening, ...]

    @property
    def to_review(self) -> tuple[TaskReport, ...]:
        """Return the reports that the office has still to look at."""
        return tuple(each for each in self.reports if each.stage == SENT)

    @property
    def others(self) -> tuple[TaskReport, ...]:
        return tuple(each for each in self.reports if each.stage != SENT)


FROM_THE_CATALOGUE = Happening(at=None, person="cổng", words="Nạp danh mục nhiệm vụ")


def task_page(task: Task, *, sees_drafts: bool, on: dt.date) -> TaskPage:
    """Read a task; only its own people and the office see drafts. Ten queries."""
    below = Task.objects.filter(Q(parent=task) | Q(parent__parent=task)).with_bodies()
    lines = read_lines([task, *below], on=on)
    reports = _reports(task, sees_drafts=sees_drafts)
    return TaskPage(
        line=next(line for line in lines if line.task.pk == task.pk),
        parts=in_code_order(line for line in lines if line.task.pk != task.pk),
        supporting=tuple(task.supporting.all()),
        reports=tuple(reports),
        handovers=tuple(
            task.handovers.select_related("before__district", "after__district")
        ),
        history=_history(task, sees_drafts=sees_drafts),
    )


def default_quarter(line: TaskLine) -> Quarter:
    """Return the quarter to report of: the last ended one as long as it is open."""
    now = Quarter.of(line.on)
    if line.asked and (line.current is None or line.current.is_open):
        return line.asked
    return now


def reportable_quarters(task: Task, on: dt.date) -> list[Quarter]:
    """Return the quarters of which a task may have a report, latest first."""
    last = Quarter.of(min(on, task.closed_on or on))
    first = Quarter.of(task.starts_on)
    return [last.shift(-back) for back in range(max(0, last.since(first)) + 1)]


def _reports(task: Task, *, sees_drafts: bool) -> QuerySet[TaskReport]:
    files = TaskFile.objects.filter(removed_at__isnull=True).select_related("by")
    rows = TaskReport.objects.filter(task=task)
    if not sees_drafts:
        rows = rows.told()
    return (
        rows.select_related("by__district", "by__agency")
        .prefetch_related(Prefetch("files", files))
        .order_by("-quarter")
    )


def _history(task: Task, *, sees_drafts: bool) -> tuple[Happening, ...]:
    of_reports = TaskReport.history.filter(task_id=task.pk)
    found = [
        Happening(
            at=row.history_date,
            person=_person(row.history_user),
            words=f"{Quarter.parse(row.quarter).label}: {row.history_change_reason}",
            reason=row.return_reason if row.stage == "returned" else "",
        )
        for row in of_reports.select_related("history_user")
        if sees_drafts or row.sent_at is not None
    ]
    versions = list(task.history.select_related("history_user").order_by("history_id"))
    found += [
        Happening(
            at=new.history_date,
            person=_person(new.history_user),
            words=str(new.history_change_reason or "Sửa nhiệm vụ"),
            reason=_changed(old, new),
        )
        if not _is_loaded(new)
        else FROM_THE_CATALOGUE
        for old, new in pairwise([None, *versions])
        if new is not None
    ]
    return tuple(sorted(found, key=_latest_first))


def _is_loaded(version: Any) -> bool:
    """Whether a version of a task came with the catalogue of the portal."""
    return version.history_user_id is None and version.history_change_reason == LOADED


def _latest_first(happening: Happening) -> float:
    return -happening.at.timestamp() if happening.at else 0


def _person(user: User | None) -> str:
    return user.display_name if user else "cổng"


def _changed(old: object, new: object) -> str:
    """Name the fields that differ between two versions of a task."""
    if old is None:
        return ""
    names: Mapping[str, str] = {
        field.attname: str(field.verbose_name)
        for field in Task._meta.fields
        if field.name not in HIDDEN
    }
    return ", ".join(_differing(names, old, new))


def _differing(
    names: Mapping[str, str], old: object, new: object
) -> Iterable[str] | Sequence[str]:
    return [
        label
        for name, label in names.items()
        if getattr(old, name) != getattr(new, name)
    ]
