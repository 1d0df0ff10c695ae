"""The file of an import given back: as it came, or with its bad cells marked."""

import io
from collections.abc import Iterator
from pathlib import PurePath

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from ntm_portal.lib.spreadsheets import UnreadableWorkbook
from ntm_portal.lib.workbooks.marked_workbooks import Mark, mark_workbook
from reports.importing.sheets import reading_limits
from reports.models import ImportRun
from reports.views.imports.access import importer

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# By the name alone; the browser saves the file and never shows it.
TYPES = {
    ".xlsx": XLSX,
    ".xlsm": "application/vnd.ms-excel.sheet.macroEnabled.12",
    ".xls": "application/vnd.ms-excel",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
}
ANY_TYPE = "application/octet-stream"
CONFLICT = 409


@require_safe
def original(request: HttpRequest, run: int) -> FileResponse:
    """Answer the file byte for byte as it was uploaded."""
    importer(request)
    files = ImportRun.objects.only("file_name", "content")
    found = get_object_or_404(files, pk=run)
    suffix = PurePath(found.file_name).suffix.lower()
    kind = TYPES.get(suffix, ANY_TYPE)
    return attached(bytes(found.content), name=found.file_name, kind=kind)


@require_safe
def marked(request: HttpRequest, run: int) -> FileResponse | HttpResponse:
    """Answer a refused file as .xlsx, with its bad cells marked and listed."""
    importer(request)
    found = get_object_or_404(ImportRun, pk=run)
    marks = list(_marks(found))
    if not marks:
        return _nothing(request, found, "Tệp này không có lỗi nào để đánh dấu.")
    try:
        book = mark_workbook(
            bytes(found.content),
            name=found.file_name,
            marks=marks,
            limits=reading_limits(),
        )
    except UnreadableWorkbook as unreadable:
        return _nothing(request, found, str(unreadable))
    stem = PurePath(found.file_name).stem
    return attached(book, name=f"{stem} - đánh dấu lỗi.xlsx", kind=XLSX)


def _marks(run: ImportRun) -> Iterator[Mark]:
    for problem in run.outcome["reading"]["errors"]:
        yield Mark(
            sheet=problem["sheet"],
            cell=problem["cell"],
            header=problem["header"],
            value=problem["value"],
            message=problem["message"],
        )


def attached(data: bytes, *, name: str, kind: str = ANY_TYPE) -> FileResponse:
    """Answer a file that the browser saves and never shows."""
    response = FileResponse(
        io.BytesIO(data),
        as_attachment=True,
        filename="".join(x for x in name if x.isprintable()),
        content_type=kind,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _nothing(request: HttpRequest, run: ImportRun, why: str) -> HttpResponse:
    context = {"run": run, "why": why}
    return render(request, "reports/imports/unmarked.html", context, status=CONFLICT)
