"""Villages held against their set of criteria: attained, planned, by commune.

Only villages of communes in the programme count; a result holds until a later year
says otherwise.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Max

from communes.analytics.places import Place, districts_by_code, programme_communes
from communes.choices import VillageKind
from communes.models import District, Village
from criteria.choices import SetSubject
from criteria.models import CriteriaSet, Criterion
from ntm_portal.lib.text import percent, sort_key
from programme.choices import VillageState
from programme.models import VillageResult


@dataclass(frozen=True, slots=True)
class VillageLine:
    """A village, its last result up to the year, and the year it is planned for."""

    village: Village
    result: VillageResult | None
    planned: int | None
    year: int

    @property
    def state(self) -> VillageState:
        return VillageState(self.result.state) if self.result else VillageState.UNKNOWN

    @property
    def is_met(self) -> bool:
        return self.state == VillageState.MET

    @property
    def is_late(self) -> bool:
        """Whether the planned year is over and the village has not attained."""
        is_over = self.planned is not None and self.planned < self.year
        return is_over and not self.is_met


@dataclass(frozen=True, slots=True)
class VillageSum:
    """Villages of a commune, a district or the province."""

    lines: tuple[VillageLine, ...]
    year: int

    @property
    def total(self) -> int:
        return len(self.lines)

    @property
    def attained(self) -> int:
        return sum(line.is_met for line in self.lines)

    @property
    def unmet(self) -> int:
        return sum(line.state == VillageState.UNMET for line in self.lines)

    @property
    def unknown(self) -> int:
        return self.total - self.attained - self.unmet

    @property
    def planned(self) -> int:
        """Return how many are planned for the year or before, attained or not."""
        years = (line.planned for line in self.lines)
        return sum(year is not None and year <= self.year for year in years)

    @property
    def late(self) -> int:
        return sum(line.is_late for line in self.lines)

    @property
    def share(self) -> Decimal | None:
        return percent(self.attained, self.total)


@dataclass(frozen=True, slots=True)
class CommuneVillages:
    place: Place
    sum: VillageSum


@dataclass(frozen=True, slots=True)
class DistrictVillages:
    district: District
    communes: tuple[CommuneVillages, ...]
    sum: VillageSum


@dataclass(frozen=True, slots=True)
class VillageSet:
    """The set of criteria of villages in force, with its criteria if any are known."""

    name: str
    document: str
    criteria: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class VillagePage:
    year: int
    districts: tuple[DistrictVillages, ...]
    sum: VillageSum


def village_page(
    year: int, on: dt.date, *, district_code: str | None = None
) -> VillagePage:
    """Return villages as they are on a day with what the year says. Four queries."""
    places = programme_communes(on, district_code=district_code)
    lines = _lines(year, on, places)
    rows = [
        CommuneVillages(place, VillageSum(tuple(lines.get(place.code, ())), year))
        for place in places
    ]
    every = tuple(line for row in rows for line in row.sum.lines)
    return VillagePage(year, tuple(_districts(rows, year)), VillageSum(every, year))


def last_year(*, until: int) -> int:
    """Return the last year with a result, the given one when there is none."""
    found = VillageResult.objects.filter(year__lte=until).aggregate(last=Max("year"))
    return found["last"] or until


def village_set(on: dt.date) -> VillageSet | None:
    """Return the set of criteria of villages in force on a day. Two queries."""
    in_force = CriteriaSet.objects.in_force(on, subject=SetSubject.VILLAGE).first()
    if in_force is None:
        return None
    criteria = Criterion.objects.filter(criteria_set=in_force)
    return VillageSet(
        in_force.name,
        in_force.document,
        tuple(criteria.values_list("number", "short_name")),
    )


def _lines(
    year: int, on: dt.date, places: Sequence[Place]
) -> dict[str, list[VillageLine]]:
    codes = [place.code for place in places]
    villages = Village.objects.standing(on).filter(commune__in=codes)
    # Streets are of towns: a commune lives in thôn and làng.
    rural = villages.exclude(kind=VillageKind.STREET).select_related("plan")
    results = {
        result.village_id: result for result in VillageResult.objects.until_year(year)
    }
    found: dict[str, list[VillageLine]] = {}
    for village in sorted(rural, key=lambda each: sort_key(each.name)):
        plan = getattr(village, "plan", None)
        line = VillageLine(
            village, results.get(village.pk), plan.year if plan else None, year
        )
        found.setdefault(village.commune_id, []).append(line)
    return found


def _districts(rows: list[CommuneVillages], year: int) -> Iterator[DistrictVillages]:
    for code, district in districts_by_code().items():
        own = tuple(row for row in rows if row.place.district_code == code)
        if own:
            every = tuple(line for row in own for line in row.sum.lines)
            yield DistrictVillages(district, own, VillageSum(every, year))
