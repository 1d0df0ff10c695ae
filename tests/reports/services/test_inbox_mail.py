"""News by e-mail: one mail a person, never twice, nothing lost to a bad address."""

import datetime as dt
from typing import Any

import pytest
from django.core import mail

from accounts.models import User
from reports.choices import ReportState
from reports.management.news import all_news
from reports.services.inbox_mail import News, NewsRound, send_news
from tests.reports.review_world import LARGE, officer, open_quarter, reviewer
from tests.reports.talk_world import PAGE, give_back, in_state, leader, minutes, say

NOW = minutes(60)
FLAKY = "tests.reports.services.test_reminders.FlakyBackend"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _people(db: None) -> None:
    open_quarter()
    in_state(ReportState.DRAFT)
    for user in (officer(), officer(LARGE), reviewer(), leader()):
        user.email = f"{user.username}@example.test"
        user.save()


def tell(at: dt.datetime = NOW) -> NewsRound:
    return send_news(all_news(at=at))


def told() -> list[str]:
    return [message.to[0] for message in mail.outbox]


def changed(**fields: Any) -> None:
    User.objects.filter(username="huyen.618").update(**fields)


def test_what_is_new_is_told_in_one_mail_with_its_address(settings: Any) -> None:
    comment = say("@huyen.618 xin xem lại.")
    give_back(at=minutes(1))
    tell()
    (sent,) = mail.outbox
    assert sent.to == ["huyen.618@example.test"]
    assert sent.subject == "Hộp thư nông thôn mới: 2 tin mới"
    assert "vpdp nhắc đến bạn: “@huyen.618 xin xem lại.”" in sent.body
    assert f"{settings.SITE_URL}{PAGE}#td-{comment.pk}" in sent.body
    assert "(trả lời trước ngày 25/03/2021): “Thiếu biên bản.”" in sent.body


def test_with_nothing_new_nobody_is_written_to() -> None:
    assert (tell().sent, mail.outbox) == ((), [])


def test_nothing_is_told_twice() -> None:
    say()
    tell()
    tell()
    assert told() == ["huyen.618@example.test"]
    say("nữa", at=minutes(1))
    tell()
    assert len(mail.outbox) == 2
    assert "Xin xem lại." not in mail.outbox[1].body


def test_what_was_dated_before_the_last_mail_and_stored_after_it_is_told() -> None:
    say("viết sau, lưu trước", at=minutes(10) + dt.timedelta(seconds=2))
    tell(at=minutes(10) + dt.timedelta(seconds=5))
    say("viết trước, lưu sau", at=minutes(10))
    tell(at=minutes(12))
    (sent,) = mail.outbox
    assert "viết sau, lưu trước" in sent.body
    assert "viết trước, lưu sau" in sent.body


def test_of_two_rounds_at_once_the_second_tells_nothing() -> None:
    say()
    first, second = all_news(at=NOW), all_news(at=NOW)
    send_news(first)
    assert send_news(second) == NewsRound((), ())
    assert len(mail.outbox) == 1


def test_what_was_read_is_not_told() -> None:
    say()
    changed(inbox_seen_at=minutes(1))
    assert all_news(at=NOW) == []


@pytest.mark.parametrize("fields", [{"email": ""}, {"is_active": False}])
def test_whoever_cannot_be_written_to_is_left_out(fields: dict[str, Any]) -> None:
    say()
    changed(**fields)
    assert all_news(at=NOW) == []


def test_an_account_closed_since_is_not_written_to() -> None:
    say()
    news = all_news(at=NOW)
    changed(is_active=False)
    assert (send_news(news).sent, mail.outbox) == ((), [])


def test_an_address_that_fails_stops_no_other_and_is_tried_again(
    settings: Any,
) -> None:
    settings.EMAIL_BACKEND = FLAKY
    changed(email="hong@example.test")
    say()
    say("Đã sửa.", by=officer(), at=minutes(1))
    done = tell()
    assert [news.user.username for news, _reason in done.failed] == ["huyen.618"]
    assert told() == ["vpdp@example.test"]
    changed(email="huyen.618@example.test")
    tell()
    assert told() == ["vpdp@example.test", "huyen.618@example.test"]


def test_a_long_list_is_cut_and_says_how_much_is_left() -> None:
    for count in range(23):
        say(f"tin số {count}.", at=minutes(count))
    tell()
    body = mail.outbox[0].body
    assert body.count("tin số") == 20
    assert "Và 3 tin nữa trong hộp thư." in body


def test_a_long_text_is_cut_and_stands_on_one_line() -> None:
    say("dòng một\n" + "a" * 400)
    tell()
    assert "“dòng một aaa" in mail.outbox[0].body
    assert "a…”" in mail.outbox[0].body


def test_a_comment_on_a_whole_report_leads_to_its_page() -> None:
    comment = say(whole=True)
    tell()
    assert f"/618/trao-doi/#td-{comment.pk}" in mail.outbox[0].body


def test_the_same_mail_has_the_same_id() -> None:
    say()
    news: list[News] = all_news(at=NOW)
    send_news(news)
    changed(digest_sent_at=None)
    send_news(all_news(at=NOW))
    ids = {message.extra_headers["Message-ID"] for message in mail.outbox}
    assert len(mail.outbox) == 2
    assert len(ids) == 1
