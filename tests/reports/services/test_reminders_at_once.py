"""Two rounds at once on a real database: nobody gets two mails."""

import datetime as dt
import threading

import pytest
from django.core import mail
from django.db import connections

from accounts.choices import Role
from accounts.models import User
from communes.models import District
from reports.models import Reminder
from reports.services.digests import Owed
from reports.services.reminders import due_digests, send_round
from tests.reports.review_world import AT, SMALL, open_quarter

DUE = dt.date(2021, 3, 20)


@pytest.mark.django_db(transaction=True)
def test_two_rounds_at_once_send_one_mail() -> None:
    quarter = open_quarter(due_on=DUE)
    User.objects.create(
        username="a", role=Role.DISTRICT, district_id=SMALL, email="a@example.test"
    )
    owed = Owed(District.objects.get(pk=SMALL), quarter, DUE, "đang soạn")
    planned = due_digests([owed], on=DUE)
    start = threading.Barrier(2)

    def send() -> None:
        start.wait()
        send_round(planned, on=DUE, at=AT)
        connections.close_all()

    rounds = [threading.Thread(target=send) for _ in range(2)]
    for each in rounds:
        each.start()
    for each in rounds:
        each.join()
    assert len(mail.outbox) == 1
    assert Reminder.objects.count() == 1
