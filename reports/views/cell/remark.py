"""The remark of a cell: its note, the cause of a fall, the reason for the result."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from reports.analytics.cell.page import CellPage
from reports.analytics.entry.remarks import read_remark
from reports.forms.cell import RemarkForm
from reports.services.guard import ChangeRefused
from reports.services.remarks import RemarkMoved, RemarkText, set_remark
from reports.views.cell.page import (
    CONFLICT,
    UNPROCESSABLE,
    new_remark_form,
    show_cell,
    to_cell,
)
from reports.views.cell.scope import at_cell
from reports.views.clock import now
from reports.views.scope import entering_user

PART = "ghi-chu"


@at_cell
def save_remark(request: HttpRequest, found: CellPage) -> HttpResponse:
    """Store what was written about the cell; a refusal keeps the text on the page."""
    if request.method != "POST":
        return to_cell(request, found, part=PART)
    form = RemarkForm(request.POST)
    if not form.is_valid():
        return show_cell(request, found, remark_form=form, status=UNPROCESSABLE)
    try:
        set_remark(
            district_code=found.report.district_id,
            quarter_code=found.period.code,
            cell=found.key,
            text=RemarkText(**form.cleaned_data),
            by=entering_user(request),
            at=now(),
        )
    except RemarkMoved as moved:
        form = _on_top_of_theirs(request, found)
        form.add_error(None, str(moved))
        return show_cell(request, found, remark_form=form, status=CONFLICT)
    except ChangeRefused as refused:
        form.add_error(None, str(refused))
        return show_cell(request, found, remark_form=form, status=CONFLICT)
    messages.success(request, "Đã lưu ghi chú của ô.")
    return to_cell(request, found, part=PART)


def _on_top_of_theirs(request: HttpRequest, found: CellPage) -> RemarkForm:
    """Return the person's text again, to be saved over the remark that is there now."""
    remark = read_remark(found.report, found.place.code, found.criterion)
    stored = new_remark_form(remark).initial
    form = RemarkForm({**request.POST.dict(), "seen_at": stored.get("seen_at", "")})
    form.is_valid()
    return form
