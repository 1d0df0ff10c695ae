"""A report of which the office gave one cell back."""

import datetime as dt

from criteria.models import Criterion
from reports.choices import ReportState
from reports.models import Report, ReturnedCell
from reports.models.cells import CellKey
from tests.reports.review_world import AT, UNMET, drafted, reviewer


def given_back(cell: CellKey, reason: str = "Thiếu biên bản") -> ReturnedCell:
    """Let the office give back one cell, typed as chưa đạt, and close the others."""
    report = drafted({cell: UNMET})
    Report.objects.filter(pk=report.pk).update(state=ReportState.RETURNED)
    return ReturnedCell.objects.create(
        report=report,
        commune_id=cell[0],
        criterion=Criterion.objects.get(number=cell[1]),
        reason=reason,
        answer_by=dt.date(2021, 3, 25),
        returned_at=AT,
        returned_by=reviewer(),
    )
