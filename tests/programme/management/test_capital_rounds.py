"""The daily round asks districts for their capital and tells the office who is late."""

import datetime as dt
import io

import pytest
from django.core import mail
from django.core.management import call_command

from programme.choices import CapitalState
from programme.models import CapitalReminder, CapitalReport
from programme.services.capital.workflow import approve_capital, reopen_capital
from reports.models import Quarter, Report
from tests.programme.capital_world import CELL, approved_capital, sent
from tests.reports.review_world import (
    AT,
    LARGE,
    QUARTER,
    SMALL,
    exception,
    officer,
    open_quarter,
    reviewer,
)

pytestmark = pytest.mark.django_db
DUE = dt.date(2021, 3, 20)


@pytest.fixture(autouse=True)
def _people(db):
    open_quarter(due_on=DUE)
    for user in (officer(), officer(LARGE), reviewer()):
        user.email = f"{user.username}@example.test"
        user.save()


def run(on, *options):
    """Run the round of a day and return what was written about capital, by name."""
    mail.outbox.clear()
    call_command(
        "daily_round",
        "--on",
        on,
        *options,
        stdout=io.StringIO(),
        stderr=io.StringIO(),
    )
    return {
        each.to[0].partition("@")[0]: f"{each.subject}\n{each.body}"
        for each in mail.outbox
        if "/von/" in each.body
    }


def report_is_sent():
    Report.objects.create(
        district_id=SMALL, quarter_id=QUARTER, state="submitted", submitted_at=AT
    )


def test_a_week_before_and_on_the_day_districts_are_asked_each_time_once():
    assert run("2021-03-12") == {}
    for day in ("2021-03-13", "2021-03-20"):
        told = run(day)
        assert set(told) == {f"huyen.{SMALL}", f"huyen.{LARGE}"}
        assert run(day) == {}
    mail_ = told[f"huyen.{SMALL}"]
    assert "Nhắc gửi Báo cáo Quý I/2021 và báo cáo vốn, hạn 20/03/2021" in mail_
    assert "hết hạn hôm nay (chưa bắt đầu)" in mail_
    assert f"/von/{QUARTER}/{SMALL}/" in mail_


def test_after_the_due_date_the_office_hears_who_is_late_and_a_repeat_tells_nobody():
    told = run("2021-03-21")
    assert "10 báo cáo, 10 báo cáo vốn chưa gửi" in told["vpdp"]
    assert "/von/duyet/?ky=2021Q1" in told["vpdp"]
    assert "đề nghị" in told[f"huyen.{SMALL}"]
    assert run("2021-03-22") == {}
    assert CapitalReminder.objects.count() == 12


def test_a_report_and_its_capital_are_asked_for_in_one_mail():
    told = run("2021-03-21")[f"huyen.{SMALL}"]
    assert [each.to for each in mail.outbox].count(["huyen.618@example.test"]) == 1
    assert f"/bao-cao/{QUARTER}/{SMALL}/" in told
    assert told.count("gia hạn") == told.count("tự gửi thư này") == 1


def test_capital_alone_is_asked_for_by_its_own_name():
    report_is_sent()
    told = run("2021-03-20")[f"huyen.{SMALL}"]
    assert "Nhắc gửi báo cáo vốn nông thôn mới Quý I/2021, hạn 20/03/2021" in told
    assert "/bao-cao/" not in told


@pytest.mark.parametrize("state", [CapitalState.SUBMITTED, CapitalState.APPROVED])
def test_who_has_sent_is_not_asked(state):
    CapitalReport.objects.create(district_id=SMALL, quarter_id=QUARTER, state=state)
    assert set(run("2021-03-20")) == {f"huyen.{LARGE}"}


def test_capital_approved_from_a_file_is_not_asked_for():
    approved_capital({CELL: "5"})
    assert set(run("2021-03-20")) == {f"huyen.{LARGE}"}


def test_what_came_back_is_asked_for_again_but_is_not_late():
    report_is_sent()
    report = sent({CELL: "5"})
    CapitalReport.objects.filter(pk=report.pk).update(state=CapitalState.RETURNED)
    told = run("2021-03-21")
    assert "(bị trả lại)" in told[f"huyen.{SMALL}"]
    assert "khóa" not in told[f"huyen.{SMALL}"]
    assert "9 báo cáo vốn chưa gửi" in told["vpdp"]


def test_what_the_office_opened_again_is_not_asked_for():
    seen = sent({CELL: "5"}).submitted_at
    which = {"district_code": SMALL, "quarter_code": QUARTER, "by": reviewer()}
    approve_capital(**which, returned={}, at=AT, seen=seen)
    reopen_capital(**which, at=AT + dt.timedelta(hours=1), reason="Bổ sung")
    assert set(run("2021-03-20")) == {f"huyen.{LARGE}"}


def test_an_extended_district_is_asked_by_its_own_day_and_closed_quarters_never():
    exception(dt.date(2021, 3, 30))
    assert set(run("2021-03-20")) == {f"huyen.{LARGE}"}
    assert set(run("2021-03-23")) >= {f"huyen.{SMALL}"}
    Quarter.objects.update(closed_at=AT)
    assert run("2021-03-31") == {}


def test_a_dry_run_tells_and_keeps_nothing():
    out = io.StringIO()
    call_command("daily_round", "--on", "2021-03-20", "--dry-run", stdout=out)
    told = (
        f"Sẽ gửi huyen.{SMALL} <huyen.{SMALL}@example.test>: 1 báo cáo, 1 báo cáo vốn."
    )
    assert told in out.getvalue()
    assert (mail.outbox, CapitalReminder.objects.count()) == ([], 0)
