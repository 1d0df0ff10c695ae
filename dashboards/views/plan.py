"""Phụ lục 01 against results."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from communes.analytics.places import districts_by_code
from criteria.analytics.plans import plan_in_force
from dashboards.analytics.names import named
from dashboards.analytics.targets.plan_progress import plan_progress
from dashboards.views.frame import figures_or_404, frame
from dashboards.views.period import chosen_period


def plan_page(request: HttpRequest) -> HttpResponse:
    """Show what was planned by year, district and criterion, and how it stands."""
    chosen = chosen_period(request)
    figures = figures_or_404(chosen)
    districts = districts_by_code()
    names = named((each.place for each in figures.communes), districts)
    plan = plan_in_force(chosen.period.last_day)
    context = frame(chosen, figures, districts) | {
        "page": plan_progress(figures, plan, districts, names) if plan else None,
    }
    return render(request, "dashboards/plan.html", context, status=chosen.status)
