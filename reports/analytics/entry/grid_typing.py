"""What the cells of a report are typed on, beside their values."""

from django.db.models import Max

from reports.analytics.cell.evidence import evidence_counts
from reports.choices import ReportState
from reports.models import Report, ReturnedCell
from reports.models.cells import CellKey


class Typed:
    """What the page's cells are typed on: their versions, and those given back."""

    def __init__(self, report: Report) -> None:
        self.versions: dict[CellKey, int] = {}
        self.returned: dict[CellKey, ReturnedCell] = {}
        self.files: dict[CellKey, int] = {}
        self.has_closed = False
        if report._state.adding:
            return
        cell = ("commune_id", "criterion__number")
        last = report.change_log.order_by().values_list(*cell).annotate(Max("pk"))
        self.versions = {(code, number): pk for code, number, pk in last}
        standing = ReturnedCell.objects.standing().filter(report=report)
        for row in standing.select_related("criterion", "returned_by", "answered_by"):
            self.returned[row.commune_id, row.criterion.number] = row
        self.files = evidence_counts(report)
        is_given_back = report.state == ReportState.RETURNED
        self.has_closed = is_given_back and bool(self.returned)

    def is_closed(self, cell: CellKey) -> bool:
        """Whether others were given back to be changed and this one was not."""
        return self.has_closed and cell not in self.returned
