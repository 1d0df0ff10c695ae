"""What a change is counted against, and what it holds besides gains and losses.

A change is the difference of two published figures. When the programme had another
number of communes then, or some had no data yet, it holds that too; pages say so.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from communes.models import District
from ntm_portal.lib.periods import Quarter
from reports.analytics.attainment import Figures


@dataclass(frozen=True, slots=True)
class FirstData:
    """How many communes of a district have data now and had none then."""

    district: District
    communes: int


@dataclass(frozen=True, slots=True)
class Basis:
    """An earlier quarter; ``moved_from``: its communes when they were another number.

    ``first`` are the districts whose first data came after it.
    """

    quarter: Quarter
    moved_from: int | None
    first: tuple[FirstData, ...]


def basis(
    now: Figures, then: Figures | None, districts: Mapping[str, District]
) -> Basis | None:
    """Return what changes since ``then`` are counted against, None without it."""
    if then is None:
        return None
    return Basis(
        quarter=then.period,
        moved_from=then.total if then.total != now.total else None,
        first=first_data(now, then, districts),
    )


def first_data(
    now: Figures, then: Figures, districts: Mapping[str, District]
) -> tuple[FirstData, ...]:
    """Return the districts with communes that were in the programme without data."""
    silent = {each.place.code for each in then.communes if each.masks is None}
    counts = Counter(
        each.place.district_code for each in now.reported if each.place.code in silent
    )
    return tuple(
        FirstData(district, counts[code])
        for code, district in districts.items()
        if counts[code]
    )
