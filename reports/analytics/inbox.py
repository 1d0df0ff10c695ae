"""What waits for a person to read or to act on, from every report in scope.

Four kinds of rows stand behind it: comments, cells given back to the district,
answers to them and disputes of agencies for the coordination office. They are read as
one list of keys, so that a page of a long inbox reads only its own rows.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    BooleanField,
    CharField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from accounts.choices import Role
from accounts.models import User
from communes.models import Commune, District
from criteria.models import Criterion
from ntm_portal.lib import periods
from reports.analytics.review.disputes import standing_disputes
from reports.analytics.talk_scope import came_since_last_look, comments_in_scope
from reports.choices import InboxFilter
from reports.models import Comment, ReturnedCell

COMMENT, RETURNED, ANSWERED, DISPUTED = "comment", "returned", "answered", "disputed"
ANCHORS = {RETURNED: "#tra-loi"}
CELL = ("report__district", "report__quarter", "commune", "criterion")

Part = QuerySet[Any, Any]
Parts = Mapping[str, Part]
Key = tuple[dt.datetime, str, int]


@dataclass(frozen=True, slots=True)
class InboxLine:
    """One thing to read; without commune and criterion it is of the whole report.

    ``answer_by`` is the day by which a returned cell wants its answer, ``is_open``
    that a comment waits for a follow-up, ``names_me`` that it mentions the person.
    """

    kind: str
    pk: int
    at: dt.datetime
    person: str
    text: str
    district: District
    period: periods.Quarter
    commune: Commune | None
    criterion: Criterion | None
    is_unread: bool
    names_me: bool = False
    is_open: bool = False
    answer_by: dt.date | None = None

    @property
    def anchor(self) -> str:
        """Where on its page the line leads."""
        return f"#td-{self.pk}" if self.kind == COMMENT else ANCHORS.get(self.kind, "")


def inbox_parts(user: User) -> dict[str, Part]:
    """Return the rows of a person's inbox by kind. For a department one query.

    Comments of others and whatever is to be followed up; cells that wait for the
    district's answer; for the office the answers to its own returns, and disputes of
    results that are still as they were judged.
    """
    named = Comment.mentions.through.objects.filter(
        comment_id=OuterRef("pk"), user_id=user.pk
    )
    parts: dict[str, Part] = {
        COMMENT: _dated(
            comments_in_scope(user)
            .filter(~Q(by_id=user.pk) | _is_open())
            .annotate(inbox_named=Exists(named)),
            user,
            at="at",
        )
    }
    if user.role == Role.DISTRICT:
        waiting = ReturnedCell.objects.unanswered().filter(
            report__district_id=user.district_id
        )
        parts[RETURNED] = _dated(waiting, user, at="returned_at")
    if user.can_review:
        answered = ReturnedCell.objects.standing().filter(
            returned_by_id=user.pk, answered_at__isnull=False
        )
        parts[ANSWERED] = _dated(answered, user, at="answered_at")
        parts[DISPUTED] = _dated(standing_disputes(), user, at="at")
    return parts


def narrowed(parts: Parts, chosen: InboxFilter) -> Parts:
    """Keep the lines that are asked for."""
    if chosen == InboxFilter.UNREAD:
        return {kind: part.filter(inbox_unread=True) for kind, part in parts.items()}
    if chosen == InboxFilter.MENTIONS:
        return {COMMENT: parts[COMMENT].filter(inbox_named=True)}
    if chosen == InboxFilter.FOLLOW_UP:
        return {COMMENT: parts[COMMENT].filter(_is_open())}
    return parts


def counts(parts: Parts) -> dict[InboxFilter, int]:
    """Count the comments that name the person and those to follow up. One query."""
    found: dict[str, int] = parts[COMMENT].aggregate(
        **{
            InboxFilter.MENTIONS.name: Count("pk", filter=Q(inbox_named=True)),
            InboxFilter.FOLLOW_UP.name: Count("pk", filter=_is_open()),
        }
    )
    return {InboxFilter[name]: count for name, count in found.items()}


def unread_count(parts: Parts) -> Combinable:
    """Return how many lines are unread, as part of another query."""
    total: Combinable = Value(0)
    for part in narrowed(parts, InboxFilter.UNREAD).values():
        total = total + counted(part)
    return total


def keys(parts: Parts) -> QuerySet[Any, Any]:
    """Join the parts: (instant, kind, key) of every line, latest first."""
    listed = [
        part.order_by()
        .annotate(inbox_kind=Value(kind, CharField()))
        .values_list("inbox_at", "inbox_kind", "pk")
        for kind, part in parts.items()
    ]
    joined: QuerySet[Any, Any] = listed[0].union(*listed[1:], all=True)
    return joined.order_by("-inbox_at", "inbox_kind", "-pk")


def read_lines(found: Sequence[Key], parts: Parts) -> tuple[InboxLine, ...]:
    """Read the lines with these keys. A query for each kind among them."""
    lines: dict[tuple[str, int], InboxLine] = {}
    for kind in {kind for _at, kind, _pk in found}:
        wanted = [pk for _at, each, pk in found if each == kind]
        rows = parts[kind].filter(pk__in=wanted).select_related(*CELL, *RELATED[kind])
        lines |= {(kind, row.pk): _line(kind, row) for row in rows}
    return tuple(lines[kind, pk] for _at, kind, pk in found if (kind, pk) in lines)


def read_news(user: User, *, upto: dt.datetime) -> tuple[InboxLine, ...]:
    """Return the unread lines that no e-mail has told of, oldest first.

    Those that came in after ``upto`` are left for another time. Six queries at most.
    """
    unread = narrowed(inbox_parts(user), InboxFilter.UNREAD)
    untold = Q(inbox_at__lte=upto)
    if user.digest_sent_at:
        untold &= Q(inbox_at__gt=user.digest_sent_at)
    unread = {kind: part.filter(untold) for kind, part in unread.items()}
    return tuple(reversed(read_lines(list(keys(unread)), unread)))


def _is_open() -> Q:
    return Q(needs_follow_up=True, done_at__isnull=True)


def _dated(rows: QuerySet[Any], user: User, *, at: str) -> Part:
    """Say when each row came, and whether the person has looked since."""
    unread = came_since_last_look(user, at="inbox_at")
    if rows.model is Comment:
        unread &= ~Q(by_id=user.pk)
    dated: Part = rows.annotate(inbox_at=F(at)).annotate(
        inbox_unread=ExpressionWrapper(unread, BooleanField())
    )
    return dated


def counted(part: Part) -> Combinable:
    """Return how many rows there are, as part of another query."""
    counted = (
        part.order_by()
        .annotate(inbox_one=Value(1))
        .values("inbox_one")
        .annotate(inbox_count=Count("pk"))
        .values("inbox_count")
    )
    return Coalesce(Subquery(counted), Value(0), output_field=IntegerField())


RELATED: Mapping[str, Iterable[str]] = {
    COMMENT: ("by__district", "by__agency"),
    RETURNED: ("returned_by__district", "returned_by__agency"),
    ANSWERED: ("answered_by__district", "answered_by__agency"),
    DISPUTED: ("by__district", "by__agency", "agency"),
}


def _line(kind: str, row: Any) -> InboxLine:
    report = row.report
    return InboxLine(
        kind=kind,
        pk=row.pk,
        at=row.inbox_at,
        is_unread=row.inbox_unread,
        district=report.district,
        period=report.quarter.period,
        commune=row.commune,
        criterion=row.criterion,
        **SAID[kind](row),
    )


def _comment(row: Any) -> dict[str, Any]:
    return {
        "person": row.by.display_name,
        "text": row.text,
        "names_me": row.inbox_named,
        "is_open": row.needs_follow_up and row.done_at is None,
    }


def _returned(row: Any) -> dict[str, Any]:
    return {
        "person": row.returned_by.display_name,
        "text": row.reason,
        "answer_by": row.answer_by,
    }


def _answered(row: Any) -> dict[str, Any]:
    return {"person": row.answered_by.display_name, "text": row.answer}


def _disputed(row: Any) -> dict[str, Any]:
    return {"person": row.agency.short_name, "text": row.note}


SAID = {
    COMMENT: _comment,
    RETURNED: _returned,
    ANSWERED: _answered,
    DISPUTED: _disputed,
}
