"""Files of capital: uploaded, looked at, brought in, taken back.

The office sees every file, a district officer the own district's; for everybody else
the pages are not there (404).
"""

from pathlib import PurePath

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from ntm_portal.lib.periods import Quarter
from ntm_portal.lib.spreadsheets import UnreadableWorkbook
from ntm_portal.lib.workbooks.marked_workbooks import Mark, mark_workbook
from programme.analytics.capital.lists import quarters_until
from programme.forms.capital.entry import CapitalReasonForm
from programme.forms.capital.files import CapitalUploadForm
from programme.importing.capital.runs import apply_kept, read_kept
from programme.models import CapitalImport
from programme.services.capital.imports import keep_file, undo_file
from reports.choices import ImportState
from reports.importing.sheets import reading_limits
from reports.services.guard import ChangeRefused
from reports.views.clock import now, today
from reports.views.imports.files import XLSX, attached
from reports.views.scope import entering_user

CONFLICT, UNPROCESSABLE = 409, 422
SHOWN = 30


def imports(request: HttpRequest) -> HttpResponse:
    """List the files, and take another one."""
    by = entering_user(request)
    if request.method == "POST":
        form = _form(request, by, request.POST, request.FILES)
        if form.is_valid():
            return redirect("capital_import", key=_keep(form, by).pk)
        return _list(request, by, form, status=UNPROCESSABLE)
    form = _form(request, by)
    form.initial["period"] = request.GET.get("ky", "")
    return _list(request, by, form)


@require_safe
def preview(request: HttpRequest, key: int) -> HttpResponse:
    """Show what a file would do, or did."""
    run = _run(request, key)
    return _page(request, run)


@require_POST
def apply(request: HttpRequest, key: int) -> HttpResponse:
    """Bring a file in, whole, if what it was held against still stands."""
    by, run = entering_user(request), _run(request, key)
    try:
        read = apply_kept(run=run, seen=request.POST.get("moc", ""), by=by, at=now())
    except ChangeRefused as refused:
        return _page(request, run, refusal=str(refused))
    messages.success(request, f"Đã nhập {read.changed_count} số từ {run.file_name}.")
    return redirect("capital_import", key=run.pk)


@require_POST
def undo(request: HttpRequest, key: int) -> HttpResponse:
    """Take a file back, with the reason."""
    by, run = entering_user(request), _run(request, key)
    form = CapitalReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, run, form, status=UNPROCESSABLE)
    try:
        undo_file(
            run=run,
            by=by,
            on=today(request),
            at=now(),
            reason=form.cleaned_data["reason"],
        )
    except ChangeRefused as refused:
        return _page(request, run, form, refusal=str(refused))
    messages.success(request, f"Đã hoàn tác lần nhập {run.file_name}.")
    return redirect("capital_import", key=run.pk)


@require_safe
def original(request: HttpRequest, key: int) -> FileResponse:
    """Answer a file byte for byte as it was uploaded."""
    run = _run(request, key)
    return attached(bytes(run.content), name=run.file_name)


@require_safe
def marked(request: HttpRequest, key: int) -> HttpResponseBase:
    """Answer a refused file as .xlsx, with its bad cells marked and listed."""
    run = _run(request, key)
    marks = [
        Mark(each.sheet, each.cell, each.header, each.value, each.message)
        for each in (read_kept(run).errors if run.state == ImportState.PREVIEW else ())
    ]
    if not marks:
        return _page(request, run, refusal="Tệp này không có lỗi nào để đánh dấu.")
    try:
        book = mark_workbook(
            bytes(run.content),
            name=run.file_name,
            marks=marks,
            limits=reading_limits(),
        )
    except UnreadableWorkbook as unreadable:
        return _page(request, run, refusal=str(unreadable))
    name = f"{PurePath(run.file_name).stem} - đánh dấu lỗi.xlsx"
    return attached(book, name=name, kind=XLSX)


def _runs(by: User) -> QuerySet[CapitalImport]:
    runs = CapitalImport.objects.select_related(
        "quarter", "district", "by__district", "by__agency", "undone_by__district"
    )
    return runs if by.can_review else runs.filter(district=by.district)


def _run(request: HttpRequest, key: int) -> CapitalImport:
    return get_object_or_404(_runs(entering_user(request)), pk=key)


def _form(request: HttpRequest, by: User, *data: object) -> CapitalUploadForm:
    day = today(request)
    return CapitalUploadForm(
        *data, quarters=quarters_until(day), today=day, is_office=by.can_review
    )


def _keep(form: CapitalUploadForm, by: User) -> CapitalImport:
    file: UploadedFile = form.cleaned_data["file"]
    run = keep_file(
        name=file.name or "tep",
        data=file.read(),
        quarter_code=form.cleaned_data["period"],
        district=None if by.can_review else by.district,
        by=by,
        at=now(),
    )
    run.approved_on = form.cleaned_data.get("on")
    run.save(update_fields=["approved_on"])
    return run


def _list(
    request: HttpRequest, by: User, form: CapitalUploadForm, *, status: int = 200
) -> HttpResponse:
    runs = _runs(by).exclude(state=ImportState.PREVIEW).defer("content", "moved")
    context = {"form": form, "runs": runs[:SHOWN], "is_office": by.can_review}
    return render(request, "programme/capital/imports.html", context, status=status)


def _page(
    request: HttpRequest,
    run: CapitalImport,
    form: CapitalReasonForm | None = None,
    *,
    status: int = 0,
    refusal: str = "",
) -> HttpResponse:
    context = {
        "run": run,
        "period": Quarter.parse(run.quarter_id),
        "read": read_kept(run) if run.state == ImportState.PREVIEW else None,
        "revisions": run.revisions.select_related("district"),
        "form": form or CapitalReasonForm(),
        "refusal": refusal,
    }
    if not status:
        status = CONFLICT if refusal else 200
    return render(request, "programme/capital/import.html", context, status=status)
