"""The daily round: quarters open, reminders go out, a second run adds nothing."""

import datetime as dt
import io

import pytest
import time_machine
from django.core import mail
from django.core.management import CommandError, call_command

from accounts.models import User
from reports.choices import ReportState
from reports.models import Quarter, Reminder, Report
from tests.reports.database import everything
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

DUE = dt.date(2021, 3, 20)
FLAKY = "tests.reports.services.test_reminders.FlakyBackend"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _people(db: None) -> None:
    open_quarter(due_on=DUE)
    for user in (officer(), officer(LARGE), reviewer()):
        user.email = f"{user.username}@example.test"
        user.save()


def run(on: str = "2021-03-20", *options: str) -> str:
    out = io.StringIO()
    call_command("daily_round", "--on", on, *options, stdout=out, stderr=io.StringIO())
    return out.getvalue()


def recipients() -> list[str]:
    """Return who was sent a mail about reports; it may ask for capital too."""
    about = [each for each in mail.outbox if "/bao-cao/" in each.body]
    return [message.to[0] for message in about]


def test_districts_are_reminded_and_a_second_run_reminds_nobody() -> None:
    run()
    assert recipients() == ["huyen.610@example.test", "huyen.618@example.test"]
    assert "Không có ai cần nhắc." in run()
    assert len(recipients()) == 2


@pytest.mark.parametrize("state", [ReportState.SUBMITTED, ReportState.APPROVED])
def test_who_has_sent_is_not_reminded(state: ReportState) -> None:
    Report.objects.create(
        district_id=SMALL, quarter_id=QUARTER, state=state, submitted_at=AT
    )
    run()
    assert recipients() == ["huyen.610@example.test"]


def test_a_district_with_its_own_deadline_is_reminded_by_that() -> None:
    exception(dt.date(2021, 3, 30))
    run()
    assert recipients() == ["huyen.610@example.test"]
    mail.outbox.clear()
    run("2021-03-23")
    told = [each for each in mail.outbox if each.to == ["huyen.618@example.test"]]
    assert "hạn 30/03/2021, còn 7 ngày" in told[0].body


def test_the_day_after_the_office_is_told_who_is_late() -> None:
    assert "<vpdp@example.test>: 10 báo cáo, 10 báo cáo vốn." in run("2021-03-21")


def test_the_mail_says_where_the_report_stands() -> None:
    Report.objects.create(
        district_id=SMALL, quarter_id=QUARTER, state=ReportState.SIGNING
    )
    run()
    assert "(chưa bắt đầu)" in mail.outbox[0].body
    assert "(chờ lãnh đạo huyện)" in mail.outbox[1].body


def test_a_quarter_that_has_begun_is_opened() -> None:
    assert "Mở kỳ Quý II/2021, hạn 20/06/2021." in run("2021-04-01")
    assert Quarter.objects.get(pk="2021Q2").due_on == dt.date(2021, 6, 20)


def test_a_closed_quarter_is_not_asked_for() -> None:
    Quarter.objects.update(closed_at=AT)
    run()
    assert mail.outbox == []


def test_a_dry_run_tells_and_changes_nothing() -> None:
    before = everything()
    told = run("2021-04-01", "--dry-run")
    assert "Mở kỳ Quý II/2021" in told
    assert (
        "Sẽ gửi huyen.618 <huyen.618@example.test>: 1 báo cáo, 1 báo cáo vốn." in told
    )
    assert everything() == before
    assert mail.outbox == []


def test_an_address_that_fails_ends_the_run_with_1_after_all_others(settings) -> None:
    settings.EMAIL_BACKEND = FLAKY
    User.objects.filter(username="huyen.610").update(email="hong@example.test")
    with pytest.raises(CommandError, match="1 thư không gửi được") as stopped:
        run()
    assert stopped.value.returncode == 1
    assert recipients() == ["huyen.618@example.test"]
    assert Reminder.objects.count() == 1


def test_a_day_that_is_none_is_wrong_usage() -> None:
    with pytest.raises(CommandError, match="không phải là ngày") as stopped:
        run("mai")
    assert stopped.value.returncode == 2


def test_without_a_day_the_working_date_counts() -> None:
    out = io.StringIO()
    with time_machine.travel(dt.datetime(2021, 3, 19, 18, tzinfo=dt.UTC)):
        call_command("daily_round", stdout=out)
    assert "Ngày làm việc 20/03/2021." in out.getvalue()
