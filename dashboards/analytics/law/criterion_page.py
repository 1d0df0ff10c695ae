"""What the pages of criteria show: counts, thresholds, leads, plan, who fails."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypedDict

from communes.models import District
from criteria.analytics.assignments import Ledger
from criteria.analytics.indicators import LawIndicator, indicators_of
from criteria.analytics.law import LawCriterion, LawGroup
from criteria.analytics.plans import plan_in_force
from criteria.analytics.thresholds import (
    LawThreshold,
    threshold_words,
    thresholds_on,
)
from criteria.choices import AgencyKind, AssignmentRole, Operator
from criteria.models import Agency
from dashboards.analytics.law.shortfalls import Shortfall, shortfall
from dashboards.analytics.over_time.runs import History
from dashboards.analytics.shares import length
from reports.analytics.attainment import Figures


class _Supports(TypedDict):
    supports: tuple[Agency, ...]
    with_every_district: bool


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """An indicator with the threshold of the day ("" when it is unknown).

    ``with_every_district`` stands for all district committees, which are then
    left out of ``supports``.
    """

    indicator: LawIndicator
    threshold: str
    leads: tuple[Agency, ...]
    supports: tuple[Agency, ...]
    with_every_district: bool


@dataclass(frozen=True, slots=True)
class PlanCount:
    """Communes planned for a year; ``year`` None: taken as met by the plan."""

    year: int | None
    communes: int


@dataclass(frozen=True, slots=True)
class CriterionPage:
    group: LawGroup
    shortfall: Shortfall
    indicators: tuple[IndicatorLine, ...]
    leads: tuple[Agency, ...]
    plan: tuple[PlanCount, ...]


@dataclass(frozen=True, slots=True)
class CriterionLine:
    criterion: LawCriterion
    attained: int
    total: int
    width: str
    leads: tuple[Agency, ...]


@dataclass(frozen=True, slots=True)
class GroupLines:
    group: LawGroup
    attained: int
    lines: tuple[CriterionLine, ...]


def criterion_groups(figures: Figures, ledger: Ledger | None) -> tuple[GroupLines, ...]:
    """Return the set by group with counts and leads. No query."""
    counts = {each.criterion.number: each.attained for each in figures.criteria}
    return tuple(
        GroupLines(
            group=attained.group,
            attained=attained.attained,
            lines=tuple(
                CriterionLine(
                    criterion=each,
                    attained=counts[each.number],
                    total=figures.total,
                    width=length(counts[each.number], figures.total),
                    leads=ledger.leads(each.id) if ledger else (),
                )
                for each in attained.group.criteria
            ),
        )
        for attained in figures.groups
    )


def criterion_page(
    criterion: LawCriterion,
    figures: Figures,
    ledger: Ledger | None,
    districts: Mapping[str, District],
    *,
    past: Mapping[str, History] | None = None,
) -> CriterionPage:
    """Return everything about one criterion at the figures' period. Four queries.

    ``past`` tells since when communes fail it.
    """
    group = next(g for g in figures.law.groups if g.code == criterion.group_code)
    return CriterionPage(
        group=group,
        shortfall=shortfall(figures, criterion, districts, past=past),
        indicators=_indicators(criterion, ledger, figures, len(districts)),
        leads=ledger.leads(criterion.id) if ledger else (),
        plan=_plan(criterion, figures),
    )


def _indicators(
    criterion: LawCriterion, ledger: Ledger | None, figures: Figures, districts: int
) -> tuple[IndicatorLine, ...]:
    set_code = figures.law.code
    thresholds = thresholds_on(set_code, figures.period.last_day)
    return tuple(
        IndicatorLine(
            indicator=each,
            threshold=_words(each, thresholds.general(each.id)),
            leads=_agencies(ledger, criterion, each, AssignmentRole.LEAD),
            **_supports(
                _agencies(ledger, criterion, each, AssignmentRole.SUPPORT), districts
            ),
        )
        for each in indicators_of(set_code)
        if each.criterion_number == criterion.number
    )


def _words(indicator: LawIndicator, threshold: LawThreshold) -> str:
    if threshold.is_known or indicator.operator == Operator.NONE_LEFT:
        return threshold_words(indicator, threshold)
    return ""


def _supports(agencies: tuple[Agency, ...], districts: int) -> _Supports:
    committees = sum(agency.kind == AgencyKind.DISTRICT for agency in agencies)
    if not committees or committees < districts:
        return _Supports(supports=agencies, with_every_district=False)
    return _Supports(
        supports=tuple(a for a in agencies if a.kind != AgencyKind.DISTRICT),
        with_every_district=True,
    )


def _agencies(
    ledger: Ledger | None,
    criterion: LawCriterion,
    indicator: LawIndicator,
    role: AssignmentRole,
) -> tuple[Agency, ...]:
    if ledger is None:
        return ()
    return ledger.for_indicator(criterion.id, indicator.id, role)


def _plan(criterion: LawCriterion, figures: Figures) -> tuple[PlanCount, ...]:
    plan = plan_in_force(figures.period.last_day, criterion_id=criterion.id)
    if plan is None:
        return ()
    communes = {each.place.code for each in figures.communes}
    years = Counter(
        cell.year for (code, _), cell in plan.cells.items() if code in communes
    )
    return tuple(
        PlanCount(year, years[year]) for year in sorted(years, key=lambda y: y or 0)
    )
