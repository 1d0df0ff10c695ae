"""The one district of the demonstration that was given some days more."""

import datetime as dt

from django.utils import timezone

from accounts.models import User
from reports.models import DeadlineException, Quarter

MID_MORNING = dt.time(10, 15)
EXTENDED = "617"
EXTENDED_BY = dt.timedelta(days=5)
REASON = "Mưa lũ chia cắt đường vào bốn xã, chưa kiểm tra được thực địa (minh họa)."


def grant_demo_exception(quarter_code: str) -> None:
    """Give one district some days more, unless the quarter has an exception."""
    quarter = Quarter.objects.get(code=quarter_code)
    by = User.objects.filter(username="vpdp").first()
    given = DeadlineException.objects.filter(quarter=quarter)
    if quarter.due_on is None or by is None or given.exists():
        return
    DeadlineException.objects.create(
        district_id=EXTENDED,
        quarter=quarter,
        due_on=quarter.due_on + EXTENDED_BY,
        reason=REASON,
        at=_at(quarter.due_on - dt.timedelta(days=2)),
        by=by,
    )


def _at(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, MID_MORNING, timezone.get_current_timezone())
