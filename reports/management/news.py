"""The news of every inbox, in the words of an e-mail."""

import datetime as dt

from django.urls import reverse

from accounts.choices import Role
from accounts.models import User
from reports.analytics.inbox import (
    ANSWERED,
    COMMENT,
    DISPUTED,
    RETURNED,
    InboxLine,
    read_news,
)
from reports.services.inbox_mail import SETTLING, News, NewsLine

TEXT_SHOWN = 200
SAYS = {
    COMMENT: "viết",
    RETURNED: "trả lại ô",
    ANSWERED: "trả lời ô bạn trả lại",
    DISPUTED: "không đồng ý với kết quả",
}


def all_news(*, at: dt.datetime) -> list[News]:
    """Return who is to be told of what: active people with an e-mail.

    What came in just before ``at``, by the clock of the pages, is for the next round.
    Six queries a person at most.
    """
    people = User.objects.filter(is_active=True).exclude(email="")
    found: list[News] = []
    for user in people.exclude(role=Role.LEADER).order_by("username"):
        lines = read_news(user, upto=at - SETTLING)
        if lines:
            told = tuple(NewsLine(_words(line), _path(line)) for line in lines)
            found.append(News(user, told, until=lines[-1].at))
    return found


def _words(line: InboxLine) -> str:
    where = f"{line.district.full_name}, {line.period.label}"
    if line.commune and line.criterion:
        where = f"{line.commune.name}, tiêu chí {line.criterion.number} ({where})"
    does = "nhắc đến bạn" if line.names_me else SAYS[line.kind]
    by = f" (trả lời trước ngày {line.answer_by:%d/%m/%Y})" if line.answer_by else ""
    return f"{where}: {line.person} {does}{by}: “{_short(line.text)}”"


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= TEXT_SHOWN else f"{flat[: TEXT_SHOWN - 1]}…"


def _path(line: InboxLine) -> str:
    at = line.period.code, line.district.code
    if line.commune and line.criterion:
        page = reverse(
            "report_cell", args=(*at, line.commune.code, line.criterion.number)
        )
    else:
        page = reverse("report_comments", args=at)
    return f"{page}{line.anchor}"
