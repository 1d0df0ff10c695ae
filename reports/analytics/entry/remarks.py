"""What is written about a cell, and what was written when it was last approved."""

from dataclasses import dataclass

from criteria.analytics.law import LawCriterion
from reports.models import DraftRemark, Report, RevisionRemark
from reports.models.cells import CellKey


@dataclass(frozen=True, slots=True)
class CellRemark:
    """``draft`` is the report's own remark; ``approved`` the last approved one.

    ``approved`` comes with its revision: it may be of an earlier quarter.
    """

    draft: DraftRemark | None
    approved: RevisionRemark | None


def remarks_of(report: Report) -> dict[CellKey, DraftRemark]:
    """Return what is written in a report by commune code and criterion. One query."""
    if report._state.adding:
        return {}
    rows = DraftRemark.objects.filter(report=report).select_related("criterion")
    return {(row.commune_id, row.criterion.number): row for row in rows}


def read_remark(
    report: Report, commune_code: str, criterion: LawCriterion
) -> CellRemark:
    """Return the remarks of a cell of a report. Two queries."""
    cell = {"commune_id": commune_code, "criterion_id": criterion.id}
    drafts = DraftRemark.objects.filter(report_id=report.pk, **cell)
    approved = RevisionRemark.objects.filter(
        revision__withdrawn_on__isnull=True,
        revision__district_id=report.district_id,
        revision__quarter_id__lte=report.quarter_id,
        **cell,
    ).select_related("revision__quarter")
    return CellRemark(
        draft=drafts.select_related(
            "changed_by__district", "changed_by__agency"
        ).first(),
        approved=approved.order_by(
            "-revision__quarter_id", "-revision__number"
        ).first(),
    )
