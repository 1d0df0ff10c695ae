"""Groups of communes that are alike: area class, border, programme 135, district."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from communes.analytics.areas import area_classes_on
from communes.models import Commune, District
from ntm_portal.lib.periods import Quarter

# Lists of programme 135 (Chương trình 135) and the years that each is for.
LIST_2016, LIST_2017_2020 = range(2016, 2017), range(2017, 2021)
IN_PROGRAMME, OUTSIDE = frozenset({"yes", "1"}), frozenset({"no", "0"})


class Likeness(Enum):
    """What makes communes alike; the value is its name in addresses."""

    NONE = ""
    AREA = "khu-vuc"
    BORDER = "bien-gioi"
    CT135 = "ct135"
    DISTRICT = "huyen"


FACES = {
    Likeness.NONE: "mọi xã với nhau",
    Likeness.AREA: "cùng khu vực",
    Likeness.BORDER: "biên giới hay không",
    Likeness.CT135: "thuộc Chương trình 135 hay không",
    Likeness.DISTRICT: "cùng huyện",
}


@dataclass(frozen=True, slots=True)
class Peers:
    """Communes to be compared with each other, by code.

    ``is_known`` is False for those of which the data do not say what they are: they
    are nobody's like and get no rank.
    """

    name: str
    codes: frozenset[str]
    is_known: bool = True


@dataclass(frozen=True, slots=True)
class Traits:
    """What the data say of the communes at a period."""

    area: Mapping[str, str]
    border: Mapping[str, str]
    ct135: Mapping[str, str]

    def of(self, likeness: Likeness) -> Mapping[str, str]:
        """Return the name of each commune's group; what is unknown is absent."""
        return {
            Likeness.AREA: self.area,
            Likeness.BORDER: self.border,
            Likeness.CT135: self.ct135,
        }.get(likeness, {})

    @property
    def offered(self) -> tuple[Likeness, ...]:
        """The likenesses of which the data know something at the period."""
        known = (Likeness.AREA, Likeness.BORDER, Likeness.CT135)
        return tuple(each for each in known if self.of(each))


def traits_at(period: Quarter) -> Traits:
    """Return the traits that hold on the last day of a quarter. Two queries."""
    communes = list(Commune.objects.all())
    areas = area_classes_on(period.last_day)
    return Traits(
        area={code: f"Khu vực {area.value}" for code, area in sorted(areas.items())},
        border={
            each.code: "Xã biên giới" if each.is_border else "Xã không ở biên giới"
            for each in communes
            if each.is_border is not None
        },
        ct135={
            each.code: name
            for each in communes
            if (name := _ct135(each, period.year)) is not None
        },
    )


def peers(
    likeness: Likeness,
    codes: Collection[str],
    traits: Traits,
    districts: Mapping[str, District],
    district_of: Mapping[str, str],
) -> tuple[Peers, ...]:
    """Split communes into groups of their like; the unknown ones come last."""
    if likeness is Likeness.NONE:
        return (Peers("", frozenset(codes)),)
    if likeness is Likeness.DISTRICT:
        return tuple(
            Peers(district.full_name, found)
            for key, district in districts.items()
            if (found := _having(codes, district_of, key))
        )
    named = traits.of(likeness)
    groups = tuple(
        Peers(name, found)
        for name in _in_order(named.values())
        if (found := _having(codes, named, name))
    )
    rest = frozenset(codes) - named.keys()
    return (*groups, Peers("Chưa rõ", rest, is_known=False)) if rest else groups


def _having(
    codes: Iterable[str], named: Mapping[str, str], name: str
) -> frozenset[str]:
    return frozenset(code for code in codes if named.get(code) == name)


def _in_order(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(names)))


def _ct135(commune: Commune, year: int) -> str | None:
    """Return the group by the list of the year; doubtful words say nothing."""
    word = ""
    if year in LIST_2016:
        word = commune.ct135_2016
    elif year in LIST_2017_2020:
        word = commune.ct135_2017_2020
    if word in IN_PROGRAMME:
        return "Xã thuộc Chương trình 135"
    return "Xã ngoài Chương trình 135" if word in OUTSIDE else None
