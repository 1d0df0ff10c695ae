"""The page of one cell of a report, whole or as a part of the grid's page.

The grid's script asks for the part alone, by a header; every act below the page
answers a redirect to it, or to the script the part anew.
"""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from criteria.models import Agency
from reports.analytics.cell.comments import read_comments
from reports.analytics.cell.evidence import CellEvidence, read_evidence
from reports.analytics.cell.history import read_history
from reports.analytics.cell.page import CellPage
from reports.analytics.entry.remarks import CellRemark, read_remark
from reports.analytics.review.opinions import read_opinions
from reports.choices import ResultState
from reports.forms.cell import AnswerForm, CellStateForm, RemarkForm
from reports.forms.evidence import EvidenceForm
from reports.services import saving
from reports.services.guard import ChangeRefused
from reports.views.cell.scope import at_cell, department_of, found_again, leads
from reports.views.clock import now
from reports.views.scope import entering_user
from reports.views.talk.forms import comment_form
from reports.views.values.forms import values_part

CONFLICT, UNPROCESSABLE = 409, 422
FRAGMENT = "fragment"


@require_safe
@at_cell
def cell(request: HttpRequest, found: CellPage) -> HttpResponse:
    """Show one cell with everything that is known about it."""
    return show_cell(request, found)


@at_cell
def set_state(request: HttpRequest, found: CellPage) -> HttpResponse:
    """Store the result that was chosen on the page, unless another came between."""
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
            district_code=found.report.district_id,
            quarter_code=found.period.code,
            changes=[change],
            by=entering_user(request),
            at=now(),
        )
    except ChangeRefused as refused:
        messages.error(request, str(refused))
    else:
        _say(request, saved)
    return to_cell(request, found)


def show_cell(
    request: HttpRequest, found: CellPage, *, status: int = 200, **forms: Form
) -> HttpResponse:
    """Answer the page, or the part alone to the grid's script.

    ``forms`` are forms that were refused, in place of empty ones.
    """
    report, commune, criterion = found.report, found.place.code, found.criterion
    department = department_of(request)
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
    response = render(request, f"reports/cell/{template}", context, status=status)
    response["Vary"] = "X-Requested-With, Cookie"
    return response


def to_cell(request: HttpRequest, found: CellPage, *, part: str = "") -> HttpResponse:
    """Lead back to the page, to a part of it; the script gets the part anew."""
    if is_fragment(request):
        return show_cell(request, found_again(request, found))
    address = reverse("report_cell", args=found.address)
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
    if leads(department, found.criterion, on=before.last_day):
        return evidence
    return replace(evidence, earlier=(), earlier_period=None)


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
