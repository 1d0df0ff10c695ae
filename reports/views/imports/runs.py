"""Imports of whole-province files: upload, look, apply all or nothing, undo.

For the coordination office and admin; to everyone else these addresses do not
exist (404). Asked by GET, an act's address leads back to the run's page.
"""

import datetime as dt
from dataclasses import replace

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from accounts.models import User
from ntm_portal.lib.text import format_number
from reports.analytics.past.undo_preview import undo_preview
from reports.choices import ImportKind, ImportState
from reports.forms.import_answers import GONE, AnswersForm
from reports.forms.imports import ImportFilter, UndoForm, UploadForm, quarters_until
from reports.importing.answers import answered
from reports.importing.readings import ImportRequest, Reading
from reports.importing.runs import (
    AlreadyHandled,
    Applied,
    ImportRefused,
    PreviewMoved,
    apply_reading,
    discard_preview,
    keep_preview,
    read_any_appendix,
    read_appendix,
    renew_preview,
    request_of,
    stamp_of,
)
from reports.models import ImportRun
from reports.services.guard import ChangeRefused
from reports.services.learning import Learned
from reports.services.withdrawals import undo_import, undo_refusals
from reports.views.clock import now, today
from reports.views.imports.access import importer
from reports.views.imports.page import ImportPage, offered_by

UNPROCESSABLE = 422
UNKNOWN_KIND = "Không nhận ra loại bảng trong tệp; hãy chọn loại bảng."
PAGE_SIZE = 20


def import_list(request: HttpRequest) -> HttpResponse:
    """Show the upload form and every run; take a file and show what it says."""
    by = importer(request)
    if request.method != "POST":
        return _list(request, UploadForm(today=today(request)))
    form = UploadForm(request.POST, request.FILES, today=today(request))
    if not form.is_valid():
        return _list(request, form)
    reading = _read(form, asked_on=today(request))
    if reading is None:
        form.add_error("kind", UNKNOWN_KIND)
        return _list(request, form)
    run = keep_preview(reading, by=by, at=now())
    return redirect("import_preview", run.pk)


def import_preview(request: HttpRequest, run: int) -> HttpResponse:
    """Show a file as it was read: before it is decided on, and afterwards."""
    importer(request)
    found = _run(run)
    page = ImportPage.of(
        found,
        narrowed=request.GET.get("hang", ""),
        page=request.GET.get("trang"),
    )
    asks_period = page.is_open and page.asks_period
    quarters = list(quarters_until(today(request))) if asks_period else []
    context = {"page": page, "quarters": quarters}
    return render(request, "reports/imports/preview.html", context)


def import_reread(request: HttpRequest, run: int) -> HttpResponse:
    """Read a file again with what a person says of it, or forget what was said."""
    importer(request)
    preview = _run(run)
    if request.method != "POST":
        return redirect("import_preview", run)
    asked = request_of(preview)
    if "bo" in request.POST:
        asked = replace(asked, answers={})
    else:
        form = AnswersForm(
            request.POST,
            offered=offered_by(preview, quarters_until(today(request))),
        )
        if not form.is_valid():
            messages.error(request, GONE)
            return redirect("import_preview", run)
        asked = answered(asked, form.cleaned_data)
    try:
        renew_preview(preview, read_appendix(asked))
    except (AlreadyHandled, PreviewMoved) as handled:
        messages.warning(request, str(handled))
    # The sentence that says what is left to do is where reading goes on.
    return redirect(reverse("import_preview", args=[run]) + "#ket-luan")


def import_apply(request: HttpRequest, run: int) -> HttpResponse:
    """Write a file that was looked at, whole or not at all."""
    by, preview = importer(request), _run(run)
    if request.method != "POST":
        return redirect("import_preview", run)
    try:
        applied = _apply(request, preview, by)
    except (AlreadyHandled, PreviewMoved) as handled:
        messages.warning(request, str(handled))
    else:
        if applied and applied.run is None:
            return redirect("import_list")
    return redirect("import_preview", run)


def import_discard(request: HttpRequest, run: int) -> HttpResponse:
    """Forget a file that was only looked at."""
    importer(request)
    preview = _run(run)
    if request.method != "POST":
        return redirect("import_preview", run)
    try:
        discard_preview(preview)
    except AlreadyHandled as handled:
        messages.warning(request, str(handled))
        return redirect("import_preview", run)
    messages.success(
        request, f"Đã bỏ tệp {preview.file_name}; chưa có số nào được ghi."
    )
    return redirect("import_list")


