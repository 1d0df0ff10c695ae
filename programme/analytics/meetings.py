"""When the steering committee has to meet next, and its meetings as pages list them."""

import calendar
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from programme.models import Meeting

# III.6 of QĐ 1334: định kỳ 06 tháng một lần; before any meeting, from its own day.
MONTHS = 6
DECISION_DAY = dt.date(2019, 11, 25)


@dataclass(frozen=True, slots=True)
class NextMeeting:
    """By which day the committee has to meet: six months after the last meeting.

    ``last`` is None when no meeting is recorded; ``days_left`` is negative when it is
    overdue. ``planned`` is the next one planned from today on, None when none is.
    """

    due_on: dt.date
    days_left: int
    last: Meeting | None
    planned: Meeting | None

    @property
    def is_overdue(self) -> bool:
        return self.days_left < 0

    @property
    def is_planned_late(self) -> bool:
        return self.planned is not None and self.planned.planned_on > self.due_on


def next_meeting(today: dt.date) -> NextMeeting:
    """Return by when the committee has to meet. Two queries."""
    rows = Meeting.objects.without_agenda()
    last = rows.held().filter(held_on__lte=today).first()
    first_day = (last.held_on if last else None) or DECISION_DAY
    due_on = months_after(first_day, MONTHS)
    ahead = rows.filter(held_on__isnull=True, planned_on__gte=today)
    planned = ahead.order_by("planned_on").first()
    return NextMeeting(due_on, (due_on - today).days, last, planned)


def in_order(meetings: Iterable[Meeting], today: dt.date) -> list[Meeting]:
    """Return the meetings to come, the next one first, then the past, latest first."""
    rows = sorted(meetings, key=lambda each: each.held_on or each.planned_on)
    coming = [row for row in rows if not row.is_held and row.planned_on >= today]
    return [*coming, *(row for row in reversed(rows) if row not in coming)]


def months_after(day: dt.date, months: int) -> dt.date:
    """Return the same day of a later month, its last day when it is shorter."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
