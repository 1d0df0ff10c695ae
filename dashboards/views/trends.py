"""Xu hướng: how the figures moved, and where the targets are heading."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from communes.analytics.places import districts_by_code
from dashboards.analytics.over_time.trends import trends
from dashboards.views.frame import figures_or_404, frame
from dashboards.views.period import chosen_period
from reports.analytics.series import figures_over


def trends_page(request: HttpRequest) -> HttpResponse:
    """Show every quarter up to the period asked for, and what follows from them."""
    chosen = chosen_period(request)
    series = figures_over(chosen.period, as_of=chosen.as_of)
    figures = series[-1] if series else figures_or_404(chosen)
    districts = districts_by_code()
    page = trends(series)
    context = frame(chosen, figures, districts) | {
        "page": page,
        "awaited": [
            district.short_name
            for code, district in districts.items()
            if page and code in page.awaited
        ],
    }
    return render(request, "dashboards/trends.html", context, status=chosen.status)
