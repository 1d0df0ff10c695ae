"""Today and now as pages see them."""

import datetime as dt

from django.http import HttpRequest
from django.utils import timezone

from reports.services.clock import working_date, working_instant


def today(request: HttpRequest) -> dt.date:
    """Return the working date, read once for a request."""
    known: dt.date | None = getattr(request, "_working_date", None)
    if known is None:
        known = working_date(today=timezone.localdate())
        request._working_date = known  # type: ignore[attr-defined]
    return known


def now() -> dt.datetime:
    """Return the instant that events are stamped with."""
    return working_instant(real=timezone.localtime())
