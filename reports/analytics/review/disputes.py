"""What lead agencies dispute in the results of a report under review."""

from collections.abc import Iterable

from reports.analytics.review.changes import Row
from reports.choices import OpinionVerdict
from reports.models import Opinion, Report
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
