"""What the pages of criteria show: counts, thresholds, leads, plan, who fails."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypedDict

from communes.models import District
from criteria.analytics.assignments import Ledger
from criteria.analytics.law import LawCriterion, LawGroup
from criteria.analytics.plans import plan_in_force
from criteria.choices import AgencyKind, AssignmentRole, Operator
from criteria.models import Agency, Indicator, Threshold
from dashboards.analytics.shares import length
from dashboards.analytics.shortfalls import Shortfall, shortfall
from ntm_portal.lib.text import format_decimal
from reports.analytics.attainment import Figures

SIGNS = {Operator.AT_LEAST: "≥", Operator.AT_MOST: "≤"}


class _Supports(TypedDict):
    supports: tuple[Agency, ...]
    with_every_district: bool


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """An indicator with the threshold of the day ("" when it is unknown).

    ``with_every_district`` stands for all district committees, which are then
    left out of ``supports``.
    """

    code: str
    name: str
    threshold: str
    note: str
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
) -> CriterionPage:
    """Return everything about one criterion at the figures' period. Four queries."""
    day = figures.period.last_day
    group = next(g for g in figures.law.groups if g.code == criterion.group_code)
    return CriterionPage(
        group=group,
        shortfall=shortfall(figures, criterion, districts),
        indicators=_indicators(criterion, ledger, day, len(districts)),
        leads=ledger.leads(criterion.id) if ledger else (),
        plan=_plan(criterion, {each.place.code for each in figures.communes}),
    )


def threshold_words(threshold: Threshold | None) -> str:
    """Write a threshold: "≥ 80 %", "Đạt", "không còn"; "" when it is unknown."""
    if threshold is None:
        return ""
    indicator = threshold.indicator
    if indicator.operator == Operator.NONE_LEFT:
        return "không còn"
    if threshold.value is None:
        return threshold.requirement
    sign, unit = SIGNS[Operator(indicator.operator)], indicator.unit
    first = f"{sign} {format_decimal(threshold.value)} {unit}".rstrip()
    if threshold.second_value is None:
        return first
    second = f"{sign} {format_decimal(threshold.second_value)} {unit}".rstrip()
    return f"{first}; {indicator.second_value_name} {second}"


def _indicators(
    criterion: LawCriterion, ledger: Ledger | None, day: dt.date, districts: int
) -> tuple[IndicatorLine, ...]:
    thresholds = _thresholds(criterion, day)
    return tuple(
        IndicatorLine(
            code=each.code,
            name=each.name,
            threshold=threshold_words(thresholds.get(each.pk)),
            note=each.note,
            leads=_agencies(ledger, criterion, each, AssignmentRole.LEAD),
            **_supports(
                _agencies(ledger, criterion, each, AssignmentRole.SUPPORT), districts
            ),
        )
        for each in Indicator.objects.filter(criterion_id=criterion.id)
    )


def _supports(agencies: tuple[Agency, ...], districts: int) -> _Supports:
    committees = sum(agency.kind == AgencyKind.DISTRICT for agency in agencies)
    if not committees or committees < districts:
        return _Supports(supports=agencies, with_every_district=False)
    return _Supports(
        supports=tuple(a for a in agencies if a.kind != AgencyKind.DISTRICT),
        with_every_district=True,
    )


def _thresholds(criterion: LawCriterion, day: dt.date) -> dict[int, Threshold]:
    """Return by indicator the threshold for every area that holds on a day."""
    rows = Threshold.objects.filter(
        indicator__criterion_id=criterion.id, area_class=""
    ).select_related("indicator")
    begun = [row for row in rows if row.valid_from is None or row.valid_from <= day]
    begun.sort(key=lambda row: row.valid_from or dt.date.min)
    return {row.indicator_id: row for row in begun}


def _agencies(
    ledger: Ledger | None,
    criterion: LawCriterion,
    indicator: Indicator,
    role: AssignmentRole,
) -> tuple[Agency, ...]:
    if ledger is None:
        return ()
    return ledger.for_indicator(criterion.id, indicator.pk, role)


def _plan(criterion: LawCriterion, communes: set[str]) -> tuple[PlanCount, ...]:
    plan = plan_in_force(criterion_id=criterion.id)
    if plan is None:
        return ()
    years = Counter(
        cell.year for (code, _), cell in plan.cells.items() if code in communes
    )
    return tuple(
        PlanCount(year, years[year]) for year in sorted(years, key=lambda y: y or 0)
    )
