"""Which unit a name in a paper means; what is doubtful is named, never guessed.

A commune is looked for by its code, else within its district, by letters only and
without marks, among its names and its listed spellings: names repeat and vary.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import NamedTuple

from communes.analytics.names import read_commune, read_district
from communes.analytics.places import Place, districts_by_code, programme_communes
from communes.choices import DistrictKind, UnitKind
from communes.models import CommunePeriod, CommuneVariant, District, DistrictVariant
from ntm_portal.lib.text import clean

CLOSE = 0.7
MOST = 3


@dataclass(frozen=True, slots=True)
class Found:
    """The commune that a name means.

    ``is_respelt`` when the catalogue spells it another way.
    """

    place: Place
    is_respelt: bool


@dataclass(frozen=True, slots=True)
class NotFound:
    """Why a name means no commune of the programme, as a Vietnamese sentence.

    ``candidates`` are the communes that the sentence asks about.
    """

    reason: str
    candidates: tuple[Place, ...] = ()


class UnitMatcher:
    """Names of districts and communes as they are on a day. Five queries."""

    def __init__(self, on: dt.date) -> None:
        self.on = on
        self.districts = districts_by_code()
        self.places = {place.code: place for place in programme_communes(on)}
        self._by_district = _grouped(self.places.values())
        self._district_keys = self._read_districts()
        self._keys = self._read_communes()
        self._names = _read_names(on)

    def in_district(self, code: str) -> tuple[Place, ...]:
        """Return the district's communes in the programme on the day."""
        return self._by_district.get(code, ())

    def full_name(self, place: Place) -> str:
        """Return a name that is unique: "xã Đăk Long, huyện Đắk Hà"."""
        return f"xã {place.name}, {self.districts[place.district_code].title}"

    def find_district(self, text: str) -> District | None:
        """Return the district that a heading names, None when none does for sure."""
        for written in read_district(text).readings:
            district = self._district_keys.get(written.key)
            if district and written.agrees_with(DistrictKind(district.kind)):
                return district
        return None

    def close_districts(self, text: str) -> tuple[District, ...]:
        """Return the districts that a heading without a sure meaning may name."""
        key = read_district(text).key
        close = get_close_matches(key, self._district_keys, MOST, CLOSE)
        found = (self._district_keys[each] for each in close)
        return tuple({district.code: district for district in found}.values())

    def why_no_district(self, text: str) -> str:
        """Return a sentence for a heading that names no district."""
        names = (district.full_name for district in self.close_districts(text))
        return f"Tỉnh không có huyện, thành phố tên này.{_is_it(names)}"

    def named(self, text: str, district_code: str | None = None) -> tuple[Place, ...]:
        """Return the communes of the programme with this name, in one district or all.

        A code names one commune whatever the district. A name that is met as it
        stands is not read in another way.
        """
        coded = self.places.get(clean(text))
        if coded:
            return (coded,)
        written = read_commune(text)
        if not written.agrees_with(UnitKind.COMMUNE):
            return ()
        found = (self._with_key(r.key, district_code) for r in written.readings)
        return next(filter(None, found), ())

    def find_commune(self, text: str, district_code: str | None) -> Found | NotFound:
        """Return the commune of the programme that a row names.

        Without a district the name must be the only one in the province.
        """
        places = self.named(text, district_code)
        if len(places) == 1:
            return self._found(text, places[0], district_code)
        if places:
            names = _or(map(self.full_name, places))
            return NotFound(f"Có nhiều xã cùng tên, hãy ghi rõ: {names}.", places)
        return (
            self._left_programme(text, district_code)
            or self._elsewhere(text, district_code)
            or self._close(text, district_code)
        )

    def _found(
        self, text: str, place: Place, district_code: str | None
    ) -> Found | NotFound:
        if district_code not in (None, place.district_code):
            return NotFound(f"Mã này là của {self.full_name(place)}.", (place,))
        known = (*_forms(place), place.code)
        return Found(place, is_respelt=clean(text) not in known)

    def _left_programme(self, text: str, district_code: str | None) -> NotFound | None:
        """Say so when the name is that of a unit which is no xã on the day."""
        written = read_commune(text)
        for name in self._names:
            if (
                district_code in (None, name.district_code)
                and name.key in [reading.key for reading in written.readings]
                and (name.now is not name.kind or written.agrees_with(name.kind))
            ):
                return NotFound(name.why_not(self.on))
        return None

    def _elsewhere(self, text: str, district_code: str | None) -> NotFound | None:
        places = self.named(text)
        if district_code is None or not places:
            return None
        return self._ask(district_code, places)

    def _close(self, text: str, district_code: str | None) -> NotFound:
        keys = {
            key: self.places[code]
            for key, codes in self._keys.items()
            for code in codes
            if district_code in (None, self.places[code].district_code)
        }
        close = get_close_matches(read_commune(text).key, keys, MOST * 2, CLOSE)
        places = {keys[key].code: keys[key] for key in close}
        return self._ask(district_code, tuple(places.values())[:MOST])

    def _ask(self, district_code: str | None, places: tuple[Place, ...]) -> NotFound:
        where = self.districts[district_code].full_name if district_code else "Tỉnh"
        names = (
            f"xã {place.name}"
            if place.district_code == district_code
            else self.full_name(place)
            for place in places
        )
        return NotFound(f"{where} không có xã tên này.{_is_it(names)}", places)

    def _with_key(self, key: str, district_code: str | None) -> tuple[Place, ...]:
        places = (self.places[code] for code in self._keys.get(key, ()))
        return tuple(p for p in places if district_code in (None, p.district_code))

    def _read_districts(self) -> dict[str, District]:
        variants = DistrictVariant.objects.values_list("district_id", "name")
        own = [(each.code, each.full_name) for each in self.districts.values()]
        return {
            read_district(name).key: self.districts[code]
            for code, name in [*variants, *own]
        }

    def _read_communes(self) -> dict[str, list[str]]:
        variants = CommuneVariant.objects.values_list("commune_id", "name")
        own = [(place.code, place.name) for place in self.places.values()]
        keys: dict[str, list[str]] = {}
        for code, name in [*own, *variants]:
            codes = keys.setdefault(read_commune(name).key, [])
            if code in self.places and code not in codes:
                codes.append(code)
        return keys


