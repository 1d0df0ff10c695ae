"""Names of communes as pages list them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from communes.analytics.places import Place
from communes.models import District
from ntm_portal.lib.text import fold, sort_key


@dataclass(frozen=True, slots=True)
class Named:
    """A commune with its district; ``label`` is unmistakable within the list."""

    code: str
    name: str
    label: str
    district: str


def named(
    places: Iterable[Place], districts: Mapping[str, District]
) -> dict[str, Named]:
    """Return communes under their codes, in the order of the alphabet.

    Names that differ only by marks (Đắk Long, Đăk Long) carry their district.
    """
    known = sorted(places, key=lambda place: (sort_key(place.name), place.code))
    times = Counter(fold(place.name) for place in known)
    return {
        place.code: _named(place, districts, is_unique=times[fold(place.name)] == 1)
        for place in known
    }


def _named(
    place: Place, districts: Mapping[str, District], *, is_unique: bool
) -> Named:
    district = districts[place.district_code].short_name
    return Named(
        code=place.code,
        name=place.name,
        label=place.name if is_unique else f"{place.name} ({district})",
        district=district,
    )
