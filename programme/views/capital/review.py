"""What the office decides on capital: approve, give cells or all back, open again.

To everyone else these addresses do not exist (404).
"""

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_POST, require_safe

from communes.models import District
from ntm_portal.lib.periods import BadQuarter, Quarter
from programme.analytics.capital.checks import total
from programme.analytics.capital.lists import capital_quarters, capital_queue
from programme.analytics.capital.sheet import CapitalView, SheetCell, read_capital
from programme.choices import CapitalMeasure, CapitalSource
from programme.forms.capital.entry import CapitalReasonForm
from programme.forms.capital.review import CapitalReturns
from programme.services.capital.workflow import (
    approve_capital,
    reopen_capital,
    return_capital,
)
from reports.services.guard import ChangeRefused
from reports.views.clock import now, today
from reports.views.review.decisions import INCOMPLETE, TICKED
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
    returns = CapitalReturns(request.POST.dict(), view.drafts)
    if "xem" in request.POST:
        return _page(request, view, returns=returns)
    refusal = _refusal(returns, is_whole="tra" not in request.POST)
    if refusal:
        return _page(request, view, returns=returns, refusal=refusal)
    returned = returns.reasons
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
        return _page(request, view, returns=returns, refusal=str(refused))
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


def _refusal(returns: CapitalReturns, *, is_whole: bool) -> str:
    """Say why a decision is not what was filled in, "" when it is."""
    if is_whole:
        return "" if returns.is_empty else TICKED
    if returns.has_faults:
        return INCOMPLETE
    return "" if returns.reasons else "Chưa đánh dấu ô nào để trả lại."


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
    returns: CapitalReturns | None = None,
    status: int = 0,
    refusal: str = "",
) -> HttpResponse:
    changed = view.changed()
    sent = view.report.submitted_at
    context = {
        "view": view,
        "report": view.report,
        "changed": len(changed),
        "sums": [_sums(view, measure, changed) for measure in CapitalMeasure],
        "places": _by_place(view, changed, returns or CapitalReturns({}, view.drafts)),
        "form": form or CapitalReasonForm(),
        "refusal": refusal,
        "sent": sent.isoformat() if sent else "",
        "can_decide": view.report.state == "submitted",
    }
    if not status:
        status = CONFLICT if refusal else 200
    return render(request, "programme/capital/review.html", context, status=status)


def _sums(
    view: CapitalView, measure: CapitalMeasure, changed: Sequence[SheetCell]
) -> dict[str, Any]:
    """Return what a measure comes to, before and as sent."""
    return {
        "measure": measure,
        "count": sum(cell.key[2] == measure for cell in changed),
        "approved": total(view.standing, measure),
        "sent": view.total(measure),
    }


def _by_place(
    view: CapitalView, changed: Sequence[SheetCell], returns: CapitalReturns
) -> list[dict[str, Any]]:
    """Return the changed cells under their places, each with its mark.

    What is said of several cells is said at the first.
    """
    told: set[str] = set()
    places = []
    for code in [*(place.code for place in view.places), ""]:
        cells = [cell for cell in changed if cell.key[0] == code]
        lines = []
        for cell in cells:
            lines.append(_line(cell, returns, told))
            told.update(cell.problems)
        if lines:
            places.append({"name": view.names[code], "lines": lines})
    return places


def _line(
    cell: SheetCell, returns: CapitalReturns, told: Collection[str]
) -> dict[str, Any]:
    return {
        "cell": cell,
        "measure": CapitalMeasure(cell.key[2]),
        "source": CapitalSource(cell.key[1]),
        "mark": returns.marks[cell.key],
        "problems": [each for each in cell.problems if each not in told],
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