class _Period(NamedTuple):
    """A name of a unit, and the days from and to which it bears it."""

    commune_id: str
    district_code: str
    name: str
    kind: str
    valid_from: dt.date | None
    valid_to: dt.date | None


@dataclass(frozen=True, slots=True)
class _DatedName:
    """A name of a unit at some time, and what the unit is on the matcher's day."""

    key: str
    district_code: str
    kind: UnitKind
    title: str
    now: UnitKind | None
    title_now: str

    def why_not(self, on: dt.date) -> str:
        if self.now is None:
            return f"Ngày {on:%d/%m/%Y} không có {self.title}."
        if self.now is UnitKind.COMMUNE:
            return (
                f"Ngày {on:%d/%m/%Y} tên này chưa dùng hoặc không còn dùng: "
                f"đơn vị khi ấy là {self.title_now}."
            )
        outside = "không thuộc chương trình: chỉ xã được tính."
        if self.title == self.title_now:
            return f"Đây là {self.title_now}, {outside}"
        return f"Ngày {on:%d/%m/%Y} {self.title} đã là {self.title_now}, {outside}"


def _read_names(on: dt.date) -> list[_DatedName]:
    rows = CommunePeriod.objects.values_list(
        "commune_id",
        "commune__district_id",
        "name",
        "kind",
        "valid_from",
        "valid_to",
    )
    periods = [_Period(*row) for row in rows]
    now = {each.commune_id: each for each in periods if _holds(each, on)}
    return [
        _DatedName(
            key=read_commune(each.name).key,
            district_code=each.district_code,
            kind=UnitKind(each.kind),
            title=_title(each),
            now=UnitKind(now[each.commune_id].kind) if each.commune_id in now else None,
            title_now=_title(now[each.commune_id]) if each.commune_id in now else "",
        )
        for each in periods
    ]


def _grouped(places: Iterable[Place]) -> dict[str, tuple[Place, ...]]:
    """Return the communes of every district that has some, in their order."""
    districts: dict[str, list[Place]] = {}
    for place in places:
        districts.setdefault(place.district_code, []).append(place)
    return {code: tuple(communes) for code, communes in districts.items()}


def _title(period: _Period) -> str:
    return f"{UnitKind(period.kind).label.lower()} {period.name}"


def _holds(period: _Period, day: dt.date) -> bool:
    return (period.valid_from is None or period.valid_from <= day) and (
        period.valid_to is None or period.valid_to >= day
    )


def _forms(place: Place) -> tuple[str, ...]:
    return place.name, f"Xã {place.name}", f"xã {place.name}"


def _is_it(names: Iterable[str]) -> str:
    asked = _or(names)
    return f" Có phải {asked} không?" if asked else ""


def _or(names: Iterable[str]) -> str:
    return " hay ".join(names)