def import_undo(request: HttpRequest, run: int) -> HttpResponse:
    """Ask for the reason, then withdraw everything that the run brought."""
    by, found = importer(request), _run(run)
    if found.state != ImportState.APPLIED:
        messages.warning(request, "Lần nhập này không còn gì để hoàn tác.")
        return redirect("import_preview", run)
    if request.method != "POST":
        return _ask_to_undo(request, found, UndoForm())
    form = UndoForm(request.POST)
    if not form.is_valid():
        return _ask_to_undo(request, found, form)
    try:
        undo_import(
            run_id=found.pk,
            by=by,
            on=today(request),
            at=now(),
            reason=form.cleaned_data["reason"],
        )
    except ChangeRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Đã hoàn tác lần nhập số {found.pk}.")
    return redirect("import_preview", run)


def _run(number: int) -> ImportRun:
    runs = ImportRun.objects.select_related(
        "quarter", "plan", "assignment_list", "by__district", "undone_by__district"
    )
    return get_object_or_404(runs, pk=number)


def _read(form: UploadForm, *, asked_on: dt.date) -> Reading | None:
    """Read the file as the form says, None when nothing tells the kind of table."""
    said = form.cleaned_data
    kind = ImportKind(said["kind"]) if said["kind"] else None
    asked = ImportRequest(
        data=said["file"].read(),
        name=said["file"].name,
        kind=kind or ImportKind.RESULTS,
        on=said["on"],
        period=said["period"] if kind is None or kind.is_quarterly else None,
        sheet=said["sheet"],
        is_demo=said.get("is_demo", False),
        asked_on=asked_on,
        asks=True,
    )
    return read_appendix(asked) if kind else read_any_appendix(asked)


def _apply(request: HttpRequest, preview: ImportRun, by: User) -> Applied | None:
    """Apply a preview as the page showed it, or keep what forbids it; say which.

    Raises PreviewMoved when the page showed something else than is kept by now.
    """
    is_open = preview.state == ImportState.PREVIEW
    if is_open and request.POST.get("stamp") != stamp_of(preview):
        raise PreviewMoved
    try:
        reading = read_appendix(request_of(preview))
        applied = apply_reading(reading, by=by, at=now(), preview=preview)
    except ImportRefused as refusal:
        renew_preview(preview, refusal.reading)
        messages.error(request, "Chưa nhập được; xem các lỗi dưới đây.")
        return None
    except PreviewMoved as moved:
        if moved.reading:
            renew_preview(preview, moved.reading)
        raise
    messages.success(request, _what_was_done(applied.reading))
    return applied


def _list(request: HttpRequest, form: UploadForm) -> HttpResponse:
    runs = (
        ImportRun.objects.select_related("by__district", "by__agency")
        .without_content()
        .annotate(summary=F("outcome__summary"))
    )
    found = ImportFilter(request.GET, queryset=runs)
    found.is_valid()
    context = {
        "form": form,
        "filter": found,
        "kinds": ImportKind.choices,
        "quarters": form.quarters,
        "is_narrowed": any(found.form.cleaned_data.values()),
        "runs": Paginator(found.qs, PAGE_SIZE).get_page(request.GET.get("trang")),
    }
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "reports/imports/list.html", context, status=status)


def _ask_to_undo(request: HttpRequest, run: ImportRun, form: UndoForm) -> HttpResponse:
    context = {
        "run": run,
        "preview": undo_preview(run, on=today(request)),
        "refusals": undo_refusals(run),
        "learned": list(Learned.of(run).told()),
        "form": form,
    }
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "reports/imports/undo.html", context, status=status)


def _what_was_done(reading: Reading) -> str:
    cells = reading.counts
    if not cells.created and not cells.updated:
        return "Tệp giống hệt số liệu đang có: không có ô nào thay đổi."
    return (
        f"Đã nhập: {format_number(cells.created)} ô mới, "
        f"{format_number(cells.updated)} ô sửa, "
        f"{format_number(cells.unchanged)} ô không đổi."
    )
