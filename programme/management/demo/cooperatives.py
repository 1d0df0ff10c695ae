"""Cooperatives of the demonstration: most communes have one, some lack one."""

import datetime as dt
from collections.abc import Iterator

from simple_history.utils import bulk_create_with_history

from communes.analytics.places import Place, programme_communes
from communes.choices import CooperativeKind
from communes.models import Cooperative

SOURCE = "số liệu minh họa"
CROPS = ("cà phê", "rau sạch", "dược liệu", "bò thịt", "cây ăn quả", "lúa nước")
# Of seven communes in a row: law followed, not known, not farming, none at all.
FATES = ("law", "law", "two", "law", "unknown", "other", "none")


def load_demo_cooperatives(*, on: dt.date, at: dt.datetime) -> int:
    """Add the cooperatives of the demonstration; return how many are new."""
    if Cooperative.objects.filter(is_sample=True).exists():
        return 0
    rows = [row for place in programme_communes(on) for row in _of(place)]
    known = set(Cooperative.objects.values_list("commune_id", "name"))
    new = [row for row in rows if (row.commune_id, row.name) not in known]
    bulk_create_with_history(new, Cooperative, default_date=at)
    return len(new)


def _of(place: Place) -> Iterator[Cooperative]:
    number = int(place.code) // 3
    fate = FATES[number % len(FATES)]
    if fate == "none":
        return
    crop = CROPS[number % len(CROPS)]
    yield Cooperative(
        commune_id=place.code,
        name=f"HTX {crop} {place.name}",
        kind=CooperativeKind.OTHER if fate == "other" else CooperativeKind.FARMING,
        follows_law_2012=None if fate == "unknown" else True,
        founded_on=dt.date(2014 + number % 6, 1 + number % 12, 1 + number % 28),
        source=SOURCE,
        is_sample=True,
    )
    if fate == "two":
        yield Cooperative(
            commune_id=place.code,
            name=f"HTX dịch vụ {place.name}",
            kind=CooperativeKind.OTHER,
            follows_law_2012=False,
            founded_on=dt.date(2009, 1 + number % 12, 15),
            stopped_on=dt.date(2018, 6, 30) if number % 2 else None,
            source=SOURCE,
            is_sample=True,
        )
