"""Công nhận: decisions, targets, and recognised communes whose criteria fail."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from communes.analytics.places import districts_by_code, places_over
from communes.analytics.recognitions import decisions
from criteria.analytics.recognition import recognition_goals, withdrawal_on
from dashboards.analytics.recognition.recognition_page import Facts, recognition_page
from dashboards.views.frame import frame, series_or_404
from dashboards.views.period import chosen_period
from ntm_portal.lib.periods import Quarter


def recognitions_page(request: HttpRequest) -> HttpResponse:
    """Show who is recognised at the period, who is close to losing or getting it.

    Decisions follow their own dates; an as-of day filters results only.
    """
    chosen = chosen_period(request)
    series = series_or_404(chosen)
    districts = districts_by_code()
    day = chosen.as_of or chosen.day
    facts = _facts(chosen.period)
    context = frame(chosen, series[-1], districts) | {
        "rule": facts.rule,
        "page": recognition_page(series, facts, districts, day=day),
    }
    return render(
        request, "dashboards/recognitions.html", context, status=chosen.status
    )


def _facts(period: Quarter) -> Facts:
    goals = recognition_goals()
    deadlines = [each.deadline for each in goals]
    return Facts(
        decisions=decisions(),
        goals=goals,
        rule=withdrawal_on(period.last_day),
        places=dict(zip(deadlines, places_over(deadlines), strict=True)),
    )
