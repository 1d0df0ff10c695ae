"""Tasks made, changed, handed over and closed by the coordination office."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError

from accounts.models import User
from criteria.models import Agency
from programme.models import Conclusion, Task, TaskHandover
from programme.services.keeping import keep, remove
from programme.services.tasks.days import DAYS, faults_of_days
from reports.services.guard import ChangeRefused, check_reviewer

# What the task of a conclusion may not lose, by attribute: the field and its words.
OF_CONCLUSIONS = {
    "lead_id": ("lead", "đơn vị chủ trì"),
    "due_on": ("due_on", "hạn hoàn thành"),
}


@dataclass(frozen=True, slots=True)
class Handover:
    """From which day another body leads, and by which document."""

    on: dt.date
    document: str


class HandoverIncomplete(ChangeRefused):
    """A task may not change hands without a day and a document."""


@transaction.atomic
def save_task(
    *,
    task: Task,
    supporting: Iterable[Agency],
    handover: Handover | None,
    by: User,
    at: dt.datetime,
) -> Task:
    """Store a task, new or changed.

    Another lead than the stored one leaves a row of handover; raises
    HandoverIncomplete without one, NotAllowed for whoever is not of the office, and
    ValidationError for days that do not fit or what its conclusion asks for.
    """
    check_reviewer(by)
    before = Task.objects.select_for_update().filter(pk=task.pk).first()
    _check(task, before)
    if before and before.lead_id != task.lead_id:
        if handover is None:
            raise HandoverIncomplete(
                "Đổi đơn vị chủ trì thì phải ghi từ ngày nào và theo văn bản nào."
            )
        TaskHandover.objects.create(
            task=before,
            before_id=before.lead_id,
            after_id=task.lead_id,
            on=handover.on,
            document=handover.document,
        )
    reason = "Sửa nhiệm vụ" if before else "Giao nhiệm vụ"
    keep(task, by=by, at=at, reason=reason)
    task.supporting.set(supporting)
    return task


@transaction.atomic
def remove_task(*, task: Task, reason: str, by: User, at: dt.datetime) -> None:
    """Take a task back that nobody has worked on; its history stays."""
    check_reviewer(by)
    try:
        remove(task, by=by, at=at, reason=reason)
    except ProtectedError:
        raise ChangeRefused(
            f"Nhiệm vụ {task.code} đã có báo cáo, kết luận hoặc nhiệm vụ con; hãy kết "
            "thúc chứ không xóa."
        ) from None


@transaction.atomic
def close_task(
    *, task: Task, on: dt.date, reason: str, by: User, at: dt.datetime
) -> Task:
    """End a task on a day, for a reason; not before a quarter that it has a report of.

    Raises ChangeRefused.
    """
    check_reviewer(by)
    row = Task.objects.select_for_update().get(pk=task.pk)
    if row.closed_on:
        raise ChangeRefused(f"Nhiệm vụ đã kết thúc ngày {row.closed_on:%d/%m/%Y}.")
    row.closed_on, row.closed_reason = on, reason
    faults = faults_of_days(row, ("closed_on",))
    if faults:
        raise ChangeRefused(" ".join(faults.values()))
    keep(row, by=by, at=at, reason="Kết thúc nhiệm vụ")
    return row


@transaction.atomic
def reopen_task(*, task: Task, by: User, at: dt.datetime) -> Task:
    """Take the end of a task back."""
    check_reviewer(by)
    row = Task.objects.select_for_update().get(pk=task.pk)
    if row.closed_on is None:
        raise ChangeRefused("Nhiệm vụ này đang mở.")
    row.closed_on, row.closed_reason = None, ""
    keep(row, by=by, at=at, reason="Mở lại nhiệm vụ")
    return row


def _check(task: Task, before: Task | None) -> None:
    moved = [
        name
        for name in DAYS
        if before is None or getattr(before, name) != getattr(task, name)
    ]
    faults = faults_of_days(task, moved) | _lost(task, before)
    if faults:
        raise ValidationError(faults)


def _lost(task: Task, before: Task | None) -> dict[str, str]:
    """Return by field what the task of a conclusion would lose."""
    lost = [
        each
        for name, each in OF_CONCLUSIONS.items()
        if before and getattr(before, name) and not getattr(task, name)
    ]
    if not lost or not Conclusion.objects.filter(task=task).exists():
        return {}
    return {
        field: f"Nhiệm vụ này là kết luận họp Ban Chỉ đạo nên phải có {word}."
        for field, word in lost
    }
