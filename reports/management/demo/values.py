"""Values of indicators of the illustration: invented, on the side of the results.

A number keeps about its distance from the threshold, or goes evenly over it, so that
it has a history that the next one can be held against.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from criteria.analytics.indicators import LawIndicator
from criteria.analytics.thresholds import LawThreshold
from criteria.analytics.values import GivenValue
from criteria.choices import IndicatorKind, Operator
from ntm_portal.lib.periods import Quarter
from reports.management.demo.draws import draw

# Under seven criteria: shares, an income, yes or no, and one with two values.
CODES = ("3.1", "3.2", "5", "9.1", "9.2", "10", "11", "15.1", "15.2", "15.3", "17.1")
# A value that says the opposite of its result, so that one is seen.
AGAINST = ("23353", "17.1")
STEP = Decimal("0.1")
FULL = Decimal(100)
# How far from its threshold a number may lie: points of a share, part of an amount.
FARTHEST_POINTS, FARTHEST_PART = Decimal(12), Decimal("0.12")
# Parts of that: where communes are, what chance adds, what half a quarter on the way.
NEAREST, SPREAD, CHANCE, SLOPE = (Decimal(n) / 100 for n in (10, 70, 5, 4))

Met = Mapping[str, frozenset[int]]
Values = dict[tuple[str, int], GivenValue]


@dataclass(frozen=True, slots=True)
class Asked:
    """An indicator and what is asked of every commune."""

    indicator: LawIndicator
    threshold: LawThreshold

    @property
    def can_be_given(self) -> bool:
        """Whether a number is held against another one, or no number is asked for."""
        is_number = self.indicator.kind == IndicatorKind.NUMBER
        return not is_number or self.threshold.value is not None


def build_values(
    met: Mapping[Quarter, Met], asked: Sequence[Asked]
) -> dict[Quarter, Values]:
    """Return the values of every commune and quarter by commune and indicator.

    ``met`` has the criteria that communes meet. A criterion that is not met has one
    indicator that is not.
    """
    found: dict[Quarter, Values] = {quarter: {} for quarter in sorted(met)}
    for commune in sorted({code for communes in met.values() for code in communes}):
        quarters = [quarter for quarter in found if commune in met[quarter]]
        for each in asked:
            course = [
                _is_fulfilled(each, commune, met[quarter][commune], asked)
                for quarter in quarters
            ]
            for place, quarter in enumerate(quarters):
                moment = _Moment(commune, quarter, tuple(course), place)
                found[quarter][commune, each.indicator.id] = _value(each, moment)
    return found


def _is_fulfilled(
    each: Asked, commune: str, met: frozenset[int], asked: Sequence[Asked]
) -> bool:
    """Whether the commune is to meet the indicator."""
    number = each.indicator.criterion_number
    siblings = [one for one in asked if one.indicator.criterion_number == number]
    failing = siblings[draw("fails", commune, number, below=len(siblings))]
    is_against = (commune, each.indicator.code) == AGAINST
    return (number in met or each != failing) and not is_against


@dataclass(frozen=True, slots=True)
class _Moment:
    """A place in the course of a commune: whether it meets an indicator, each quarter.

    Near a turn of it the number is on its way, else it stays about where it is.
    """

    commune: str
    quarter: Quarter
    course: tuple[bool, ...]
    place: int

    @property
    def is_met(self) -> bool:
        return self.course[self.place]

    def share(self, *key: str) -> Decimal:
        """Return how much of the farthest distance the number keeps."""
        turns = [
            place
            for place, (before, after) in enumerate(pairwise(self.course), start=1)
            if before != after
        ]
        if turns:
            return SLOPE * min(abs(2 * (self.place - turn) + 1) for turn in turns)
        level = draw("level", *key, self.commune, below=100)
        chance = draw("chance", *key, self.commune, self.quarter, below=100)
        return NEAREST + SPREAD * level / 100 + CHANCE * chance / 100


def _value(asked: Asked, moment: _Moment) -> GivenValue:
    indicator, threshold = asked.indicator, asked.threshold
    if indicator.kind == IndicatorKind.YES_NO:
        return GivenValue(answer=moment.is_met)
    first, second = (
        _number(
            indicator, limit, moment.share(indicator.code, name), is_met=moment.is_met
        )
        if limit is not None
        else None
        for name, limit in (("", threshold.value), ("second", threshold.second_value))
    )
    return GivenValue(first, second)


def _number(
    indicator: LawIndicator, limit: Decimal, share: Decimal, *, is_met: bool
) -> Decimal:
    """Return a number on its side of the threshold, within what the unit has."""
    goes_up = is_met == (indicator.operator == Operator.AT_LEAST)
    farthest = limit * FARTHEST_PART
    if indicator.is_percent:
        farthest = min(FARTHEST_POINTS, FULL - limit if goes_up else limit)
    distance = max(STEP, (farthest * share).quantize(STEP, ROUND_HALF_UP))
    return limit + distance if goes_up else limit - distance
