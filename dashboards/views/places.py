"""Pages of districts and communes."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from accounts.models import User
from communes.analytics.places import districts_by_code
from communes.models import Commune, CommunePeriod, District, Recognition, holds_on
from criteria.analytics.plans import Plan, plan_in_force
from dashboards.analytics.districts import district_rows, province_row
from dashboards.analytics.names import named
from dashboards.analytics.over_time.mini_trends import district_trend
from dashboards.analytics.places.commune_indicators import commune_values
from dashboards.analytics.places.commune_page import commune_page
from dashboards.analytics.places.district_page import district_page
from dashboards.analytics.programme.place_registers import place_registers
from dashboards.analytics.targets.plan_progress import PlanProgress, plan_progress
from dashboards.views.frame import figures_or_404, frame, series_or_404
from dashboards.views.period import Chosen, chosen_period
from programme.models import RecognitionDossier
from reports.analytics.attainment import Figures
from reports.analytics.evidence_scope import commune_evidence


def district_list(request: HttpRequest) -> HttpResponse:
    """All districts with their figures."""
    chosen = chosen_period(request)
    figures = figures_or_404(chosen)
    districts = districts_by_code()
    context = frame(chosen, figures, districts) | {
        "rows": district_rows(figures, districts),
        "province": province_row(figures),
    }
    return render(
        request, "dashboards/district_list.html", context, status=chosen.status
    )


def district(request: HttpRequest, code: str) -> HttpResponse:
    """One district: its communes by criterion."""
    chosen = chosen_period(request)
    found = get_object_or_404(District, code=code)
    series = series_or_404(chosen)
    own = series[-1].of_district(code)
    plan = plan_in_force(chosen.period.last_day)
    context = {
        "chosen": chosen,
        "district": found,
        "figures": own,
        "source": own.sources.get(code),
        "page": district_page(own),
        "trend": district_trend(series, code),
        "progress": _progress(own, plan, found) if plan and own.reported else None,
        "registers": place_registers(
            [each.place.code for each in own.communes],
            district_code=code,
            on=chosen.period.last_day,
        ),
        "may_enter": request.user.is_authenticated and request.user.covers(code),
    }
    return render(request, "dashboards/district.html", context, status=chosen.status)


def _progress(own: Figures, plan: Plan, district: District) -> PlanProgress:
    districts = {district.code: district}
    names = named((each.place for each in own.communes), districts)
    return plan_progress(own, plan, districts, names)


def commune(request: HttpRequest, code: str) -> HttpResponse:
    """One commune: nineteen criteria by quarter, plan against result."""
    chosen = chosen_period(request)
    found = get_object_or_404(Commune.objects.select_related("district"), code=code)
    figures = figures_or_404(chosen)
    siblings = [
        each.place
        for each in figures.communes
        if each.place.district_code == found.district_id
    ]
    codes = [place.code for place in siblings]
    position = codes.index(code) if code in codes else None
    page = commune_page(found, figures.law, chosen.period, as_of=chosen.as_of)
    context = {
        "chosen": chosen,
        "commune": found,
        "life": CommunePeriod.objects.filter(
            holds_on(chosen.period.last_day), commune=found
        ).first(),
        "in_programme": position is not None,
        "previous": siblings[position - 1] if position else None,
        "next": siblings[position + 1]
        if position is not None and position + 1 < len(siblings)
        else None,
        **_work(request, found, chosen),
        "registers": place_registers(
            [code], district_code=None, on=chosen.period.last_day
        ),
        "page": page,
        "values": commune_values(
            found,
            figures.law,
            (page.now and page.now.source) or chosen.period,
            as_of=chosen.as_of,
        ),
        "source": figures.sources.get(found.district_id),
    }
    return render(request, "dashboards/commune.html", context, status=chosen.status)


def _work(request: HttpRequest, commune: Commune, chosen: Chosen) -> dict[str, Any]:
    """Return decisions, dossiers and evidence, and whether a dossier may be opened."""
    user = cast(User, request.user)
    return {
        "recognitions": Recognition.objects.filter(commune=commune),
        "dossiers": RecognitionDossier.objects.filter(commune=commune),
        "may_open_dossier": user.can_enter and user.covers(commune.district_id),
        "evidence": commune_evidence(
            user, commune.code, chosen.period, as_of=chosen.as_of
        ),
    }
