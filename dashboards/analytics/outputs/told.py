"""What the districts wrote themselves: causes of falls, and the approved words."""

from typing import Any

from dashboards.analytics.outputs.reading import Reading
from reports.models import RevisionRemark, RevisionWords

TEXTS = ("highlights", "difficulties", "proposals", "next_tasks")


def words_of_districts(reading: Reading) -> list[dict[str, Any]]:
    """Return the words of the period's own reports, by district. One query.

    Of a quarter approved in several revisions those of the last one with words: a later
    import of figures brings none.
    """
    own = [
        each.pk
        for each in reading.revisions
        if each.quarter_id == reading.asked.period.code
    ]
    rows = (
        RevisionWords.objects.filter(revision__in=own)
        .order_by("revision__number")
        .values("revision__district_id", *TEXTS)
    )
    last = {row.pop("revision__district_id"): row for row in rows}
    return [
        {"district": code, "name": district.full_name, **last[code]}
        for code, district in reading.districts.items()
        if code in last and any(last[code].values())
    ]


def causes_of_falls(reading: Reading) -> dict[tuple[str, int], dict[str, str]]:
    """Return cause and note of cells that fell, from the revisions shown. One query."""
    shown = [each.revision_id for each in reading.figures.sources.values()]
    rows = RevisionRemark.objects.filter(revision__in=shown).exclude(fall_cause="")
    return {
        (row.commune_id, row.criterion.number): {
            "cause": row.get_fall_cause_display(),
            "note": row.note,
        }
        for row in rows.select_related("criterion")
    }
