"""Work given back to a person beyond the criteria, told by the apps above.

The rest of the programme (capital, tasks) stands above reports; what of it waits for
its district or body again is asked for through here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet, Value
from django.db.models.expressions import Combinable

from accounts.models import User
from reports.analytics.inbox import counted
from reports.analytics.talk_scope import came_since_last_look


@dataclass(frozen=True, slots=True)
class ReturnedWork:
    """One thing given back: what, why as far as is known, and where it is mended."""

    said: str
    reason: str
    address: str


@dataclass(frozen=True, slots=True)
class ReturnedKind:
    """A kind of work.

    ``rows`` answers what waits for a person, each with ``inbox_at``, the instant at
    which it was given back (None when that is no news to the person); None for whoever
    has no such work. ``line`` tells of one row.
    """

    rows: Callable[[User], QuerySet[Any, Any] | None]
    line: Callable[[Any], ReturnedWork]


_kinds: list[ReturnedKind] = []


def tell_by(kind: ReturnedKind) -> None:
    """Let an app above tell of a kind of work, once each."""
    if kind not in _kinds:
        _kinds.append(kind)


def returned_work(user: User) -> tuple[ReturnedWork, ...]:
    """Return all that waits for a person again. A query for each kind of the person."""
    return tuple(kind.line(row) for kind in _kinds for row in kind.rows(user) or ())


def unread_returned(user: User) -> Combinable:
    """Return how much came since the last look, as part of another query."""
    total: Combinable = Value(0)
    for kind in _kinds:
        rows = kind.rows(user)
        if rows is not None:
            news = rows.filter(came_since_last_look(user, at="inbox_at"))
            total = total + counted(news)
    return total
