"""The log of a report: who changed what, when, by which way."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from communes.analytics.places import programme_communes
from criteria.analytics.law import law_on
from ntm_portal.lib import periods
from reports.analytics.past.change_log import log_parts, people, read_entries, timeline
from reports.analytics.quarter_report import report_of
from reports.forms.change_log import LogFilter
from reports.views.scope import district_in_scope

LINES = 50


@require_safe
def log(request: HttpRequest, quarter: periods.Quarter, district: str) -> HttpResponse:
    """Show the log of a district's quarter, newest first, narrowed as asked."""
    place = district_in_scope(request, quarter, district)
    law = law_on(quarter.last_day)
    if law is None:
        raise Http404(f"Chưa có bộ tiêu chí nào có hiệu lực ở {quarter.label}.")
    communes = programme_communes(quarter.last_day, district_code=district)
    parts = log_parts(report_of(quarter, place))
    found = LogFilter(
        request.GET.dict(),
        communes=[(each.code, each.name) for each in communes],
        criteria=[(str(each.number), each.title) for each in law.criteria],
        people=people(parts),
    )
    found.is_valid()
    narrowed = {kind: found.filter_queryset(part) for kind, part in parts.items()}
    page = Paginator(timeline(narrowed), LINES).get_page(request.GET.get("trang"))
    context = {
        "district": place,
        "quarter": quarter,
        "filter": found,
        "page": page,
        "entries": read_entries(list(page), parts, communes),
    }
    return render(request, "reports/past/history.html", context)
