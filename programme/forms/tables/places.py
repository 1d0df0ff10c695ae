"""Places and agencies by the names that people write, for columns of tables.

A commune is looked for in its district as the appendices are read: by code, by name
and by the listed spellings. Here phường and thị trấn may be meant as well.
"""

import datetime as dt
from functools import cached_property

from communes.analytics.local_names import village_key
from communes.analytics.matching import NotFound, UnitMatcher
from communes.analytics.names import read_commune
from communes.choices import UnitKind
from communes.models import Commune, CommunePeriod, Village, holds_on
from criteria.analytics.agency_names import AgencyMatcher
from ntm_portal.lib.text import clean, fold
from programme.choices import ColumnKind


class PlaceFault(ValueError):
    """No place or not only one has this name; the message says so in Vietnamese."""


class Places:
    """Names of all places as they are on a day; each kind is read when first asked.

    At most eleven queries for everything.
    """

    def __init__(self, on: dt.date) -> None:
        self.on = on

    def find(
        self, kind: ColumnKind, text: str, *, district: str | None, commune: str | None
    ) -> str | int:
        """Return the code of the place or agency, the number of a village.

        Raises PlaceFault.
        """
        match kind:
            case ColumnKind.DISTRICT:
                return self._find_district(text)
            case ColumnKind.COMMUNE:
                return self._find_commune(text, district)
            case ColumnKind.VILLAGE:
                return self._find_village(text, commune)
            case _:
                return self._find_agency(text)

    def title(self, kind: ColumnKind, value: object) -> str:
        """Return the name under which a place or an agency is found again."""
        match kind:
            case ColumnKind.DISTRICT:
                found = self.units.districts.get(str(value))
                return found.full_name if found else str(value)
            case ColumnKind.COMMUNE:
                return self.communes.get(str(value), ("", str(value)))[1]
            case ColumnKind.VILLAGE:
                return self._villages_by_id.get(value, str(value))
            case _:
                return self.agencies.names.get(str(value), str(value))

    @cached_property
    def units(self) -> UnitMatcher:
        return UnitMatcher(self.on)

    @cached_property
    def agencies(self) -> AgencyMatcher:
        return AgencyMatcher()

    @cached_property
    def communes(self) -> dict[str, tuple[str, str]]:
        """District and title ("Xã Đăk Long") of every unit by code, in code order."""
        now = CommunePeriod.objects.filter(holds_on(self.on))
        titles = {
            code: f"{UnitKind(kind).label} {name}"
            for code, kind, name in now.values_list("commune_id", "kind", "name")
        }
        units = Commune.objects.order_by("district_id", "code")
        return {
            code: (district, titles.get(code, name))
            for code, district, name in units.values_list("code", "district_id", "name")
        }

    @cached_property
    def _villages(self) -> dict[str, list[tuple[int, str, str]]]:
        """Number, name and title of the villages of a commune."""
        found: dict[str, list[tuple[int, str, str]]] = {}
        for each in Village.objects.all():
            row = (each.pk, each.name, str(each))
            found.setdefault(each.commune_id, []).append(row)
        return found

    @cached_property
    def _villages_by_id(self) -> dict[object, str]:
        return {pk: title for rows in self._villages.values() for pk, _, title in rows}

    def _find_district(self, text: str) -> str:
        if text in self.units.districts:
            return text
        found = self.units.find_district(text)
        if found is None:
            raise PlaceFault(self.units.why_no_district(text))
        return found.code

    def _find_commune(self, text: str, district: str | None) -> str:
        if text in self.communes:
            own = self.communes[text][0]
            if district not in (None, own):
                where = self.units.districts[own].full_name
                raise PlaceFault(f"Mã {text} là của {where}.")
            return text
        found = self.units.find_commune(text, district)
        if not isinstance(found, NotFound):
            return found.place.code
        other = self._find_other_unit(text, district)
        if other is None:
            raise PlaceFault(found.reason)
        return other

    def _find_other_unit(self, text: str, district: str | None) -> str | None:
        """Return the only phường or thị trấn of this name, kind and district."""
        written = read_commune(text)
        codes = [
            code
            for code, (own, title) in self.communes.items()
            if district in (None, own) and fold(title) == fold(clean(text))
        ]
        return codes[0] if written.kind is not None and len(codes) == 1 else None

    def _find_village(self, text: str, commune: str | None) -> int:
        if commune is None:
            raise PlaceFault("Hãy ghi xã trước: thôn, làng được tìm trong xã.")
        rows = self._villages.get(commune, [])
        found = [pk for pk, name, title in rows if fold(text) in map(fold, (title,))]
        if not found:
            key = village_key(text)
            found = [pk for pk, name, _title in rows if village_key(name) == key]
        if len(found) != 1:
            names = ", ".join(title for _, _, title in rows[:8])
            known = f" Danh mục có: {names}." if names else ""
            where = self.communes[commune][1]
            raise PlaceFault(f"{where} không có thôn, làng “{text}”.{known}")
        return found[0]

    def _find_agency(self, text: str) -> str:
        if text in self.agencies.names:
            return text
        found = self.agencies.find(text)
        if len(found) != 1:
            raise PlaceFault(self.agencies.why_not(text))
        return found[0]
