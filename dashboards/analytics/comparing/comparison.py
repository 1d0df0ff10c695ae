"""Two moments side by side: what is counted at each, and what moved between them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from communes.models import District
from dashboards.analytics.bands import FACES
from dashboards.analytics.comparing.basis import FirstData, first_data
from dashboards.analytics.comparing.changes import Changes, changes
from dashboards.analytics.comparing.moves import (
    Moved,
    OneSided,
    data_of_one_side,
    moved_communes,
    pairs,
    units_of_one_side,
)
from dashboards.analytics.names import Named, named
from dashboards.analytics.shares import average, average_change, length
from reports.analytics.attainment import Figures


@dataclass(frozen=True, slots=True)
class Side:
    """A count at one moment; ``needed`` is what its target asks for."""

    count: int
    total: int
    needed: int | None = None

    @property
    def x(self) -> str:
        """Where its share stands on a line, in percent of the line."""
        return length(self.count, self.total)

    @property
    def needed_x(self) -> str | None:
        return None if self.needed is None else length(self.needed, self.total)

    @property
    def short(self) -> int | None:
        return None if self.needed is None else max(0, self.needed - self.count)


@dataclass(frozen=True, slots=True)
class Line:
    """A count at both moments; ``gained`` and ``lost`` are what explains it.

    They count communes with data at both moments; ``rest`` is the part of the change
    that comes of units or of data that only one moment has.
    """

    key: str
    title: str
    then: Side
    now: Side
    gained: int = 0
    lost: int = 0

    @property
    def change(self) -> int:
        return self.now.count - self.then.count

    @property
    def fell(self) -> bool:
        """Whether communes lost more than they gained, whatever units did."""
        return self.lost > self.gained

    @property
    def rest(self) -> int:
        return self.change - self.gained + self.lost


@dataclass(frozen=True, slots=True)
class DistrictLine:
    """A district at both moments; averages are None without data."""

    district: District
    then: Figures
    now: Figures

    @property
    def then_average(self) -> Decimal | None:
        return average(self.then)

    @property
    def now_average(self) -> Decimal | None:
        return average(self.now)

    @property
    def change(self) -> Decimal | None:
        return average_change(self.now, self.then)

    @property
    def full_change(self) -> int | None:
        if not self.then.reported or not self.now.reported:
            return None
        return self.now.bands["19"] - self.then.bands["19"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything side by side.

    ``groups``, ``criteria``, ``moved`` and ``changes`` are empty when the moments are
    under different sets of criteria. ``units`` are communes that are in the programme
    at one moment only, ``data`` those whose data one moment lacks; by district they
    are ``only_now`` and ``only_then``.
    """

    then: Figures
    now: Figures
    groups: tuple[Line, ...]
    bands: tuple[Line, ...]
    criteria: tuple[Line, ...]
    districts: tuple[DistrictLine, ...]
    moved: tuple[Moved, ...]
    units: tuple[OneSided, ...]
    data: tuple[OneSided, ...]
    only_now: tuple[FirstData, ...]
    only_then: tuple[FirstData, ...]

    @property
    def same_law(self) -> bool:
        return self.then.law.code == self.now.law.code

    @property
    def has_both(self) -> bool:
        return bool(self.then.reported and self.now.reported)

    @property
    def then_average(self) -> Decimal | None:
        return average(self.then)

    @property
    def now_average(self) -> Decimal | None:
        return average(self.now)

    @property
    def average_change(self) -> Decimal | None:
        return average_change(self.now, self.then)

    @property
    def total_change(self) -> int:
        return self.now.criteria_met_total - self.then.criteria_met_total

    @property
    def gained(self) -> int:
        return sum(len(each.gained) for each in self.moved)

    @property
    def lost(self) -> int:
        return sum(len(each.lost) for each in self.moved)

    @property
    def units_change(self) -> int:
        return sum(each.change for each in self.units)

    @property
    def data_change(self) -> int:
        return sum(each.change for each in self.data)


def comparison(
    now: Figures, then: Figures, districts: Mapping[str, District]
) -> Comparison:
    """Hold ``now`` against ``then``, whichever of them is later. No query.

    A commune at both moments goes by its name of now.
    """
    places = {each.place.code: each.place for each in (*then.communes, *now.communes)}
    names = named(places.values(), districts)
    same = now.law.code == then.law.code
    found = changes(now, then, names) if same and now.reported else None
    return Comparison(
        then=then,
        now=now,
        groups=tuple(_groups(now, then, names)) if same else (),
        bands=tuple(
            Line(
                key=css,
                title=label,
                then=Side(then.bands[name], then.total),
                now=Side(now.bands[name], now.total),
            )
            for name, (label, css) in FACES.items()
        ),
        criteria=tuple(_criteria(now, then, found)) if same else (),
        districts=tuple(_districts(now, then, districts)),
        moved=tuple(moved_communes(now, then, names, found)),
        units=tuple(units_of_one_side(now, then, names)),
        data=tuple(data_of_one_side(now, then, names)),
        only_now=first_data(now, then, districts),
        only_then=first_data(then, now, districts),
    )


def _groups(now: Figures, then: Figures, names: Mapping[str, Named]) -> Iterator[Line]:
    both = [pair for pair in pairs(now, then, names) if all(e.masks for e in pair)]
    for is_now, was in zip(now.groups, then.groups, strict=True):
        group = is_now.group
        yield Line(
            key=group.code,
            title=group.title,
            then=Side(was.attained, was.total, was.needed),
            now=Side(is_now.attained, is_now.total, is_now.needed),
            gained=sum(a.attains(group) and not b.attains(group) for a, b in both),
            lost=sum(b.attains(group) and not a.attains(group) for a, b in both),
        )


def _criteria(now: Figures, then: Figures, found: Changes | None) -> Iterator[Line]:
    gained = [c for each in found.gained for c in each.criteria] if found else []
    lost = [each.criterion for each in found.lost] if found else []
    for is_now, was in zip(now.criteria, then.criteria, strict=True):
        criterion = is_now.criterion
        yield Line(
            key=str(criterion.number),
            title=criterion.title,
            then=Side(was.attained, was.total),
            now=Side(is_now.attained, is_now.total),
            gained=sum(each.number == criterion.number for each in gained),
            lost=sum(each.number == criterion.number for each in lost),
        )


def _districts(
    now: Figures, then: Figures, districts: Mapping[str, District]
) -> Iterator[DistrictLine]:
    for code, district in districts.items():
        line = DistrictLine(district, then.of_district(code), now.of_district(code))
        if line.then.communes or line.now.communes:
            yield line
