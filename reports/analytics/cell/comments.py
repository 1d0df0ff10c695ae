"""What was said about one cell, about a report as a whole, and in its cells."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from criteria.analytics.law import LawCriterion
from reports.models import Comment, Report

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


def _with_people(rows: QuerySet[Comment]) -> QuerySet[Comment]:
    return (
        rows.select_related(*PEOPLE).prefetch_related("mentions").order_by("at", "pk")
    )


def _about(rows: Iterable[Comment], *, cell: bool) -> tuple[Comment, ...]:
    return tuple(each for each in rows if (each.commune_id is not None) is cell)
