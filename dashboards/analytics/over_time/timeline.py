"""One commune quarter by quarter, from the revisions in force at each."""

import datetime as dt
from dataclasses import dataclass

from communes.choices import UnitKind
from communes.models import Commune, CommunePeriod
from ntm_portal.lib.periods import Quarter
from reports.analytics.attainment import Masks
from reports.models import CommuneSummary, Revision


@dataclass(frozen=True, slots=True)
class Moment:
    """Results of a commune at a quarter; ``source`` is where they come from.

    ``masks`` is None when the commune had no approved data or was outside the
    programme at the end of the quarter.
    """

    quarter: Quarter
    source: Quarter | None
    masks: Masks | None

    @property
    def met_count(self) -> int | None:
        return None if self.masks is None else self.masks.met.bit_count()

    @property
    def is_carried(self) -> bool:
        return self.source is not None and self.source != self.quarter


def commune_timeline(
    commune: Commune, *, until: Quarter, as_of: dt.date | None = None
) -> tuple[Moment, ...]:
    """Return every quarter from the district's first data on. Three queries."""
    latest = _latest_of_each_quarter(commune.district_id, until, as_of)
    if not latest:
        return ()
    masks = {
        revision: Masks(met, unknown)
        for revision, met, unknown in CommuneSummary.objects.filter(
            commune=commune, revision_id__in=latest.values()
        ).values_list("revision_id", "met_mask", "unknown_mask")
    }
    lives = list(CommunePeriod.objects.filter(commune=commune, kind=UnitKind.COMMUNE))
    moments: list[Moment] = []
    source: Quarter | None = None
    quarter = min(latest)
    while quarter <= until:
        source = quarter if quarter in latest else source
        counts = any(life.holds(quarter.last_day) for life in lives)
        found = masks.get(latest[source]) if source and counts else None
        moments.append(Moment(quarter, source if found else None, found))
        quarter = quarter.next()
    return tuple(moments)


def _latest_of_each_quarter(
    district_code: str, until: Quarter, as_of: dt.date | None
) -> dict[Quarter, int]:
    rows = (
        Revision.objects.standing(as_of)
        .not_after(until.code)
        .filter(district_id=district_code)
        .order_by("quarter_id", "number")
        .values_list("quarter_id", "pk")
    )
    return {Quarter.parse(code): pk for code, pk in rows}
