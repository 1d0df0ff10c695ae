"""What the registers hold about a commune or a district, for its page."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, Subquery

from communes.choices import CooperativeKind, VillageKind
from communes.models import Cooperative, Village
from programme.choices import VillageState
from programme.models import RegisterRecord, VillageResult


@dataclass(frozen=True, slots=True)
class RegisterCount:
    """Rows of one register about the place."""

    code: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class PlaceRegisters:
    """Cooperatives, villages and rows of registers of a place.

    ``counted`` of its ``cooperatives`` farm by the Law of 2012; ``communes`` have one
    of these. ``attained`` of its ``villages`` stand as đạt.
    """

    cooperatives: int
    counted: int
    communes: int
    villages: int
    attained: int
    registers: tuple[RegisterCount, ...]


def place_registers(
    commune_codes: Collection[str], *, district_code: str | None, on: dt.date
) -> PlaceRegisters:
    """Return what the registers hold on a day about these communes. Three queries.

    With ``district_code`` rows of the district itself are counted too.
    """
    working = list(Cooperative.objects.working(on).filter(commune__in=commune_codes))
    counted = [
        each
        for each in working
        if each.kind == CooperativeKind.FARMING and each.follows_law_2012
    ]
    villages = _village_states(commune_codes, on)
    return PlaceRegisters(
        cooperatives=len(working),
        counted=len(counted),
        communes=len({each.commune_id for each in counted}),
        villages=len(villages),
        attained=villages.count(VillageState.MET),
        registers=_registers(commune_codes, district_code, on),
    )


def _village_states(codes: Collection[str], on: dt.date) -> list[str | None]:
    last = VillageResult.objects.filter(village=OuterRef("pk"), year__lte=on.year)
    rural = Village.objects.standing(on).exclude(kind=VillageKind.STREET)
    states = rural.filter(commune__in=codes).annotate(
        last=Subquery(last.order_by("-year").values("state")[:1])
    )
    return list(states.order_by().values_list("last", flat=True))


def _registers(
    codes: Collection[str], district_code: str | None, on: dt.date
) -> tuple[RegisterCount, ...]:
    here = Q(commune__in=codes)
    if district_code is not None:
        here |= Q(district=district_code)
    begun = Q(on__isnull=True) | Q(on__lte=on)
    rows = RegisterRecord.objects.filter(here, begun)
    counts = rows.order_by("kind__position", "kind__code").values_list(
        "kind__code", "kind__name"
    )
    return tuple(
        RegisterCount(code, name, count)
        for code, name, count in counts.annotate(count=Count("pk"))
    )
