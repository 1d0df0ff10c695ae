"""The quarters that pages of figures offer."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Max, Min

from ntm_portal.lib.periods import Quarter
from reports.models import Revision


@dataclass(frozen=True, slots=True)
class Span:
    """First and last quarter with approved data."""

    first: Quarter
    last: Quarter

    def quarters(self, until: Quarter) -> tuple[Quarter, ...]:
        """Return the quarters from the latest down to the first.

        The latest is that of the data, or ``until`` when it comes later.
        """
        count = max(self.last, until).since(self.first) + 1
        return tuple(self.first.shift(count - 1 - back) for back in range(count))


def data_span(as_of: dt.date | None = None) -> Span | None:
    """Return the span of approved data on a day, None without any. One query."""
    codes = Revision.objects.standing(as_of).aggregate(
        first=Min("quarter_id"), last=Max("quarter_id")
    )
    if codes["first"] is None:
        return None
    return Span(Quarter.parse(codes["first"]), Quarter.parse(codes["last"]))
