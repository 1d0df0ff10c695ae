"""What the sheet of capital asks while people type: storing, and pasting a block."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST

from ntm_portal.lib.amounts import format_amount
from ntm_portal.lib.periods import Quarter
from programme.analytics.capital.sheet import CapitalView, SheetCell
from programme.choices import CapitalMeasure
from programme.forms.capital.entry import AmountField, AmountsForm
from programme.importing.capital.paste import read_block
from programme.views.capital.entry import CONFLICT, find_sheet, measure_of, store
from reports.services.guard import ChangeRefused


@require_POST
def cells(request: HttpRequest, quarter: Quarter, district: str) -> HttpResponse:
    """Store the posted cells that can be read, and answer what the page now shows."""
    view = find_sheet(request, quarter, district)
    measure = measure_of(request.POST.get("so", ""))
    form = AmountsForm(measure, view.names, request.POST.dict())
    try:
        store(request, view, form)
    except ChangeRefused as refused:
        return JsonResponse({"message": str(refused)}, status=CONFLICT)
    view = find_sheet(request, quarter, district)
    return JsonResponse(_answer(view, measure, form))


@require_POST
def paste(request: HttpRequest, quarter: Quarter, district: str) -> HttpResponse:
    """Answer what a block would do, as data and as a fragment; writes nothing."""
    view = find_sheet(request, quarter, district)
    measure = measure_of(request.POST.get("so", ""))
    place = request.POST.get("xa", "")
    start = ("" if place == "h" else place, request.POST.get("nguon", ""))
    pasted = read_block(request.POST.get("khoi", ""), view, measure, start)
    context = {"pasted": pasted, "measure": measure}
    return JsonResponse(
        {
            "cells": {cell.name: cell.shown for cell in pasted.changing},
            "html": render_to_string("programme/capital/_pasted.html", context),
        }
    )


def _answer(
    view: CapitalView, measure: CapitalMeasure, form: AmountsForm
) -> dict[str, Any]:
    """Return what the page puts in its places after it was saved."""
    rows, columns = view.rows(measure), view.columns(measure)
    shown = [cell for row in rows for cell in row.cells]
    return {
        "fields": {name: _field(each, view) for name, each in form.fields.items()},
        "rows": {row.code or "h": _sum(row.total) for row in rows},
        "columns": {str(each.source): _sum(each.total) for each in columns},
        "total": _sum(view.total(measure)),
        "changed": [cell.name for cell in shown if cell.is_changed],
        "warned": _warned(shown),
        "warned_sums": {str(c.source): " ".join(c.problems) for c in columns},
        "html": render_to_string(
            "programme/capital/_problems.html", {"view": view, "measure": measure}
        ),
    }


def _field(field: AmountField, view: CapitalView) -> dict[str, str]:
    text = format_amount(view.amounts.get(field.key))
    return {"text": text, "fault": field.fault, "theirs": field.theirs}


def _warned(shown: Iterable[SheetCell]) -> dict[str, str]:
    return {cell.name: " ".join(cell.problems) for cell in shown if cell.problems}


def _sum(amount: Decimal | None) -> str:
    return format_amount(amount) or "–"
