"""Sheets of paper for the steering committee's meeting."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from communes.analytics.places import districts_by_code
from criteria.analytics.assignments import ledger_on
from dashboards.analytics.province.meeting import meeting
from dashboards.analytics.province.overview import Question
from dashboards.views.frame import figures_or_404, frame
from dashboards.views.period import chosen_period


def meeting_page(request: HttpRequest) -> HttpResponse:
    """Show the sheet of the province, A4 landscape."""
    chosen = chosen_period(request)
    figures = figures_or_404(chosen)
    ledger = ledger_on(chosen.period.last_day)
    question = Question(chosen.period, chosen.as_of, chosen.day)
    context = frame(chosen, figures, districts_by_code()) | {
        "sheet": meeting(question, ledger) if chosen.has_data else None,
    }
    return render(request, "dashboards/meeting.html", context, status=chosen.status)
