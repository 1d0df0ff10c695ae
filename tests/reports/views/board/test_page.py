"""Ai chưa gửi as the office sees and uses it."""

import datetime as dt
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client

from accounts.models import User
from reports.choices import EventKind, ReportState
from reports.models import DeadlineException, Quarter, Report, ReportEvent
from reports.services.workflow import close_quarter
from tests.reports.review_world import (
    AT,
    FIRST,
    MET,
    QUARTER,
    SMALL,
    approved_before,
    officer,
    open_quarter,
    reviewer,
    submitted,
)
from tests.reports.views.entry.addresses import said, text

BOARD = "/bao-cao/ai-chua-nop/"
DEADLINE, EXCEPTION = f"{BOARD}han/", f"{BOARD}gia-han/"
MORNING = dt.datetime(2021, 3, 25, 9, 40, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
LATER = {"quarter": QUARTER, "due_on": "31/03/2021"}
EXTENDED = {**LATER, "district": SMALL, "reason": "Mưa lũ."}


@pytest.fixture(autouse=True)
def _morning(db: None) -> Iterator[None]:
    with time_machine.travel(MORNING, tick=False):
        yield


@pytest.fixture
def office(client: Client) -> Client:
    open_quarter(due_on=dt.date(2021, 3, 20))
    client.force_login(reviewer())
    return client


def test_a_late_district_is_told_by_days_with_whom_to_phone(office: Client) -> None:
    user = officer()
    User.objects.filter(pk=user.pk).update(
        full_name="Y Hạnh", phone="0260 3 812 345", email="h@example.test"
    )
    found = text(office.get(BOARD))
    assert "chưa gửi, quá hạn 5 ngày" in found
    assert '<a href="tel:02603812345">0260 3 812 345</a>' in found
    assert '<a href="mailto:h@example.test">h@example.test</a>' in found


def test_a_report_sent_in_time_says_when_and_by_whom(office: Client) -> None:
    approved_before()
    submitted({(FIRST, 1): MET})
    found = text(office.get(BOARD))
    assert "đúng hạn</span>" in found
    assert '20/03/2021 16:40</time> <span class="nt-mut">UBND huyện Ia H&#x27;Drai' in (
        found
    )


def test_a_returned_report_says_so_beside_its_first_sending(office: Client) -> None:
    approved_before()
    report = submitted({(FIRST, 1): MET})
    Report.objects.update(state=ReportState.RETURNED)
    ReportEvent.objects.create(
        report=report, kind=EventKind.RETURNED, at=AT, by=reviewer(), reason="x"
    )
    found = text(office.get(BOARD))
    assert "đúng hạn</span>" in found
    assert "bị trả lại 20/03/2021" in found


def test_without_an_open_quarter_the_first_is_opened_here(client: Client) -> None:
    client.force_login(reviewer())
    assert "Chưa mở quý nào để báo cáo." in text(client.get(BOARD))
    answer = client.post(DEADLINE, LATER, follow=True)
    assert said(answer) == ["Báo cáo Quý I/2021: hạn chung 31/03/2021."]
    assert Quarter.objects.get(pk=QUARTER).due_on == dt.date(2021, 3, 31)


def test_a_moved_deadline_is_told_with_who_moved_it(office: Client) -> None:
    found = text(office.post(DEADLINE, LATER, follow=True))
    assert "Hạn báo cáo: 20/03/2021 → 31/03/2021" in found
    assert "(vpdp)" in found


def test_an_exception_is_given_and_shown_with_its_reason(office: Client) -> None:
    found = text(office.post(EXCEPTION, EXTENDED, follow=True))
    assert "hạn riêng, do: Mưa lũ." in found
    given = DeadlineException.objects.get()
    assert (given.district_id, given.due_on) == (SMALL, dt.date(2021, 3, 31))


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"due_on": "31/02/2021"}, "Hãy ghi một ngày có thật"),
        ({"due_on": ""}, "Hãy ghi ngày."),
        ({"due_on": "24/03/2021"}, "đã qua"),
        ({"due_on": "19/03/2021"}, "không thể trước hạn chung"),
        ({"district": "999"}, "Không có huyện này."),
        ({"quarter": "2019Q1"}, "Không đặt hạn cho kỳ này được."),
        ({"reason": " "}, "Hãy ghi lý do gia hạn"),
        ({"reason": "x" * 2001}, "Lý do dài quá 2000 ký tự."),
        ({"quarter": "x\x00", "district": "\x00"}, "Không đặt hạn cho kỳ này được."),
    ],
)
def test_an_exception_that_makes_no_sense_is_refused_and_what_was_typed_stays(
    office: Client, changed: dict[str, str], words: str
) -> None:
    answer = office.post(EXCEPTION, {**EXTENDED, "due_on": "31/03/2021", **changed})
    assert answer.status_code == 422
    assert words in text(answer)
    assert changed.get("due_on", "31/03/2021") in text(answer)
    assert not DeadlineException.objects.exists()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"due_on": "24/03/2021"}, "đã qua"),
        ({"due_on": "mai"}, "Hãy ghi một ngày có thật"),
        ({"quarter": "2030Q1"}, "Không đặt hạn cho kỳ này được."),
    ],
)
def test_a_deadline_that_makes_no_sense_is_refused(
    office: Client, changed: dict[str, str], words: str
) -> None:
    answer = office.post(DEADLINE, {**LATER, **changed})
    assert answer.status_code == 422
    assert words in text(answer)
    assert Quarter.objects.get(pk=QUARTER).due_on == dt.date(2021, 3, 20)


def test_a_closed_quarter_gets_no_other_deadline(office: Client) -> None:
    close_quarter(quarter_code=QUARTER, by=reviewer(), at=AT)
    assert office.post(DEADLINE, LATER).status_code == 422
    assert office.post(EXCEPTION, EXTENDED).status_code == 422


def test_a_quarter_that_is_not_open_shows_the_latest_one(office: Client) -> None:
    open_quarter("2020Q4", dt.date(2020, 12, 20))
    for asked in ("2019Q1", "x\x00", ""):
        assert office.get(BOARD, {"ky": asked}).context["quarter"].code == QUARTER
    found = office.get(BOARD, {"ky": "2020Q4"})
    assert "Ai chưa gửi: Báo cáo năm 2020" in text(found)


def test_what_an_earlier_quarter_lacks_is_named_above(office: Client) -> None:
    open_quarter("2020Q4", dt.date(2020, 12, 20))
    found = text(office.get(BOARD))
    assert f'<a href="{BOARD}?ky=2020Q4">Báo cáo năm 2020</a> (10 huyện)' in found


def test_a_quarter_that_has_begun_is_there_by_itself(client: Client) -> None:
    open_quarter("2020Q4", dt.date(2020, 12, 20))
    client.force_login(reviewer())
    assert client.get(BOARD).context["quarter"].code == QUARTER


def test_the_page_takes_the_same_queries_with_one_quarter_and_with_more(
    office: Client, django_assert_num_queries: Any
) -> None:
    office.get(BOARD)
    for code in ("2021Q1", "2020Q4", "2020Q3"):
        open_quarter(code, dt.date(2021, 3, 20))
        with django_assert_num_queries(15):
            office.get(BOARD)
