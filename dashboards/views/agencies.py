"""Pages of the agencies that answer for criteria (Phụ lục 02)."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from accounts.models import User
from communes.analytics.places import districts_by_code
from criteria.analytics.assignments import ledger_on
from criteria.choices import AgencyKind
from criteria.models import Agency
from dashboards.analytics.law.agency_page import agency_lines, agency_page
from dashboards.analytics.over_time.runs import histories
from dashboards.views.filters import AgencyFilter
from dashboards.views.frame import figures_or_404, frame, series_or_404
from dashboards.views.period import chosen_period
from ntm_portal.lib.text import sort_key
from reports.analytics.review.opinions import waiting_for


def _in_order(agencies: Iterable[Agency]) -> list[Agency]:
    return sorted(agencies, key=lambda agency: sort_key(agency.name))


def agency_list(request: HttpRequest) -> HttpResponse:
    """All agencies, filtered by kind and name, with the criteria they lead."""
    chosen = chosen_period(request)
    figures = figures_or_404(chosen)
    ledger = ledger_on(chosen.period.last_day)
    found = AgencyFilter(request.GET, queryset=Agency.objects.all())
    context = frame(chosen, figures, districts_by_code()) | {
        "kinds": AgencyKind.choices,
        "ledger": ledger,
        "lines": agency_lines(_in_order(found.qs), figures, ledger),
    }
    return render(request, "dashboards/agency_list.html", context, status=chosen.status)


def agency(request: HttpRequest, code: str) -> HttpResponse:
    """One agency: the communes that fail the criteria it leads."""
    chosen = chosen_period(request)
    found = get_object_or_404(Agency, code=code)
    series = series_or_404(chosen)
    figures = series[-1]
    ledger = ledger_on(chosen.period.last_day)
    districts = districts_by_code()
    context = frame(chosen, figures, districts) | {
        "agency": found,
        "ledger": ledger,
        "page": agency_page(found, figures, ledger, districts, past=histories(series)),
        # Only the agency's own people have results to look at.
        "to_check": waiting_for(found)
        if isinstance(request.user, User) and request.user.agency == found
        else None,
    }
    return render(request, "dashboards/agency.html", context, status=chosen.status)
