"""Ai chưa gửi: where districts stand in a quarter and the last ones, whom to phone."""

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType

from accounts.choices import Role
from accounts.models import User
from communes.analytics.places import districts_by_code
from communes.models import District
from reports.analytics.submissions import Standing, read_standings
from reports.choices import Punctuality
from reports.models import DeadlineException, Quarter

QUARTERS_SHOWN = 8
NUMBER = re.compile(r"\+?\d[\d .-]*", re.ASCII)
NOT_DIALLED = re.compile(r"[ .-]")
COUNTED = (Punctuality.ON_TIME, Punctuality.LATE, Punctuality.MISSING)


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody of a district who can be phoned."""

    name: str
    is_head: bool
    phone: str
    email: str

    @property
    def dial(self) -> str:
        """Return the first number of the text for a tel: address, "" if none."""
        found = NUMBER.search(self.phone)
        return NOT_DIALLED.sub("", found[0]) if found else ""


@dataclass(frozen=True, slots=True)
class BoardLine:
    """One district: where it stands in the quarter, and its people."""

    standing: Standing
    contacts: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One district in the last quarters, oldest first."""

    district: District
    standings: tuple[Standing, ...]

    @property
    def counts(self) -> tuple[int, ...]:
        """Return how many are on time, late and missing."""
        return _counts(self.standings)


@dataclass(frozen=True, slots=True)
class DeadlineNote:
    """One line of who set which deadline."""

    at: dt.datetime
    by: str
    text: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Board:
    """The page: one quarter by district, the last quarters by district."""

    quarter: Quarter
    lines: tuple[BoardLine, ...]
    quarters: tuple[Quarter, ...]
    history: tuple[HistoryLine, ...]
    notes: tuple[DeadlineNote, ...]

    @property
    def counts(self) -> Mapping[str, int]:
        """Return how many districts stand how in the quarter, by the words' keys."""
        found = Counter(line.standing.punctuality for line in self.lines)
        return {each.value: found[each] for each in Punctuality}

    @property
    def to_phone(self) -> int:
        """Return how many districts have not sent it, late or not."""
        return sum(
            line.standing.punctuality in (Punctuality.MISSING, Punctuality.NOT_DUE)
            for line in self.lines
        )

    @property
    def behind(self) -> tuple[tuple[Quarter, int], ...]:
        """Return the other open quarters that districts are late with, and how many."""
        missing = self.totals[COUNTED.index(Punctuality.MISSING)][1]
        return tuple(
            (quarter, count)
            for quarter, count in zip(self.quarters, missing, strict=True)
            if count and quarter != self.quarter and not quarter.is_closed
        )

    @property
    def totals(self) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """Return for each counted word its number of districts in each quarter."""
        columns = [
            _counts(line.standings[index] for line in self.history)
            for index in range(len(self.quarters))
        ]
        return tuple(
            (word.label, tuple(column[row] for column in columns))
            for row, word in enumerate(COUNTED)
        )


def read_board(quarter: Quarter, opened: Sequence[Quarter], *, on: dt.date) -> Board:
    """Return the board of a quarter on a day; ``opened`` are all with a deadline.

    Eight queries whatever the number of districts.
    """
    until = sorted(
        (each for each in opened if each.code <= quarter.code),
        key=lambda each: each.code,
    )
    shown = until[-QUARTERS_SHOWN:]
    districts = districts_by_code()
    standings = read_standings(shown, districts.values(), on=on)
    contacts = _contacts()
    return Board(
        quarter=quarter,
        lines=tuple(
            BoardLine(standings[code, quarter.code], tuple(contacts[code]))
            for code in districts
        ),
        quarters=tuple(shown),
        history=tuple(
            HistoryLine(
                district, tuple(standings[district.code, each.code] for each in shown)
            )
            for district in districts.values()
        ),
        notes=_notes(quarter),
    )


def _counts(standings: Iterable[Standing]) -> tuple[int, ...]:
    found = Counter(each.punctuality for each in standings)
    return tuple(found[word] for word in COUNTED)


def _contacts() -> Mapping[str, list[Contact]]:
    """Return the people of each district, heads first."""
    found: Mapping[str, list[Contact]] = defaultdict(list)
    people = User.objects.filter(is_active=True, role=Role.DISTRICT)
    for user in people.order_by("-is_head", "full_name", "username"):
        contact = Contact(user.display_name, user.is_head, user.phone, user.email)
        found[user.district_id or ""].append(contact)
    return found


def _notes(quarter: Quarter) -> tuple[DeadlineNote, ...]:
    """Return who set which deadline of the quarter, the latest first."""
    kind = ContentType.objects.get_for_model(Quarter)
    logged = LogEntry.objects.filter(content_type=kind, object_id=quarter.code)
    set_by = [
        DeadlineNote(
            each.action_time,
            cast(User, each.user).display_name,
            each.get_change_message(),
        )
        for each in logged.select_related("user__district", "user__agency")
    ]
    given = DeadlineException.objects.filter(quarter=quarter).select_related(
        "district", "by__district", "by__agency"
    )
    granted = [
        DeadlineNote(
            each.at,
            each.by.display_name,
            f"Hạn riêng cho {each.district.title}: {each.due_on:%d/%m/%Y}",
            each.reason,
        )
        for each in given
    ]
    return tuple(sorted([*set_by, *granted], key=lambda each: each.at, reverse=True))
