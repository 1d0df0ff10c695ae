"""Mỗi xã ít nhất 01 hợp tác xã nông nghiệp theo Luật (QĐ 1334, mục II.1)."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from communes.analytics.places import Place, districts_by_code, programme_communes
from communes.choices import CooperativeKind
from communes.models import Cooperative, District
from ntm_portal.lib.text import percent


@dataclass(frozen=True, slots=True)
class CommuneCooperatives:
    """A commune with the cooperatives that work there on a day.

    ``counted`` farm and work by the Law of 2012; of ``doubtful`` farming ones nobody
    knows whether they do; ``other`` do not, or do not farm.
    """

    place: Place
    counted: tuple[Cooperative, ...]
    doubtful: tuple[Cooperative, ...]
    other: tuple[Cooperative, ...]

    @property
    def has_one(self) -> bool:
        return bool(self.counted)

    @property
    def missing(self) -> str:
        """Say what a commune without one lacks, "" for a commune that has one."""
        if self.counted:
            return ""
        if self.doubtful:
            return "chưa rõ theo Luật"
        if self.other:
            return "có, nhưng không tính"
        return "chưa có hợp tác xã"


@dataclass(frozen=True, slots=True)
class DistrictCooperatives:
    """Communes of a district in the programme, and those that have one."""

    district: District
    communes: tuple[CommuneCooperatives, ...]

    @property
    def total(self) -> int:
        return len(self.communes)

    @property
    def attained(self) -> int:
        return sum(each.has_one for each in self.communes)

    @property
    def lacking(self) -> tuple[CommuneCooperatives, ...]:
        return tuple(each for each in self.communes if not each.has_one)

    @property
    def share(self) -> Decimal | None:
        return percent(self.attained, self.total)


@dataclass(frozen=True, slots=True)
class CooperativePage:
    """The province: every commune in the programme, by district."""

    on: dt.date
    districts: tuple[DistrictCooperatives, ...]

    @property
    def total(self) -> int:
        return sum(each.total for each in self.districts)

    @property
    def attained(self) -> int:
        return sum(each.attained for each in self.districts)

    @property
    def short(self) -> int:
        return self.total - self.attained

    @property
    def doubtful(self) -> int:
        """Return how many communes would have one if it were known of theirs."""
        rows = (row for each in self.districts for row in each.lacking)
        return sum(bool(row.doubtful) for row in rows)

    @property
    def counted(self) -> int:
        """Return how many cooperatives are counted."""
        rows = (row for each in self.districts for row in each.communes)
        return sum(len(row.counted) for row in rows)

    @property
    def share(self) -> Decimal | None:
        return percent(self.attained, self.total)


def cooperative_page(
    on: dt.date, *, district_code: str | None = None
) -> CooperativePage:
    """Return communes and their cooperatives on a day. Three queries."""
    places = programme_communes(on, district_code=district_code)
    working = Cooperative.objects.working(on)
    if district_code is not None:
        working = working.filter(commune__district_id=district_code)
    found: dict[str, list[Cooperative]] = {}
    for each in working:
        found.setdefault(each.commune_id, []).append(each)
    rows = [_commune(place, found.get(place.code, ())) for place in places]
    return CooperativePage(on, tuple(_districts(rows)))


def _districts(rows: list[CommuneCooperatives]) -> Iterator[DistrictCooperatives]:
    for code, district in districts_by_code().items():
        own = tuple(row for row in rows if row.place.district_code == code)
        if own:
            yield DistrictCooperatives(district, own)


def _commune(place: Place, working: Iterable[Cooperative]) -> CommuneCooperatives:
    rows = list(working)
    farming = [each for each in rows if each.kind == CooperativeKind.FARMING]
    counted = tuple(each for each in farming if each.follows_law_2012)
    doubtful = tuple(each for each in farming if each.follows_law_2012 is None)
    seen = (*counted, *doubtful)
    return CommuneCooperatives(
        place, counted, doubtful, tuple(each for each in rows if each not in seen)
    )
