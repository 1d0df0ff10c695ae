"""Xuất: what is given out, the list of it, and each output with its figures."""

import datetime as dt
from typing import Any, cast

from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import User
from communes.models import District
from dashboards.analytics.outputs.comparing import compare, compute, content_of
from dashboards.analytics.outputs.progress import progress_of
from dashboards.analytics.outputs.reading import Asked, NothingToGiveOut
from dashboards.exporting.apart import can_draw_pdf
from dashboards.exporting.facts import facts_of
from dashboards.exporting.paper_rows import band_rows, group_rows
from dashboards.exporting.pdf import NO_PANGO
from dashboards.exporting.wording import average
from dashboards.forms import OutputForm
from dashboards.tasks import order_file
from dashboards.views.output_files import find_output, waiting_for
from dashboards.views.period import Chosen, chosen_period
from reports.analytics.attainment import NoLaw
from reports.choices import OutputFormat, ReportKind, kinds_of
from reports.models import Drawing, Snapshot
from reports.services.drawings import TooManyFiles, check_limits, take_turn
from reports.services.outputs import Output, record_snapshot
from reports.views.clock import now, today

ON_PAGE = 25
# Later the figures may have changed, and the same form means an output of its own.
SECOND_CLICK = dt.timedelta(seconds=10)
UNPROCESSABLE = 422


def outputs(request: HttpRequest) -> HttpResponse:
    """Ask what is to be given out, and list what was; keep a new output."""
    chosen = chosen_period(request)
    form = _form(request, chosen)
    status = chosen.status
    if request.method == "POST":
        if form.is_valid() and (snapshot := _given_out(request, form)):
            return redirect(waiting_for(snapshot))
        status = UNPROCESSABLE
    rows = Snapshot.objects.without_figures().select_related(
        "by__district", "by__agency", "district"
    )
    context = {
        "chosen": chosen,
        "form": form,
        "page": Paginator(rows, ON_PAGE).get_page(request.GET.get("trang")),
        "no_pdf": "" if can_draw_pdf() else NO_PANGO,
    }
    return render(request, "dashboards/outputs.html", context, status=status)


@require_safe
def output(request: HttpRequest, code: str) -> HttpResponse:
    """Show an output's figures beside the same computed again."""
    snapshot = find_output(code)
    content = content_of(snapshot)
    province = content["province"]
    context: dict[str, Any] = {
        "snapshot": snapshot,
        "progress": progress_of(snapshot, at=timezone.now()),
        "facts": facts_of(snapshot, content),
        "comparison": compare(snapshot),
        "province": province,
        "average": average(province["criteria_met_total"], province["communes"]),
        "groups": group_rows(content),
        "bands": band_rows(content),
        "no_pdf": "" if can_draw_pdf() else NO_PANGO,
    }
    return render(request, "dashboards/output.html", context)


def _form(request: HttpRequest, chosen: Chosen) -> OutputForm:
    """Return the form, bound by the method; a GET may name period and day."""
    return OutputForm(
        request.POST if request.method == "POST" else None,
        quarters=chosen.quarters,
        formats=[
            each
            for each in OutputFormat
            if each is not OutputFormat.PDF or can_draw_pdf()
        ],
        districts=District.objects.all(),
        today=today(request),
        initial={
            "district": request.GET.get("huyen", ""),
            "period": chosen.period.code,
            "as_of": chosen.typed_day,
            "kind": kinds_of(chosen.period)[0],
        },
    )


def _given_out(request: HttpRequest, form: OutputForm) -> Snapshot | None:
    """Read the figures, keep them and have the file written.

    The output of the same that was asked for a moment ago is taken instead: a second
    click means the same one. None, with the form saying why, when nothing can be given
    out.
    """
    said, user, real = form.cleaned_data, cast(User, request.user), timezone.now()
    same = Snapshot.objects.filter(
        drawing__in=Drawing.objects.under_way(real).filter(
            by=user, asked_at__gt=real - SECOND_CLICK
        ),
        **_fields(said),
    )
    if found := same.first():
        return found
    # Before the reading: what is written later is later than it.
    at = now()
    try:
        check_limits(by=user, at=real)
        wanted = _read(said, today(request))
        with transaction.atomic():
            take_turn(by=user)
            # The other click may have come while this one was reading.
            if found := same.first():
                return found
            snapshot = record_snapshot(output=wanted, by=user, at=at)
            order_file(snapshot, by=user, at=real)
    except (NothingToGiveOut, NoLaw) as nothing:
        form.add_error("period", str(nothing))
    except TooManyFiles as too_many:
        form.add_error(None, str(too_many))
    else:
        return snapshot
    return None


def _fields(said: dict[str, Any]) -> dict[str, Any]:
    """Return what the form says as the fields of a snapshot."""
    return {
        "kind": said["kind"],
        "format": said["format"],
        "period": said["period"].code,
        "as_of": said["as_of"],
        "district": said["district"] or None,
    }


def _read(said: dict[str, Any], day: dt.date) -> Output:
    """Read the figures as they are. Raises NothingToGiveOut or NoLaw."""
    district = said["district"] or None
    asked = Asked(
        ReportKind(said["kind"]), said["period"], said["as_of"], district, today=day
    )
    pinned, figures = compute(asked)
    return Output(
        kind=asked.kind,
        format=OutputFormat(said["format"]),
        period=asked.period,
        as_of=asked.as_of,
        district=asked.district,
        revisions=pinned.revisions,
        plan=pinned.plan,
        figures=figures,
    )
