"""Which reports of tasks are owed on a day, for the daily round."""

import datetime as dt

from ntm_portal.lib.periods import Quarter
from programme.analytics.tasks.lines import TaskLine, read_lines
from programme.choices import TaskReminderKind
from programme.models import Task
from programme.services.tasks.reminders import OwedTask
from reports import models as reports

WEEK = dt.timedelta(days=7)


def owed_tasks(on: dt.date) -> list[OwedTask]:
    """Return what bodies are to be reminded of on a day.

    In the last week of a quarter the reports of it, afterwards those that did not
    come; nothing of quarters before the first that the office has opened.
    """
    opened = reports.Quarter.objects.filter(due_on__isnull=False).order_by("code")
    first = opened.values_list("code", flat=True).first()
    if first is None:
        return []
    now = Quarter.of(on)
    tasks = list(Task.objects.running(on).filter(lead__isnull=False).with_bodies())
    owed = [
        _owed(line, TaskReminderKind.SILENT)
        for line in read_lines(tasks, on=on)
        if line.is_silent and line.asked and line.asked.code >= first
    ]
    if on > now.last_day - WEEK and now.code >= first:
        owed += [
            _owed(line, TaskReminderKind.BEFORE)
            for line in read_lines(tasks, on=on, quarter=now)
            if line.asked == now and not line.is_finished and not _is_sent(line)
        ]
    return owed


def _is_sent(line: TaskLine) -> bool:
    return line.current is not None and line.current.sent_at is not None


def _owed(line: TaskLine, kind: TaskReminderKind) -> OwedTask:
    if line.lead is None or line.asked is None:
        raise ValueError(f"nobody owes a report of {line.task.code}")
    return OwedTask(line.task, line.lead.code, line.lead.short_name, line.asked, kind)
