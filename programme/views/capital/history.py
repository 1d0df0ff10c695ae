"""What became of the capital of a district and quarter."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ntm_portal.lib.periods import Quarter
from programme.analytics.capital.lists import capital_history
from programme.views.capital.entry import find_sheet


@require_safe
def history(request: HttpRequest, quarter: Quarter, district: str) -> HttpResponse:
    """Show steps, approved versions and every changed cell; 404 outside of scope."""
    view = find_sheet(request, quarter, district)
    context = {
        "view": view,
        "report": view.report,
        "history": capital_history(view.report),
    }
    return render(request, "programme/capital/history.html", context)
