"""Tasks of QĐ 1334 with the people who report on them and look at the reports."""

import datetime as dt

from accounts.choices import Role
from accounts.models import User
from ntm_portal.lib.periods import Quarter
from programme.choices import TaskState
from programme.models import Task, TaskReport
from programme.services.tasks.reports import Progress, Writing, write_report

TODAY = dt.date(2021, 3, 20)
AT = dt.datetime(2021, 3, 20, 2, 40, tzinfo=dt.UTC)
LAST, NOW = Quarter(2020, 4), Quarter(2021, 1)
BODY, OTHER = "SKHDT", "STC"
CODE, HEADING, PART = "III.4", "II.2.2", "II.2.2.2-610"
DISTRICT = "610"


def task(code: str = CODE) -> Task:
    return Task.objects.get(code=code)


def department(body: str = BODY) -> User:
    user, _ = User.objects.get_or_create(
        username=f"so.{body.lower()}", role=Role.DEPARTMENT, agency_id=body
    )
    return user


def committee(district: str = DISTRICT) -> User:
    user, _ = User.objects.get_or_create(
        username=f"huyen.{district}", role=Role.DISTRICT, district_id=district
    )
    return user


def office() -> User:
    user, _ = User.objects.get_or_create(username="vpdp", role=Role.OFFICE)
    return user


def reader() -> User:
    user, _ = User.objects.get_or_create(username="lanhdao", role=Role.LEADER)
    return user


def write(
    code: str = CODE,
    *,
    quarter: Quarter = LAST,
    state: TaskState = TaskState.DOING,
    text: str = "Đã trình dự thảo.",
    by: User | None = None,
    at: dt.datetime = AT,
    is_sent: bool = True,
    **said: object,
) -> TaskReport:
    """Write the report of a task, by its department unless told, and send it."""
    stored = TaskReport.objects.filter(task__code=code, quarter=quarter.code).first()
    return write_report(
        task=task(code),
        quarter=quarter,
        writing=Writing(
            progress=Progress(state, text, **said),
            version=stored.version if stored else 0,
            is_sent=is_sent,
        ),
        by=by or department(),
        at=at,
        today=TODAY,
    )
