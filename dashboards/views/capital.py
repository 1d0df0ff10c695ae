"""Vốn: what was planned, allocated and paid out in a year, and who gives his part."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from communes.analytics.places import districts_by_code
from dashboards.analytics.programme.capital import (
    area_lines,
    district_lines,
    group_lines,
    province_problems,
    published_years,
)
from dashboards.views.frame import figures_or_404, frame
from dashboards.views.period import chosen_period
from programme.analytics.capital.checks import gaps
from programme.analytics.capital.year import year_capital


@require_safe
def capital(request: HttpRequest) -> HttpResponse:
    """Show the capital of the chosen period's year, and published years beside."""
    chosen = chosen_period(request)
    figures = figures_or_404(chosen)
    districts = districts_by_code()
    year = year_capital(chosen.period, chosen.as_of)
    context = frame(chosen, figures, districts) | {
        "year": year,
        "money": year.money(),
        "groups": group_lines(year),
        "districts": district_lines(year, districts),
        "gaps": gaps(year.merged, year.rule) if year.rule else (),
        "problems": province_problems(year, districts),
        "areas": area_lines(year, figures),
        "published": published_years(),
    }
    return render(request, "dashboards/capital.html", context, status=chosen.status)
