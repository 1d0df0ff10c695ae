"""The page of one cell of a report, whole or as a part of the grid's page.

The grid's script asks for the part alone, by a header; every act below the page
answers a redirect to it, or to the script the part anew.
"""

import datetime as dt
from dataclasses import replace
from typing import Any, cast

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.choices import Role
from accounts.models import User
from communes.models import District
from criteria.analytics.assignments import ledger_on
from criteria.analytics.law import LawCriterion
from criteria.models import Agency
from ntm_portal.lib import periods
from reports.analytics.cell.comments import read_comments
from reports.analytics.cell.evidence import CellEvidence, read_evidence
from reports.analytics.cell.history import read_history
from reports.analytics.cell.page import CellPage, read_cell
from reports.analytics.entry.remarks import CellRemark, read_remark
from reports.analytics.evidence_scope import SHOWN_TO_DEPARTMENTS
from reports.analytics.review.opinions import read_opinions
from reports.choices import ResultState
from reports.forms.cell import AnswerForm, CellStateForm, RemarkForm
from reports.forms.evidence import EvidenceForm
from reports.services import guard, saving
from reports.services.guard import ChangeRefused
from reports.views.clock import now, today
from reports.views.comment_forms import comment_form
from reports.views.scope import district_in_scope, entering_user
from reports.views.value_forms import values_part

CONFLICT, UNPROCESSABLE = 409, 422
FRAGMENT = "fragment"


@require_safe
def cell(
    request: HttpRequest,
    quarter: periods.Quarter,
    district: str,
    commune: str,
    number: int,
) -> HttpResponse:
    """Show one cell with everything that is known about it."""
    return show_cell(request, find_cell(request, quarter, district, commune, number))


def set_state(
    request: HttpRequest,
    quarter: periods.Quarter,
    district: str,
    commune: str,
    number: int,
) -> HttpResponse:
    """Store the result that was chosen on the page, unless another came between."""
    found = find_cell(request, quarter, district, commune, number)
    form = CellStateForm(request.POST)
    if request.method != "POST":
        return to_cell(request, found)
    if not form.is_valid():
        messages.error(request, str(next(iter(form.errors.values()))[0]))
        return to_cell(request, found)
    change = saving.Change(
        cell=found.key,
        state=ResultState(form.cleaned_data["state"]),
        version=form.cleaned_data["version"],
        seen=ResultState(form.cleaned_data["seen"]),
    )
    try:
        saved = saving.save_changes(
            district_code=district,
            quarter_code=quarter.code,
            changes=[change],
            by=entering_user(request),
            at=now(),
        )
    except ChangeRefused as refused:
        messages.error(request, str(refused))
    else:
        _say(request, saved)
    return to_cell(request, found)


def find_cell(
    request: HttpRequest,
    quarter: periods.Quarter,
    district: str,
    commune: str,
    number: int,
) -> CellPage:
    """Return the cell that is asked for; 404 outside of the person's scope.

    Departments see submitted and approved results of the criteria that they lead.
    """
    department = _department(request)
    place = (
        get_object_or_404(District, pk=district)
        if department
        else district_in_scope(request, quarter, district)
    )
    found = read_cell(period=quarter, district=place, commune=commune, number=number)
    if found is None:
        raise Http404("Báo cáo này không có ô ấy.")
    if department and not _is_shown_to(department, found):
        raise Http404("Ô này không thuộc phạm vi của đơn vị.")
    return replace(found, lock=_lock(request, found))


