"""Xếp hạng: districts and communes, each among its like."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from communes.analytics.places import districts_by_code
from communes.models import District
from dashboards.analytics.comparing.peers import (
    FACES,
    Likeness,
    Peers,
    Traits,
    peers,
    traits_at,
)
from dashboards.analytics.comparing.ranking import (
    Measure,
    Moments,
    Unit,
    district_units,
    measures,
    ranking,
)
from dashboards.analytics.names import named
from dashboards.views.frame import frame, series_or_404
from dashboards.views.period import Chosen, chosen_period
from reports.analytics.attainment import Figures

LEVEL, MEASURE, LIKENESS = "cap", "do", "trong"
COMMUNES = "xa"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is ranked, by what, and among which like units."""

    is_communes: bool
    measure: Measure
    likeness: Likeness
    offered: tuple[Likeness, ...]
    missing: bool


def ranking_page(request: HttpRequest) -> HttpResponse:
    """Rank the units of each group of like communes at the period asked for."""
    chosen = chosen_period(request)
    moments = _moments(chosen)
    figures = moments.now
    districts = districts_by_code()
    traits = traits_at(chosen.period)
    asked = _asked(request, figures, traits)
    units = _units(figures, districts, is_communes=asked.is_communes)
    groups = _groups(figures, asked, traits, districts)
    context = frame(chosen, figures, districts) | {
        "asked": asked,
        "faces": [(each.value, FACES[each]) for each in asked.offered],
        "measures": measures(figures),
        "keep": [
            (LEVEL, COMMUNES if asked.is_communes else ""),
            (MEASURE, asked.measure.key),
            (LIKENESS, asked.likeness.value),
        ],
        "rankings": [ranking(moments, group, units, asked.measure) for group in groups],
        "before": chosen.period.previous(),
        "year_before": chosen.period.shift(-4),
    }
    return render(request, "dashboards/ranking.html", context, status=chosen.status)


def _moments(chosen: Chosen) -> Moments:
    series = series_or_404(chosen)
    by_period = {each.period: each for each in series}
    return Moments(
        now=series[-1],
        quarter=by_period.get(chosen.period.previous()),
        year=by_period.get(chosen.period.shift(-4)),
    )


def _asked(request: HttpRequest, figures: Figures, traits: Traits) -> Asked:
    """Read what is asked; what is unknown, or not known at the period, is not asked."""
    is_communes = request.GET.get(LEVEL) == COMMUNES
    offered = (Likeness.NONE, *traits.offered)
    if is_communes:
        offered += (Likeness.DISTRICT,)
    wanted = request.GET.get(LIKENESS, "")
    by_key = {each.value: each for each in offered}
    choices = {each.key: each for each in measures(figures)}
    average = next(iter(choices.values()))
    return Asked(
        is_communes=is_communes,
        measure=average
        if is_communes
        else choices.get(request.GET.get(MEASURE, ""), average),
        likeness=by_key.get(wanted, Likeness.NONE),
        offered=offered,
        missing=wanted not in by_key,
    )


def _units(
    figures: Figures, districts: Mapping[str, District], *, is_communes: bool
) -> tuple[Unit, ...]:
    if not is_communes:
        return district_units(
            figures, {code: each.short_name for code, each in districts.items()}
        )
    names = named((each.place for each in figures.communes), districts)
    return tuple(
        Unit(code, name.name, name.district, frozenset({code}))
        for code, name in names.items()
    )


def _groups(
    figures: Figures, asked: Asked, traits: Traits, districts: Mapping[str, District]
) -> tuple[Peers, ...]:
    district_of = {
        each.place.code: each.place.district_code for each in figures.communes
    }
    return peers(asked.likeness, district_of.keys(), traits, districts, district_of)
