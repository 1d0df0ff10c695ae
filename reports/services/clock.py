"""The working date: the only place that knows what day it is taken for."""

import datetime as dt

from django.conf import settings

from reports.models import DemoClock


def working_date(*, today: dt.date) -> dt.date:
    """Return the real date, or the one of the demonstration data while DEBUG is on.

    Called by views and commands only; everything below takes the day as an
    argument.
    """
    if not settings.DEBUG:
        return today
    clock = DemoClock.objects.first()
    return clock.today if clock else today
