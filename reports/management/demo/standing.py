"""How many criteria each commune meets in the four published quarters."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from ntm_portal.lib.periods import Quarter
from reports.management.demo.draws import draw
from reports.management.demo.published import PUBLISHED_QUARTERS, counts_from_the_top

LAST = PUBLISHED_QUARTERS[-1]
HANDICAP_OF_THE_POOR = 60
REACH_OF_OVERTAKING = 6


@dataclass(frozen=True, slots=True)
class Place:
    """What the illustration knows of a commune.

    ``is_poor``: on the lists of programme 135, mostly far from the towns.
    ``full_by``: the quarter from which it must meet all criteria, if any.
    """

    code: str
    is_poor: bool = False
    full_by: Quarter | None = None


def published_counts(
    places: Collection[Place], members: Mapping[Quarter, Sequence[str]]
) -> dict[Quarter, dict[str, int]]:
    """Share out the published counts so that no commune ever falls back.

    Takes the places and the codes in the programme by quarter; raises ValueError
    when their number is not the published one.
    """
    ranked = [place.code for place in sorted(places, key=_standing)]
    leaders = sum(place.full_by is not None for place in places)
    before = dict.fromkeys(ranked, 0)
    counts = {}
    for quarter in PUBLISHED_QUARTERS:
        programme = frozenset(members[quarter])
        present = [code for code in ranked if code in programme]
        aims = counts_from_the_top(quarter)
        _overtake(aims, [before[code] for code in present], leaders)
        before = dict(zip(present, aims, strict=True))
        ranked = sorted(present, key=before.__getitem__, reverse=True)
        counts[quarter] = before
    return counts


def _standing(place: Place) -> tuple[Quarter, int, str]:
    handicap = HANDICAP_OF_THE_POOR if place.is_poor else 0
    chance = draw("standing", place.code, below=100)
    return place.full_by or LAST.next(), handicap + chance, place.code


def _overtake(aims: list[int], floors: list[int], leaders: int) -> None:
    """Swap aims of neighbours where both still keep what they had."""
    for rank in range(leaders, len(floors) - 1):
        step = 1 + draw("overtake", rank, sum(floors), below=REACH_OF_OVERTAKING)
        other = min(rank + step, len(floors) - 1)
        if aims[other] >= floors[rank] and aims[rank] >= floors[other]:
            aims[rank], aims[other] = aims[other], aims[rank]
