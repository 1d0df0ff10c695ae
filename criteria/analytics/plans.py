"""Phụ lục 01 in force: what each commune is to reach, and by when."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from criteria.choices import PlanValue
from criteria.models import CommunePlan, CommuneTarget


@dataclass(frozen=True, slots=True)
class PlannedCell:
    """``year`` is None for a criterion that the plan takes as already met."""

    year: int | None


@dataclass(frozen=True, slots=True)
class Plan:
    """Cells by (commune code, criterion id); a cell that is absent is unplanned.

    ``begins`` is the day from which the appendix is in force.
    """

    document: str
    begins: dt.date
    is_demo: bool
    cells: dict[tuple[str, int], PlannedCell]


def plan_in_force(
    *, commune_code: str | None = None, criterion_id: int | None = None
) -> Plan | None:
    """Return the plan in force, whole or for one commune or criterion. Two queries."""
    plan = CommunePlan.objects.in_force().first()
    if plan is None:
        return None
    rows = CommuneTarget.objects.filter(plan=plan)
    if commune_code is not None:
        rows = rows.filter(commune_id=commune_code)
    if criterion_id is not None:
        rows = rows.filter(criterion_id=criterion_id)
    return _plan(plan, rows)


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
