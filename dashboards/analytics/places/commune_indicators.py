"""Approved values of one commune's indicators beside their thresholds."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from communes.analytics.areas import area_classes_on
from communes.choices import AreaClass
from communes.models import Commune
from criteria.analytics.indicators import LawIndicator, indicators_of
from criteria.analytics.judging import judge
from criteria.analytics.law import Law, LawCriterion
from criteria.analytics.thresholds import Thresholds, threshold_words, thresholds_on
from criteria.analytics.value_words import value_words
from criteria.choices import Outcome
from ntm_portal.lib.periods import Quarter
from reports.analytics.indicator_values import StandingValues, standing_values


@dataclass(frozen=True, slots=True)
class ValueLine:
    """An indicator with its value ("" when it has none) and its threshold in words."""

    indicator: LawIndicator
    value: str
    threshold: str
    outcome: Outcome

    @property
    def is_met(self) -> bool:
        return self.outcome == Outcome.MET

    @property
    def is_unmet(self) -> bool:
        return self.outcome == Outcome.UNMET


@dataclass(frozen=True, slots=True)
class ValuesOfCriterion:
    criterion: LawCriterion
    lines: tuple[ValueLine, ...]


@dataclass(frozen=True, slots=True)
class CommuneValues:
    """The values of a quarter: indicators with one, and those without.

    ``area`` names the commune's area class, "" when it is not known.
    """

    quarter: Quarter
    area: str
    given: tuple[ValuesOfCriterion, ...]
    absent: tuple[ValuesOfCriterion, ...]

    @property
    def given_count(self) -> int:
        return sum(len(each.lines) for each in self.given)

    @property
    def absent_count(self) -> int:
        return sum(len(each.lines) for each in self.absent)

    @property
    def total(self) -> int:
        return self.given_count + self.absent_count


def commune_values(
    commune: Commune, law: Law, quarter: Quarter, *, as_of: dt.date | None
) -> CommuneValues:
    """Return the values of a commune for a quarter. Five queries.

    They are held against the thresholds of the quarter's last day for the commune's
    area; values of other quarters are not carried over.
    """
    day = quarter.last_day
    found = standing_values(
        quarter.code, district_codes=[commune.district_id], as_of=as_of
    ).get(commune.district_id)
    area = area_classes_on(day, commune_codes=[commune.code]).get(commune.code)
    thresholds = thresholds_on(law.code, day)
    lines = [
        _line(commune, each, found, thresholds, area)
        for each in indicators_of(law.code)
    ]
    return CommuneValues(
        quarter=quarter,
        area=area.label if area else "",
        given=tuple(_by_criterion(law, [each for each in lines if each.value])),
        absent=tuple(_by_criterion(law, [each for each in lines if not each.value])),
    )


def _line(
    commune: Commune,
    indicator: LawIndicator,
    found: StandingValues | None,
    thresholds: Thresholds,
    area: AreaClass | None,
) -> ValueLine:
    value = found.values.get((commune.code, indicator.id)) if found else None
    threshold = thresholds.of(indicator.id, area)
    return ValueLine(
        indicator=indicator,
        value=value_words(indicator, value),
        threshold=threshold_words(indicator, threshold),
        outcome=judge(indicator, threshold, value).outcome,
    )


def _by_criterion(law: Law, lines: list[ValueLine]) -> Iterator[ValuesOfCriterion]:
    for number, own in groupby(lines, lambda line: line.indicator.criterion_number):
        yield ValuesOfCriterion(law.by_number[number], tuple(own))
