"""The days of a task: no change of them leaves a report of it outside."""

from collections.abc import Collection

from django.db.models import Max, Min

from ntm_portal.lib.periods import Quarter
from programme.models import Task, TaskReport

DAYS = ("starts_on", "closed_on")


def faults_of_days(task: Task, moved: Collection[str]) -> dict[str, str]:
    """Return by field why the days that ``moved`` cannot be so, {} for no reason.

    Only reports that were sent and not given back count. One query, none when nothing
    moved.
    """
    if not moved:
        return {}
    told = TaskReport.objects.told().filter(task_id=task.pk)
    span = told.aggregate(first=Min("quarter"), last=Max("quarter"))
    faults = {}
    if "starts_on" in moved and span["first"]:
        first = Quarter.parse(span["first"])
        if task.starts_on > first.last_day:
            faults["starts_on"] = (
                f"Nhiệm vụ đã có báo cáo {first.label} nên không thể bắt đầu sau "
                f"{first.last_day:%d/%m/%Y}."
            )
    if "closed_on" in moved and task.closed_on and span["last"]:
        last = Quarter.parse(span["last"])
        if task.closed_on < last.first_day:
            faults["closed_on"] = (
                f"Nhiệm vụ đã có báo cáo {last.label} nên không thể kết thúc trước "
                f"{last.first_day:%d/%m/%Y}."
            )
    if task.closed_on and task.closed_on < task.starts_on:
        field = "closed_on" if "closed_on" in moved else "starts_on"
        faults[field] = "Ngày kết thúc không thể trước ngày bắt đầu."
    return faults
