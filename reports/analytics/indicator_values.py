"""The approved values of indicators of a quarter, district by district."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from criteria.analytics.values import GivenValue
from reports.models import IndicatorRevision, IndicatorValue


@dataclass(frozen=True, slots=True)
class StandingValues:
    """The last standing revision of a district and quarter.

    ``values`` are by commune code and id of the indicator; what is absent was never
    said.
    """

    number: int
    approved_on: dt.date
    is_demo: bool
    values: Mapping[tuple[str, int], GivenValue]


def standing_values(
    quarter_code: str,
    *,
    district_codes: Collection[str] | None = None,
    as_of: dt.date | None = None,
) -> dict[str, StandingValues]:
    """Return the values in force of a quarter by district code, of all if not named.

    A district without a standing revision of the quarter is absent: values of other
    quarters are not carried over. Two queries.
    """
    revisions = IndicatorRevision.objects.standing(as_of).filter(
        quarter_id=quarter_code
    )
    if district_codes is not None:
        revisions = revisions.filter(district_id__in=district_codes)
    last = {each.district_id: each for each in revisions.order_by("number")}
    values: dict[int, dict[tuple[str, int], GivenValue]] = {
        each.pk: {} for each in last.values()
    }
    for row in IndicatorValue.objects.filter(revision_id__in=values):
        values[row.revision_id][row.commune_id, row.indicator_id] = GivenValue(
            row.number, row.second_number, row.answer, row.is_no_data
        )
    return {
        code: StandingValues(
            each.number, each.approved_on, each.is_demo, values[each.pk]
        )
        for code, each in last.items()
    }
