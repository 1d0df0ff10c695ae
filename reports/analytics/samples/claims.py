"""The claims that a quarter's sample is drawn from, each with its weight.

They are the results đạt of the districts' own revisions of the quarter: what is
carried over from an earlier quarter claims nothing new and was there to be drawn then.
"""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from communes.analytics.areas import area_classes_on
from criteria.analytics.indicators import indicators_of
from criteria.analytics.law import Law, LawCriterion
from criteria.analytics.thresholds import thresholds_on
from criteria.analytics.values import GivenValue
from ntm_portal.lib import periods
from reports.analytics.attainment import CommuneFigure, Masks, NoLaw, figures_at
from reports.analytics.earlier import earlier_figures
from reports.analytics.indicator_values import standing_values
from reports.analytics.rules.movements import MANY_NEWLY_MET
from reports.analytics.samples.drawing import Claim, weigh
from reports.analytics.samples.near_thresholds import just_met

Near = Mapping[tuple[str, int], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Claims:
    """The claims of a quarter in order, and why some weigh more."""

    period: periods.Quarter
    rows: tuple[Claim, ...]
    newly_met: int
    near: int


def read_claims(period: periods.Quarter, *, as_of: dt.date) -> Claims:
    """Return the claims of a quarter as they were approved by a day.

    A quarter before the first law has none. 15 queries.
    """
    try:
        figures = figures_at(period, as_of=as_of)
    except NoLaw:
        return Claims(period, (), 0, 0)
    claiming = [each for each in figures.communes if each.from_quarter == period.code]
    before = _masks_before(period, figures.law, as_of)
    newly_met = {
        each.place.code: _newly_met(each, before, figures.law) for each in claiming
    }
    near = _near(period, figures.law, [each.place.code for each in claiming], as_of)
    rows = [
        _claim(each, criterion, newly_met[each.place.code], near)
        for each in claiming
        for criterion in figures.law.criteria
        if each.meets(criterion)
    ]
    met = {row.place for row in rows}
    return Claims(
        period=period,
        rows=tuple(sorted(rows, key=lambda row: row.place)),
        newly_met=sum(map(len, newly_met.values())),
        near=sum(place in met for place in near),
    )


def _claim(
    commune: CommuneFigure,
    criterion: LawCriterion,
    newly_met: Collection[int],
    near: Near,
) -> Claim:
    is_new = criterion.number in newly_met
    weight, why = weigh(
        newly_met_with=len(newly_met) if is_new else None,
        many=MANY_NEWLY_MET,
        near=near.get((commune.place.code, criterion.number), ()),
    )
    return Claim(
        district_code=commune.place.district_code,
        commune_code=commune.place.code,
        criterion_id=criterion.id,
        criterion_number=criterion.number,
        weight=weight,
        why=why,
    )


def _masks_before(
    period: periods.Quarter, law: Law, as_of: dt.date
) -> Mapping[str, Masks]:
    """Return the results of the quarter before, none under another set of criteria."""
    figures = earlier_figures(period.previous(), as_of=as_of)
    if figures is None or figures.law.code != law.code:
        return {}
    return {each.place.code: each.masks for each in figures.communes if each.masks}


def _newly_met(
    commune: CommuneFigure, before: Mapping[str, Masks], law: Law
) -> frozenset[int]:
    """Return the numbers newly đạt; in a first report nothing is, for all is new."""
    masks = before.get(commune.place.code)
    if masks is None:
        return frozenset()
    return frozenset(
        each.number
        for each in law.criteria
        if commune.meets(each) and not masks.met & each.bit
    )


def _near(
    period: periods.Quarter, law: Law, codes: Collection[str], as_of: dt.date
) -> Near:
    """Return the values that only just meet their threshold, in words, by cell."""
    thresholds = thresholds_on(law.code, period.last_day)
    areas = area_classes_on(period.last_day, commune_codes=codes)
    values: dict[tuple[str, int], GivenValue] = {}
    for standing in standing_values(period.code, as_of=as_of).values():
        values.update(standing.values)
    found: dict[tuple[str, int], tuple[str, ...]] = {}
    for indicator in indicators_of(law.code):
        for code in codes:
            threshold = thresholds.of(indicator.id, areas.get(code))
            words = just_met(indicator, threshold, values.get((code, indicator.id)))
            if words:
                cell = code, indicator.criterion_number
                found[cell] = (*found.get(cell, ()), words)
    return found
