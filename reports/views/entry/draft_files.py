"""A district's report as a workbook: taken away, and brought back into its draft.

A file is looked at first; its cells travel in the preview's own form, so that
nothing half done is kept, and are written as typed ones are.
"""

import io

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.models import User
from ntm_portal.lib import periods
from reports.analytics.entry.grid import Grid
from reports.choices import ReportState
from reports.exporting.results import results_workbook
from reports.forms.draft_files import DraftFileCellsForm, DraftFileForm
from reports.forms.entry import first_error, in_letters
from reports.importing.draft_files import (
    DraftFile,
    DraftMoved,
    fill_draft,
    read_draft_file,
)
from reports.services.drafts import Draft
from reports.services.guard import ChangeRefused, NotAllowed, lock_reason
from reports.views.clock import now, today
from reports.views.entry.grid import SOMEONE_ELSE, find_grid, to_grid
from reports.views.scope import district_in_scope, entering_user

UNPROCESSABLE = 422


@require_safe
def download(
    request: HttpRequest, quarter: periods.Quarter, district: str
) -> FileResponse:
    """Answer the report's cells as they are now, in the layout of results."""
    grid = find_grid(request, quarter, district)
    book = results_workbook(
        title_period=quarter,
        law=grid.law,
        districts=[(grid.report.district, [row.place for row in grid.rows])],
        cells={
            (cell.place.code, cell.criterion.number): cell.state for cell in grid.cells
        },
        note=_note(grid),
    )
    response = FileResponse(
        io.BytesIO(book),
        as_attachment=True,
        filename=f"bao-cao-{district}-{quarter}.xlsx",
    )
    response["Cache-Control"] = "private, no-store"
    return response


def upload(
    request: HttpRequest, quarter: periods.Quarter, district: str
) -> HttpResponse:
    """Ask for a workbook, then show what it would do to the draft."""
    grid = find_grid(request, quarter, district)
    lock = lock_reason(grid.report, by=entering_user(request), on=today(request))
    if lock:
        messages.error(request, lock)
        return to_grid(quarter, district)
    if request.method != "POST":
        return _page(request, grid, DraftFileForm())
    form = DraftFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, grid, form)
    file = form.cleaned_data["file"]
    found = read_draft_file(
        file.read(), name=file.name, sheet=form.cleaned_data["sheet"], grid=grid
    )
    return _page(request, grid, form, found)


def fill(request: HttpRequest, quarter: periods.Quarter, district: str) -> HttpResponse:
    """Write the cells that a preview has shown."""
    district_in_scope(request, quarter, district)
    if request.method != "POST":
        return to_grid(quarter, district)
    form = DraftFileCellsForm(request.POST)
    if not form.is_valid():
        messages.error(request, first_error(form))
        return to_grid(quarter, district)
    try:
        _fill(form, quarter, district, by=entering_user(request))
    except DraftMoved as moved:
        messages.error(request, str(moved))
        return redirect("report_file", quarter, district)
    except ChangeRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(
            request,
            f"Đã nạp {len(form.cells)} ô thay đổi từ tệp vào bản nháp; chưa gửi, chưa "
            "duyệt ô nào.",
        )
    return to_grid(quarter, district)


def _fill(
    form: DraftFileCellsForm, quarter: periods.Quarter, district: str, *, by: User
) -> Draft:
    if form.cleaned_data["person"] not in (None, by.pk):
        raise NotAllowed(SOMEONE_ELSE)
    return fill_draft(
        district_code=district,
        quarter_code=quarter.code,
        cells=form.cells,
        seen=form.seen,
        by=by,
        at=now(),
    )


def _page(
    request: HttpRequest,
    grid: Grid,
    form: DraftFileForm,
    found: DraftFile | None = None,
) -> HttpResponse:
    context = {
        "grid": grid,
        "report": grid.report,
        "is_on_behalf": entering_user(request).can_review,
        "form": form,
        "found": found,
    }
    if found:
        entries = found.preview.entries
        context["file_name"] = form.cleaned_data["file"].name
        context["before"] = in_letters(entry.current for entry in entries)
    is_wrong = form.errors or (found and found.errors)
    status = UNPROCESSABLE if is_wrong else 200
    return render(request, "reports/entry/report_file.html", context, status=status)


def _note(grid: Grid) -> str:
    if grid.report.state != ReportState.APPROVED:
        return "Bản nháp, chưa duyệt"
    return (
        f"Đã duyệt ngày {grid.approval.approved_on:%d/%m/%Y}" if grid.approval else ""
    )
