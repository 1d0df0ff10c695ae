"""The daily round tells people what is new in their inbox."""

import io
from collections.abc import Sequence

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from accounts.models import User
from reports.choices import ReportState
from tests.reports.database import everything
from tests.reports.review_world import officer, open_quarter
from tests.reports.talk_world import in_state, say

FLAKY = "tests.reports.services.test_reminders.FlakyBackend"
QUIET = "2021-01-20"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _something_new(db: None) -> None:
    open_quarter()
    in_state(ReportState.DRAFT)
    User.objects.filter(pk=officer().pk).update(email="hong@example.test")
    say()


def run(options: Sequence[str] = ()) -> str:
    out = io.StringIO()
    call_command(
        "daily_round", "--on", QUIET, *options, stdout=out, stderr=io.StringIO()
    )
    return out.getvalue()


def test_it_tells_once() -> None:
    assert "Đã gửi huyen.618 <hong@example.test>: 1 tin mới." in run()
    assert "tin mới" not in run()
    assert [message.to for message in mail.outbox] == [["hong@example.test"]]


def test_a_dry_run_tells_and_sends_nothing() -> None:
    before = everything()
    assert "Sẽ gửi huyen.618 <hong@example.test>: 1 tin mới." in run(["--dry-run"])
    assert everything() == before
    assert mail.outbox == []


def test_a_mail_that_fails_ends_the_run_with_1_and_is_sent_by_the_next(
    settings,
) -> None:
    backend = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = FLAKY
    with pytest.raises(CommandError, match="1 thư không gửi được") as stopped:
        run()
    assert stopped.value.returncode == 1
    settings.EMAIL_BACKEND = backend
    assert "Đã gửi huyen.618" in run()
