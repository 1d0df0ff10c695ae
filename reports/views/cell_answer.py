"""What the district answers to the reason for which a cell was given back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from ntm_portal.lib import periods
from reports.forms.cell import AnswerForm
from reports.services.guard import ChangeRefused
from reports.services.returns import answer_cell
from reports.views.cell import (
    CONFLICT,
    UNPROCESSABLE,
    find_cell,
    show_cell,
    to_cell,
)
from reports.views.clock import now
from reports.views.scope import entering_user

PART = "tra-loi"


def save_answer(
    request: HttpRequest,
    quarter: periods.Quarter,
    district: str,
    commune: str,
    number: int,
) -> HttpResponse:
    """Store the answer; a refusal keeps the text on the page."""
    found = find_cell(request, quarter, district, commune, number)
    if request.method != "POST":
        return to_cell(request, found, part=PART)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return show_cell(request, found, status=UNPROCESSABLE, answer_form=form)
    try:
        answer_cell(
            district_code=district,
            quarter_code=quarter.code,
            cell=found.key,
            answer=form.cleaned_data["answer"],
            by=entering_user(request),
            at=now(),
        )
    except ChangeRefused as refused:
        form.add_error(None, str(refused))
        return show_cell(request, found, status=CONFLICT, answer_form=form)
    messages.success(request, "Đã ghi trả lời; gửi lại báo cáo để Văn phòng xem.")
    return to_cell(request, found, part=PART)
