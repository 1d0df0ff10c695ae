"""Reports of tasks for the illustration: most bodies report, some are silent."""

import datetime as dt

from django.db import transaction
from django.utils.timezone import get_current_timezone

from accounts.choices import Role
from accounts.models import User
from criteria.models import AgencyHead
from ntm_portal.lib.periods import Quarter
from programme.choices import TaskState
from programme.models import Task, TaskReport
from programme.services.scope import body_of
from programme.services.tasks.reports import (
    Progress,
    Writing,
    review_report,
    write_report,
)

QUARTERS = (Quarter(2020, 3), Quarter(2020, 4))
SILENT_EVERY, STUCK_EVERY, DONE_EVERY, WAITING_EVERY = 4, 7, 5, 6
# One body says nothing of the last quarter, so that the ledger has a worst one.
WHOLLY_SILENT = "SCT"
TEXTS = {
    TaskState.DOING: "Đã triển khai theo kế hoạch, đang tổng hợp kết quả (minh họa).",
    TaskState.DONE: "Đã hoàn thành và báo cáo Ủy ban nhân dân tỉnh (minh họa).",
    TaskState.STUCK: "Đã triển khai một phần nội dung (minh họa).",
}
DIFFICULTY = "Kinh phí và nhân lực còn thiếu so với yêu cầu (minh họa)."
PROPOSAL = "Đề nghị bố trí kinh phí năm 2021 (minh họa)."
HEADS = (
    ("SGDDT", "Trần Văn Mẫu", "Giám đốc", None, dt.date(2020, 6, 30)),
    ("SGDDT", "Lê Thị Mẫu", "Giám đốc", dt.date(2020, 7, 1), None),
    ("SNN", "Nguyễn Văn Mẫu", "Giám đốc", dt.date(2018, 3, 1), None),
    ("VPDP", "Đỗ Thị Mẫu", "Chánh Văn phòng", dt.date(2017, 1, 1), None),
    ("UBND610", "Phạm Văn Mẫu", "Chủ tịch", dt.date(2016, 6, 1), None),
)


@transaction.atomic
def load_demo_tasks(*, today: dt.date) -> int:
    """Add two quarters of reports unless there are any; return how many."""
    _load_heads()
    if TaskReport.objects.exists():
        return 0
    people = _people()
    office = people.get("VPDP")
    led = Task.objects.filter(lead__isnull=False).order_by("code")
    for place, task in enumerate(led):
        user = people.get(task.lead_id or "")
        for turn, quarter in enumerate(QUARTERS):
            if user and office and _speaks(task, quarter, place + turn):
                report = _report(task, quarter, place, by=user, today=today)
                if quarter != QUARTERS[-1] or place % WAITING_EVERY:
                    _accept(report, quarter, by=office)
    return TaskReport.objects.update(is_sample=True)


def _load_heads() -> None:
    for agency, name, title, since, until in HEADS:
        AgencyHead.objects.get_or_create(
            agency_id=agency,
            name=name,
            defaults={
                "title": title,
                "valid_from": since,
                "valid_to": until,
                "document": "Số liệu minh họa",
                "is_sample": True,
            },
        )


def _people() -> dict[str, User]:
    people = User.objects.filter(
        role__in=(Role.DEPARTMENT, Role.DISTRICT, Role.OFFICE), is_head=False
    )
    return {body_of(user): user for user in people.order_by("-username")}


def _speaks(task: Task, quarter: Quarter, place: int) -> bool:
    if not task.is_asked(quarter) or place % SILENT_EVERY == 0:
        return False
    return task.lead_id != WHOLLY_SILENT or quarter != QUARTERS[-1]


def _report(
    task: Task, quarter: Quarter, place: int, *, by: User, today: dt.date
) -> TaskReport:
    state = TaskState.DOING
    if place % STUCK_EVERY == 0:
        state = TaskState.STUCK
    elif place % DONE_EVERY == 0:
        state = TaskState.DONE
    is_stuck = state == TaskState.STUCK
    return write_report(
        task=task,
        quarter=quarter,
        writing=Writing(
            Progress(
                state,
                TEXTS[state],
                difficulty=DIFFICULTY if is_stuck else "",
                proposal=PROPOSAL if is_stuck else "",
            ),
            is_sent=True,
        ),
        by=by,
        at=_moment(quarter, 6 + place % 9, 9, place % 60),
        today=today,
    )


def _accept(report: TaskReport, quarter: Quarter, *, by: User) -> None:
    review_report(report=report, reason="", by=by, at=_moment(quarter, 22, 15))


def _moment(quarter: Quarter, day: int, hour: int, minute: int = 0) -> dt.datetime:
    """Return an instant in the month after a quarter."""
    month = quarter.next().first_day
    zone = get_current_timezone()
    return dt.datetime(month.year, month.month, day, hour, minute, tzinfo=zone)
