"""The quarters that reports are owed for, as every list of reports offers them."""

from collections.abc import Sequence

from django.conf import settings
from django.http import HttpRequest

from reports.models import Quarter
from reports.services.openings import open_due_quarters
from reports.views.clock import today


def opened_quarters(request: HttpRequest) -> list[Quarter]:
    """Return the quarters with a deadline, latest first; those begun open by it.

    Why a page that is only read may write here: docs/adr/0011. Two queries.
    """
    open_due_quarters(on=today(request), due_day=settings.REPORT_DUE_DAY)
    return list(Quarter.objects.filter(due_on__isnull=False).order_by("-code"))


def picked(opened: Sequence[Quarter], code: str | None) -> Quarter | None:
    """Return the quarter asked for, else the latest one that is not closed."""
    asked = [each for each in opened if each.code == code]
    unlocked = [each for each in opened if not each.is_closed]
    return next(iter([*asked, *unlocked, *opened]), None)
