"""Reminders: one digest a person, nothing twice, nothing lost to one bad address."""

import datetime as dt
import smtplib
from collections.abc import Sequence
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from accounts.choices import Role
from accounts.models import User
from communes.models import District
from reports.choices import ReminderKind
from reports.models import Quarter, Reminder
from reports.services.digests import Digest, Owed
from reports.services.reminders import Round, due_digests, send_round
from tests.reports.review_world import AT, LARGE, QUARTER, SMALL, open_quarter

DUE = dt.date(2021, 3, 20)
BEFORE, AFTER = DUE - dt.timedelta(days=7), DUE + dt.timedelta(days=1)
FLAKY = "tests.reports.services.test_reminders.FlakyBackend"

pytestmark = pytest.mark.django_db


class FlakyBackend(EmailBackend):
    """A mail server that knows nobody called hong@example.test."""

    def send_messages(self, messages: Sequence[Any]) -> int:
        if messages[0].to == ["hong@example.test"]:
            raise smtplib.SMTPRecipientsRefused({})
        return super().send_messages(messages)


@pytest.fixture(autouse=True)
def _opened(db: None) -> None:
    open_quarter(due_on=DUE)
    open_quarter("2021Q2", dt.date(2021, 6, 20))


def person(name: str, district: str | None = SMALL, **other: Any) -> User:
    role = Role.DISTRICT if district else Role.OFFICE
    fields = {"email": f"{name}@example.test", "role": role, **other}
    return User.objects.create(username=name, district_id=district, **fields)


def owed(district: str = SMALL, quarter: str = QUARTER, **other: Any) -> Owed:
    fields = {"due_on": DUE, "word": "chưa bắt đầu", **other}
    return Owed(
        district=District.objects.get(pk=district),
        quarter=Quarter.objects.get(pk=quarter),
        **fields,
    )


def digests(on: dt.date, *reports: Owed) -> list[Digest]:
    return due_digests(reports or [owed()], on=on)


def remind(on: dt.date, *reports: Owed) -> Round:
    return send_round(digests(on, *reports), on=on, at=AT)


def kinds(on: dt.date) -> list[str]:
    return [line.kind for digest in digests(on) for line in digest.lines]


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (dt.date(2021, 3, 12), None),
        (dt.date(2021, 3, 13), ReminderKind.WEEK_BEFORE),
        (dt.date(2021, 3, 19), ReminderKind.WEEK_BEFORE),
        (dt.date(2021, 3, 20), ReminderKind.ON_THE_DAY),
        (dt.date(2021, 3, 21), ReminderKind.AFTER),
        (dt.date(2021, 4, 21), ReminderKind.AFTER),
    ],
)
def test_a_week_before_on_the_day_and_after_even_when_a_day_was_missed(
    day: dt.date, kind: ReminderKind | None
) -> None:
    person("a")
    assert kinds(day) == ([kind] if kind else [])


def test_each_of_the_three_is_sent_once() -> None:
    person("a")
    for days in range(-10, 10):
        remind(DUE + dt.timedelta(days=days))
    assert len(mail.outbox) == 3


def test_another_deadline_is_reminded_of_anew() -> None:
    person("a")
    remind(DUE)
    remind(DUE, owed(due_on=DUE + dt.timedelta(days=5)))
    assert len(mail.outbox) == 2


def test_everything_that_a_person_is_told_is_one_mail() -> None:
    person("a")
    remind(AFTER, owed(), owed(quarter="2021Q2", due_on=dt.date(2021, 3, 28)))
    (sent,) = mail.outbox
    assert sent.body.count("- Huyện Ia H'Drai") == 2
    assert Reminder.objects.count() == 2


def test_everybody_of_the_district_is_told_and_nobody_of_another() -> None:
    person("a")
    person("b", is_head=True)
    person("c", LARGE)
    remind(DUE)
    assert [message.to for message in mail.outbox] == [
        ["a@example.test"],
        ["b@example.test"],
    ]


def test_who_has_left_or_has_no_address_is_told_nothing() -> None:
    person("a", is_active=False)
    person("b", email="")
    assert digests(DUE) == []


def test_the_office_is_told_only_after_the_day_and_of_everybody() -> None:
    person("vpdp", None)
    assert digests(DUE) == []
    remind(AFTER, owed(), owed(LARGE))
    (sent,) = mail.outbox
    assert "Huyện Ia H'Drai" in sent.body
    assert "Huyện Đắk Glei" in sent.body


def test_a_district_whose_report_came_back_is_reminded_but_not_late() -> None:
    person("vpdp", None)
    person("a")
    (digest,) = digests(AFTER, owed(was_sent=True))
    assert digest.user.username == "a"


def test_leaders_admins_and_departments_are_told_nothing() -> None:
    User.objects.create_superuser("admin", "admin@example.test", "x")
    User.objects.create(username="l", role=Role.LEADER, email="l@example.test")
    assert digests(AFTER) == []


def test_what_was_planned_twice_is_sent_once() -> None:
    person("a")
    first, second = digests(DUE), digests(DUE)
    send_round(first, on=DUE, at=AT)
    assert send_round(second, on=DUE, at=AT).sent == ()
    assert len(mail.outbox) == 1


def test_who_was_switched_off_since_the_plan_gets_nothing() -> None:
    user = person("a")
    planned = digests(DUE)
    User.objects.filter(pk=user.pk).update(is_active=False)
    send_round(planned, on=DUE, at=AT)
    assert mail.outbox == []


def test_an_address_that_fails_stops_nobody_and_is_tried_again(settings: Any) -> None:
    settings.EMAIL_BACKEND = FLAKY
    bad = person("hong")
    person("tot")
    done = remind(DUE)
    assert [digest.user for digest, _reason in done.failed] == [bad]
    assert [digest.user.username for digest in done.sent] == ["tot"]
    assert not Reminder.objects.filter(user=bad).exists()
    User.objects.filter(pk=bad.pk).update(email="moi@example.test")
    remind(DUE)
    assert [message.to for message in mail.outbox] == [
        ["tot@example.test"],
        ["moi@example.test"],
    ]


def test_an_address_that_is_none_fails_alone() -> None:
    person("a", email="a@example.test\nBcc: b@example.test")
    person("b")
    assert len(remind(DUE).failed) == 1
    assert [message.to for message in mail.outbox] == [["b@example.test"]]


def test_a_mail_that_is_repeated_carries_the_same_id() -> None:
    person("a")
    for _ in range(2):
        remind(DUE)
        Reminder.objects.all().delete()
    first, second = (message.extra_headers["Message-ID"] for message in mail.outbox)
    assert first == second


def test_planning_takes_two_queries_for_any_number(
    django_assert_num_queries: Any,
) -> None:
    for number in range(5):
        person(f"p{number}")
    reports = [owed(), owed(LARGE)]
    with django_assert_num_queries(2):
        due_digests(reports, on=DUE)
