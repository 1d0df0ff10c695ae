"""Maps: one square a commune, or the real boundaries when they were loaded."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from communes.analytics.places import districts_by_code
from dashboards.analytics.maps.boundary_map import boundary_map
from dashboards.analytics.maps.colours import CHANGE, colourings
from dashboards.analytics.names import named
from dashboards.views.frame import figures_or_404, frame
from dashboards.views.period import chosen_period
from reports.analytics.earlier import earlier_figures


def boundary_page(request: HttpRequest) -> HttpResponse:
    """Show the map by boundaries; without any, say how they come in."""
    chosen = chosen_period(request)
    figures = figures_or_404(chosen)
    since = chosen.earlier(request.GET.get("tu", "")) or chosen.period.previous()
    colour = request.GET.get("mau", "")
    is_asked = colour == CHANGE
    then = earlier_figures(since, as_of=chosen.as_of) if is_asked else None
    choices = colourings(figures.law, since, then)
    districts = districts_by_code()
    names = named((each.place for each in figures.communes), districts)
    picked = {each.key: each for each in choices}.get(colour, choices[0])
    context = frame(chosen, figures, districts) | {
        "since": since,
        "colourings": choices,
        "map": boundary_map(figures, names, picked),
    }
    return render(request, "dashboards/boundaries.html", context, status=chosen.status)
