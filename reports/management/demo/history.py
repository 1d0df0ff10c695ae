"""Seventeen quarters of results, invented but adding up to what was published.

No result of a single commune was ever published. Everything here is illustration
and must be shown as "số liệu minh họa".
"""

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from itertools import pairwise

from ntm_portal.lib.periods import Quarter
from reports.management.demo.draws import draw
from reports.management.demo.published import FULL, PUBLISHED_QUARTERS
from reports.management.demo.standing import Place, published_counts

MetByCommune = Mapping[str, frozenset[int]]
Dated = tuple[tuple[int, Quarter], ...]

FIRST, LAST = PUBLISHED_QUARTERS[0], PUBLISHED_QUARTERS[-1]
QUARTERS = tuple(FIRST.shift(step) for step in range(17))

# How many of 85 communes meet each criterion in the sample workbook of 2019Q3.
EASE = dict(
    enumerate(
        (80, 29, 71, 73, 38, 29, 65, 80, 50, 28, 24, 79, 46, 66, 57, 71, 34, 42, 78),
        start=1,
    )
)
LUCK = 45
# What the decision of 25/11/2019 made urgent: criteria 18-19 within weeks, and in
# each commune one of the groups whose target is half of all communes.
PUSH = {17: 10, 18: 68, 19: 56}
FOCUS = 40
FOCUS_GROUPS: tuple[Collection[int], ...] = (range(2, 10), range(14, 18), ())

# Work is accepted towards the end of the year.
PACE = {1: 1, 2: 2, 3: 2, 4: 4}
# Criteria that a new year, a storm or a rising threshold can take away again.
FRAGILE = frozenset({5, 9, 10, 11, 13, 14, 15, 16, 17, 19})
SETBACKS = dict(
    zip(QUARTERS[1:], (0, 1, 0, 2, 1, 0, 1, 1, 0, 2, 1, 2, 1, 0, 1, 2), strict=True)
)
GROWTH_OF_A_LEAVER = 2


def build_history(
    members: Mapping[Quarter, Sequence[str]], places: Collection[Place]
) -> dict[Quarter, dict[str, frozenset[int]]]:
    """Return the met criteria of each commune in each of the 17 quarters.

    ``members`` holds the commune codes in the programme on the last day of each
    quarter from 2016Q4 to 2020Q4, ``places`` every commune that is ever among them.
    Communes, bands and total criteria equal the published ones in the published
    quarters; ValueError when their number of communes cannot.
    """
    counts = published_counts(places, members)
    now: MetByCommune = {
        code: frozenset(_wishes(code, FIRST)[:count])
        for code, count in counts[FIRST].items()
    }
    everything = {FIRST: now}
    for begin, end in pairwise(PUBLISHED_QUARTERS):
        quarters = [quarter for quarter in QUARTERS if begin < quarter <= end]
        everything |= _stretch(everything[begin], quarters, places, counts[end])
    return {
        quarter: {code: everything[quarter][code] for code in members[quarter]}
        for quarter in QUARTERS
    }


def _stretch(
    start: MetByCommune,
    quarters: Sequence[Quarter],
    places: Collection[Place],
    aims: Mapping[str, int],
) -> dict[Quarter, MetByCommune]:
    """Lead every commune from one published quarter to its aim in the next."""
    setbacks = _setbacks(start, quarters, aims)
    gains = {}
    for place in places:
        met = start[place.code]
        aim = aims.get(place.code, min(FULL, len(met) + GROWTH_OF_A_LEAVER))
        wanted = [n for n in _wishes(place.code, quarters[-1]) if n not in met]
        needed = aim - len(met) + (place.code in setbacks)
        gains[place.code] = _dated(place, wanted[:needed], quarters)
    return {
        quarter: {
            code: start[code].union(_until(quarter, gains[code]))
            - _until(quarter, setbacks.get(code, ()))
            for code in gains
        }
        for quarter in quarters
    }


def _until(quarter: Quarter, dated: Dated) -> frozenset[int]:
    return frozenset(number for number, day in dated if day <= quarter)


def _wishes(code: str, until: Quarter) -> list[int]:
    """Return all criteria in the order in which the commune comes to meet them."""
    focus = FOCUS_GROUPS[draw("focus", code, below=len(FOCUS_GROUPS))]

    def rank(number: int) -> tuple[int, int]:
        score = EASE[number] + draw("luck", code, number, below=LUCK)
        if until == LAST:
            score += PUSH.get(number, 0) + FOCUS * (number in focus)
        return -score, number

    return sorted(EASE, key=rank)


def _dated(place: Place, gains: Sequence[int], quarters: Sequence[Quarter]) -> Dated:
    """Give each gain its quarter, the first wish first, none after ``full_by``."""
    calendar = [
        quarter
        for quarter in quarters
        if place.full_by is None or quarter <= place.full_by
        for _ in range(PACE[quarter.number])
    ]
    days = sorted(
        calendar[draw("pace", place.code, number, below=len(calendar))]
        for number in gains
    )
    return tuple(zip(gains, days, strict=True))


def _setbacks(
    start: MetByCommune, quarters: Sequence[Quarter], aims: Mapping[str, int]
) -> dict[str, Dated]:
    """Choose who loses which criterion when; never a commune near all 19."""
    pool = [code for code in sorted(start) if aims.get(code, FULL) < FULL - 1]
    chosen: dict[str, Dated] = {}
    for quarter in quarters:
        free = [code for code in pool if code not in chosen and start[code] & FRAGILE]
        free.sort(key=partial(draw, "setback", quarter, below=2**32))
        for code in free[: SETBACKS[quarter]]:
            fragile = sorted(start[code] & FRAGILE)
            number = fragile[draw("lost", code, quarter, below=len(fragile))]
            chosen[code] = ((number, quarter),)
    return chosen
