"""What was said about one cell, about a report as a whole, and in its cells."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from accounts.models import User
from criteria.analytics.law import LawCriterion
from reports.analytics.talk_scope import came_since_last_look
from reports.models import Comment, Report
from reports.models.cells import CellKey

PEOPLE = ("by__district", "by__agency", "done_by__district", "done_by__agency")


@dataclass(frozen=True, slots=True)
class Talk:
    """Comments in the order in which they were written."""

    comments: tuple[Comment, ...]

    @property
    def open_count(self) -> int:
        """How many of them wait for a follow-up."""
        return sum(
            each.needs_follow_up and each.done_at is None for each in self.comments
        )


@dataclass(frozen=True, slots=True)
class ReportTalk:
    """``whole`` is about the report itself, ``cells`` about its cells, latest first."""

    whole: Talk
    cells: tuple[Comment, ...]


@dataclass(frozen=True, slots=True)
class TalkCount:
    """How many comments stand in one place.

    ``unread`` are others' that the reader has not seen, ``to_follow`` wait for a
    follow-up.
    """

    comments: int = 0
    unread: int = 0
    to_follow: int = 0

    def __add__(self, other: "TalkCount") -> "TalkCount":
        return TalkCount(
            self.comments + other.comments,
            self.unread + other.unread,
            self.to_follow + other.to_follow,
        )


def read_comments(report: Report, commune_code: str, criterion: LawCriterion) -> Talk:
    """Return what was said about a cell. Two queries."""
    of_cell = Comment.objects.filter(
        report_id=report.pk, commune_id=commune_code, criterion_id=criterion.id
    )
    return Talk(tuple(_with_people(of_cell)))


def read_report_comments(report: Report) -> ReportTalk:
    """Return everything that was said about a report. Two queries."""
    rows = _with_people(Comment.objects.filter(report_id=report.pk))
    every = list(rows.select_related("commune", "criterion", *PEOPLE))
    return ReportTalk(
        whole=Talk(_about(every, cell=False)),
        cells=tuple(reversed(_about(every, cell=True))),
    )


def talk_counts(report: Report, reader: User) -> dict[CellKey | None, TalkCount]:
    """Count what was said in each cell of a report that has any talk. One query.

    Under None is what was said about the report as a whole.
    """
    unread = came_since_last_look(reader, at="at") & ~Q(by_id=reader.pk)
    counted = (
        Comment.objects.filter(report_id=report.pk)
        .order_by()
        .values_list("commune_id", "criterion__number")
        .annotate(
            said=Count("pk"),
            unread=Count("pk", filter=unread),
            to_follow=Count("pk", filter=Q(needs_follow_up=True, done_at=None)),
        )
    )
    return {
        (commune, number) if commune else None: TalkCount(*counts)
        for commune, number, *counts in counted
    }


def _with_people(rows: QuerySet[Comment]) -> QuerySet[Comment]:
    return (
        rows.select_related(*PEOPLE).prefetch_related("mentions").order_by("at", "pk")
    )


def _about(rows: Iterable[Comment], *, cell: bool) -> tuple[Comment, ...]:
    return tuple(each for each in rows if (each.commune_id is not None) is cell)
