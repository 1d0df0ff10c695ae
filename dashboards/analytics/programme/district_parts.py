"""The rest of the programme as a district's report tells it."""

import datetime as dt

from django.urls import reverse

from dashboards.analytics.programme.summary import programme_summary
from ntm_portal.lib.periods import Quarter
from reports.analytics.other_parts import OtherPart


def district_parts(
    district_code: str, quarter: Quarter, today: dt.date
) -> tuple[OtherPart, ...]:
    """Return the parts of the programme in one district at a quarter."""
    return tuple(
        OtherPart(
            title=part.title,
            address=reverse(part.page),
            lines=tuple((fact.label, fact.said) for fact in part.facts),
        )
        for part in programme_summary(quarter, today=today, district=district_code)
    )
