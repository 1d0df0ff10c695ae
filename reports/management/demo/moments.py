"""When the work of the illustration was done, and in which quarter.

All of it is in the last quarter with results, and changes none of them.
"""

import datetime as dt

from django.utils import timezone

from reports.management.demo.history import QUARTERS
from reports.models import Quarter, Revision

LAST = QUARTERS[-1]


def moment(day: int, hour: int, minute: int = 0, *, month: int = 1) -> dt.datetime:
    """Return an instant of the weeks after the quarter's end."""
    zone = timezone.get_current_timezone()
    return dt.datetime(LAST.year + 1, month, day, hour, minute, tzinfo=zone)


def takes_work(district_code: str) -> bool:
    """Whether the quarter is open and the district has results in it."""
    is_open = Quarter.objects.filter(code=LAST.code, closed_at__isnull=True).exists()
    standing = Revision.objects.standing(None).filter(quarter_id=LAST.code)
    return is_open and standing.filter(district_id=district_code).exists()
