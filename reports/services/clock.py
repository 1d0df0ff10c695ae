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


def working_instant(*, real: dt.datetime) -> dt.datetime:
    """Return the instant that events are stamped with: this time of the working day.

    ``real`` is the local time; outside the demonstration it is the answer.
    """
    day = working_date(today=real.date())
    return real if day == real.date() else dt.datetime.combine(day, real.timetz())
