"""So sánh: any two moments, each a period with perhaps an as-of day."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from communes.analytics.places import districts_by_code
from dashboards.analytics.comparing.comparison import comparison
from dashboards.views.frame import figures_or_404, frame
from dashboards.views.period import Chosen, chosen_period, second_period


def comparison_page(request: HttpRequest) -> HttpResponse:
    """Hold the first moment against the second; 400 with a note for a wrong one."""
    chosen = chosen_period(request)
    other = second_period(request, chosen)
    figures, then = figures_or_404(chosen), figures_or_404(other)
    districts = districts_by_code()
    context = frame(chosen, figures, districts) | {
        "other": frame(other, then, districts),
        "heads": _heads(chosen, other),
        "page": comparison(figures, then, districts),
    }
    status = max(chosen.status, other.status)
    return render(request, "dashboards/comparison.html", context, status=status)


def _heads(now: Chosen, then: Chosen) -> dict[str, str]:
    """Return heads of columns: quarters, or of one quarter the two days."""
    if now.period != then.period:
        return {"now": now.period.label, "then": then.period.label}
    return {"now": _day(now), "then": _day(then)}


def _day(chosen: Chosen) -> str:
    return f"đến {chosen.as_of:%d/%m/%Y}" if chosen.as_of else "mọi bản duyệt"
