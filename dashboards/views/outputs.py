"""Xuất: what is given out, the list of it, and each output with its figures."""

import io
from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.models import User
from dashboards.analytics.outputs.comparing import compare, compute, content_of
from dashboards.analytics.outputs.reading import Asked, NothingToGiveOut
from dashboards.exporting.facts import facts_of
from dashboards.exporting.files import NotIntact, output_file
from dashboards.exporting.paper_rows import band_rows, group_rows
from dashboards.exporting.pdf import NO_PANGO, NoPdf, printed_page
from dashboards.exporting.pdf_process import can_draw
from dashboards.exporting.word import BadTemplate
from dashboards.exporting.wording import average
from dashboards.forms import OutputForm
from dashboards.views.period import Chosen, chosen_period
from reports.analytics.attainment import NoLaw
from reports.choices import OutputFormat, ReportKind, kinds_of
from reports.models import Snapshot
from reports.services.outputs import Output, record_snapshot
from reports.views.clock import now, today

ON_PAGE = 25
UNPROCESSABLE = 422
PRIVATE = "private, no-store"


def outputs(request: HttpRequest) -> HttpResponse:
    """Ask what is to be given out, and list what was; keep a new output."""
    chosen = chosen_period(request)
    form = _form(request, chosen)
    status = chosen.status
    if request.method == "POST":
        if form.is_valid() and (snapshot := _recorded(request, form)):
            return redirect(f"{reverse('output', args=[snapshot.code])}?moi=1")
        status = UNPROCESSABLE
    rows = Snapshot.objects.without_figures().select_related(
        "by__district", "by__agency"
    )
    context = {
        "chosen": chosen,
        "form": form,
        "page": Paginator(rows, ON_PAGE).get_page(request.GET.get("trang")),
        "no_pdf": "" if can_draw() else NO_PANGO,
    }
    return render(request, "dashboards/outputs.html", context, status=status)


@require_safe
def output(request: HttpRequest, code: str) -> HttpResponse:
    """Show an output's figures beside the same computed again."""
    snapshot = _find(code)
    content = content_of(snapshot)
    province = content["province"]
    context: dict[str, Any] = {
        "snapshot": snapshot,
        "facts": facts_of(snapshot, content),
        "comparison": compare(snapshot),
        "province": province,
        "average": average(province["criteria_met_total"], province["communes"]),
        "groups": group_rows(content),
        "bands": band_rows(content),
        "sources": len(content["sources"]),
        "is_new": "moi" in request.GET,
        "no_pdf": "" if can_draw() else NO_PANGO,
    }
    response = render(request, "dashboards/output.html", context)
    if context["is_new"]:
        # The file comes by itself; the page stays.
        response["Refresh"] = f"0;url={reverse('output_file', args=[snapshot.code])}"
    return response


@require_safe
def download(request: HttpRequest, code: str) -> HttpResponse | FileResponse:
    """Answer the file of an output, written anew from the figures that it keeps."""
    snapshot = _find(code)
    try:
        file = output_file(snapshot)
    except (BadTemplate, NoPdf, NotIntact) as problem:
        messages.error(request, str(problem))
        return redirect("output", snapshot.code)
    response = FileResponse(
        io.BytesIO(file.data),
        as_attachment=True,
        filename=file.name,
        content_type=file.content_type,
    )
    response["Cache-Control"] = PRIVATE
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_safe
def printed(request: HttpRequest, code: str) -> HttpResponse:
    """Answer the report as a page to print, whatever the file of the output."""
    snapshot = _find(code)
    content = content_of(snapshot)
    page = printed_page(facts_of(snapshot, content), content)
    return HttpResponse(page, headers={"Cache-Control": PRIVATE})


def _find(code: str) -> Snapshot:
    rows = Snapshot.objects.select_related("by__district", "by__agency", "template")
    return get_object_or_404(rows.by_code(code))


def _form(request: HttpRequest, chosen: Chosen) -> OutputForm:
    """Return the form, bound by the method; a GET may name period and day."""
    return OutputForm(
        request.POST if request.method == "POST" else None,
        quarters=chosen.quarters,
        formats=[
            each for each in OutputFormat if each is not OutputFormat.PDF or can_draw()
        ],
        today=today(request),
        initial={
            "period": chosen.period.code,
            "as_of": chosen.typed_day,
            "kind": kinds_of(chosen.period)[0],
        },
    )


def _recorded(request: HttpRequest, form: OutputForm) -> Snapshot | None:
    """Read the figures and keep them; None, with the form saying why, without any."""
    said = form.cleaned_data
    asked = Asked(ReportKind(said["kind"]), said["period"], said["as_of"])
    # Before the reading: what is written later is later than it.
    at = now()
    try:
        pinned, figures = compute(asked)
    except (NothingToGiveOut, NoLaw) as nothing:
        form.add_error("period", str(nothing))
        return None
    return record_snapshot(
        output=Output(
            kind=asked.kind,
            format=OutputFormat(said["format"]),
            period=asked.period,
            as_of=asked.as_of,
            revisions=pinned.revisions,
            plan=pinned.plan,
            figures=figures,
        ),
        by=cast(User, request.user),
        at=at,
    )
