"""Opening quarters: by the office, and by themselves once it has opened a first.

A quarter is open when it has a deadline. What the office sets is kept in the log
of the back office, so that both doors leave one history.
"""

import datetime as dt

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.timezone import localdate

from accounts.models import User
from ntm_portal.lib import periods
from reports.models import Quarter
from reports.services.guard import ChangeRefused, check_quarter_open, check_reviewer


class BadDeadline(ChangeRefused):
    """The day cannot be a deadline of that quarter."""


def open_due_quarters(*, on: dt.date, due_day: int) -> list[Quarter]:
    """Open every quarter that has begun after the first one the office opened.

    The deadline is ``due_day`` of the quarter's last month. Quarters that have a
    deadline keep it, closed ones stay as they are. Returns the quarters opened now;
    one query when there is nothing to do.
    """
    known = {quarter.code: quarter for quarter in Quarter.objects.all()}
    opened = [code for code, quarter in known.items() if quarter.due_on]
    if not opened:
        return []
    begun = _after(periods.Quarter.parse(min(opened)), on)
    missing = [
        period
        for period in begun
        if period.code not in known
        or not (known[period.code].due_on or known[period.code].is_closed)
    ]
    return _open(missing, due_day) if missing else []


def default_due_on(period: periods.Quarter, due_day: int) -> dt.date:
    """Return the day of the quarter's last month on which reports fall due."""
    return period.last_day.replace(day=due_day)


@transaction.atomic
def set_deadline(
    *, quarter_code: str, due_on: dt.date, by: User, at: dt.datetime
) -> Quarter:
    """Open a quarter, or move the deadline of an open one, and log who did.

    Raises NotAllowed for whoever may not, QuarterClosed, or BadDeadline for a day
    that is over, before the quarter or more than a year after it.
    """
    check_reviewer(by)
    period = periods.Quarter.parse(quarter_code)
    quarter, _ = Quarter.objects.select_for_update().get_or_create(code=quarter_code)
    check_quarter_open(quarter)
    if quarter.due_on == due_on:
        return quarter
    _check_day(period, due_on, localdate(at))
    message = deadline_change(quarter.due_on, due_on)
    quarter.due_on = due_on
    quarter.save()
    LogEntry.objects.create(
        user=by,
        action_time=at,
        content_type=ContentType.objects.get_for_model(Quarter),
        object_id=quarter.code,
        object_repr=str(quarter),
        action_flag=CHANGE,
        change_message=message,
    )
    return quarter


def deadline_change(before: dt.date | None, after: dt.date | None) -> str:
    """Return how the log words a deadline that was set, moved or taken away."""
    was, now = (f"{day:%d/%m/%Y}" if day else "không có" for day in (before, after))
    return f"Hạn báo cáo: {was} → {now}"


def _after(first: periods.Quarter, on: dt.date) -> list[periods.Quarter]:
    found = []
    period = first.next()
    while period.first_day <= on:
        found.append(period)
        period = period.next()
    return found


@transaction.atomic
def _open(begun: list[periods.Quarter], due_day: int) -> list[Quarter]:
    opened = []
    for period in begun:
        Quarter.objects.get_or_create(code=period.code)
        # Asked of the database again: another request may have been faster.
        is_new = Quarter.objects.filter(
            code=period.code, due_on__isnull=True, closed_at__isnull=True
        ).update(due_on=default_due_on(period, due_day))
        if is_new:
            opened.append(Quarter.objects.get(code=period.code))
    return opened


def _check_day(period: periods.Quarter, due_on: dt.date, today: dt.date) -> None:
    if due_on < today:
        raise BadDeadline(f"Hạn {due_on:%d/%m/%Y} đã qua; hãy chọn từ hôm nay trở đi.")
    if due_on < period.first_day:
        raise BadDeadline(f"Hạn không thể trước khi {period.label} bắt đầu.")
    if due_on > period.shift(4).last_day:
        raise BadDeadline(f"Hạn không thể muộn hơn một năm sau {period.label}.")
