"""The overview: how far the province is, on one page."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.models import User
from dashboards.analytics.maps.boundary_map import has_boundaries
from dashboards.analytics.programme.summary import programme_summary
from dashboards.analytics.province.overview import Question
from dashboards.analytics.province.overview import overview as overview_of
from dashboards.analytics.province.unapproved import may_see_submitted
from dashboards.views.period import Chosen, chosen_period


def overview(request: HttpRequest) -> HttpResponse:
    """Show the figures of the period asked for; 400 with a note for a wrong one."""
    chosen = chosen_period(request)
    user = cast(User, request.user)
    unapproved = chosen.unapproved and may_see_submitted(user)
    context: dict[str, Any] = {
        "chosen": chosen,
        "offers_submitted": may_see_submitted(user),
        "unapproved": unapproved,
        "page": None,
    }
    if chosen.has_data:
        question = _question(request, chosen, user if unapproved else None)
        context["page"] = overview_of(question)
        context["has_boundaries"] = has_boundaries()
        context["programme"] = programme_summary(
            chosen.period, today=chosen.day, as_of=chosen.as_of
        )
    return render(request, "dashboards/overview.html", context, status=chosen.status)


def _question(
    request: HttpRequest, chosen: Chosen, submitted_for: User | None
) -> Question:
    return Question(
        period=chosen.period,
        as_of=chosen.as_of,
        today=chosen.day,
        colour=request.GET.get("mau", ""),
        since=chosen.earlier(request.GET.get("tu", "")),
        submitted_for=submitted_for,
    )
