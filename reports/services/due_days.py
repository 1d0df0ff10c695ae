"""The day on which the report of a district falls due."""

import datetime as dt

from reports.models import DeadlineException, Quarter, Report


def effective_due_on(*, district_code: str, quarter: Quarter) -> dt.date | None:
    """Return the last day, counted in, on which the district may still report.

    It is that of the last exception given to the district, else the quarter's own,
    which may have been moved beyond it; None while the quarter is not open. One
    query, none for a quarter not open.
    """
    if quarter.due_on is None:
        return None
    given = DeadlineException.objects.filter(
        district_id=district_code, quarter_id=quarter.code
    )
    last = given.values_list("due_on", flat=True).first()
    return max(last, quarter.due_on) if last else quarter.due_on


def due_on(report: Report) -> dt.date | None:
    """Return the day for a report whose quarter is loaded. As effective_due_on()."""
    return effective_due_on(district_code=report.district_id, quarter=report.quarter)
