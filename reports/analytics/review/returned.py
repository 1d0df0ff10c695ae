"""Cells of a report that were given back and wait for an answer or a decision."""

from reports.models import Report, ReturnedCell
from reports.models.cells import CellKey


def returned_in(report: Report) -> dict[CellKey, ReturnedCell]:
    """Return the cells that no decision has settled yet, by cell. One query."""
    standing = (
        ReturnedCell.objects.filter(report=report)
        .standing()
        .select_related("criterion", "answered_by__district", "answered_by__agency")
    )
    return {(each.commune_id, each.criterion.number): each for each in standing}
