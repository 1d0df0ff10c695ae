"""What a person types about the indicators of one cell."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from reports.analytics.cell.page import CellPage
from reports.analytics.cell.values import read_values
from reports.forms.values import ValuesForm
from reports.services.draft_values import SavedValues, set_values
from reports.services.guard import ChangeRefused
from reports.views.cell.page import CONFLICT, UNPROCESSABLE, show_cell, to_cell
from reports.views.cell.scope import at_cell, found_again
from reports.views.clock import now
from reports.views.scope import entering_user
from reports.views.values.forms import conflicts_told, slots_of, told, typed_values

PART = "chi-tieu"


@at_cell
def save_values(request: HttpRequest, found: CellPage) -> HttpResponse:
    """Store the values of the cell; a refusal keeps what was typed on the page."""
    if request.method != "POST":
        return to_cell(request, found, part=PART)
    values = read_values(found.report, found.place.code, found.criterion)
    form = ValuesForm(slots_of(found.place.code, values), request.POST)
    if not form.is_valid():
        return show_cell(request, found, values_form=form, status=UNPROCESSABLE)
    try:
        saved = set_values(
            district_code=found.report.district_id,
            quarter_code=found.period.code,
            values=typed_values(form),
            by=entering_user(request),
            at=now(),
        )
    except ChangeRefused as refused:
        form.add_error(None, str(refused))
        return show_cell(request, found, values_form=form, status=CONFLICT)
    if saved.conflicts:
        return _both_shown(request, found, form, saved)
    messages.success(request, "Đã lưu giá trị chỉ tiêu.")
    return to_cell(request, found, part=PART)


def _both_shown(
    request: HttpRequest, found: CellPage, form: ValuesForm, saved: SavedValues
) -> HttpResponse:
    """Show what stands now beside what was typed on an older value."""
    found = found_again(request, found)
    values = read_values(found.report, found.place.code, found.criterion)
    form.meet(slots_of(found.place.code, values), told(saved.conflicts, form))
    form.add_error(None, conflicts_told(saved))
    return show_cell(request, found, values_form=form, status=CONFLICT)
