"""What the page of one commune shows: groups, quarters, plan against result."""

import datetime as dt
from dataclasses import dataclass

from communes.models import Commune
from criteria.analytics.assignments import Ledger, ledger_on
from criteria.analytics.law import Law, LawCriterion, LawGroup
from criteria.analytics.plans import Plan, PlannedCell, plan_in_force
from criteria.models import Agency
from dashboards.analytics.over_time.timeline import Moment, commune_timeline
from dashboards.analytics.targets.plan_progress import Fate, judge
from ntm_portal.lib.periods import Quarter
from reports.analytics.attainment import Masks
from reports.choices import ResultState

STRIP_QUARTERS = 17
# Class and icon of a cell's fate, and what leads to the planned day where it is told.
LOOKS = {
    Fate.HELD: ("dat", "dat", ""),
    Fate.REACHED: ("dat", "dat", ""),
    Fate.AHEAD: ("dat", "tang", ""),
    Fate.UNPLANNED: ("dat", "tang", ""),
    Fate.PENDING: ("xam", "gio", ", đến"),
    Fate.BEHIND: ("giam", "bao", ", hạn"),
    Fate.LOST: ("giam", "giam", ""),
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """Phụ lục 01 against the result; ``css`` and ``icon`` are of the status."""

    words: str
    css: str
    icon: str


@dataclass(frozen=True, slots=True)
class StripCell:
    """One criterion at one quarter; None: no data or outside the programme."""

    quarter: Quarter
    state: ResultState | None


@dataclass(frozen=True, slots=True)
class StripRow:
    criterion: LawCriterion
    cells: tuple[StripCell, ...]
    state: ResultState | None
    planned: str
    comparison: Comparison | None
    leads: tuple[Agency, ...]


@dataclass(frozen=True, slots=True)
class GroupChip:
    """A group of one commune: how many of its criteria are met."""

    group: LawGroup
    met: int
    missing: tuple[LawCriterion, ...]

    @property
    def attained(self) -> bool:
        return not self.missing


@dataclass(frozen=True, slots=True)
class StripGroup:
    chip: GroupChip
    rows: tuple[StripRow, ...]


@dataclass(frozen=True, slots=True)
class CommunePage:
    now: Moment | None
    before: Moment | None
    quarters: tuple[Quarter, ...]
    totals: tuple[Moment, ...]
    groups: tuple[StripGroup, ...]
    plan: Plan | None
    ledger: Ledger | None

    @property
    def has_results(self) -> bool:
        """Whether any quarter shown has approved data of the commune."""
        return any(moment.masks for moment in self.totals)

    @property
    def change(self) -> int | None:
        """Return how many criteria more than the quarter before; None if unknown."""
        if not self.now or not self.before:
            return None
        if self.now.met_count is None or self.before.met_count is None:
            return None
        return self.now.met_count - self.before.met_count


def commune_page(
    commune: Commune, law: Law, period: Quarter, *, as_of: dt.date | None
) -> CommunePage:
    """Compute the page of a commune at a period. Seven queries."""
    timeline = commune_timeline(commune, until=period, as_of=as_of)
    shown = timeline[-STRIP_QUARTERS:]
    plan = plan_in_force(period.last_day, commune_code=commune.code)
    ledger = ledger_on(period.last_day)
    now = timeline[-1] if timeline else None
    return CommunePage(
        now=now,
        before=timeline[-2] if len(timeline) > 1 else None,
        quarters=tuple(moment.quarter for moment in shown),
        totals=shown,
        groups=tuple(
            StripGroup(
                chip=_chip(group, now.masks if now else None),
                rows=tuple(
                    _row(commune, criterion, shown, plan, ledger)
                    for criterion in group.criteria
                ),
            )
            for group in law.groups
        ),
        plan=plan,
        ledger=ledger,
    )


def state_of(masks: Masks | None, criterion: LawCriterion) -> ResultState | None:
    """Return the state of a criterion in the masks, None without data."""
    if masks is None:
        return None
    if masks.met & criterion.bit:
        return ResultState.MET
    return ResultState.UNKNOWN if masks.unknown & criterion.bit else ResultState.UNMET


def compare(
    planned: PlannedCell | None, state: ResultState | None, period: Quarter
) -> Comparison | None:
    """Hold a result against the plan at a period; None without a result.

    The words are those of the page of the plan.
    """
    if state is None:
        return None
    fate = judge(planned, met=state == ResultState.MET, day=period.last_day)
    if fate is None:
        return None
    css, icon, joint = LOOKS[fate]
    until = f"{joint} 31/12/{planned.year}" if planned and joint else ""
    return Comparison(f"{fate.value}{until}", css, icon)


def _chip(group: LawGroup, masks: Masks | None) -> GroupChip:
    met = masks.met if masks else 0
    missing = tuple(each for each in group.criteria if not met & each.bit)
    return GroupChip(group, len(group.criteria) - len(missing), missing)


def _row(
    commune: Commune,
    criterion: LawCriterion,
    shown: tuple[Moment, ...],
    plan: Plan | None,
    ledger: Ledger | None,
) -> StripRow:
    state = state_of(shown[-1].masks, criterion) if shown else None
    planned = plan.cells.get((commune.code, criterion.id)) if plan else None
    return StripRow(
        criterion=criterion,
        cells=tuple(
            StripCell(moment.quarter, state_of(moment.masks, criterion))
            for moment in shown
        ),
        state=state,
        planned=_planned(planned),
        comparison=compare(planned, state, shown[-1].quarter)
        if plan and shown
        else None,
        leads=ledger.leads(criterion.id) if ledger else (),
    )


def _planned(cell: PlannedCell | None) -> str:
    if cell is None:
        return "–"
    return "đã đạt" if cell.year is None else f"năm {cell.year}"
