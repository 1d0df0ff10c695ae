"""The targets of the decision (QĐ 1334, mục II.1) against what is attained."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from communes.analytics.places import programme_communes
from criteria.analytics.law import Law, LawGroup, Target
from dashboards.analytics.shares import length
from ntm_portal.lib.periods import Quarter
from reports.analytics.attainment import (
    CriterionAttainment,
    Figures,
    GroupAttainment,
)
from reports.models import CommuneSummary, Revision

SOON_DAYS = 30
# Below this share of the bar its own number does not fit into it.
ROOM_PERCENT = 6
# Beyond this share the word over the target line would leave the page.
EDGE_PERCENT = 92

Outcomes = Mapping[str, GroupAttainment]


@dataclass(frozen=True, slots=True)
class Bar:
    """Lengths of a target bar, in percent of all communes.

    ``near`` begins at ``attained``; ``gap`` is what is still needed beyond it;
    ``needed`` is where the target line stands. ``has_room``: the number fits at the
    end of the bar and the target line does not cross it.
    """

    attained: str
    near: str | None
    gap: str | None
    needed: str | None
    needed_anchor: str
    has_room: bool


@dataclass(frozen=True, slots=True)
class Deadline:
    """Days until a deadline; once it is over, what was attained on that day.

    ``outcome`` is None before, and without any approved data of that day.
    """

    day: dt.date
    days_left: int
    quarter: Quarter
    outcome: GroupAttainment | None

    @property
    def is_over(self) -> bool:
        return self.days_left < 0

    @property
    def is_soon(self) -> bool:
        return 0 <= self.days_left <= SOON_DAYS


@dataclass(frozen=True, slots=True)
class Goal:
    """One group: communes that attain it, its target, its criteria one by one.

    ``near`` counts communes that miss exactly one criterion of a group of several
    (None for a group of one). ``change`` is against the quarter before, ``year_change``
    against the same quarter a year before; None without data then. Of ``singles`` the
    numbers in ``weakest`` are met by the fewest communes.
    """

    attainment: GroupAttainment
    near: int | None
    change: int | None
    year_change: int | None
    deadline: Deadline | None
    singles: tuple[CriterionAttainment, ...]
    weakest: frozenset[int]
    bar: Bar

    @property
    def group(self) -> LawGroup:
        return self.attainment.group

    @property
    def beyond(self) -> int:
        """Communes attained beyond what the target needs."""
        return max(0, self.attainment.attained - (self.attainment.needed or 0))


def near_count(figures: Figures, group: LawGroup) -> int | None:
    """Count communes with data that miss exactly one of several criteria."""
    if len(group.criteria) < 2:
        return None
    return sum(len(each.missing(group)) == 1 for each in figures.reported)


@dataclass(frozen=True, slots=True)
class Earlier:
    """The figures that a period is compared with; None without data."""

    quarter: Figures | None = None
    year: Figures | None = None


def goals(
    figures: Figures, earlier: Earlier, outcomes: Outcomes, *, day: dt.date
) -> tuple[Goal, ...]:
    """Return the groups with a target in order, then those without."""
    every = [
        _goal(figures, attained, earlier, outcomes, day) for attained in figures.groups
    ]
    return tuple(sorted(every, key=lambda goal: goal.deadline is None))


def outcomes_at_deadlines(
    law: Law, *, day: dt.date, as_of: dt.date | None
) -> dict[str, GroupAttainment]:
    """Return what was attained at the deadlines that are over on a day, by group.

    A deadline without approved data is left out: nobody knows what was attained.
    Two queries for each different deadline.
    """
    over = [
        (group, group.target)
        for group in law.groups
        if group.target and group.target.deadline < day
    ]
    quarters = {_quarter_of(target) for _group, target in over}
    met = {quarter: _met_masks(quarter, as_of) for quarter in sorted(quarters)}
    return {
        group.code: _outcome(group, target, met[_quarter_of(target)])
        for group, target in over
        if met[_quarter_of(target)]
    }


def _goal(
    figures: Figures,
    attained: GroupAttainment,
    earlier: Earlier,
    outcomes: Outcomes,
    day: dt.date,
) -> Goal:
    group = attained.group
    near = near_count(figures, group)
    singles = tuple(
        each for each in figures.criteria if each.criterion.group_code == group.code
    )
    least = min((each.attained for each in singles), default=0)
    return Goal(
        attainment=attained,
        near=near,
        change=_change(attained, earlier.quarter),
        year_change=_change(attained, earlier.year),
        deadline=_deadline(group, outcomes, day),
        singles=singles,
        weakest=frozenset(
            each.criterion.number for each in singles if each.attained == least
        ),
        bar=_bar(attained, near or 0),
    )


def _change(attained: GroupAttainment, then: Figures | None) -> int | None:
    before = {each.group.code: each.attained for each in then.groups} if then else {}
    code = attained.group.code
    return attained.attained - before[code] if code in before else None


def _deadline(group: LawGroup, outcomes: Outcomes, day: dt.date) -> Deadline | None:
    if group.target is None:
        return None
    return Deadline(
        day=group.target.deadline,
        days_left=(group.target.deadline - day).days,
        quarter=_quarter_of(group.target),
        outcome=outcomes.get(group.code),
    )


def _bar(attained: GroupAttainment, near: int) -> Bar:
    total, needed = attained.total, attained.needed
    beyond = attained.attained - (needed or 0)
    is_crossed = needed is not None and 0 < beyond * 100 < ROOM_PERCENT * total
    return Bar(
        attained=length(attained.attained, total),
        near=length(near, total) if near else None,
        gap=length(attained.short, total) if attained.short else None,
        needed=None if needed is None else length(needed, total),
        needed_anchor="end" if (needed or 0) * 100 > EDGE_PERCENT * total else "middle",
        has_room=attained.attained * 100 >= ROOM_PERCENT * total and not is_crossed,
    )


def _quarter_of(target: Target) -> Quarter:
    """Return the last quarter that has ended by the deadline."""
    return Quarter.of(target.deadline + dt.timedelta(days=1)).previous()


def _met_masks(quarter: Quarter, as_of: dt.date | None) -> list[int]:
    """Return the met masks of the programme's communes, 0 for one without data.

    Empty when none has any.
    """
    known = dict(
        CommuneSummary.objects.filter(
            revision__in=Revision.objects.in_force(quarter.code, as_of)
        ).values_list("commune_id", "met_mask")
    )
    codes = [place.code for place in programme_communes(quarter.last_day)]
    if known.keys().isdisjoint(codes):
        return []
    return [known.get(code, 0) for code in codes]


def _outcome(group: LawGroup, target: Target, masks: list[int]) -> GroupAttainment:
    return GroupAttainment(
        group=group,
        attained=sum(group.attained_by(met) for met in masks),
        total=len(masks),
        needed=target.needed(len(masks)),
    )
