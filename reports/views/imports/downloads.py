"""The data of every kind of import out again: as forms to fill in, and as they are."""

import datetime as dt
import io

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import DateField
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from ntm_portal.lib.periods import BadQuarter, Quarter
from reports.choices import ImportKind
from reports.exporting.current import (
    NothingToExport,
    Wanted,
    current_workbook,
    latest_quarter,
)
from reports.views.clock import today
from reports.views.imports.access import importer

NAMES = {
    ImportKind.RESULTS: "ket-qua",
    ImportKind.TARGETS: "phu-luc-01",
    ImportKind.RESPONSIBILITIES: "phu-luc-02",
    ImportKind.INDICATORS: "chi-tieu",
}
UNREADABLE_DAY = "Ngày tính đến không đọc được; hãy viết như 15/01/2020."


@require_safe
def template(request: HttpRequest, kind: str) -> HttpResponse | FileResponse:
    """Answer a protected form with the current data, to be filled in and imported."""
    return _answer(request, kind, is_form=True)


@require_safe
def export(request: HttpRequest, kind: str) -> HttpResponse | FileResponse:
    """Answer the current data in the layout of their import."""
    return _answer(request, kind, is_form=False)


def _answer(
    request: HttpRequest, name: str, *, is_form: bool
) -> HttpResponse | FileResponse:
    importer(request)
    if name not in ImportKind.values:
        raise Http404("Không có loại bảng này.")
    kind = ImportKind(name)
    try:
        period = _period(request, kind)
        wanted = Wanted(
            period=period,
            on=today(request),
            is_form=is_form,
            as_of=None if is_form else _as_of(request, kind),
        )
        book = current_workbook(kind, wanted)
    except (BadQuarter, NothingToExport) as nothing:
        messages.error(request, str(nothing))
        return redirect("import_list")
    response = FileResponse(
        io.BytesIO(book),
        as_attachment=True,
        filename=_file_name(kind, wanted),
    )
    response["Cache-Control"] = "private, no-store"
    return response


def _period(request: HttpRequest, kind: ImportKind) -> Quarter:
    """Return the quarter asked for, else the newest with data.

    Raises BadQuarter for what is no quarter, NothingToExport for one to come.
    """
    asked = request.GET.get("ky")
    if not kind.is_quarterly or not asked:
        known = latest_quarter(kind) if kind.is_quarterly else None
        return known or Quarter.of(today(request))
    period = Quarter.parse(asked)
    if period.first_day > today(request):
        raise NothingToExport(f"{period.label} chưa bắt đầu.")
    return period


def _as_of(request: HttpRequest, kind: ImportKind) -> dt.date | None:
    """Return the day asked for, of kinds with approved figures; None: now.

    Raises NothingToExport for a day that cannot be read or is still to come.
    """
    asked = request.GET.get("tai-ngay")
    if not asked or not kind.is_quarterly:
        return None
    try:
        day: dt.date = DateField().clean(asked)
    except ValidationError as wrong:
        raise NothingToExport(UNREADABLE_DAY) from wrong
    if day > today(request):
        raise NothingToExport(
            f"Ngày tính đến không thể sau ngày làm việc {today(request):%d/%m/%Y}."
        )
    return day


def _file_name(kind: ImportKind, wanted: Wanted) -> str:
    form = "mau-" if wanted.is_form else ""
    quarter = f"-{wanted.period}" if kind.is_quarterly else ""
    until = f"-den-{wanted.as_of.isoformat()}" if wanted.as_of else ""
    return f"{form}{NAMES[kind]}{quarter}{until}.xlsx"
