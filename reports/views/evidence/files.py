"""Evidence given out to whoever may see the cell, and the list of a report's."""

from typing import TypeVar

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from accounts.choices import Role
from accounts.models import User
from communes.analytics.places import programme_communes
from communes.models import District
from criteria.analytics.assignments import ledger_on
from ntm_portal.lib import periods
from reports.analytics.evidence_scope import by_cell, visible_evidence
from reports.analytics.quarter_report import report_of
from reports.models import Evidence, Report
from reports.views.scope import district_in_scope

Answer = TypeVar("Answer", bound=HttpResponseBase)
NOT_FOUND = 404
SMALL_TYPE = "image/jpeg"
FILES_ON_PAGE = 100
ORDERS = {
    "xa": ("commune", "criterion__number"),
    "tieu-chi": ("criterion__number", "commune"),
}


@require_safe
def original(request: HttpRequest, evidence: int) -> HttpResponse | FileResponse:
    """Answer a file as it was handed in, to be saved and not shown."""
    found = _visible(request, evidence)
    return _answer(request, found, found.file)


@require_safe
def small(request: HttpRequest, evidence: int) -> HttpResponse | FileResponse:
    """Answer the small picture of a file; 404 for a file that has none."""
    found = _visible(request, evidence)
    if not found.thumbnail:
        raise Http404("Tệp này không có ảnh nhỏ.")
    return _answer(request, found, found.thumbnail)


@require_safe
def report_evidence(
    request: HttpRequest, quarter: periods.Quarter, district: str
) -> HttpResponse:
    """List the evidence of a report, by commune or by criterion."""
    user = _person(request)
    report = _report(request, user, quarter, district)
    order = request.GET.get("theo", "xa")
    rows = (
        visible_evidence(user, on=quarter.last_day)
        .filter(report_id=report.pk)
        .current()
        .select_related("criterion", "by__district", "by__agency")
        .order_by(*ORDERS.get(order, ORDERS["xa"]), "at", "pk")
    )
    page = Paginator(rows, FILES_ON_PAGE).get_page(request.GET.get("trang"))
    places = programme_communes(quarter.last_day, district_code=district)
    context = {
        "report": report,
        "quarter": quarter,
        "page": page,
        "groups": by_cell(page, {place.code: place.name for place in places}),
        "order": order if order in ORDERS else "xa",
    }
    return render(request, "reports/evidence/evidence.html", context)


def _person(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise Http404("Minh chứng chỉ dành cho người trong phạm vi.")
    return request.user


def _visible(request: HttpRequest, evidence: int) -> Evidence:
    """Return the row if the person may see its cell; 404 to everybody else."""
    user = _person(request)
    rows = Evidence.objects.select_related(
        "report__quarter", "criterion", "by__district", "by__agency"
    )
    found = get_object_or_404(rows, pk=evidence)
    day = found.report.quarter.period.last_day
    get_object_or_404(visible_evidence(user, on=day), pk=evidence)
    return found


def _report(
    request: HttpRequest, user: User, quarter: periods.Quarter, district: str
) -> Report:
    if user.role != Role.DEPARTMENT:
        return report_of(quarter, district_in_scope(request, quarter, district))
    report = report_of(quarter, get_object_or_404(District, pk=district))
    if report.state not in Report.SENT_STATES:
        raise Http404("Báo cáo này chưa gửi.")
    if not _leads_any(user, quarter):
        raise Http404("Đơn vị không phụ trách tiêu chí nào của quý này.")
    return report


def _leads_any(user: User, quarter: periods.Quarter) -> bool:
    ledger = ledger_on(quarter.last_day)
    return bool(ledger and user.agency and ledger.led_by(user.agency.code))


def _answer(
    request: HttpRequest, found: Evidence, file: FieldFile
) -> HttpResponse | FileResponse:
    """Stream a stored file, or say that the browser has it already.

    The browser asks each time before it shows its own copy, so that a person who has
    lost the right sees nothing.
    """
    is_small = file.field.name == "thumbnail"
    etag = quote_etag(f"{found.sha256[:32]}{'-nho' if is_small else ''}")
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged:
        return _guarded(unchanged, etag)
    try:
        stream = file.open("rb")
    except OSError:
        return _lost(request, found)
    response = FileResponse(
        stream,
        as_attachment=not is_small,
        filename="nho.jpg" if is_small else found.name,
        content_type=SMALL_TYPE if is_small else found.content_type,
    )
    return _guarded(response, etag)


def _guarded(response: Answer, etag: str) -> Answer:
    response["ETag"] = etag
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-cache"
    return response


def _lost(request: HttpRequest, found: Evidence) -> HttpResponse:
    context = {"lost": found, "office": settings.OFFICE_CONTACT}
    return render(request, "reports/evidence/lost.html", context, status=NOT_FOUND)
