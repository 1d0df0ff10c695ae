"""Cooperatives: mỗi xã ít nhất 01, and the register behind it."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from communes.models import Cooperative
from programme.analytics.registers.cooperatives import cooperative_page
from programme.importing.cooperative_table import CooperativeTable
from programme.views.registers.filters import CooperativeFilter
from programme.views.registers.table_page import (
    TablePage,
    person,
    places_of,
    removed_count,
)
from reports.views.clock import today

ROWS = 50


@require_safe
def cooperatives(request: HttpRequest) -> HttpResponse:
    """Show which communes have one, which lack one and why, and all of them."""
    rows = Cooperative.objects.select_related("commune__district")
    chosen = CooperativeFilter(request.GET, queryset=rows)
    shown = Paginator(chosen.qs, ROWS).get_page(request.GET.get("trang"))
    page = find_cooperatives(request)
    context = {
        "page_of": page,
        "removed": removed_count(page, person(request)),
        "summary": cooperative_page(today(request)),
        "filter": chosen,
        "page": shown,
        "samples": any(row.is_sample for row in shown),
    }
    return render(request, "programme/registers/cooperatives.html", context)


def find_cooperatives(request: HttpRequest) -> TablePage:
    """Return the table of cooperatives for its person."""
    return TablePage(
        table=CooperativeTable(by=person(request)),
        places=places_of(request),
        names="cooperative",
        tab="hop-tac-xa",
        title="Hợp tác xã",
        noun="hợp tác xã",
        subtitle="QĐ 1334, mục II.1: mỗi xã ít nhất 01 hợp tác xã theo Luật",
    )
