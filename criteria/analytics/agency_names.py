"""Which agencies a cell of Phụ lục 02 names; what is doubtful is not guessed."""

import re
from difflib import get_close_matches

from communes.analytics.names import read_district
from communes.models import District, DistrictVariant
from criteria.models import Agency
from ntm_portal.lib.text import clean, fold

CLOSE = 0.6
MOST = 3
# Line breaks and semicolons; a comma is part of names (Sở Văn hóa, Thể thao …).
SEPARATOR = re.compile(r"[\n;]+")
BULLET = re.compile(r"^[\s\-–+•*]+|[\s.,]+$")
COMMITTEE = re.compile(r"^\s*(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân)\b", re.IGNORECASE)
ALL_COMMITTEES = re.compile(
    r"^(?:ubnd|uybannhandan)(?:cac|10)?(?:huyenv?a?(?:thanhpho|tp)|thanhphov?a?cachuyen)"
    r"(?:thuoctinh|trongtinh|kontum)*$|^(?:ubnd|uybannhandan)caphuyen$"
)
ALL_COMMITTEES_NAME = "UBND các huyện, thành phố"


def split_agencies(text: str) -> tuple[str, ...]:
    """Return the names in a cell, without bullets in front or stops behind."""
    names = (clean(BULLET.sub("", part)) for part in SEPARATOR.split(text))
    return tuple(name for name in names if name)


class AgencyMatcher:
    """Full and short names of agencies. Three queries."""

    def __init__(self) -> None:
        agencies = list(Agency.objects.all())
        self.names = {agency.code: agency.name for agency in agencies}
        self._keys = {
            fold(name): agency.code
            for agency in agencies
            for name in (agency.name, agency.short_name)
        }
        self._committees = {
            agency.district_id: agency.code for agency in agencies if agency.district_id
        }
        self._districts = _districts()

    def find(self, name: str) -> tuple[str, ...]:
        """Return the codes of the agencies that one name means, () when unknown.

        "UBND các huyện, thành phố" means every district committee.
        """
        key = fold(name)
        if key in self._keys:
            return (self._keys[key],)
        if ALL_COMMITTEES.match(key):
            return tuple(sorted(self._committees.values()))
        committee = self._committee(name)
        return (committee,) if committee else ()

    def why_not(self, name: str) -> str:
        """Return a sentence on a name that means no agency for sure."""
        keys = {**self._keys, fold(ALL_COMMITTEES_NAME): ""}
        close = get_close_matches(fold(name), keys, MOST, CLOSE)
        names = dict.fromkeys(
            self.names.get(keys[key], ALL_COMMITTEES_NAME) for key in close
        )
        asked = f" Có phải {' hay '.join(names)} không?" if names else ""
        hint = (
            " Nhiều đơn vị trong một ô phải cách nhau bằng dấu chấm phẩy hoặc xuống "
            "dòng."
            if "," in name
            else ""
        )
        return f"Danh mục không có đơn vị “{name}”.{asked}{hint}"

    def _committee(self, name: str) -> str | None:
        if not COMMITTEE.match(name):
            return None
        key = read_district(COMMITTEE.sub("", name)).key
        return self._committees.get(self._districts.get(key, ""))


def _districts() -> dict[str, str]:
    names = [
        *((each.pk, each.full_name) for each in District.objects.all()),
        *DistrictVariant.objects.values_list("district_id", "name"),
    ]
    return {read_district(name).key: code for code, name in names}
