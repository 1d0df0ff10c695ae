"""The evidence of one cell: what stands, what it replaced, what was taken away."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Count, Subquery

from criteria.analytics.law import LawCriterion
from ntm_portal.lib import periods
from reports.analytics.evidence_scope import EvidenceFile, as_files
from reports.models import Evidence, Report
from reports.models.cells import CellKey

PEOPLE = ("by__district", "by__agency", "removed_by__district", "removed_by__agency")


@dataclass(frozen=True, slots=True)
class CellEvidence:
    """``earlier`` is what stands in the last quarter before that has any.

    ``earlier_period`` is that quarter, None without one.
    """

    files: tuple[EvidenceFile, ...]
    removed: tuple[EvidenceFile, ...]
    earlier: tuple[EvidenceFile, ...]
    earlier_period: periods.Quarter | None


def read_evidence(
    report: Report, commune_code: str, criterion: LawCriterion, *, sent_only: bool
) -> CellEvidence:
    """Return the evidence of a cell. Two queries.

    ``sent_only`` takes earlier files from sent reports alone, as for agencies.
    """
    of_cell = Evidence.objects.filter(
        commune_id=commune_code, criterion_id=criterion.id
    ).select_related(*PEOPLE)
    before = of_cell.current().filter(
        report__district_id=report.district_id,
        report__quarter_id__lt=report.quarter_id,
    )
    if sent_only:
        before = before.filter(report__state__in=Report.SENT_STATES)
    last = before.order_by("-report__quarter_id").values("report__quarter_id")[:1]
    earlier = as_files(
        before.filter(report__quarter_id=Subquery(last))
        .select_related("report__quarter", *PEOPLE)
        .order_by("at", "pk")
    )
    rows = {row.pk: row for row in of_cell.filter(report_id=report.pk)}
    replaced = {row.replaces_id for row in rows.values()}
    newest = [_with_older(row, rows) for pk, row in rows.items() if pk not in replaced]
    newest.sort(key=_first_sent)
    return CellEvidence(
        files=tuple(each for each in newest if each.row.removed_at is None),
        removed=tuple(each for each in newest if each.row.removed_at is not None),
        earlier=earlier,
        earlier_period=earlier[0].row.report.quarter.period if earlier else None,
    )


def evidence_counts(report: Report) -> dict[CellKey, int]:
    """Return how many files stand in each cell of a report that has any. One query."""
    counted = (
        Evidence.objects.filter(report_id=report.pk)
        .current()
        .order_by()
        .values_list("commune_id", "criterion__number")
        .annotate(Count("pk"))
    )
    return {(commune, number): files for commune, number, files in counted}


def _with_older(row: Evidence, rows: Mapping[int, Evidence]) -> EvidenceFile:
    return EvidenceFile(row, older=tuple(_older(row, rows)))


def _first_sent(file: EvidenceFile) -> tuple[dt.datetime, int]:
    """Order a file where the first of those that it replaced stood."""
    first = file.older[-1].row if file.older else file.row
    return first.at, first.pk


def _older(row: Evidence, rows: Mapping[int, Evidence]) -> Iterator[EvidenceFile]:
    while row.replaces_id is not None:
        newer, row = row, rows[row.replaces_id]
        yield EvidenceFile(row, newer=newer)
