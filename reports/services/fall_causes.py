"""Causes of many falls at once, from the list before a report is sent."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from accounts.models import User
from reports.choices import FallCause
from reports.models import DraftRemark
from reports.models.cells import CellKey
from reports.services.drafts import check_may_change, locked_draft
from reports.services.remarks import mark_on_behalf


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
    stored = {
        (row.commune_id, row.criterion_id): row
        for row in DraftRemark.objects.filter(report=draft.report)
    }
    rows = []
    for (commune, number), cause in causes.items():
        criterion = draft.law.by_number[number].id
        row = stored.get((commune, criterion)) or DraftRemark(
            report=draft.report, commune_id=commune, criterion_id=criterion
        )
        if row.fall_cause:
            continue
        row.fall_cause, row.changed_by, row.changed_at = cause, by, at
        rows.append(row)
    DraftRemark.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["report", "commune", "criterion"],
        update_fields=["fall_cause", "changed_by", "changed_at"],
    )
    if rows:
        mark_on_behalf(draft.report, by=by)
    return len(rows)
