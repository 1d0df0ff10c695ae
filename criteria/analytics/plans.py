"""Phụ lục 01 in force: what each commune is to reach, and by when."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from criteria.choices import PlanValue
from criteria.models import CommunePlan, CommuneTarget, CriteriaSet


@dataclass(frozen=True, slots=True)
class PlannedCell:
    """``year`` is None for a criterion that the plan takes as already met."""

    year: int | None


@dataclass(frozen=True, slots=True)
class Plan:
    """Cells by (commune code, criterion id); a cell that is absent is unplanned.

    ``begins`` is the day from which the appendix is in force, ``next_from`` the one
    from which a later version is.
    """

    document: str
    begins: dt.date
    is_demo: bool
    cells: dict[tuple[str, int], PlannedCell]
    next_from: dt.date | None = None


def plan_in_force(
    day: dt.date, *, commune_code: str | None = None, criterion_id: int | None = None
) -> Plan | None:
    """Return the plan of a day, whole or for one commune or criterion. Two queries."""
    versions = _versions(day)
    plan = _of_day(versions, day)
    if plan is None:
        return None
    rows = CommuneTarget.objects.filter(plan=plan)
    if commune_code is not None:
        rows = rows.filter(commune_id=commune_code)
    if criterion_id is not None:
        rows = rows.filter(criterion_id=criterion_id)
    later = [
        each.effective_from
        for each in versions
        if each.number > plan.number and each.effective_from > day
    ]
    return replace(_plan(plan, rows), next_from=min(later, default=None))


def plan_version_on(day: dt.date) -> CommunePlan | None:
    """Return the version of the appendix that results of a day are held against.

    It is the newest of those in force by then; before the first of them that one, for
    what was still to come. It belongs to the set of criteria of the day. One query.
    """
    return _of_day(_versions(day), day)


def _versions(day: dt.date) -> list[CommunePlan]:
    law = CriteriaSet.objects.in_force(day).values("pk")[:1]
    return list(CommunePlan.objects.in_force().filter(criteria_set=law))


def _of_day(versions: Sequence[CommunePlan], day: dt.date) -> CommunePlan | None:
    begun = [each for each in versions if each.effective_from <= day]
    if begun:
        return max(begun, key=lambda each: each.number)
    return min(
        versions, key=lambda each: (each.effective_from, -each.number), default=None
    )


def plan_of(key: int | None) -> Plan | None:
    """Return the version with this key, in force or not, whole. Two queries."""
    plan = None if key is None else CommunePlan.objects.filter(pk=key).first()
    return _plan(plan, CommuneTarget.objects.filter(plan=plan)) if plan else None


def _plan(plan: CommunePlan, rows: Iterable[CommuneTarget]) -> Plan:
    return Plan(
        document=plan.document,
        begins=plan.effective_from,
        is_demo=plan.is_demo,
        cells={
            (row.commune_id, row.criterion_id): PlannedCell(
                None if row.value == PlanValue.MET else row.year
            )
            for row in rows
        },
    )
