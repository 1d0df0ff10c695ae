"""What a person types about the indicators of one cell."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from ntm_portal.lib import periods
from reports.analytics.cell.page import CellPage
from reports.analytics.cell.values import read_values
from reports.forms.values import ValuesForm
from reports.services.draft_values import SavedValues, set_values
from reports.services.guard import ChangeRefused
from reports.views.cell import CONFLICT, UNPROCESSABLE, find_cell, show_cell, to_cell
from reports.views.clock import now
from reports.views.scope import entering_user
from reports.views.value_forms import conflicts_told, slots_of, told, typed_values

PART = "chi-tieu"


def save_values(
    request: HttpRequest,
    quarter: periods.Quarter,
    district: str,
    commune: str,
    number: int,
) -> HttpResponse:
    """Store the values of the cell; a refusal keeps what was typed on the page."""
    found = find_cell(request, quarter, district, commune, number)
    if request.method != "POST":
        return to_cell(request, found, part=PART)
    values = read_values(found.report, commune, found.criterion)
    form = ValuesForm(slots_of(commune, values), request.POST)
    if not form.is_valid():
        return show_cell(request, found, values_form=form, status=UNPROCESSABLE)
    try:
        saved = set_values(
            district_code=district,
            quarter_code=quarter.code,
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
    found = find_cell(request, found.period, found.report.district_id, *found.key)
    values = read_values(found.report, found.place.code, found.criterion)
    form.meet(slots_of(found.place.code, values), told(saved.conflicts, form))
    form.add_error(None, conflicts_told(saved))
    return show_cell(request, found, values_form=form, status=CONFLICT)