def show_cell(
    request: HttpRequest, found: CellPage, *, status: int = 200, **forms: Form
) -> HttpResponse:
    """Answer the page, or the part alone to the grid's script.

    ``forms`` are forms that were refused, in place of empty ones.
    """
    report, commune, criterion = found.report, found.place.code, found.criterion
    department = _department(request)
    remark = read_remark(report, commune, criterion)
    context: dict[str, Any] = {
        "cell": found,
        "report": report,
        "states": ResultState,
        "is_fragment": is_fragment(request),
        "values": values_part(found, forms.pop("values_form", None)),
        "remark": remark,
        "remark_form": new_remark_form(remark),
        "answer_form": new_answer_form(found),
        "opinions": read_opinions(report, commune, criterion, state=found.state),
        "evidence": _evidence(department, found),
        "evidence_form": EvidenceForm(),
        "comments": read_comments(report, commune, criterion),
        "comment_form": forms.pop("comment_form", None)
        or comment_form(report, criterion.id),
        "history": read_history(
            report, commune, criterion, sent_only=department is not None
        ),
        **forms,
    }
    template = "_cell.html" if is_fragment(request) else "cell.html"
    response = render(request, f"reports/{template}", context, status=status)
    response["Vary"] = "X-Requested-With, Cookie"
    return response


def to_cell(request: HttpRequest, found: CellPage, *, part: str = "") -> HttpResponse:
    """Lead back to the page, to a part of it; the script gets the part anew."""
    at = found.period, found.report.district_id, *found.key
    if is_fragment(request):
        return show_cell(request, find_cell(request, *at))
    address = reverse("report_cell", args=at)
    return redirect(f"{address}#{part}" if part else address)


def is_fragment(request: HttpRequest) -> bool:
    """Whether the grid's script asks."""
    return request.headers.get("X-Requested-With") == FRAGMENT


def new_remark_form(remark: CellRemark) -> RemarkForm:
    """Return the form with what is written about the cell now."""
    stored = remark.draft
    if stored is None:
        return RemarkForm()
    return RemarkForm(
        initial={
            "note": stored.note,
            "fall_cause": stored.fall_cause,
            "against_reason": stored.against_reason,
            "seen_at": stored.changed_at.isoformat(),
        }
    )


def new_answer_form(found: CellPage) -> AnswerForm:
    """Return the form with what was answered so far."""
    back = found.returned
    if back is None or back.answered_at is None:
        return AnswerForm()
    return AnswerForm(
        initial={"answer": back.answer, "seen_at": back.answered_at.isoformat()}
    )


def _department(request: HttpRequest) -> Agency | None:
    user = request.user
    if isinstance(user, User) and user.role == Role.DEPARTMENT:
        return user.agency
    return None


def _is_shown_to(department: Agency, found: CellPage) -> bool:
    return found.report.state in SHOWN_TO_DEPARTMENTS and _leads(
        department, found.criterion, on=found.period.last_day
    )


def _leads(department: Agency, criterion: LawCriterion, *, on: dt.date) -> bool:
    ledger = ledger_on(on)
    return ledger is not None and criterion.id in ledger.led_by(department.code)


def _evidence(department: Agency | None, found: CellPage) -> CellEvidence:
    """Return the cell's evidence, for an agency without what it may not open."""
    evidence = read_evidence(
        found.report,
        found.place.code,
        found.criterion,
        sent_only=department is not None,
    )
    before = evidence.earlier_period
    if department is None or before is None:
        return evidence
    if _leads(department, found.criterion, on=before.last_day):
        return evidence
    return replace(evidence, earlier=(), earlier_period=None)


def _lock(request: HttpRequest, found: CellPage) -> str:
    user = cast(User, request.user)
    try:
        guard.check_may_edit(found.report, by=user, on=today(request))
        guard.check_cells_open(found.report, [found.key])
    except ChangeRefused as refused:
        return str(refused)
    return ""


def _say(request: HttpRequest, saved: saving.Saved) -> None:
    if not saved.conflicts:
        messages.success(request, "Đã lưu kết quả của ô.")
        return
    conflict = saved.conflicts[0]
    who = conflict.row.by.display_name if conflict.row else "Số liệu gốc"
    messages.error(
        request,
        f"Chưa lưu “{conflict.mine.label}”: {who} vừa đổi ô này thành "
        f"“{conflict.theirs.label}”. Hãy xem lại rồi chọn.",
    )
