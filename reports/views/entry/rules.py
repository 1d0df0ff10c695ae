"""The rules of a report while people type, and the causes of falls they ask for."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ntm_portal.lib import periods
from reports.forms.entry import first_error
from reports.forms.fall_causes import FallCausesForm
from reports.services.fall_causes import set_fall_causes
from reports.services.guard import ChangeRefused, lock_reason
from reports.views.clock import now, today
from reports.views.entry.findings import rules_context
from reports.views.entry.grid import find_grid, to_grid
from reports.views.scope import entering_user


@require_safe
def found(
    request: HttpRequest, quarter: periods.Quarter, district: str
) -> HttpResponse:
    """Answer the part of the page that lists what the rules find now."""
    grid = find_grid(request, quarter, district)
    user = entering_user(request)
    lock = lock_reason(grid.report, by=user, on=today(request))
    context = rules_context(grid, lock=lock, reader=user)
    return render(request, "reports/entry/_grid_rules.html", context)


def give_causes(
    request: HttpRequest, quarter: periods.Quarter, district: str
) -> HttpResponse:
    """Store why cells are no longer đạt, many at once."""
    find_grid(request, quarter, district)
    if request.method != "POST":
        return to_grid(quarter, district)
    form = FallCausesForm(request.POST)
    if not form.is_valid():
        messages.error(request, first_error(form))
        return to_grid(quarter, district)
    try:
        count = set_fall_causes(
            district_code=district,
            quarter_code=quarter.code,
            causes=form.causes,
            by=entering_user(request),
            at=now(),
        )
    except ChangeRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"Đã ghi nguyên nhân của {count} ô.")
    return to_grid(quarter, district)
