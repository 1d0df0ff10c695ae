"""Talk beside a cell and about a whole report: written, followed up, finished."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.models import User
from ntm_portal.lib import periods
from reports.analytics.cell.comments import read_report_comments
from reports.analytics.cell.page import CellPage
from reports.analytics.quarter_report import report_of
from reports.analytics.talk_scope import comments_in_scope
from reports.forms.comments import CommentForm
from reports.models import Comment, Report
from reports.services.comments import add_comment, ask_follow_up, finish_follow_up
from reports.services.guard import ChangeRefused
from reports.views.cell.page import (
    UNPROCESSABLE,
    is_fragment,
    show_cell,
    to_cell,
)
from reports.views.cell.scope import at_cell, find_cell
from reports.views.clock import now
from reports.views.scope import district_in_scope
from reports.views.talk.forms import comment_form, said_in

PART = "trao-doi"
WRITTEN = "Đã ghi trao đổi."


@at_cell
def add_to_cell(request: HttpRequest, found: CellPage) -> HttpResponse:
    """Store what was written about a cell; a refusal keeps the text on the page."""
    if request.method != "POST":
        return to_cell(request, found, part=PART)
    form = comment_form(found.report, found.criterion.id, request.POST)
    cell = found.place.code, found.criterion.id
    if not _is_stored(request, form, found.report, cell):
        return show_cell(request, found, status=UNPROCESSABLE, comment_form=form)
    messages.success(request, WRITTEN)
    return to_cell(request, found, part=PART)


def report_talk(
    request: HttpRequest, quarter: periods.Quarter, district: str
) -> HttpResponse:
    """Show and take what is said about a report, and list the talk in its cells."""
    report = report_of(quarter, district_in_scope(request, quarter, district))
    form = comment_form(
        report, None, request.POST if request.method == "POST" else None
    )
    if request.method == "POST" and _is_stored(request, form, report, None):
        messages.success(request, WRITTEN)
        return redirect("report_comments", quarter, district)
    talk = read_report_comments(report)
    context = {
        "report": report,
        "quarter": quarter,
        "comments": talk.whole,
        "of_cells": talk.cells,
        "comment_form": form,
    }
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "reports/talk/comments.html", context, status=status)


@require_POST
def follow_up(request: HttpRequest, comment: int) -> HttpResponse:
    """Say of a comment that it needs a follow-up."""
    return _change(request, comment, ask_follow_up, "Đã đánh dấu cần theo dõi.")


@require_POST
def done(request: HttpRequest, comment: int) -> HttpResponse:
    """Mark a follow-up as done."""

    def finish(found: Comment) -> None:
        finish_follow_up(found, by=_person(request), at=now())

    return _change(request, comment, finish, "Đã đánh dấu xong.")


def _person(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise Http404
    return request.user


def _is_stored(
    request: HttpRequest,
    form: CommentForm,
    report: Report,
    cell: tuple[str, int] | None,
) -> bool:
    """Store a valid form; what speaks against it is said on the form."""
    if not form.is_valid():
        return False
    try:
        add_comment(
            report=report,
            cell=cell,
            said=said_in(form),
            by=_person(request),
            at=now(),
        )
    except ChangeRefused as refused:
        form.add_error(None, str(refused))
        return False
    return True


def _change(
    request: HttpRequest, pk: int, change: Callable[[Comment], None], said: str
) -> HttpResponse:
    """Change a comment in the person's scope and lead to where it stands."""
    comment = get_object_or_404(
        comments_in_scope(_person(request)).select_related(
            "report__quarter", "criterion"
        ),
        pk=pk,
    )
    try:
        change(comment)
    except ChangeRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, said)
    return _to_comment(request, comment)


def _to_comment(request: HttpRequest, comment: Comment) -> HttpResponse:
    at = comment.report.quarter.period, comment.report.district_id
    if comment.criterion is None or comment.commune_id is None:
        address = reverse("report_comments", args=at)
        return redirect(f"{address}#td-{comment.pk}")
    of_cell = *at, comment.commune_id, comment.criterion.number
    if is_fragment(request):
        return show_cell(request, find_cell(request, *of_cell))
    return redirect(f"{reverse('report_cell', args=of_cell)}#td-{comment.pk}")
