"""What lead agencies dispute in the results of reports under review."""

from collections.abc import Iterable

from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from reports.analytics.review.changes import Row
from reports.choices import OpinionVerdict, ReportState, ResultState
from reports.models import DraftResult, Opinion, Report, Result
from reports.models.cells import CellKey

Disputes = dict[CellKey, list[Opinion]]


def disputes_of(report: Report, rows: Iterable[Row]) -> Disputes:
    """Return the standing disputes by cell, in reading order. One query.

    The last word of an agency on a cell counts, and only while the cell is still
    what it was when the agency judged it. ``rows`` are the report's own.
    """
    disputed = (
        Opinion.objects.last_said()
        .filter(report=report, verdict=OpinionVerdict.DISPUTED)
        .select_related("criterion", "commune", "agency", "by__district", "by__agency")
        .order_by("commune", "criterion__number", "agency__code")
    )
    states = {cell.key: cell.after for row in rows for cell in row.cells}
    found: Disputes = {}
    for opinion in disputed:
        key = opinion.commune_id, opinion.criterion.number
        if opinion.state_seen == states.get(key):
            found.setdefault(key, []).append(opinion)
    return found


def standing_disputes() -> QuerySet[Opinion]:
    """Return the last words of agencies that dispute what still stands in a cell.

    Of all reports that wait for the office.
    """
    same_cell = {
        name: OuterRef(name) for name in ("report_id", "commune_id", "criterion_id")
    }
    own = DraftResult.objects.filter(**same_cell)
    of_base = Result.objects.filter(
        revision_id=OuterRef("report__base_id"),
        commune_id=OuterRef("commune_id"),
        criterion_id=OuterRef("criterion_id"),
    )
    return Opinion.objects.last_said().filter(
        report__state=ReportState.SUBMITTED,
        verdict=OpinionVerdict.DISPUTED,
        state_seen=Coalesce(
            Subquery(own.values("state")[:1]),
            Subquery(of_base.values("state")[:1]),
            Value(ResultState.UNKNOWN),
        ),
    )
