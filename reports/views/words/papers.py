"""The signed paper of a report: its scan handed in and given out, and the printout."""

import io

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from ntm_portal.lib import periods
from reports.analytics.paper_report import read_paper
from reports.exporting.district_report import BadTemplate, district_report
from reports.forms.words import PaperForm
from reports.models import SignedPaper
from reports.services.files import FileRefused, checked_file
from reports.services.guard import ChangeRefused
from reports.services.papers import SCAN_KINDS, PaperDetails, add_paper
from reports.views.clock import now, today
from reports.views.entry.grid import find_grid
from reports.views.scope import district_in_scope, entering_user
from reports.views.words.texts import words_page

UNPROCESSABLE = 422
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def add(request: HttpRequest, quarter: periods.Quarter, district: str) -> HttpResponse:
    """Keep one more scan of the signed paper."""
    district_in_scope(request, quarter, district)
    place = reverse("report_words", args=[quarter, district]) + "#to-ky"
    if request.method != "POST":
        return redirect(place)
    form = PaperForm(request.POST, request.FILES, today=today(request), period=quarter)
    if not form.is_valid():
        return _again(request, quarter, district, form)
    try:
        _add(request, quarter, district, form)
    except FileRefused as refused:
        form.add_error("upload", str(refused))
        return _again(request, quarter, district, form)
    except ChangeRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "Đã nhận bản quét báo cáo giấy.")
    return redirect(place)


@require_safe
def download(
    request: HttpRequest, quarter: periods.Quarter, district: str, paper: int
) -> FileResponse | HttpResponse:
    """Answer a scan to whoever may see the report; to others there is none."""
    district_in_scope(request, quarter, district)
    found = get_object_or_404(
        SignedPaper,
        pk=paper,
        report__district_id=district,
        report__quarter_id=quarter.code,
    )
    try:
        scan = found.file.open("rb")
    except OSError:
        messages.error(
            request,
            f"Bản quét “{found.name}” không còn trên máy chủ; hãy báo "
            f"{settings.OFFICE_CONTACT} hoặc gửi lại bản quét.",
        )
        return redirect("report_words", quarter, district)
    response = FileResponse(
        scan,
        as_attachment=True,
        filename=found.name,
        content_type=found.content_type,
    )
    return _private(response)


@require_safe
def word_report(
    request: HttpRequest, quarter: periods.Quarter, district: str
) -> FileResponse | HttpResponse:
    """Answer the report as a Word document for the chairman's signature."""
    grid = find_grid(request, quarter, district)
    try:
        document = district_report(read_paper(grid, today=today(request)), at=now())
    except BadTemplate as bad:
        messages.error(request, str(bad))
        return redirect("report_words", quarter, district)
    response = FileResponse(
        io.BytesIO(document),
        as_attachment=True,
        filename=f"bao-cao-{district}-{quarter}.docx",
        content_type=DOCX,
    )
    return _private(response)


def _private(response: FileResponse) -> FileResponse:
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response


def _add(
    request: HttpRequest, quarter: periods.Quarter, district: str, form: PaperForm
) -> SignedPaper:
    said = form.cleaned_data
    upload: UploadedFile = said["upload"]
    return add_paper(
        district_code=district,
        quarter_code=quarter.code,
        details=PaperDetails(
            number=said["number"], signed_on=said["signed_on"], signer=said["signer"]
        ),
        file=checked_file(upload, allowed=SCAN_KINDS),
        by=entering_user(request),
        at=now(),
    )


def _again(
    request: HttpRequest, quarter: periods.Quarter, district: str, form: PaperForm
) -> HttpResponse:
    return words_page(request, quarter, district, paper_form=form, status=UNPROCESSABLE)
