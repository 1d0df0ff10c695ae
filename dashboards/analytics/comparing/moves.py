"""What moved between two moments, commune by commune, and what only one of them has."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from criteria.analytics.law import LawCriterion
from dashboards.analytics.comparing.changes import Changes, Lost
from dashboards.analytics.names import Named
from reports.analytics.attainment import CommuneFigure, Figures


@dataclass(frozen=True, slots=True)
class Moved:
    """A commune with data at both moments whose criteria moved."""

    commune: Named
    then: int
    now: int
    gained: tuple[LawCriterion, ...]
    lost: tuple[Lost, ...]

    @property
    def change(self) -> int:
        return self.now - self.then


@dataclass(frozen=True, slots=True)
class OneSided:
    """A commune that only one moment counts, or has data of.

    ``met`` are its criteria there (None: no data); ``is_now``: it is the later-named
    moment that has it.
    """

    commune: Named
    met: int | None
    is_now: bool

    @property
    def change(self) -> int:
        return (self.met or 0) if self.is_now else -(self.met or 0)


def pairs(
    now: Figures, then: Figures, names: Iterable[str]
) -> Iterator[tuple[CommuneFigure, CommuneFigure]]:
    """Return the communes of both moments, as they are now and as they were."""
    at_now = {each.place.code: each for each in now.communes}
    at_then = {each.place.code: each for each in then.communes}
    for code in names:
        if code in at_now and code in at_then:
            yield at_now[code], at_then[code]


def moved_communes(
    now: Figures, then: Figures, names: Mapping[str, Named], found: Changes | None
) -> Iterator[Moved]:
    """Return the communes whose criteria moved; none without changes to go by.

    What was lost comes first, as that is what somebody has to ask about.
    """
    if found is None:
        return
    at_now = {each.place.code: each.met_count or 0 for each in now.communes}
    at_then = {each.place.code: each.met_count or 0 for each in then.communes}
    gained = {each.commune: each.criteria for each in found.gained}
    lost: dict[Named, list[Lost]] = {}
    for each in found.lost:
        lost.setdefault(each.commune, []).append(each)
    rows = [
        Moved(
            commune=name,
            then=at_then[name.code],
            now=at_now[name.code],
            gained=gained.get(name, ()),
            lost=tuple(lost.get(name, ())),
        )
        for name in names.values()
        if name in gained or name in lost
    ]
    yield from sorted(rows, key=lambda row: (-len(row.lost), -len(row.gained)))


def units_of_one_side(
    now: Figures, then: Figures, names: Mapping[str, Named]
) -> Iterator[OneSided]:
    """Return the communes that only one moment has in the programme."""
    at_now = {each.place.code: each for each in now.communes}
    at_then = {each.place.code: each for each in then.communes}
    for code, name in names.items():
        if code not in at_then:
            yield OneSided(name, at_now[code].met_count, is_now=True)
        elif code not in at_now:
            yield OneSided(name, at_then[code].met_count, is_now=False)


def data_of_one_side(
    now: Figures, then: Figures, names: Mapping[str, Named]
) -> Iterator[OneSided]:
    """Return the communes of both moments of which only one has data."""
    for is_now, was in pairs(now, then, names):
        name = names[is_now.place.code]
        if was.masks is None and is_now.masks is not None:
            yield OneSided(name, is_now.met_count, is_now=True)
        elif is_now.masks is None and was.masks is not None:
            yield OneSided(name, was.met_count, is_now=False)
