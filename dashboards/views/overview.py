"""The overview: how far the province is, on one page."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.models import User
from dashboards.analytics.overview import Question
from dashboards.analytics.overview import overview as overview_of
from dashboards.analytics.unapproved import may_see_submitted
from dashboards.views.period import Chosen, chosen_period


def overview(request: HttpRequest) -> HttpResponse:
    """Show the figures of the period asked for; 400 with a note for a wrong one."""
    chosen = chosen_period(request)
    user = cast(User, request.user)
    context: dict[str, Any] = {
        "chosen": chosen,
        "offers_submitted": may_see_submitted(user),
        "page": overview_of(_question(request, chosen, user))
        if chosen.has_data
        else None,
    }
    return render(request, "dashboards/overview.html", context, status=chosen.status)


def _question(request: HttpRequest, chosen: Chosen, user: User) -> Question:
    return Question(
        period=chosen.period,
        as_of=chosen.as_of,
        today=chosen.day,
        colour=request.GET.get("mau", ""),
        submitted_for=user if chosen.unapproved and may_see_submitted(user) else None,
    )
