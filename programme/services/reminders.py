"""One mail for everything that a district owes: its reports and its capital.

Each keeps what was told of it; reports.services.reminders sends.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from accounts.models import User
from programme.services.capital.reminders import ABOUT, CAPITAL
from reports.services.digests import Digest, Key, Mailing
from reports.services.reminders import REPORTS

KINDS = {"": REPORTS, ABOUT: CAPITAL}


def counts_of(digest: Digest) -> tuple[int, int]:
    """Return how many reports and how many sheets of capital a digest asks for."""
    of_capital = sum(line.owed.about == ABOUT for line in digest.lines)
    return len(digest.lines) - of_capital, of_capital


def _parted(digest: Digest) -> Iterator[tuple[Mailing, Digest]]:
    for about, mailing in KINDS.items():
        own = tuple(line for line in digest.lines if line.owed.about == about)
        if own:
            yield mailing, replace(digest, lines=own)


def _subject(digest: Digest) -> str:
    (mailing, own), *others = _parted(digest)
    if not others:
        return mailing.subject(own)
    reports, sheets = counts_of(digest)
    if digest.is_of_office:
        return (
            f"Quá hạn báo cáo nông thôn mới: {reports} báo cáo, {sheets} báo cáo vốn "
            "chưa gửi"
        )
    owed = digest.lines[0].owed
    if {(each.owed.quarter, each.owed.due_on) for each in digest.lines} == {
        (owed.quarter, owed.due_on)
    }:
        name = owed.quarter.report_name
        return f"Nhắc gửi {name} và báo cáo vốn, hạn {owed.due_on:%d/%m/%Y}"
    return f"Nhắc gửi {reports} báo cáo, {sheets} báo cáo vốn nông thôn mới"


def _parts(digest: Digest, on: dt.date) -> list[str]:
    parted = _parted(digest)
    return [part for mailing, own in parted for part in mailing.parts(own, on)]


def _told(people: Iterable[User]) -> Mapping[int, set[Key]]:
    found: Mapping[int, set[Key]] = defaultdict(set)
    for mailing in KINDS.values():
        for user, keys in mailing.told(people).items():
            found[user] |= keys
    return found


def _keep(digest: Digest, at: dt.datetime) -> None:
    for mailing, own in _parted(digest):
        mailing.keep(own, at)


TOGETHER = Mailing(subject=_subject, parts=_parts, told=_told, keep=_keep)
