"""What was given back is told to its district or body, until it is sent again."""

import datetime as dt

import pytest

from accounts.models import User
from programme.services.capital.workflow import (
    approve_capital,
    reopen_capital,
    return_capital,
    submit_capital,
)
from programme.services.tasks.reports import review_report
from reports.analytics.returned_work import (
    ReturnedWork,
    returned_work,
    unread_returned,
)
from tests.programme import task_world as tasks
from tests.programme.capital_world import CELL, sent
from tests.reports.review_world import (
    AT,
    LARGE,
    QUARTER,
    SMALL,
    officer,
    open_quarter,
    reviewer,
)

pytestmark = pytest.mark.django_db
SHEET = f"/von/2021Q1/{SMALL}/"
THERE = {"district_code": SMALL, "quarter_code": QUARTER}
LATER = AT + dt.timedelta(hours=1)


def unread(user: User) -> int:
    row = User.objects.annotate(unread=unread_returned(user))
    return int(row.values_list("unread", flat=True).get(pk=user.pk))


@pytest.fixture
def _sent():
    open_quarter()
    sent({CELL: "5"})


@pytest.fixture
def _partly(_sent):
    approve_capital(
        **THERE, by=reviewer(), at=AT, seen=AT, returned={CELL: "Xem lại chứng từ."}
    )


@pytest.mark.usefixtures("_partly")
def test_cells_of_capital_given_back_are_told_to_the_district_alone():
    said = "Vốn Quý I/2021 bị trả lại: 1 ô"
    address = f"{SHEET}?so=ke-hoach"
    assert returned_work(officer()) == (ReturnedWork(said, "", address),)
    assert returned_work(officer(LARGE)) == ()
    assert returned_work(reviewer()) == ()


@pytest.mark.usefixtures("_partly")
def test_returned_capital_is_unread_until_the_inbox_was_read():
    user = officer()
    assert unread(user) == 1
    user.inbox_seen_at = LATER
    assert unread(user) == 0
    assert len(returned_work(user)) == 1


@pytest.mark.usefixtures("_sent")
def test_a_whole_sheet_given_back_tells_why():
    return_capital(**THERE, by=reviewer(), at=AT, reason="Thiếu vốn tỉnh.")
    said = "Vốn Quý I/2021 bị trả lại cả bảng"
    assert returned_work(officer()) == (ReturnedWork(said, "Thiếu vốn tỉnh.", SHEET),)


@pytest.mark.usefixtures("_sent")
def test_a_sheet_opened_again_tells_so():
    approve_capital(**THERE, by=reviewer(), at=AT, seen=AT, returned={})
    reopen_capital(**THERE, by=reviewer(), at=LATER, reason="Bổ sung.")
    assert returned_work(officer())[0].said == "Vốn Quý I/2021 được mở lại"


@pytest.mark.usefixtures("_partly")
def test_what_was_sent_again_waits_no_more():
    submit_capital(**THERE, by=officer(), at=LATER)
    assert returned_work(officer()) == ()
    assert unread(officer()) == 0


def test_a_report_of_a_task_given_back_is_told_to_its_body():
    report = tasks.write()
    review_report(report=report, reason="Thiếu số.", by=tasks.office(), at=tasks.AT)
    body = tasks.department()
    said = f"Nhiệm vụ {tasks.CODE}: báo cáo Quý IV/2020 bị trả lại"
    work = ReturnedWork(said, "Thiếu số.", f"/nhiem-vu/{tasks.CODE}/")
    assert returned_work(body) == (work,)
    assert unread(body) == 1
    assert returned_work(tasks.department(tasks.OTHER)) == ()


def test_a_report_that_its_body_saved_again_is_no_news_to_it():
    report = tasks.write()
    review_report(report=report, reason="Thiếu số.", by=tasks.office(), at=tasks.AT)
    tasks.write(is_sent=False)
    assert len(returned_work(tasks.department())) == 1
    assert unread(tasks.department()) == 0
