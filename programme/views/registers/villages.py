"""Villages held against their set of criteria: results, plans, shares."""

from typing import cast

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.models import User
from communes.models import District
from programme.analytics.registers.villages import last_year, village_page, village_set
from programme.importing.village_result_table import VillageResultTable
from programme.importing.village_table import VillageTable
from programme.models import VillageResult
from programme.models.village_results import FIRST_YEAR
from programme.services.scope import may_write_place
from programme.views.registers.table_page import (
    TablePage,
    person,
    places_of,
    removed_count,
)
from reports.views.clock import today

ROWS = 60
PARTS = (("Thôn, làng", "village_list"), ("Kết quả theo năm", "village_result_list"))


@require_safe
def villages(request: HttpRequest) -> HttpResponse:
    """Show what a year says of the villages, of the province or one district."""
    years = list(range(today(request).year, FIRST_YEAR - 1, -1))
    asked = request.GET.get("nam", "")
    known = asked in map(str, years)
    year = int(asked) if known else last_year(until=years[0])
    code = _district_code(request)
    district = get_object_or_404(District, pk=code) if code else None
    page = find_villages(request)
    context = {
        "page_of": page,
        "removed": removed_count(page, person(request)),
        "page": village_page(year, today(request), district_code=code or None),
        "years": years,
        "district": district,
        "districts": District.objects.all(),
        "criteria_set": village_set(today(request)),
        "may_write": district is not None
        and may_write_place(cast(User, request.user), district.pk),
    }
    return render(request, "programme/registers/villages.html", context)


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """List results of villages, the latest year first."""
    rows = VillageResult.objects.select_related("village__commune__district")
    ordered = rows.order_by("-year", "village__commune", "village__name")
    code = _district_code(request)
    if code:
        ordered = ordered.filter(village__commune__district_id=code)
    shown = Paginator(ordered, ROWS).get_page(request.GET.get("trang"))
    page = find_results(request)
    context = {
        "page_of": page,
        "removed": removed_count(page, person(request)),
        "page": shown,
        "districts": District.objects.all(),
        "code": code,
    }
    return render(request, "programme/registers/village_results.html", context)


def find_villages(request: HttpRequest) -> TablePage:
    """Return the table of villages for its person."""
    return TablePage(
        table=VillageTable(by=person(request)),
        places=places_of(request),
        names="village",
        tab="thon",
        title="Thôn nông thôn mới",
        noun="thôn",
        subtitle="QĐ 386/QĐ-UBND ngày 22/4/2018",
        parts=_parts(),
    )


def find_results(request: HttpRequest) -> TablePage:
    """Return the table of results of villages for its person."""
    found = village_set(today(request))
    return TablePage(
        table=VillageResultTable(found.criteria if found else (), by=person(request)),
        places=places_of(request),
        names="village_result",
        tab="thon",
        title="Kết quả của thôn theo năm",
        noun="kết quả",
        subtitle="QĐ 386/QĐ-UBND ngày 22/4/2018",
        crumbs=(("Thôn nông thôn mới", reverse("village_list")),),
        parts=_parts(),
    )


def _district_code(request: HttpRequest) -> str:
    """Return the district that is asked for, "" for all; raises Http404."""
    code = request.GET.get("huyen", "")
    if code and not code.isalnum():
        raise Http404("Không có huyện này.")
    return code


def _parts() -> tuple[tuple[str, str], ...]:
    return tuple((label, reverse(name)) for label, name in PARTS)
