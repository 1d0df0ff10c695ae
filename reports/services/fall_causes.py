"""Causes of many falls at once, from the list before a report is sent."""

import datetime as dt
from collections.abc import Iterator, Mapping

from django.db import transaction

from accounts.models import User
from reports.choices import Door, FallCause, TextPart
from reports.models import DraftRemark
from reports.models.cells import CellKey
from reports.services.drafts import Draft, check_may_change, locked_draft
from reports.services.remarks import mark_on_behalf
from reports.services.text_log import Turn, cause_words, log_texts


@transaction.atomic
def set_fall_causes(
    *,
    district_code: str,
    quarter_code: str,
    causes: Mapping[CellKey, FallCause],
    by: User,
    at: dt.datetime,
) -> int:
    """Store why cells are no longer đạt, and return of how many.

    Notes and reasons of the cells stay; a cell whose cause somebody else has given
    meanwhile keeps that one. Raises ChangeRefused as a change of the cells would.
    """
    draft = locked_draft(district_code=district_code, quarter_code=quarter_code)
    check_may_change(draft, list(causes), by=by, at=at)
    rows = []
    for row, cause in _without_cause(draft, causes):
        row.fall_cause, row.changed_by, row.changed_at = cause, by, at
        rows.append(row)
    DraftRemark.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["report", "commune", "criterion"],
        update_fields=["fall_cause", "changed_by", "changed_at"],
    )
    turns = [_turn(row) for row in rows]
    log_texts(draft.report, turns, door=Door.CAUSES, by=by, at=at)
    if rows:
        mark_on_behalf(draft.report, by=by)
    return len(rows)


def _without_cause(
    draft: Draft, causes: Mapping[CellKey, FallCause]
) -> Iterator[tuple[DraftRemark, FallCause]]:
    """Yield the remarks that get a cause, new ones among them. One query."""
    stored = {
        (row.commune_id, row.criterion_id): row
        for row in DraftRemark.objects.filter(report=draft.report)
    }
    for (commune, number), cause in causes.items():
        criterion = draft.law.by_number[number].id
        row = stored.get((commune, criterion)) or DraftRemark(
            report=draft.report, commune_id=commune, criterion_id=criterion
        )
        if not row.fall_cause:
            yield row, cause


def _turn(row: DraftRemark) -> Turn:
    said = cause_words(row.fall_cause)
    return Turn(TextPart.FALL_CAUSE, "", said, row.commune_id, row.criterion_id)
