"""The file of an output: asked for, looked after, brought down."""

from typing import cast

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from dashboards.analytics.outputs.comparing import content_of
from dashboards.analytics.outputs.progress import progress_of
from dashboards.exporting.facts import facts_of
from dashboards.exporting.files import file_facts
from dashboards.exporting.pdf import printed_page
from dashboards.tasks import order_file
from reports.choices import DrawingState
from reports.models import Drawing, Snapshot
from reports.services.drawings import TooManyFiles

PRIVATE = "private, no-store"
CACHE = "Cache-Control"


@require_safe
def state(request: HttpRequest, code: str) -> HttpResponse:
    """Answer the part of the page that says how far the file is."""
    snapshot = get_object_or_404(Snapshot.objects.without_figures().by_code(code))
    context = {
        "snapshot": snapshot,
        "progress": progress_of(snapshot, at=timezone.now()),
    }
    response = render(request, "dashboards/_output_state.html", context)
    response[CACHE] = PRIVATE
    return response


@require_POST
def write(request: HttpRequest, code: str) -> HttpResponse:
    """Have the file written (again); the page then says how far it is."""
    return _ordered(request, find_output(code))


@require_safe
def download(request: HttpRequest, code: str) -> HttpResponse | FileResponse:
    """Answer the file of an output; one that is not there is written first."""
    snapshot = find_output(code)
    drawing, now = Drawing.objects.filter(snapshot=snapshot).first(), timezone.now()
    if drawing and (drawing.state == DrawingState.FAILED or drawing.is_given_up(now)):
        # The page says why; writing it again is asked for there.
        return redirect("output", snapshot.code)
    if drawing is None or not drawing.has_file():
        return _ordered(request, snapshot)
    told = file_facts(snapshot)
    response = FileResponse(
        drawing.file.open("rb"),
        as_attachment=True,
        filename=told.name,
        content_type=told.content_type,
    )
    response[CACHE] = PRIVATE
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_safe
def printed(request: HttpRequest, code: str) -> HttpResponse:
    """Answer the report as a page to print, whatever the file of the output."""
    snapshot = find_output(code)
    content = content_of(snapshot)
    page = printed_page(facts_of(snapshot, content), content)
    return HttpResponse(page, headers={CACHE: PRIVATE})


def find_output(code: str) -> Snapshot:
    """Return the output with its people and its template. Raises Http404."""
    rows = Snapshot.objects.select_related(
        "by__district", "by__agency", "template", "district"
    )
    return get_object_or_404(rows.by_code(code))


def waiting_for(snapshot: Snapshot) -> str:
    """Return the address of the page that brings the file down once it is there."""
    return f"{reverse('output', args=[snapshot.code])}?moi=1"


def _ordered(request: HttpRequest, snapshot: Snapshot) -> HttpResponse:
    try:
        order_file(snapshot, by=cast(User, request.user), at=timezone.now())
    except TooManyFiles as too_many:
        messages.error(request, str(too_many))
        return redirect("output", snapshot.code)
    return redirect(waiting_for(snapshot))
