"""Saving a row so that its history says who changed it, when and why."""

import datetime as dt

from django.db import models

from accounts.models import User


def keep(
    row: models.Model, *, by: User | None, at: dt.datetime, reason: str = ""
) -> None:
    """Save a row that has a history; ``by`` is None for what the portal does itself."""
    _sign(row, by=by, at=at, reason=reason)
    row.save()


def remove(
    row: models.Model, *, by: User | None, at: dt.datetime, reason: str = ""
) -> None:
    """Delete a row that has a history, which stays and says who deleted it."""
    _sign(row, by=by, at=at, reason=reason)
    row.delete()


def _sign(row: models.Model, *, by: User | None, at: dt.datetime, reason: str) -> None:
    # The names that django-simple-history reads when it writes the row of history.
    row._history_user = by  # type: ignore[attr-defined]
    row._history_date = at  # type: ignore[attr-defined]
    row._change_reason = reason[:100]  # type: ignore[attr-defined]
