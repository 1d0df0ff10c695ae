"""Capital of a quarter as a workbook, to be filled in and imported again."""

import io

from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from accounts.models import User
from communes.analytics.places import Place, districts_by_code, programme_communes
from communes.models import District
from ntm_portal.lib.periods import Quarter
from programme.analytics.capital.sheet import read_capital
from programme.exporting.capital import capital_workbook
from programme.importing.capital.files import figures_by_district
from programme.models import Amounts, CapitalRevision
from reports.views.imports.files import XLSX


@require_safe
def workbook(request: HttpRequest, quarter: Quarter) -> FileResponse:
    """Answer what is approved of all districts, or one district's own sheet.

    A sheet under way is for whoever may see it; others get what is approved.
    """
    user = request.user
    districts = _districts(quarter, request.GET.get("huyen", ""))
    codes = [district.code for district, _ in districts]
    approved = (
        CapitalRevision.objects.standing()
        .filter(quarter_id=quarter.code, district_id__in=codes)
        .last_by_district()
    )
    amounts: dict[str, Amounts] = figures_by_district(approved)
    asked = districts[0][0] if request.GET.get("huyen") else None
    if asked and isinstance(user, User) and user.can_enter and user.covers(asked.code):
        amounts[asked.code] = read_capital(period=quarter, district=asked).amounts
    data = capital_workbook(
        period=quarter,
        districts=districts,
        amounts=amounts,
        is_demo=any(each.is_demo for each in approved.values()),
    )
    name = f"von-{quarter.code}{f'-{asked.code}' if asked else ''}.xlsx"
    response = FileResponse(
        io.BytesIO(data), as_attachment=True, filename=name, content_type=XLSX
    )
    response["Cache-Control"] = "private, no-store"
    return response


def _districts(quarter: Quarter, code: str) -> list[tuple[District, list[Place]]]:
    places: dict[str, list[Place]] = {}
    for place in programme_communes(quarter.last_day):
        places.setdefault(place.district_code, []).append(place)
    known = districts_by_code()
    if code and code not in known:
        raise Http404("Không có huyện này.")
    return [
        (district, places.get(each, []))
        for each, district in known.items()
        if code in ("", each)
    ]
