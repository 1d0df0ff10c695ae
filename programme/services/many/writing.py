"""Rows of one model written together, with the history that each has of its own."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import models

from accounts.models import User


def keep_all(
    rows: Sequence[models.Model], *, by: User, at: dt.datetime, reason: str = ""
) -> None:
    """Save checked rows of a model that has a history.

    Changed ones come first and in their order: a name that one of them gives up may be
    the name of the next. A fixed number of queries.
    """
    changed = [row for row in rows if row.pk is not None]
    new = [row for row in rows if row.pk is None]
    if changed:
        _overwrite(changed)
        _tell(changed, is_new=False, by=by, at=at, reason=reason)
    if new:
        type(new[0])._default_manager.bulk_create(new)
        _tell(new, is_new=True, by=by, at=at, reason=reason)


def _overwrite(rows: Sequence[models.Model]) -> None:
    model = type(rows[0])
    own = [field.name for field in model._meta.concrete_fields if not field.primary_key]
    model._default_manager.bulk_create(
        rows,
        update_conflicts=True,
        update_fields=own,
        unique_fields=["pk"],
    )


def _tell(
    rows: Sequence[models.Model],
    *,
    is_new: bool,
    by: User,
    at: dt.datetime,
    reason: str,
) -> None:
    history: Any = type(rows[0]).history  # type: ignore[attr-defined]
    history.bulk_history_create(
        rows,
        update=not is_new,
        default_user=by,
        default_change_reason=reason[:100],
        default_date=at,
    )
