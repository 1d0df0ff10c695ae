"""Whose talk a person may read; DESIGN: who may what."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from django.db.models import F, FilteredRelation, Q, QuerySet

from accounts.choices import Role
from accounts.models import User
from criteria.choices import AssignmentRole
from criteria.models import AssignmentList
from ntm_portal.lib import periods
from reports.models import Comment, Report


@dataclass(frozen=True, slots=True)
class Lead:
    """The criteria that an agency leads in quarters from one code up to another.

    ``until`` is the first quarter that is not among them, '' for no end.
    """

    since: str
    until: str
    criteria: tuple[int, ...]


def has_inbox(user: User) -> bool:
    """Whether anything that is said can be in the person's scope."""
    return user.role != Role.LEADER


def comments_in_scope(user: User) -> QuerySet[Comment]:
    """Return what a person may read: that of the district, of all, of led criteria.

    An agency reads of the criteria that it leads at the end of the quarter, once the
    report is sent. One query for a department at once, none for others.
    """
    if user.can_review:
        return Comment.objects.all()
    if user.role == Role.DISTRICT:
        return Comment.objects.filter(report__district_id=user.district_id)
    scope = Q(pk__in=())
    for lead in _leads(user) if user.role == Role.DEPARTMENT else ():
        of_lead = Q(report__quarter_id__gte=lead.since, criterion_id__in=lead.criteria)
        if lead.until:
            of_lead &= Q(report__quarter_id__lt=lead.until)
        scope |= of_lead
    return Comment.objects.filter(scope, report__state__in=Report.SENT_STATES)


def came_since_last_look(user: User, *, at: str) -> Q:
    """Keep what came after the person last marked the inbox as read.

    ``at`` names the column with the instant.
    """
    if user.inbox_seen_at is None:
        return Q(**{f"{at}__isnull": False})
    return Q(**{f"{at}__gt": user.inbox_seen_at})


def _leads(user: User) -> Iterator[Lead]:
    """Return what the person's agency leads by each list of assignments."""
    rows = (
        AssignmentList.objects.filter(withdrawn_at__isnull=True)
        .annotate(
            own=FilteredRelation(
                "assignments",
                condition=Q(
                    assignments__agency_id=user.agency_id,
                    assignments__role=AssignmentRole.LEAD,
                ),
            )
        )
        .annotate(led=F("own__criterion_id"))
        .order_by("effective_from", "number")
        .values_list("effective_from", "number", "led")
    )
    lists = [
        (
            periods.Quarter.of(effective_from).code,
            tuple(led for *_list, led in of_list if led),
        )
        for (effective_from, _number), of_list in groupby(rows, key=lambda row: row[:2])
    ]
    for (since, criteria), (until, _criteria) in pairwise([*lists, ("", ())]):
        if criteria:
            yield Lead(since, until, criteria)
