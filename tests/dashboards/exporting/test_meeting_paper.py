"""What the papers of a meeting say of tasks that are late or stuck."""

import datetime as dt

import pytest

from dashboards.analytics.programme.agenda import agenda_on
from dashboards.exporting.meeting_paper import sections
from dashboards.exporting.wording import NBSP
from programme.choices import TaskState
from programme.models import Task
from programme.services.tasks.reports import review_report
from tests.programme import task_world as world

pytestmark = pytest.mark.django_db
TITLE = "Nhiệm vụ quá hạn"


@pytest.fixture
def agenda():
    Task.objects.filter(code=world.CODE).update(due_on=dt.date(2020, 12, 31))
    report = world.write(
        state=TaskState.STUCK,
        difficulty="Thiếu kinh phí.",
        proposal="Bổ sung 50 triệu đồng.",
    )
    review_report(report=report, reason="", by=world.office(), at=world.AT)
    return agenda_on(world.TODAY, today=world.TODAY)


def late(agenda):
    (section,) = (each for each in sections(agenda) if each.title == TITLE)
    return section.rows[0]


def test_an_overdue_task_is_told_with_its_last_report(agenda):
    *_, told, due = late(agenda)
    assert told.split("\n") == [
        f"Vướng mắc (Quý{NBSP}IV/2020, đã xem)",
        "Khó khăn: Thiếu kinh phí.",
        "Đề xuất: Bổ sung 50 triệu đồng.",
    ]
    assert due == "31/12/2020\nquá 79 ngày"


def test_an_overdue_task_that_nobody_reported_on_is_told_so(agenda):
    world.task().reports.all().delete()
    again = agenda_on(world.TODAY, today=world.TODAY)
    assert late(again)[3] == "Chưa báo cáo"


def test_an_agenda_kept_without_the_report_still_has_its_papers(agenda):
    (row,) = agenda["overdue"]
    kept = {name: row[name] for name in row if name not in ("proposal", "told")}
    told = late({**agenda, "overdue": [kept]})[3]
    assert told == "Vướng mắc\nKhó khăn: Thiếu kinh phí."
