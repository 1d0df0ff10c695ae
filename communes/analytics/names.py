"""Names of units as papers write them: "TP. Kon Tum", "Xã Đăk Long", "la Dom"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from communes.choices import DistrictKind, UnitKind
from ntm_portal.lib.text import clean, fold
from ntm_portal.lib.text_cache import cached_by_text

ROMAN = re.compile(r"^[ivx]+$")
KINDS_OF_DISTRICT: Mapping[tuple[str, ...], DistrictKind] = {
    ("ubnd", "huyen"): DistrictKind.DISTRICT,
    ("ubnd", "thanh", "pho"): DistrictKind.CITY,
    ("ubnd", "tp"): DistrictKind.CITY,
    ("thanh", "pho"): DistrictKind.CITY,
    ("huyen",): DistrictKind.DISTRICT,
    ("h",): DistrictKind.DISTRICT,
    ("tp",): DistrictKind.CITY,
    ("t", "p"): DistrictKind.CITY,
}
KINDS_OF_UNIT: Mapping[tuple[str, ...], UnitKind] = {
    ("thi", "tran"): UnitKind.TOWN,
    ("phuong",): UnitKind.WARD,
    ("xa",): UnitKind.COMMUNE,
    ("tt",): UnitKind.TOWN,
    ("x",): UnitKind.COMMUNE,
    ("p",): UnitKind.WARD,
}

Kind = DistrictKind | UnitKind


@dataclass(frozen=True, slots=True)
class Written:
    """A name as letters only, without marks, and the kind written before it."""

    key: str
    kind: Kind | None = None

    @property
    def readings(self) -> tuple["Written", ...]:
        """Return the name as it stands, then with a lower-case l read as an I.

        Many fonts show "Ia Dom" and "la Dom" alike, and both are typed.
        """
        if not self.key.startswith("la"):
            return (self,)
        return self, replace(self, key=f"ia{self.key[2:]}")

    def agrees_with(self, kind: Kind) -> bool:
        return self.kind in (None, kind)


@cached_by_text
def read_district(text: str) -> Written:
    """Read "II. Huyện Đắk Glei", "H.Đăk Glei" or "Đăk Glei"."""
    return _read(text, KINDS_OF_DISTRICT)


@cached_by_text
def read_commune(text: str) -> Written:
    """Read "Xã Đăk Long", "X. Đăk Long", "1. Đăk Long" or "TT Đăk Hà"."""
    return _read(text, KINDS_OF_UNIT)


def _read(text: str, kinds: Mapping[tuple[str, ...], Kind]) -> Written:
    words = _without_number(
        [fold(word) for word in re.split(r"[\W_]+", clean(text)) if word], kinds
    )
    for prefix, kind in kinds.items():
        if tuple(words[: len(prefix)]) == prefix and len(words) > len(prefix):
            return Written("".join(words[len(prefix) :]), kind)
    return Written("".join(words))


def _without_number(
    words: list[str], kinds: Mapping[tuple[str, ...], Kind]
) -> list[str]:
    if len(words) < 2:
        return words
    first, second = words[:2]
    is_roman = ROMAN.match(first) and any(prefix[0] == second for prefix in kinds)
    return words[1:] if first.isdecimal() or is_roman else words
