"""News of the inbox by e-mail: one mail a person, nothing of it twice.

As with reminders, the account is locked, and what was told is stored in the
transaction that sends: of two rounds at once the second finds the account moved on,
and an address that fails is tried again by the next round.
"""

import datetime as dt
import hashlib
import smtplib
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse

from accounts.models import User

# A row is dated before it is committed and may wait for a lock in between: seen only
# then, it would lie before what is already told. A minute is longer than any such wait.
SETTLING = dt.timedelta(minutes=1)
FAILURES = (smtplib.SMTPException, OSError, ValueError)
SHOWN = 20
SIGNED = (
    "Cổng theo dõi tiêu chí nông thôn mới tự gửi thư này, mỗi ngày nhiều nhất một thư, "
    "chỉ khi có tin mới."
)


@dataclass(frozen=True, slots=True)
class NewsLine:
    """What is to be read, in words, and the path of the page where it stands."""

    words: str
    path: str


@dataclass(frozen=True, slots=True)
class News:
    """What a person has not read, oldest first; ``until`` is when the last came in."""

    user: User
    lines: tuple[NewsLine, ...]
    until: dt.datetime


@dataclass(frozen=True, slots=True)
class NewsRound:
    """What became of a round: mails sent, and those that could not be."""

    sent: tuple[News, ...]
    failed: tuple[tuple[News, str], ...]


def send_news(found: Iterable[News]) -> NewsRound:
    """Send the mails, each in its own transaction; one that fails stops no other."""
    sent: list[News] = []
    failed: list[tuple[News, str]] = []
    for news in found:
        try:
            is_sent = _send(news)
        except FAILURES as reason:
            failed.append((news, str(reason)))
        else:
            if is_sent:
                sent.append(news)
    return NewsRound(tuple(sent), tuple(failed))


@transaction.atomic
def _send(news: News) -> bool:
    """Send a mail unless the account was told, or closed, since the news were read."""
    locked = User.objects.select_for_update(of=("self",), no_key=True)
    user = locked.filter(is_active=True, pk=news.user.pk).exclude(email="").first()
    if user is None or user.digest_sent_at != news.user.digest_sent_at:
        return False
    User.objects.filter(pk=user.pk).update(digest_sent_at=news.until)
    EmailMessage(
        subject=_subject(news),
        body=_body(news),
        to=[user.email],
        headers={"Message-ID": _message_id(news), "Auto-Submitted": "auto-generated"},
    ).send()
    return True


def _subject(news: News) -> str:
    return f"Hộp thư nông thôn mới: {len(news.lines)} tin mới"


def _body(news: News) -> str:
    lines = "\n\n".join(
        f"- {line.words}\n  {settings.SITE_URL}{line.path}"
        for line in news.lines[:SHOWN]
    )
    left = len(news.lines) - SHOWN
    more = f"\n\nVà {left} tin nữa trong hộp thư." if left > 0 else ""
    return (
        f"Kính gửi {news.user.display_name},\n\n"
        f"Tin chưa đọc từ thư trước đến nay:\n\n{lines}{more}\n\n"
        f"Xem tất cả: {settings.SITE_URL}{reverse('inbox')}\n\n{SIGNED}\n"
    )


def _message_id(news: News) -> str:
    """Return the same id for the same news to the same person."""
    key = repr((news.user.pk, news.until, len(news.lines)))
    host = urlsplit(settings.SITE_URL).hostname
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}@{host}>"
