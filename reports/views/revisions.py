"""Approved revisions of a district: each can be opened and held against any other.

Approved figures are open to everyone who is signed in; nothing of a draft is here.
Evidence is shown to whom may see it at all.
"""

from collections.abc import Sequence
from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.models import User
from communes.models import District
from ntm_portal.lib import periods
from reports.analytics.past.revision_evidence import revision_evidence
from reports.analytics.past.revisions import read_revision, revisions_of
from reports.analytics.past.successions import predecessors
from reports.models import Revision

BAD_REQUEST = 400
COMPARED_WITH = "so-voi"


@require_safe
def revision_list(
    request: HttpRequest, quarter: periods.Quarter, district: str
) -> HttpResponse:
    """List every revision of a district, with those of the quarter marked."""
    place = get_object_or_404(District, pk=district)
    known = revisions_of(district)
    before = predecessors(known)
    context = {
        "district": place,
        "quarter": quarter,
        "lines": [(each, before[each.pk]) for each in known],
    }
    return render(request, "reports/past/revision_list.html", context)


@require_safe
def revision(
    request: HttpRequest, quarter: periods.Quarter, district: str, number: int
) -> HttpResponse:
    """Show a revision as it was approved, compared with another one when asked."""
    place = get_object_or_404(District, pk=district)
    known = revisions_of(district)
    found = _named(known, f"{quarter}-{number}")
    if found is None:
        raise Http404("Không có bản này.")
    asked = request.GET.get(COMPARED_WITH, "")
    other = _named(known, asked)
    page = read_revision(found, other)
    if page is None:
        raise Http404(f"Chưa có bộ tiêu chí nào có hiệu lực ở {quarter.label}.")
    is_wrong = bool(asked) and other is None
    context = {
        "district": place,
        "page": page,
        "before": predecessors(known)[found.pk],
        "evidence": revision_evidence(
            found,
            known=known,
            names={row.place.code: row.place.name for row in page.rows},
            user=cast(User, request.user),
        ),
        "others": [each for each in known if each.pk != found.pk],
        "unknown_asked": asked if is_wrong else "",
    }
    status = BAD_REQUEST if is_wrong else 200
    return render(request, "reports/past/revision.html", context, status=status)


def _named(known: Sequence[Revision], name: str) -> Revision | None:
    """Return the revision that an address names, such as 2020Q4-1."""
    return next(
        (each for each in known if f"{each.quarter_id}-{each.number}" == name), None
    )
