"""What the district answers to the reason for which a cell was given back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from reports.analytics.cell.page import CellPage
from reports.forms.cell import AnswerForm
from reports.services.guard import ChangeRefused
from reports.services.returns import Answer, AnswerMoved, answer_cell
from reports.views.cell.page import (
    CONFLICT,
    UNPROCESSABLE,
    new_answer_form,
    show_cell,
    to_cell,
)
from reports.views.cell.scope import at_cell, found_again
from reports.views.clock import now
from reports.views.scope import entering_user

PART = "tra-loi"


@at_cell
def save_answer(request: HttpRequest, found: CellPage) -> HttpResponse:
    """Store the answer; a refusal keeps the text on the page."""
    if request.method != "POST":
        return to_cell(request, found, part=PART)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return show_cell(request, found, status=UNPROCESSABLE, answer_form=form)
    try:
        answer_cell(
            district_code=found.report.district_id,
            quarter_code=found.period.code,
            cell=found.key,
            answer=Answer(form.cleaned_data["answer"], form.cleaned_data["seen_at"]),
            by=entering_user(request),
            at=now(),
        )
    except AnswerMoved as moved:
        found = found_again(request, found)
        form = _on_top_of_theirs(request, found)
        form.add_error(None, str(moved))
        return show_cell(request, found, status=CONFLICT, answer_form=form)
    except ChangeRefused as refused:
        form.add_error(None, str(refused))
        return show_cell(request, found, status=CONFLICT, answer_form=form)
    messages.success(request, "Đã ghi trả lời; gửi lại báo cáo để Văn phòng xem.")
    return to_cell(request, found, part=PART)


def _on_top_of_theirs(request: HttpRequest, found: CellPage) -> AnswerForm:
    """Return the person's text again, to be sent over the answer that is there now."""
    seen_at = new_answer_form(found).initial.get("seen_at", "")
    form = AnswerForm({**request.POST.dict(), "seen_at": seen_at})
    form.is_valid()
    return form
