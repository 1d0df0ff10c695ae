"""What the frame of every page shows."""

import datetime as dt
from dataclasses import dataclass

from django.http import HttpRequest

from reports.models import Report, Revision
from reports.views.clock import today

SECTIONS = {
    "bao-cao": "report",
    "duyet": "review",
    "nhap-phu-luc": "import",
    "huyen": "district",
    "xa": "district",
    "tieu-chi": "criterion",
    "don-vi": "agency",
    "": "overview",
}


@dataclass(frozen=True, slots=True)
class Portal:
    """Frame of a page: banner, count at "Duyệt", date, current section."""

    is_demo: bool
    review_count: int
    today: dt.date
    section: str


def portal(request: HttpRequest) -> dict[str, Portal]:
    """Context processor; at most three queries (two for those who do not review)."""
    user = getattr(request, "user", None)
    can_review = bool(user and user.is_authenticated and user.can_review)
    return {
        "portal": Portal(
            is_demo=Revision.objects.standing(None).filter(is_demo=True).exists(),
            review_count=Report.objects.submitted().count() if can_review else 0,
            today=today(request),
            section=SECTIONS.get(request.path_info.split("/")[1], ""),
        )
    }
