"""Versions of Phụ lục 02: which agency answers for what."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from criteria.choices import AssignmentRole
from criteria.models import Assignment, AssignmentList, Criterion, Indicator
from criteria.services.plans import lock_documents
from criteria.services.versions import LaterVersionStands


@dataclass(frozen=True, slots=True)
class Duty:
    """An agency's part in a criterion, or in one indicator of it ("" for none)."""

    agency_code: str
    role: AssignmentRole
    criterion: int
    indicator: str = ""
    due: str = ""
    note: str = ""

    @property
    def key(self) -> tuple[str, AssignmentRole, int, str]:
        """Return what a list may hold only once."""
        return self.agency_code, self.role, self.criterion, self.indicator


@dataclass(frozen=True, slots=True)
class ListVersion:
    """What a version of Phụ lục 02 is called and from when it holds."""

    set_code: str
    document: str
    effective_from: dt.date
    is_sample: bool = False


def list_in_force(set_code: str, on: dt.date) -> AssignmentList | None:
    """Return the list in force on a day. One query."""
    lists = AssignmentList.objects.filter(criteria_set_id=set_code)
    return lists.in_force(on).first()


def duties_of(listed: AssignmentList | None) -> tuple[Duty, ...]:
    """Return the assignments to criteria and indicators of a list. One query."""
    if listed is None:
        return ()
    rows = listed.assignments.filter(criterion__isnull=False)
    return tuple(
        Duty(
            agency_code=row.agency_id,
            role=AssignmentRole(row.role),
            criterion=row.criterion.number if row.criterion else 0,
            indicator=row.indicator.code if row.indicator else "",
            due=row.due,
            note=row.note,
        )
        for row in rows.select_related("criterion", "indicator")
    )


@transaction.atomic
def record_list(
    *, version: ListVersion, duties: Collection[Duty], at: dt.datetime
) -> AssignmentList:
    """Write the next version of Phụ lục 02; it ends the earlier ones of its set.

    What the list in force says of the whole programme is carried over: the
    appendix speaks of criteria only.
    """
    lock_documents(version.set_code)
    before = list_in_force(version.set_code, version.effective_from)
    last = AssignmentList.objects.filter(criteria_set_id=version.set_code)
    listed = AssignmentList.objects.create(
        criteria_set_id=version.set_code,
        number=(last.aggregate(Max("number"))["number__max"] or 0) + 1,
        document=version.document,
        effective_from=version.effective_from,
        recorded_at=at,
        is_sample=version.is_sample,
    )
    Assignment.objects.bulk_create(
        [*_assignments(listed, duties), *_carried_over(listed, before)]
    )
    return listed


@transaction.atomic
def withdraw_list(*, listed: AssignmentList, at: dt.datetime) -> None:
    """Take a version back, so that the one before is in force again.

    Raises LaterVersionStands when a later one was recorded and stands.
    """
    lock_documents(listed.criteria_set_id)
    later = AssignmentList.objects.filter(
        criteria_set_id=listed.criteria_set_id,
        number__gt=listed.number,
        withdrawn_at__isnull=True,
    ).last()
    if later is not None:
        raise LaterVersionStands(f"Sau đó đã có {later}; hãy hoàn tác bản ấy trước.")
    listed.withdrawn_at = at
    listed.save(update_fields=["withdrawn_at"])


def _assignments(listed: AssignmentList, duties: Collection[Duty]) -> list[Assignment]:
    criteria = dict(
        Criterion.objects.filter(criteria_set_id=listed.criteria_set_id).values_list(
            "number", "pk"
        )
    )
    indicators = dict(
        Indicator.objects.filter(
            criterion__criteria_set_id=listed.criteria_set_id
        ).values_list("code", "pk")
    )
    return [
        Assignment(
            assignment_list=listed,
            agency_id=duty.agency_code,
            role=duty.role,
            criterion_id=criteria[duty.criterion],
            indicator_id=indicators[duty.indicator] if duty.indicator else None,
            due=duty.due,
            note=duty.note,
            source=listed.document,
        )
        for duty in duties
    ]


def _carried_over(
    listed: AssignmentList, before: AssignmentList | None
) -> list[Assignment]:
    if before is None:
        return []
    rows = list(before.assignments.filter(criterion__isnull=True))
    for row in rows:
        row.pk = None
        row._state.adding = True
        row.assignment_list = listed
    return rows
