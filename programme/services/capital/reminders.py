"""Reminders of sheets of capital by e-mail: the rules are those of the reports.

What is told of them and how it reads is here; reports.services.reminders sends.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.conf import settings
from django.urls import reverse

from accounts.models import User
from programme.models import CapitalReminder
from reports.services.digests import Digest, Key, Line, Mailing, Owed
from reports.services.reminder_mail import when

ABOUT = "von"


def _subject(digest: Digest) -> str:
    count = len(digest.lines)
    if digest.is_of_office:
        return f"Quá hạn báo cáo vốn nông thôn mới: {count} báo cáo chưa gửi"
    owed = digest.lines[0].owed
    if count == 1:
        return (
            f"Nhắc gửi báo cáo vốn nông thôn mới {owed.quarter.period.label}, "
            f"hạn {owed.due_on:%d/%m/%Y}"
        )
    return f"Nhắc gửi {count} báo cáo vốn nông thôn mới"


def _parts(digest: Digest, on: dt.date) -> list[str]:
    if digest.is_of_office:
        return [
            "Các huyện quá hạn chưa gửi báo cáo vốn:",
            "\n".join(_line(line, on) for line in digest.lines),
            f"Ai đã gửi: {settings.SITE_URL}{_queue(digest.lines)}",
        ]
    lines = [f"{_line(each, on)}\n  {_address(each.owed)}" for each in digest.lines]
    return ["Báo cáo vốn chưa gửi lên tỉnh:", *lines]


def _line(line: Line, on: dt.date) -> str:
    name, label = line.owed.district.full_name, line.owed.quarter.period.label
    return f"- {name}, vốn {label}: {when(line, on)}"


def _address(owed: Owed) -> str:
    sheet = reverse("capital_sheet", args=[owed.quarter.period, owed.district.code])
    return f"{settings.SITE_URL}{sheet}"


def _queue(lines: Sequence[Line]) -> str:
    return f"{reverse('capital_queue')}?ky={lines[0].owed.quarter.code}"


def _told(people: Iterable[User]) -> Mapping[int, set[Key]]:
    found: Mapping[int, set[Key]] = defaultdict(set)
    rows = CapitalReminder.objects.filter(user__in=people)
    for row in rows:
        report = ABOUT, row.district_id, row.quarter_id
        found[row.user_id].add((*report, row.kind, row.due_on))
    return found


def _keep(digest: Digest, at: dt.datetime) -> None:
    CapitalReminder.objects.bulk_create(
        CapitalReminder(
            user=digest.user,
            district=line.owed.district,
            quarter=line.owed.quarter,
            kind=line.kind,
            due_on=line.owed.due_on,
            at=at,
        )
        for line in digest.lines
    )


CAPITAL = Mailing(subject=_subject, parts=_parts, told=_told, keep=_keep)
