"""Reminders of reports of tasks by e-mail: one mail a person, no line of it twice.

As with reports of districts (reports.services.reminders): the account is locked, what
was sent is looked up and stored in the transaction that sends.
"""

import datetime as dt
import hashlib
import smtplib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse

from accounts.choices import Role
from accounts.models import User
from ntm_portal.lib.periods import Quarter
from programme.choices import TaskReminderKind
from programme.models import Task, TaskReminder
from programme.services.scope import OFFICE_BODY, body_of

FAILURES = (smtplib.SMTPException, OSError, ValueError)
SHOWN = 20
SIGNED = (
    "Cổng theo dõi tiêu chí nông thôn mới tự gửi thư này, mỗi nhiệm vụ và mỗi quý "
    "nhiều nhất hai lần: trước khi hết quý một tuần và khi quý đã hết mà chưa báo cáo."
)
Key = tuple[int, str, str]


@dataclass(frozen=True, slots=True)
class OwedTask:
    """A report of a task that its body has still to send; ``body`` is its code."""

    task: Task
    body: str
    body_name: str
    quarter: Quarter
    kind: TaskReminderKind

    @property
    def key(self) -> Key:
        return self.task.pk, self.quarter.code, self.kind


@dataclass(frozen=True, slots=True)
class TaskMail:
    """What one person is told; the office is told who is silent, too."""

    user: User
    lines: tuple[OwedTask, ...]


@dataclass(frozen=True, slots=True)
class TaskRound:
    """What became of a round: mails sent, and those that could not be."""

    sent: tuple[TaskMail, ...]
    failed: tuple[tuple[TaskMail, str], ...]


def due_task_mails(owed: Iterable[OwedTask]) -> list[TaskMail]:
    """Return what is still to be sent, person by person. Two queries."""
    of_body: Mapping[str, list[OwedTask]] = defaultdict(list)
    silent = []
    for each in owed:
        of_body[each.body].append(each)
        if each.kind == TaskReminderKind.SILENT and each.body != OFFICE_BODY:
            silent.append(each)
    people = User.objects.filter(is_active=True).exclude(email="").order_by("username")
    told = _told(people)
    mails = []
    for user in people.exclude(role__in=(Role.LEADER, Role.ADMIN)):
        lines = [*of_body.get(body_of(user), ())]
        lines += silent if user.role == Role.OFFICE else []
        mails.append(_untold(user, lines, told[user.pk]))
    return [mail for mail in mails if mail.lines]


def send_task_mails(mails: Iterable[TaskMail], *, at: dt.datetime) -> TaskRound:
    """Send the mails, each in its own transaction; one that fails stops no other."""
    sent: list[TaskMail] = []
    failed: list[tuple[TaskMail, str]] = []
    for mail in mails:
        try:
            now = _send(mail, at=at)
        except FAILURES as reason:
            failed.append((mail, str(reason)))
        else:
            if now.lines:
                sent.append(now)
    return TaskRound(tuple(sent), tuple(failed))


@transaction.atomic
def _send(mail: TaskMail, *, at: dt.datetime) -> TaskMail:
    """Send what nobody has sent meanwhile and return that."""
    locked = User.objects.select_for_update(of=("self",), no_key=True)
    user = locked.filter(is_active=True, pk=mail.user.pk).exclude(email="").first()
    if user is None:
        return replace(mail, lines=())
    now = _untold(user, mail.lines, _told([user])[user.pk])
    if not now.lines:
        return now
    TaskReminder.objects.bulk_create(
        TaskReminder(
            user=user,
            task=line.task,
            quarter=line.quarter.code,
            kind=line.kind,
            at=at,
        )
        for line in now.lines
    )
    EmailMessage(
        subject=f"Nhắc báo cáo nhiệm vụ nông thôn mới: {len(now.lines)} nhiệm vụ",
        body=_body(now),
        to=[user.email],
        headers={"Message-ID": _message_id(now), "Auto-Submitted": "auto-generated"},
    ).send()
    return now


def _body(mail: TaskMail) -> str:
    own = [each for each in mail.lines if each.body == body_of(mail.user)]
    others = [each for each in mail.lines if each not in own]
    parts = [f"Kính gửi {mail.user.display_name},"]
    if own:
        parts += ["Nhiệm vụ của đơn vị chưa có báo cáo:", *_told_lines(own)]
    if others:
        parts += ["Các đơn vị im lặng:", *_told_lines(others)]
    return "\n\n".join([*parts, SIGNED]) + "\n"


def _told_lines(lines: Sequence[OwedTask]) -> list[str]:
    shown = [_line(each) for each in lines[:SHOWN]]
    left = len(lines) - SHOWN
    if left > 0:
        shown.append(f"Và {left} nhiệm vụ nữa: {settings.SITE_URL}{reverse('tasks')}")
    return shown


def _line(each: OwedTask) -> str:
    when = (
        f"hết {each.quarter.label} ngày {each.quarter.last_day:%d/%m/%Y}"
        if each.kind == TaskReminderKind.BEFORE
        else f"{each.quarter.label} đã hết"
    )
    address = f"{reverse('task', args=[each.task.code])}?ky={each.quarter}"
    return (
        f"- {each.task.code} {each.task.title} ({each.body_name}): {when}.\n"
        f"  {settings.SITE_URL}{address}"
    )


def _told(people: Iterable[User]) -> Mapping[int, set[Key]]:
    found: Mapping[int, set[Key]] = defaultdict(set)
    rows = TaskReminder.objects.filter(user__in=people)
    for row in rows:
        found[row.user_id].add((row.task_id, row.quarter, row.kind))
    return found


def _untold(user: User, lines: Iterable[OwedTask], told: set[Key]) -> TaskMail:
    return TaskMail(user, tuple(line for line in lines if line.key not in told))


def _message_id(mail: TaskMail) -> str:
    """Return the same id for the same lines to the same person."""
    keys = repr((mail.user.pk, [line.key for line in mail.lines]))
    host = urlsplit(settings.SITE_URL).hostname
    return f"<{hashlib.sha256(keys.encode()).hexdigest()[:32]}@{host}>"
