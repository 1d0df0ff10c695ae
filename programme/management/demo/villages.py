"""Villages of the demonstration: three districts, with results and plans."""

import datetime as dt
from collections.abc import Iterable, Iterator

from simple_history.utils import bulk_create_with_history

from communes.analytics.places import programme_communes
from communes.choices import VillageKind
from communes.models import Village
from programme.choices import VillageState
from programme.models import VillagePlan, VillageResult

SOURCE = "số liệu minh họa"
DISTRICTS = ("610", "615", "617")
FEWEST, SPREAD = 4, 4
YEARS = (2018, 2019, 2020)
# One village in so many has never been assessed.
UNKNOWN_EVERY = 11


def load_demo_villages(*, on: dt.date, at: dt.datetime) -> int:
    """Add the villages of the demonstration; return how many are new."""
    if Village.objects.filter(is_sample=True).exists():
        return 0
    known = set(Village.objects.values_list("commune_id", "name"))
    new = [row for row in _villages(on) if (row.commune_id, row.name) not in known]
    bulk_create_with_history(new, Village, default_date=at)
    made = list(Village.objects.filter(is_sample=True).order_by("pk"))
    plans = [_plan(number, village) for number, village in enumerate(made)]
    bulk_create_with_history(plans, VillagePlan, default_date=at)
    bulk_create_with_history(list(_results(made)), VillageResult, default_date=at)
    return len(new)


def _villages(on: dt.date) -> Iterator[Village]:
    for place in programme_communes(on):
        if place.district_code not in DISTRICTS:
            continue
        for number in range(1, FEWEST + int(place.code) % SPREAD + 1):
            is_hamlet = number > FEWEST
            yield Village(
                commune_id=place.code,
                name=f"mẫu {number}" if is_hamlet else str(number),
                kind=VillageKind.HAMLET if is_hamlet else VillageKind.VILLAGE,
                source=SOURCE,
                is_sample=True,
            )


def _plan(number: int, village: Village) -> VillagePlan:
    return VillagePlan(village=village, year=2018 + number * 2 % 5, is_sample=True)


def _results(villages: Iterable[Village]) -> Iterator[VillageResult]:
    for number, village in enumerate(villages):
        if number % UNKNOWN_EVERY == 0:
            continue
        attained = YEARS[number % 5 % 3] if number % 5 < len(YEARS) else None
        for year in YEARS:
            if number % 7 == 0 and year == YEARS[-1]:
                continue
            is_met = attained is not None and year >= attained
            yield VillageResult(
                village=village,
                year=year,
                state=VillageState.MET if is_met else VillageState.UNMET,
                met_count=None,
                decision=f"mẫu {number + 1}/QĐ-UBND" if year == attained else "",
                decided_on=dt.date(year, 12, 20) if year == attained else None,
                is_sample=True,
            )
