"""Versions of Phụ lục 01: which commune is to meet which criterion by when."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from criteria.choices import PlanValue
from criteria.models import CommunePlan, CommuneTarget, CriteriaSet, Criterion
from criteria.services.versions import LaterVersionStands

# Commune code and criterion number to the planned year, None where met already;
# what is not planned is absent.
PlanCells = Mapping[tuple[str, int], int | None]


@dataclass(frozen=True, slots=True)
class PlanVersion:
    """What a version of Phụ lục 01 is called and from when it holds."""

    set_code: str
    document: str
    effective_from: dt.date
    is_demo: bool = False


def plan_in_force(set_code: str) -> CommunePlan | None:
    """Return the plan in force of a set of criteria. One query."""
    return CommunePlan.objects.filter(criteria_set_id=set_code).in_force().first()


def plan_cells(plan: CommunePlan | None) -> dict[tuple[str, int], int | None]:
    """Return every planned or met cell of a plan. One query, none without a plan."""
    if plan is None:
        return {}
    rows = plan.targets.values_list("commune_id", "criterion__number", "year")
    return {(commune, number): year for commune, number, year in rows}


def lock_documents(set_code: str) -> None:
    """Let one writer at a time number the versions of a set's appendixes."""
    CriteriaSet.objects.select_for_update().get(pk=set_code)


@transaction.atomic
def record_plan(
    *, version: PlanVersion, cells: PlanCells, at: dt.datetime
) -> CommunePlan:
    """Write the next version of Phụ lục 01, whole."""
    lock_documents(version.set_code)
    last = CommunePlan.objects.filter(criteria_set_id=version.set_code)
    plan = CommunePlan.objects.create(
        criteria_set_id=version.set_code,
        number=(last.aggregate(Max("number"))["number__max"] or 0) + 1,
        document=version.document,
        effective_from=version.effective_from,
        recorded_at=at,
        is_demo=version.is_demo,
    )
    criteria = Criterion.objects.filter(criteria_set_id=version.set_code)
    by_number = dict(criteria.values_list("number", "pk"))
    CommuneTarget.objects.bulk_create(
        CommuneTarget(
            plan=plan,
            commune_id=commune,
            criterion_id=by_number[number],
            value=PlanValue.MET if year is None else PlanValue.PLANNED,
            year=year,
        )
        for (commune, number), year in cells.items()
    )
    return plan


@transaction.atomic
def withdraw_plan(*, plan: CommunePlan, at: dt.datetime) -> None:
    """Take a version back, so that the one before is in force again.

    Raises LaterVersionStands when a later one builds on it.
    """
    lock_documents(plan.criteria_set_id)
    later = plan_in_force(plan.criteria_set_id)
    if later is not None and later.number > plan.number:
        raise LaterVersionStands(f"Sau đó đã có {later}; hãy hoàn tác bản ấy trước.")
    plan.withdrawn_at = at
    plan.save(update_fields=["withdrawn_at"])
