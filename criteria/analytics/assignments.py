"""Who answers for what on a day: the list of assignments in force (Phụ lục 02)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from criteria.choices import AssignmentRole
from criteria.models import Agency, Assignment, AssignmentList


@dataclass(frozen=True, slots=True)
class Duty:
    """One agency's part in a criterion or in one indicator of it."""

    agency: Agency
    role: AssignmentRole
    criterion_id: int
    indicator_id: int | None
    due: str
    note: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """The list in force; ``is_sample`` until the official Phụ lục 02 is imported."""

    document: str
    is_sample: bool
    duties: tuple[Duty, ...]

    def of_criterion(self, criterion_id: int) -> tuple[Duty, ...]:
        return tuple(each for each in self.duties if each.criterion_id == criterion_id)

    def of_agency(self, agency_code: str) -> tuple[Duty, ...]:
        return tuple(each for each in self.duties if each.agency.code == agency_code)

    def leads(self, criterion_id: int) -> tuple[Agency, ...]:
        """Return who leads a criterion: by itself, else through its indicators."""
        lead = [
            each
            for each in self.of_criterion(criterion_id)
            if each.role == AssignmentRole.LEAD
        ]
        whole = [each for each in lead if each.indicator_id is None]
        return _distinct(each.agency for each in whole or lead)

    def for_indicator(
        self, criterion_id: int, indicator_id: int, role: AssignmentRole
    ) -> tuple[Agency, ...]:
        """Return the agencies of an indicator; its own override the criterion's."""
        part = [each for each in self.of_criterion(criterion_id) if each.role == role]
        own = [each for each in part if each.indicator_id == indicator_id]
        whole = [each for each in part if each.indicator_id is None]
        return _distinct(each.agency for each in own or whole)

    def led_by(self, agency_code: str) -> frozenset[int]:
        """Return ids of the criteria that an agency leads, wholly or in part."""
        return frozenset(
            each.criterion_id
            for each in self.of_agency(agency_code)
            if each.role == AssignmentRole.LEAD
        )


def ledger_on(day: dt.date) -> Ledger | None:
    """Return the assignments in force on a day, None without a list. Two queries."""
    listed = AssignmentList.objects.in_force(day).first()
    if listed is None:
        return None
    rows = Assignment.objects.filter(
        assignment_list=listed, criterion__isnull=False
    ).select_related("agency")
    return Ledger(
        document=listed.document,
        is_sample=listed.is_sample,
        duties=tuple(
            Duty(
                agency=row.agency,
                role=AssignmentRole(row.role),
                criterion_id=row.criterion_id,
                indicator_id=row.indicator_id,
                due=row.due,
                note=row.note,
            )
            for row in rows
            if row.criterion_id is not None
        ),
    )


def _distinct(agencies: Iterable[Agency]) -> tuple[Agency, ...]:
    return tuple({agency.code: agency for agency in agencies}.values())
