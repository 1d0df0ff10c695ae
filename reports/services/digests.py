"""What a person is reminded of: the values that a round of mails is made of."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from accounts.models import User
from communes.models import District
from reports.choices import ReminderKind
from reports.models import Quarter

WEEK = dt.timedelta(days=7)
Key = tuple[str, str, str, str, dt.date]


@dataclass(frozen=True, slots=True)
class Owed:
    """A report that a district has still to send.

    ``word`` says where it stands, as in "đang soạn"; ``was_sent`` that it was sent
    once and came back: such a district is not late. ``about`` tells reports of other
    things from the quarterly report, which has "".
    """

    district: District
    quarter: Quarter
    due_on: dt.date
    word: str
    was_sent: bool = False
    about: str = ""

    def kind(self, on: dt.date) -> ReminderKind | None:
        """Return what is to be sent on a day; a day that was missed is made up."""
        if on > self.due_on:
            return ReminderKind.AFTER
        if on == self.due_on:
            return ReminderKind.ON_THE_DAY
        return ReminderKind.WEEK_BEFORE if on >= self.due_on - WEEK else None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a digest."""

    owed: Owed
    kind: ReminderKind

    @property
    def key(self) -> Key:
        owed = self.owed
        report = owed.about, owed.district.code, owed.quarter.code
        return *report, self.kind, owed.due_on


@dataclass(frozen=True, slots=True)
class Digest:
    """What one person is told; the coordination office is told who is late."""

    user: User
    lines: tuple[Line, ...]

    @property
    def is_of_office(self) -> bool:
        return self.user.district_id is None


@dataclass(frozen=True, slots=True)
class Mailing:
    """What is asked for in one mail: how it reads, what was told of it.

    ``parts`` returns the paragraphs about a digest on a day; ``told`` returns the
    lines that people were sent, ``keep`` stores those of a digest.
    """

    subject: Callable[[Digest], str]
    parts: Callable[[Digest, dt.date], list[str]]
    told: Callable[[Iterable[User]], Mapping[int, set[Key]]]
    keep: Callable[[Digest, dt.datetime], None]
