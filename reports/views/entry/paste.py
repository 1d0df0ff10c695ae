"""Preview of a block pasted into the grid; nothing is written here."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string

from communes.analytics.matching import UnitMatcher
from ntm_portal.lib import periods
from reports.analytics.entry.grid import Grid
from reports.forms.entry import PasteForm, first_error
from reports.importing.paste import Blanks, Preview, preview_paste
from reports.importing.paste_targets import Target
from reports.importing.pasted_blocks import BlockRefused
from reports.services.guard import lock_reason
from reports.views.clock import today
from reports.views.entry.grid import (
    BAD_REQUEST,
    CONFLICT,
    find_grid,
    sign_in_first,
    to_grid,
)
from reports.views.scope import entering_user


@login_not_required
def preview(
    request: HttpRequest, quarter: periods.Quarter, district: str
) -> HttpResponse:
    """Say what a pasted block would do; the page's script then saves the cells."""
    if not request.user.is_authenticated:
        return sign_in_first(request, quarter, district)
    grid = find_grid(request, quarter, district)
    if request.method != "POST":
        return to_grid(quarter, district)
    lock = lock_reason(grid.report, by=entering_user(request), on=today(request))
    if lock:
        return JsonResponse({"message": lock}, status=CONFLICT)
    form = PasteForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"message": first_error(form)}, status=BAD_REQUEST)
    try:
        found = _preview(grid, form)
    except BlockRefused as refused:
        said = {"message": refused.message, "reasons": refused.reasons}
        return JsonResponse(said, status=BAD_REQUEST)
    closed = {cell.key for cell in grid.cells if cell.is_closed}
    skipped = [entry for entry in found.changing if entry.key in closed]
    context = {"paste": found, "skipped": skipped}
    return JsonResponse(
        {
            "html": render_to_string("reports/entry/_paste.html", context, request),
            "cells": [
                [entry.key, entry.state]
                for entry in found.to_write
                if entry.key not in closed
            ],
            "is_plain": _is_plain(found) and not skipped,
        }
    )


def _preview(grid: Grid, form: PasteForm) -> Preview:
    asked = form.cleaned_data
    rows = [row.place.code for row in grid.rows]
    columns = [criterion.number for criterion in grid.law.criteria]
    if asked["commune"] not in rows or asked["number"] not in columns:
        raise BlockRefused("Hãy chọn một ô của lưới rồi dán lại.")
    return preview_paste(
        asked["block"],
        target=Target(
            district=grid.report.district_id,
            matcher=UnitMatcher(grid.period.last_day),
            criteria=grid.law.criteria,
            row=rows.index(asked["commune"]),
            column=columns.index(asked["number"]),
        ),
        current={
            (cell.place.code, cell.criterion.number): cell.state for cell in grid.cells
        },
        blanks=Blanks(asked["blanks"]) if asked["blanks"] else None,
    )


def _is_plain(found: Preview) -> bool:
    """A single mark is as good as typed: it needs no question."""
    return len(found.entries) == 1 and not found.blank and not found.faults
