"""Files of the reports of tasks, given out and taken away."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from programme.models import TaskFile
from programme.services.scope import may_write_body
from programme.services.tasks.reports import remove_file
from programme.views.tasks.page import person
from reports.services.guard import ChangeRefused
from reports.views.clock import now


@require_safe
def download(request: HttpRequest, key: int) -> HttpResponse | FileResponse:
    """Answer a file to be saved; of a report not sent only to its own people."""
    found = _find(key)
    lead = found.report.task.lead_id
    if not found.report.is_told and not (
        lead and may_write_body(person(request), lead)
    ):
        raise Http404("Báo cáo này chưa gửi.")
    try:
        stream = found.file.open("rb")
    except OSError:
        raise Http404(f"Không đọc được tệp “{found.name}”.") from None
    response = FileResponse(
        stream,
        as_attachment=True,
        filename=found.name,
        content_type=found.content_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-cache"
    return response


@require_POST
def remove(request: HttpRequest, key: int) -> HttpResponse:
    """Take a file off a report that is still open."""
    found = _find(key)
    lead = found.report.task.lead_id
    if lead is None or not may_write_body(person(request), lead):
        raise Http404("Nhiệm vụ này của đơn vị khác.")
    try:
        remove_file(file=found, by=person(request), at=now())
    except ChangeRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"Đã gỡ “{found.name}”; tệp vẫn được lưu.")
    page = reverse("task", args=[found.report.task.code])
    return redirect(f"{page}?ky={found.report.quarter}#bao-cao")


def _find(key: int) -> TaskFile:
    rows = TaskFile.objects.select_related("report__task", "by")
    return get_object_or_404(rows, pk=key)
