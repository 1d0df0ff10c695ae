"""What the people of a body have done last, and what they have left unanswered."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Max, QuerySet
from django.utils.timezone import get_current_timezone, localdate

from accounts.choices import Role
from accounts.models import User
from programme.models import TaskReport
from programme.services.scope import OFFICE_BODY
from reports.analytics.review.disputes import standing_disputes
from reports.models import Comment, Evidence, Opinion, ReportEvent

Bodies = Mapping[int, str]
Place = tuple[int, str | None, int | None]


def end_of(day: dt.date) -> dt.datetime:
    """Return the instant at which a day is over."""
    next_day = day + dt.timedelta(days=1)
    return dt.datetime.combine(next_day, dt.time.min, get_current_timezone())


def bodies_of_people() -> Bodies:
    """Return the code of each person's body, of a district its committee. One query."""
    people = User.objects.exclude(role__in=(Role.LEADER, Role.ADMIN))
    rows = people.values_list("pk", "role", "agency_id", "district_id")
    return {
        pk: OFFICE_BODY if role == Role.OFFICE else agency or f"UBND{district}"
        for pk, role, agency, district in rows
    }


def last_actions(bodies: Bodies, *, until: dt.datetime) -> dict[str, dt.date]:
    """Return the day on which each body last did something before an instant.

    Opinions, comments, evidence, steps of reports and of tasks. Five queries.
    """
    found: dict[str, dt.date] = {}
    sources: tuple[tuple[QuerySet[Any], str, str], ...] = (
        (Opinion.objects.all(), "by_id", "at"),
        (Comment.objects.all(), "by_id", "at"),
        (Evidence.objects.all(), "by_id", "at"),
        (ReportEvent.objects.all(), "by_id", "at"),
        (TaskReport.history.all(), "history_user_id", "history_date"),
    )
    for rows, by, at in sources:
        past = rows.filter(**{f"{at}__lt": until}).order_by()
        for person, last in past.values_list(by).annotate(last=Max(at)):
            code = bodies.get(person or 0)
            if code is not None:
                day = localdate(last)
                found[code] = max(found.get(code, day), day)
    return found


def open_disputes() -> Counter[str]:
    """Count standing disputes: of the agency, and against the district. One query.

    They are of today; a dispute leaves no trace of when it was settled.
    """
    rows = standing_disputes().values_list("agency_id", "report__district_id")
    return Counter(
        code
        for agency, district in rows.order_by()
        for code in (agency, f"UBND{district}")
    )


def unanswered(bodies: Bodies, *, until: dt.datetime) -> Counter[str]:
    """Count the comments that name a body's people and have had no answer.

    One to be followed up waits until it is marked as done, another until somebody of
    the body writes in the same place. Two queries.
    """
    comments = list(
        Comment.objects.filter(at__lt=until)
        .order_by("at", "pk")
        .only(
            "report", "commune", "criterion", "at", "by", "needs_follow_up", "done_at"
        )
    )
    spoken: dict[tuple[str, Place], dt.datetime] = {}
    for each in comments:
        if each.by_id in bodies:
            spoken[bodies[each.by_id], _place(each)] = each.at
    named = _named(bodies)
    found: Counter[str] = Counter()
    for each in comments:
        for body in named.get(each.pk, set()) - {bodies.get(each.by_id, "")}:
            answered = spoken.get((body, _place(each)), each.at) > each.at
            is_done = each.done_at is not None and each.done_at < until
            closed = is_done or (answered and not each.needs_follow_up)
            found[body] += not closed
    return found


def _place(comment: Comment) -> Place:
    return comment.report_id, comment.commune_id, comment.criterion_id


def _named(bodies: Bodies) -> Mapping[int, set[str]]:
    rows: Iterable[tuple[int, int]] = Comment.mentions.through.objects.values_list(
        "comment_id", "user_id"
    )
    named: dict[int, set[str]] = {}
    for comment, person in rows:
        if person in bodies:
            named.setdefault(comment, set()).add(bodies[person])
    return named
