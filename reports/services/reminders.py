"""Reminders by e-mail: one digest a person, no line of it twice for one deadline.

The rows of a digest and the attempt to send it share one transaction, with the
recipient's account locked before what was sent is looked up: of two runs at once the
second finds the rows of the first. An address that fails takes its rows back and is
tried again by the next run. A crash before the mail server took the mail loses
nothing; one in the moment between that and the commit repeats this one digest, under
the same Message-ID, by which mail programs drop the second copy. Writing the rows
first would lose it instead.
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

from accounts.choices import Role
from accounts.models import User
from reports.choices import ReminderKind
from reports.models import Reminder
from reports.services import reminder_mail
from reports.services.digests import Digest, Key, Line, Mailing, Owed

FAILURES = (smtplib.SMTPException, OSError, ValueError)


@dataclass(frozen=True, slots=True)
class Round:
    """What became of a round: digests sent, and those that could not be."""

    sent: tuple[Digest, ...]
    failed: tuple[tuple[Digest, str], ...]


def due_digests(
    owed: Iterable[Owed], *, on: dt.date, mailing: Mailing | None = None
) -> list[Digest]:
    """Return what is still to be sent on a day. Two queries.

    ``mailing`` is that of the quarterly reports unless told.

    Every active person of a district with an e-mail gets the district's lines; those
    of the coordination office the lines of districts that are late.
    """
    lines: Mapping[str, list[Line]] = defaultdict(list)
    for each in owed:
        kind = each.kind(on)
        if kind:
            lines[each.district.code].append(Line(each, kind))
    late = [
        line
        for of_district in lines.values()
        for line in of_district
        if line.kind == ReminderKind.AFTER and not line.owed.was_sent
    ]
    people = User.objects.filter(
        is_active=True, role__in=(Role.DISTRICT, Role.OFFICE)
    ).exclude(email="")
    sent = (mailing or REPORTS).told(people)
    digests = [
        _unsent(user, lines.get(user.district_id or "", late), sent[user.pk])
        for user in people.order_by("username")
        if user.district_id in lines or user.role == Role.OFFICE
    ]
    return [digest for digest in digests if digest.lines]


def send_round(
    digests: Iterable[Digest],
    *,
    on: dt.date,
    at: dt.datetime,
    mailing: Mailing | None = None,
) -> Round:
    """Send the digests, each in its own transaction; one that fails stops no other."""
    sent: list[Digest] = []
    failed: list[tuple[Digest, str]] = []
    for digest in digests:
        try:
            now = _send(digest, mailing or REPORTS, on=on, at=at)
        except FAILURES as reason:
            failed.append((digest, str(reason)))
        else:
            if now.lines:
                sent.append(now)
    return Round(tuple(sent), tuple(failed))


@transaction.atomic
def _send(digest: Digest, mailing: Mailing, *, on: dt.date, at: dt.datetime) -> Digest:
    """Send what nobody has sent meanwhile and return that."""
    # Without the key, so that what the person saves at this moment does not wait.
    locked = User.objects.select_for_update(of=("self",), no_key=True)
    user = locked.filter(is_active=True, pk=digest.user.pk).exclude(email="").first()
    if user is None:
        return replace(digest, lines=())
    now = _unsent(user, digest.lines, mailing.told([user])[user.pk])
    if not now.lines:
        return now
    mailing.keep(now, at)
    EmailMessage(
        subject=mailing.subject(now),
        body=reminder_mail.letter(now, mailing.parts(now, on), on),
        to=[user.email],
        headers={"Message-ID": _message_id(now), "Auto-Submitted": "auto-generated"},
    ).send()
    return now


def _sent_lines(people: Iterable[User]) -> Mapping[int, set[Key]]:
    found: Mapping[int, set[Key]] = defaultdict(set)
    rows = Reminder.objects.filter(user__in=people)
    for user, district, quarter, kind, due_on in rows.values_list(
        "user_id", "district_id", "quarter_id", "kind", "due_on"
    ):
        found[user].add(("", district, quarter, kind, due_on))
    return found


def _keep(digest: Digest, at: dt.datetime) -> None:
    Reminder.objects.bulk_create(
        Reminder(
            user=digest.user,
            district=line.owed.district,
            quarter=line.owed.quarter,
            kind=line.kind,
            due_on=line.owed.due_on,
            at=at,
        )
        for line in digest.lines
    )


def _unsent(user: User, lines: Sequence[Line], sent: set[Key]) -> Digest:
    return Digest(user, tuple(line for line in lines if line.key not in sent))


def _message_id(digest: Digest) -> str:
    """Return the same id for the same lines to the same person."""
    keys = repr((digest.user.pk, [line.key for line in digest.lines]))
    host = urlsplit(settings.SITE_URL).hostname
    return f"<{hashlib.sha256(keys.encode()).hexdigest()[:32]}@{host}>"


REPORTS = Mailing(
    subject=reminder_mail.subject,
    parts=reminder_mail.parts,
    told=_sent_lines,
    keep=_keep,
)
