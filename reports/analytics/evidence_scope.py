"""Whose evidence a person may see, and lists of it; DESIGN: who may what."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePath

from django.db.models import Count, OuterRef, Q, Subquery

from accounts.choices import Role
from accounts.models import User
from communes.models import Commune
from criteria.analytics.assignments import ledger_on
from criteria.models import Criterion
from ntm_portal.lib import periods
from reports.models import Evidence, Report
from reports.models.evidence import EvidenceQuerySet


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """One file; ``older`` are those it came to replace, latest first."""

    row: Evidence
    older: tuple["EvidenceFile", ...] = ()
    newer: Evidence | None = None

    @property
    def badge(self) -> str:
        """Return its kind in capitals, such as PDF."""
        return PurePath(self.row.file.name).suffix[1:].upper()


@dataclass(frozen=True, slots=True)
class CellFiles:
    """The files of one cell, under the name that the commune had."""

    commune_code: str
    commune: str
    criterion: Criterion
    files: tuple[EvidenceFile, ...]


@dataclass(frozen=True, slots=True)
class CommuneCount:
    """How many files show the state of one criterion in a commune, and of when."""

    commune: Commune
    period: periods.Quarter
    files: int


def visible_evidence(user: User, *, on: dt.date) -> EvidenceQuerySet:
    """Return what a person may see; an agency's criteria are those of the day ``on``.

    Two queries for a department at once, none for others.
    """
    every = Evidence.objects.all()
    if user.can_review:
        return every
    if user.role == Role.DISTRICT:
        return every.filter(report__district_id=user.district_id)
    ledger = ledger_on(on) if user.agency_id else None
    if ledger is None or user.agency is None:
        return every.none()
    return every.filter(
        report__state__in=Report.SENT_STATES,
        criterion_id__in=ledger.led_by(user.agency.code),
    )


def may_have_evidence(user: User) -> bool:
    """Whether any evidence at all can be in the person's scope."""
    return user.can_review or user.role in (Role.DISTRICT, Role.DEPARTMENT)


def commune_evidence(
    user: User, commune_code: str, period: periods.Quarter, *, as_of: dt.date | None
) -> tuple[EvidenceFile, ...]:
    """Return the latest files of each criterion of a commune up to a period.

    Files are those that stood at the end of ``as_of``, now when it is None. One
    query, for a department three.
    """
    if not may_have_evidence(user):
        return ()
    rows = _latest(
        visible_evidence(user, on=period.last_day).filter(commune_id=commune_code),
        period,
        as_of,
    ).select_related("criterion", "report__quarter", "by__district", "by__agency")
    return as_files(rows.order_by("criterion__number", "at", "pk"))


def criterion_evidence(
    user: User, criterion_id: int, period: periods.Quarter, *, as_of: dt.date | None
) -> tuple[CommuneCount, ...]:
    """Count the latest files of a criterion in each commune up to a period.

    Two queries, for a department four.
    """
    if not may_have_evidence(user):
        return ()
    counted = (
        _latest(
            visible_evidence(user, on=period.last_day).filter(
                criterion_id=criterion_id
            ),
            period,
            as_of,
        )
        .order_by()
        .values_list("commune_id", "report__quarter_id")
        .annotate(files=Count("pk"))
    )
    found = {commune: (quarter, files) for commune, quarter, files in counted}
    communes = Commune.objects.filter(code__in=found).select_related("district")
    return tuple(
        CommuneCount(
            each, periods.Quarter.parse(found[each.code][0]), found[each.code][1]
        )
        for each in communes.order_by("district_id", "code")
    )


def standing(rows: EvidenceQuerySet, as_of: dt.date | None) -> EvidenceQuerySet:
    """Keep the files that were there, not replaced and not removed, on a day."""
    if as_of is None:
        return rows.current()
    return rows.filter(
        Q(removed_at__isnull=True) | Q(removed_at__date__gt=as_of),
        Q(replaced_by__isnull=True) | Q(replaced_by__at__date__gt=as_of),
        at__date__lte=as_of,
    )


def as_files(rows: Iterable[Evidence]) -> tuple[EvidenceFile, ...]:
    return tuple(EvidenceFile(row) for row in rows)


def by_cell(
    rows: Iterable[Evidence], names: Mapping[str, str]
) -> tuple[CellFiles, ...]:
    """Return files that are in order of their cells, cell by cell.

    ``names`` are those of communes by code, of the report's quarter.
    """
    cells = groupby(rows, key=lambda row: (row.commune_id, row.criterion))
    return tuple(
        CellFiles(code, names.get(code, code), criterion, as_files(files))
        for (code, criterion), files in cells
    )


def _latest(
    rows: EvidenceQuerySet, period: periods.Quarter, as_of: dt.date | None
) -> EvidenceQuerySet:
    """Keep the files of each cell's last quarter that has any, up to a period."""
    there = standing(rows, as_of).filter(report__quarter_id__lte=period.code)
    last = (
        there.filter(commune=OuterRef("commune"), criterion=OuterRef("criterion"))
        .order_by("-report__quarter_id")
        .values("report__quarter_id")[:1]
    )
    return there.filter(report__quarter_id=Subquery(last))
