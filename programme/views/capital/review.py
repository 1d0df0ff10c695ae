"""What the office decides on capital: approve, give cells or all back, open again.

To everyone else these addresses do not exist (404).
"""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_POST, require_safe

from communes.models import District
from ntm_portal.lib.periods import BadQuarter, Quarter
from programme.analytics.capital.lists import capital_quarters, capital_queue
from programme.analytics.capital.sheet import CapitalView, SheetCell, read_capital
from programme.choices import CapitalMeasure, CapitalSource
from programme.forms.capital.entry import CapitalReasonForm
from programme.models import CapitalKey
from programme.services.capital.workflow import (
    approve_capital,
    reopen_capital,
    return_capital,
)
from reports.services.guard import ChangeRefused
from reports.views.clock import now, today
from reports.views.review.page import reviewer

CONFLICT, UNPROCESSABLE = 409, 422


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """List every district's sheet of a quarter, those sent first."""
    reviewer(request)
    quarters = capital_quarters()
    chosen = _quarter(request.GET.get("ky", ""), quarters, today(request))
    context = {
        "period": chosen,
        "quarters": [Quarter.parse(code) for code in quarters],
        "rows": capital_queue(chosen.code),
    }
    return render(request, "programme/capital/queue.html", context)


@require_safe
def review(request: HttpRequest, quarter: Quarter, district: str) -> HttpResponse:
    """Show what changed in a sheet."""
    reviewer(request)
    return _page(request, _view(quarter, district))


@require_POST
def decide(request: HttpRequest, quarter: Quarter, district: str) -> HttpResponse:
    """Approve all, or all but the ticked cells, which go back with their reasons."""
    by = reviewer(request)
    view = _view(quarter, district)
    returned = {
        cell.key: request.POST.get(f"ly-do-{name(cell.key)}", "")[:1000]
        for cell in view.changed()
        if "tra" in request.POST and request.POST.get(f"tra-{name(cell.key)}")
    }
    if "tra" in request.POST and not returned:
        return _page(request, view, refusal="Chưa đánh dấu ô nào để trả lại.")
    try:
        approve_capital(
            district_code=district,
            quarter_code=quarter.code,
            returned=returned,
            by=by,
            at=now(),
            seen=_instant(request.POST.get("gui-luc", "")),
        )
    except ChangeRefused as refused:
        return _page(request, view, refusal=str(refused))
    told = f", trả lại {len(returned)} ô" if returned else ""
    messages.success(
        request, f"Đã duyệt vốn {view.district.title}, {quarter.label}{told}."
    )
    return _to_queue(quarter)


@require_POST
def give_back(request: HttpRequest, quarter: Quarter, district: str) -> HttpResponse:
    """Give the sheet back whole, with a reason."""
    return _with_reason(request, quarter, district, return_capital, "Đã trả lại")


@require_POST
def reopen(request: HttpRequest, quarter: Quarter, district: str) -> HttpResponse:
    """Open an approved sheet again."""
    return _with_reason(request, quarter, district, reopen_capital, "Đã mở lại")


def name(key: CapitalKey) -> str:
    """Return how a cell of any measure is called in the form."""
    return f"{key[0] or 'h'}-{key[1]}-{key[2]}"


def _with_reason(
    request: HttpRequest,
    quarter: Quarter,
    district: str,
    act: Callable[..., object],
    told: str,
) -> HttpResponse:
    by = reviewer(request)
    view = _view(quarter, district)
    form = CapitalReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, view, form, status=UNPROCESSABLE)
    try:
        act(
            district_code=district,
            quarter_code=quarter.code,
            by=by,
            at=now(),
            reason=form.cleaned_data["reason"],
        )
    except ChangeRefused as refused:
        return _page(request, view, form, refusal=str(refused))
    messages.success(
        request, f"{told} báo cáo vốn {view.district.title}, {quarter.label}."
    )
    return _to_queue(quarter)


def _page(
    request: HttpRequest,
    view: CapitalView,
    form: CapitalReasonForm | None = None,
    *,
    status: int = 0,
    refusal: str = "",
) -> HttpResponse:
    sent = view.report.submitted_at
    context = {
        "view": view,
        "report": view.report,
        "measures": _by_measure(request, view),
        "form": form or CapitalReasonForm(),
        "refusal": refusal,
        "sent": sent.isoformat() if sent else "",
        "can_decide": view.report.state == "submitted",
    }
    if not status:
        status = CONFLICT if refusal else 200
    return render(request, "programme/capital/review.html", context, status=status)


def _by_measure(request: HttpRequest, view: CapitalView) -> list[dict[str, Any]]:
    """Return the changed cells under their measures, with what was ticked."""
    changed = view.changed()
    return [
        {
            "measure": measure,
            "cells": [_line(request, view, c) for c in changed if c.key[2] == measure],
        }
        for measure in CapitalMeasure
        if any(cell.key[2] == measure for cell in changed)
    ]


def _line(request: HttpRequest, view: CapitalView, cell: SheetCell) -> dict[str, Any]:
    called = name(cell.key)
    return {
        "cell": cell,
        "name": called,
        "place": view.names.get(cell.key[0], cell.key[0]),
        "source": CapitalSource(cell.key[1]),
        "is_ticked": bool(request.POST.get(f"tra-{called}")),
        "reason": request.POST.get(f"ly-do-{called}", ""),
    }


def _view(quarter: Quarter, district: str) -> CapitalView:
    place = get_object_or_404(District, pk=district)
    return read_capital(period=quarter, district=place)


def _quarter(asked: str, quarters: tuple[str, ...], day: dt.date) -> Quarter:
    try:
        return Quarter.parse(asked or quarters[0])
    except (BadQuarter, IndexError):
        return Quarter.of(day)


def _instant(text: str) -> dt.datetime | None:
    try:
        return parse_datetime(text)
    except ValueError:
        return None


def _to_queue(quarter: Quarter) -> HttpResponse:
    answer = redirect("capital_queue")
    answer["Location"] += f"?ky={quarter.code}"
    return answer
