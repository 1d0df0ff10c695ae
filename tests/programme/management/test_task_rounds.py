"""The daily round reminds bodies of their tasks, the office of silent bodies."""

import datetime as dt
import io

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from programme.models import Task, TaskReminder
from reports.models import Quarter as QuarterRow
from tests.programme import task_world as world
from tests.programme.task_world import NOW, write

pytestmark = pytest.mark.django_db
FLAKY = "tests.reports.services.test_reminders.FlakyBackend"
KEPT = ["III.4", "III.6.3"]


@pytest.fixture(autouse=True)
def _people(db):
    QuarterRow.objects.create(code="2021Q1", due_on=dt.date(2021, 3, 20))
    Task.objects.exclude(code__in=KEPT).update(
        closed_on="2020-01-01", closed_reason="x"
    )
    for user in (world.department(), world.department(world.OTHER), world.office()):
        user.email = f"{user.username}@example.test"
        user.save()


def run(on, *options):
    out = io.StringIO()
    call_command("daily_round", "--on", on, *options, stdout=out, stderr=io.StringIO())
    return out.getvalue()


def told():
    """Return what was written about tasks, by recipient."""
    found = {
        each.to[0].partition("@")[0]: each.body
        for each in mail.outbox
        if "nhiệm vụ" in each.subject
    }
    mail.outbox.clear()
    return found


def test_a_week_before_the_end_of_a_quarter_its_reports_are_asked_for_once():
    run("2021-03-24")
    assert told() == {}
    run("2021-03-25")
    bodies = told()
    assert set(bodies) == {"so.skhdt", "vpdp"}
    assert "hết Quý I/2021 ngày 31/03/2021" in bodies["so.skhdt"]
    assert "/nhiem-vu/III.4/?ky=2021Q1" in bodies["so.skhdt"]
    run("2021-03-26")
    assert told() == {}


def test_who_has_sent_is_not_reminded():
    write(quarter=NOW)
    run("2021-03-30")
    assert set(told()) == {"vpdp"}


def test_when_the_quarter_has_ended_the_office_hears_who_is_silent():
    run("2021-04-02")
    bodies = told()
    assert "Quý I/2021 đã hết" in bodies["so.skhdt"]
    assert "Các đơn vị im lặng:" in bodies["vpdp"]
    assert "III.4" in bodies["vpdp"]


def test_quarters_before_the_first_that_was_opened_are_not_asked_for():
    run("2021-03-01")
    assert told() == {}
    QuarterRow.objects.all().delete()
    run("2021-04-02")
    assert told() == {}


def test_a_dry_run_tells_and_sends_nothing():
    assert "Sẽ gửi so.skhdt <so.skhdt@example.test>: 1 nhiệm vụ." in run(
        "2021-03-25", "--dry-run"
    )
    assert (mail.outbox, TaskReminder.objects.count()) == ([], 0)


def test_an_address_that_fails_is_tried_again_by_the_next_round(settings):
    settings.EMAIL_BACKEND = FLAKY
    user = world.department()
    user.email = "hong@example.test"
    user.save()
    with pytest.raises(CommandError, match="thư không gửi được"):
        run("2021-03-25")
    assert not TaskReminder.objects.filter(user=user).exists()


def test_a_long_mail_names_the_first_tasks_and_counts_the_rest():
    Task.objects.update(closed_on=None, closed_reason="")
    run("2021-03-25")
    mail.outbox.clear()
    run("2021-04-02")
    assert "nhiệm vụ nữa: http" in told()["vpdp"]
