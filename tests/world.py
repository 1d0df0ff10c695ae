"""Small worlds for tests: approved quarters made through the real service."""

import datetime as dt
from collections.abc import Collection, Mapping

from django.utils import timezone

from communes.analytics.places import programme_communes
from criteria.analytics.law import law_on
from ntm_portal.lib import periods
from reports.choices import ResultState
from reports.models import Quarter, Revision
from reports.services.revisions import Approval, record_revision

Met = Mapping[str, Collection[int]]


def approve(
    district: str,
    quarter: str,
    met: Met | None = None,
    *,
    unknown: Met | None = None,
    on: dt.date | None = None,
    **approval: object,
) -> Revision:
    """Approve a whole quarter of a district: these criteria met, the others not."""
    period = periods.Quarter.parse(quarter)
    law = law_on(period.last_day)
    row, _ = Quarter.objects.get_or_create(code=quarter)
    cells = {
        place.code: {
            number: _state(number, place.code, met or {}, unknown or {})
            for number in law.by_number
        }
        for place in programme_communes(period.last_day, district_code=district)
    }
    return record_revision(
        district_code=district,
        quarter=row,
        law=law,
        cells=cells,
        approval=Approval(
            on=on or period.last_day + dt.timedelta(days=10),
            **{"at": timezone.now(), **approval},
        ),
    )


def _state(number: int, code: str, met: Met, unknown: Met) -> ResultState:
    if number in met.get(code, ()):
        return ResultState.MET
    if number in unknown.get(code, ()):
        return ResultState.UNKNOWN
    return ResultState.UNMET
