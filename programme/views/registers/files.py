"""Files of a table: the form to fill in, the rows out, a file in, and back again."""

import io
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from programme.choices import TableRunState
from programme.exporting.tables import TableTitle, WrittenRow, write_table
from programme.importing.runs import apply_run, keep_file, preview_run, undo_run
from programme.models import TableRun
from programme.views.registers.row_history import written_lines
from programme.views.registers.table_page import Find, TablePage, person
from reports.services.guard import ChangeRefused
from reports.views.clock import now, today

UNPROCESSABLE = 422
LISTED = 200
SHOWN = 100
# Blank rows of the form, and below the rows of an export.
FORM_ROWS, MORE_ROWS = 300, 50
MEGABYTE = 1024 * 1024


@require_safe
def template(request: HttpRequest, find: Find, **asked: str) -> FileResponse:
    """Answer an empty form of the table."""
    page = _importer(request, find, asked)
    return _workbook(request, page, is_form=True)


@require_safe
def export(request: HttpRequest, find: Find, **asked: str) -> FileResponse:
    """Answer the rows: one's own ready to be changed, to a reader all of them."""
    return _workbook(request, find(request, **asked), is_form=False)


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, find: Find, **asked: str) -> HttpResponse:
    """Take a file in for its preview; show the files of before."""
    page = _importer(request, find, asked)
    fault = ""
    if request.method == "POST":
        file = request.FILES.get("file")
        fault = _fault(file)
        if file and not fault:
            run = keep_file(
                table=page.table.slug,
                name=file.name or "",
                data=file.read(),
                by=person(request),
                at=now(),
            )
            return redirect(page.url("import_run", run.pk))
    runs = TableRun.objects.of(page.table.slug).taken().defer("content", "changes")
    mine = runs.select_related("by__district", "by__agency")
    if not person(request).can_review:
        mine = mine.filter(by=person(request))
    context = {"page": page, "fault": fault, "runs": _linked(page, mine[:20])}
    status = UNPROCESSABLE if fault else 200
    return render(request, "programme/rows/import.html", context, status=status)


@require_safe
def preview(request: HttpRequest, find: Find, run: int, **asked: str) -> HttpResponse:
    """Show what a file says and what taking it would do; nothing is written."""
    page = _importer(request, find, asked)
    return _preview(request, page, _own_run(request, page, run))


@require_POST
def apply(request: HttpRequest, find: Find, run: int, **asked: str) -> HttpResponse:
    """Take a file whole; one with a problem is shown again."""
    page = _importer(request, find, asked)
    found = _own_run(request, page, run)
    try:
        outcome = apply_run(found, page.table, places=page.places, at=now())
    except ChangeRefused as refused:
        messages.error(request, str(refused))
        return redirect(page.import_url)
    if outcome.problems:
        messages.error(request, "Chưa nhập gì: tệp còn lỗi.")
        return redirect(page.url("import_run", run))
    messages.success(
        request,
        f"Đã nhập “{found.file_name}”: thêm {outcome.created}, sửa {outcome.updated}, "
        f"không đổi {outcome.unchanged} dòng.",
    )
    return redirect(page.list_url)


@require_POST
def undo(request: HttpRequest, find: Find, run: int, **asked: str) -> HttpResponse:
    """Put the rows of a file back as they were."""
    page = _importer(request, find, asked)
    found = _run(request, page, run)
    try:
        undo_run(found, page.table, by=person(request), at=now())
    except ChangeRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"Đã hoàn tác lần nhập “{found.file_name}”.")
    return redirect(page.import_url)


def _preview(request: HttpRequest, page: TablePage, run: TableRun) -> HttpResponse:
    if run.state != TableRunState.PREVIEW:
        messages.info(request, f"Tệp “{run.file_name}” đã nhập rồi.")
        return redirect(page.import_url)
    reading, outcome = preview_run(run, page.table, places=page.places, at=now())
    problems = outcome.problems[:LISTED]
    context = {
        "page": page,
        "run": run,
        "reading": reading,
        "outcome": outcome,
        "problems": problems,
        "unlisted": len(outcome.problems) - len(problems),
        "changes": written_lines(page, outcome.changes[:SHOWN]),
        "more_changes": max(0, len(outcome.changes) - SHOWN),
        "apply_url": page.url("import_apply", run.pk),
    }
    return render(request, "programme/rows/preview.html", context)


def _linked(page: TablePage, runs: Any) -> list[tuple[TableRun, str]]:
    """Return runs, each with the address that undoes it, "" where it is undone."""
    return [
        (
            run,
            page.url("import_undo", run.pk)
            if run.state == TableRunState.APPLIED
            else "",
        )
        for run in runs
    ]


def _fault(file: Any) -> str:
    if file is None:
        return "Hãy chọn một tệp."
    if file.size > settings.UPLOAD_MAX_BYTES:
        return f"Tệp lớn hơn {settings.UPLOAD_MAX_BYTES // MEGABYTE} MB."
    return ""


def _importer(request: HttpRequest, find: Find, asked: dict[str, str]) -> TablePage:
    page = find(request, **asked)
    if not page.table.may_add:
        raise Http404("Tài khoản này chỉ xem.")
    return page


def _own_run(request: HttpRequest, page: TablePage, key: int) -> TableRun:
    """Return a file that the person uploaded: another's preview is not theirs."""
    found = _run(request, page, key)
    if found.by_id != person(request).pk:
        raise Http404("Tệp này của người khác.")
    return found


def _run(request: HttpRequest, page: TablePage, key: int) -> TableRun:
    """Return a file of the table: one's own, for the office anybody's."""
    user = person(request)
    runs = TableRun.objects.of(page.table.slug).select_related("by")
    found = (runs if user.can_review else runs.filter(by=user)).filter(pk=key).first()
    if found is None:
        raise Http404("Không có tệp này.")
    return found


def _workbook(request: HttpRequest, page: TablePage, *, is_form: bool) -> FileResponse:
    table = page.table
    rows = table.rows() if table.may_add else table.all_rows()
    book = write_table(
        page.table.columns,
        [WrittenRow(*row) for row in ({} if is_form else rows).items()],
        title=TableTitle(
            page.title,
            made_on=today(request),
            subtitle=page.subtitle
            if is_form
            else f"Đến ngày {today(request):%d/%m/%Y}",
        ),
        places=page.places,
        blank_rows=FORM_ROWS if is_form else MORE_ROWS,
    )
    response = FileResponse(
        io.BytesIO(book),
        as_attachment=True,
        filename=f"{'mau-' if is_form else ''}{page.file_name}.xlsx",
    )
    response["Cache-Control"] = "private, no-store"
    return response
