"""What is wrong with typed values of indicators, told before they are saved.

Nothing is written or kept; saving asks the same form again.
"""

import re
from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from criteria.analytics.indicators import LawIndicator, indicators_of
from criteria.analytics.law import law_on
from ntm_portal.lib import periods
from reports.forms.values import ValuesForm, ValueSlot
from reports.views.scope import district_in_scope

FIELD = re.compile(r"v-(?P<commune>\w{1,5})-(?P<indicator>\d{1,9})", re.ASCII)


@require_POST
def check(
    request: HttpRequest, quarter: periods.Quarter, district: str, number: int
) -> HttpResponse:
    """Answer the fault of each posted value by the name of its field, "" for none."""
    district_in_scope(request, quarter, district)
    indicators = _indicators(quarter, number)
    form = ValuesForm(_slots(request, indicators), request.POST)
    return JsonResponse({"faults": {row.name: row.fault for row in form.rows}})


def _indicators(quarter: periods.Quarter, number: int) -> dict[int, LawIndicator]:
    law = law_on(quarter.last_day)
    if law is None or number not in law.by_number:
        raise Http404("Báo cáo này không có tiêu chí ấy.")
    found = indicators_of(law.code)
    return {each.id: each for each in found if each.criterion_number == number}


def _slots(
    request: HttpRequest, indicators: dict[int, LawIndicator]
) -> Iterator[ValueSlot]:
    """Yield a place for each value of the criterion that was posted."""
    for name in request.POST:
        found = FIELD.fullmatch(name)
        indicator = indicators.get(int(found["indicator"])) if found else None
        if found and indicator:
            yield ValueSlot(found["commune"], indicator)
