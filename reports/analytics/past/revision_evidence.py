"""The evidence that stood in a revision's cells when they were approved.

Nothing is copied at an approval: a file keeps for good when it was handed in, replaced
and taken away, and while a report waits for its approval no file of it changes.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from accounts.choices import Role
from accounts.models import User
from reports.analytics.evidence_scope import (
    CellFiles,
    by_cell,
    may_have_evidence,
    visible_evidence,
)
from reports.analytics.past.successions import predecessors
from reports.models import Evidence, ReturnedCell, Revision
from reports.models.cells import CellKey

PEOPLE = tuple(
    f"{person}__{scope}"
    for person in ("by", "removed_by", "replaced_by__by")
    for scope in ("district", "agency")
)


@dataclass(frozen=True, slots=True)
class _Approval:
    """When cells were approved, but for those that were given back in the same act."""

    at: dt.datetime
    held: frozenset[CellKey]


def revision_evidence(
    revision: Revision,
    *,
    known: Iterable[Revision],
    names: Mapping[str, str],
    user: User,
) -> tuple[CellFiles, ...] | None:
    """Return what a person may see of it, cell by cell; None for who sees none at all.

    A cell that was held back, or a revision from a file, brought no evidence: that of
    the revision before, of the same quarter, holds on. ``known`` are the district's
    revisions, ``names`` those of its communes. Two queries, four for a department.
    """
    is_elsewhere = user.role == Role.DISTRICT and not user.covers(revision.district_id)
    if is_elsewhere or not may_have_evidence(user):
        return None
    approvals = tuple(_approvals(revision, known))
    rows = (
        visible_evidence(user, on=revision.quarter.period.last_day)
        .filter(
            report__district_id=revision.district_id,
            report__quarter_id=revision.quarter_id,
            at__lte=revision.recorded_at,
        )
        .select_related("criterion", "removed_by", "replaced_by", *PEOPLE)
        .order_by("commune", "criterion__number", "at", "pk")
    )
    stood = [row for row in rows if _stood(row, approvals)]
    return tuple(_with_newer(cell) for cell in by_cell(stood, names))


def _approvals(revision: Revision, known: Iterable[Revision]) -> Iterator[_Approval]:
    """Yield the approvals of the quarter that the revision stands on, the last first.

    One query, for the cells that were given back.
    """
    came_after = predecessors(known)
    held = _held(revision)
    each: Revision | None = revision
    while each is not None and each.quarter_id == revision.quarter_id:
        if each.import_run_id is None:
            yield _Approval(each.recorded_at, frozenset(held[each.recorded_at]))
        each = came_after.get(each.pk)


def _held(revision: Revision) -> Mapping[dt.datetime, set[CellKey]]:
    """Return the cells given back in the quarter, by the instant of the approval."""
    held: defaultdict[dt.datetime, set[CellKey]] = defaultdict(set)
    rows = ReturnedCell.objects.filter(
        report__district_id=revision.district_id,
        report__quarter_id=revision.quarter_id,
    )
    for at, commune, number in rows.values_list(
        "returned_at", "commune_id", "criterion__number"
    ):
        held[at].add((commune, number))
    return held


def _stood(row: Evidence, approvals: Iterable[_Approval]) -> bool:
    cell = row.commune_id, row.criterion.number
    at = next((each.at for each in approvals if cell not in each.held), None)
    if at is None or row.at > at:
        return False
    newer = getattr(row, "replaced_by", None)
    gone = [row.removed_at, newer.at if newer else None]
    return all(instant is None or instant > at for instant in gone)


def _with_newer(cell: CellFiles) -> CellFiles:
    """Say of each file what has taken its place since."""
    files = tuple(
        replace(file, newer=getattr(file.row, "replaced_by", None))
        for file in cell.files
    )
    return replace(cell, files=files)
