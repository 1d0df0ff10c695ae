"""Pages of the criteria."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.models import User
from communes.analytics.places import districts_by_code
from criteria.analytics.assignments import ledger_on
from dashboards.analytics.law.criterion_page import criterion_groups, criterion_page
from dashboards.analytics.over_time.mini_trends import criterion_trend
from dashboards.analytics.over_time.runs import histories
from dashboards.views.frame import figures_or_404, frame, series_or_404
from dashboards.views.period import chosen_period
from reports.analytics.evidence_scope import criterion_evidence


def criterion_list(request: HttpRequest) -> HttpResponse:
    """The set of criteria by group, with counts and who leads each."""
    chosen = chosen_period(request)
    figures = figures_or_404(chosen)
    ledger = ledger_on(chosen.period.last_day)
    context = frame(chosen, figures, districts_by_code()) | {
        "ledger": ledger,
        "groups": criterion_groups(figures, ledger),
    }
    return render(
        request, "dashboards/criterion_list.html", context, status=chosen.status
    )


def criterion(request: HttpRequest, number: int) -> HttpResponse:
    """One criterion: indicators, who leads it, who fails it."""
    chosen = chosen_period(request)
    series = series_or_404(chosen)
    figures = series[-1]
    found = figures.law.by_number.get(number)
    if found is None:
        raise Http404(f"Bộ tiêu chí không có tiêu chí số {number}.")
    ledger = ledger_on(chosen.period.last_day)
    districts = districts_by_code()
    context = frame(chosen, figures, districts) | {
        "criterion": found,
        "ledger": ledger,
        "page": criterion_page(
            found, figures, ledger, districts, past=histories(series)
        ),
        "trend": criterion_trend(series, found),
        "evidence": criterion_evidence(
            request.user, found.id, chosen.period, as_of=chosen.as_of
        )
        if isinstance(request.user, User)
        else (),
    }
    return render(request, "dashboards/criterion.html", context, status=chosen.status)
