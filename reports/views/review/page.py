"""The page of one report under review, drawn by looking and by refused decisions."""

from collections.abc import Mapping
from itertools import repeat
from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.models import User
from ntm_portal.lib import periods
from reports.analytics.attainment import NoLaw
from reports.analytics.cell.comments import TalkCount, talk_counts
from reports.analytics.entry.words import read_reviewed_words
from reports.analytics.review.disputes import Disputes, disputes_of
from reports.analytics.review.report import Review, review_of
from reports.analytics.review.returned import returned_in
from reports.choices import ReportState
from reports.forms.returns import CellReturns
from reports.forms.review import ApproveForm, ReopenForm, ReturnForm
from reports.models import Report, ReturnedCell
from reports.models.cells import CellKey
from reports.services.due_days import due_on
from reports.views.clock import today
from reports.views.review.cells import groups_of

UNPROCESSABLE = 422


def reviewer(request: HttpRequest) -> User:
    """Return the person, who decides on reports; to others the page is not there."""
    if not isinstance(request.user, User) or not request.user.can_review:
        raise Http404("Trang này dành cho Văn phòng Điều phối.")
    return request.user


def find_report(quarter: periods.Quarter, district_code: str) -> Report:
    reports = Report.objects.select_related(
        "quarter",
        "district",
        "submitted_by__district",
        "submitted_by__agency",
        "base__quarter",
        "base__approved_by__district",
        "base__approved_by__agency",
    )
    return get_object_or_404(
        reports, quarter_id=quarter.code, district_id=district_code
    )


def read(report: Report) -> Review:
    """Read the report; 404 for a quarter without criteria."""
    try:
        return review_of(report)
    except NoLaw as reason:
        raise Http404(str(reason)) from reason


def to_page(report: Report) -> HttpResponse:
    return redirect("review", report.quarter_id, report.district_id)


def refreshed(report: Report) -> Report:
    """Return the report as it is stored now."""
    return find_report(report.quarter.period, report.district_id)


def show(
    request: HttpRequest,
    report: Report,
    *,
    returns: CellReturns | None = None,
    refused: Form | None = None,
    status: int = 200,
) -> HttpResponse:
    """Answer with the page, with whatever was written on it and not accepted."""
    found = read(report)
    returns = returns or CellReturns(None, on=today(request))
    returned = returned_in(report)
    disputes = _undecided(disputes_of(report, found.rows), returned)
    talk = talk_counts(report, reviewer(request))
    context = {
        "review": found,
        "report": report,
        "period": report.quarter.period,
        "heading": _heading(report),
        "groups": groups_of(
            found, returned=returned, disputes=disputes, returns=returns, talk=talk
        ),
        "talk": sum(talk.values(), TalkCount()),
        "words": read_reviewed_words(report),
        "disputes": [each for cell in disputes.values() for each in cell],
        "is_answered": bool(returned),
        "can_decide": report.state == ReportState.SUBMITTED
        and not report.quarter.is_closed,
        "return_errors": returns.errors,
        "approve_form": _approve_form(report, found),
        "return_form": refused if isinstance(refused, ReturnForm) else ReturnForm(),
        "reopen_form": refused if isinstance(refused, ReopenForm) else ReopenForm(),
        "due_on": due_on(report),
        "waiting": Report.objects.submitted().select_related("district", "quarter"),
    }
    context |= _impact(found, returns)
    return render(request, "reports/review/review.html", context, status=status)


def _undecided(
    disputes: Disputes, returned: Mapping[CellKey, ReturnedCell]
) -> Disputes:
    """Leave out what was disputed about cells that were approved all the same."""
    if not returned:
        return disputes
    decided_at = max(each.returned_at for each in returned.values())
    return {
        cell: standing
        for cell, said in disputes.items()
        if (standing := [x for x in said if cell in returned or x.at > decided_at])
    }


def _approve_form(report: Report, found: Review) -> ApproveForm:
    sent = report.submitted_at
    return ApproveForm(
        initial={
            "seen_base": found.base.pk if found.base else None,
            "seen_submission": sent.isoformat() if sent else "",
        }
    )


def _impact(found: Review, returns: CellReturns) -> dict[str, Any]:
    """Return what approving does, and what it does without the cells ticked."""
    held = found.after_holding(returns.chosen) if returns.chosen else None
    without = held.groups if held else repeat(None)
    return {
        "impacts": list(zip(found.impacts, without, strict=False)),
        "held": held,
        "held_count": len(returns.chosen),
    }


def _heading(report: Report) -> str:
    begin = "Duyệt báo cáo" if report.state == ReportState.SUBMITTED else "Báo cáo"
    return f"{begin} {report.district.title}, {report.quarter.period.label}"
