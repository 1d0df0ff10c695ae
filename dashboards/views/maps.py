"""Maps: one square a commune, or the real boundaries when they were loaded."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from communes.analytics.places import districts_by_code
from dashboards.analytics.boundary_map import boundary_map
from dashboards.analytics.colours import CHANGE, colourings
from dashboards.analytics.names import named
from dashboards.views.frame import figures_or_404, frame
from dashboards.views.period import Chosen, chosen_period
from ntm_portal.lib.periods import Quarter
from reports.analytics.attainment import Figures, NoLaw, figures_at


def boundary_page(request: HttpRequest) -> HttpResponse:
    """Show the map by boundaries; without any, say how they come in."""
    chosen = chosen_period(request)
    figures = figures_or_404(chosen)
    since = chosen.earlier(request.GET.get("tu", "")) or chosen.period.previous()
    colour = request.GET.get("mau", "")
    then = _then(since, chosen) if colour == CHANGE else None
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


def _then(since: Quarter, chosen: Chosen) -> Figures | None:
    try:
        return figures_at(since, as_of=chosen.as_of)
    except NoLaw:
        return None
