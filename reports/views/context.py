"""What the frame of every page shows."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists
from django.http import HttpRequest

from accounts.models import User
from reports.analytics.inbox import inbox_parts, unread_count
from reports.analytics.returned_work import unread_returned
from reports.analytics.review.opinions import leads_criteria
from reports.analytics.talk_scope import has_inbox
from reports.models import Report, Revision
from reports.views.clock import today

# First parts of the addresses of the programme's pages.
PROGRAMME = (
    "chuong-trinh",
    "nhiem-vu",
    "trach-nhiem",
    "von",
    "hop-tac-xa",
    "thon",
    "xa-kho-khan",
    "so-theo-doi",
    "hop-ban-chi-dao",
    "ho-so-cong-nhan",
)
SECTIONS = {
    "bao-cao": "report",
    "duyet": "review",
    "kiem-tra": "review",
    "doi-chieu": "opinion",
    "nhap-phu-luc": "import",
    "huyen": "district",
    "xa": "district",
    "tieu-chi": "criterion",
    "don-vi": "agency",
    "hop-thu": "inbox",
    "xuat": "output",
    **dict.fromkeys(PROGRAMME, "programme"),
    **dict.fromkeys(
        ("", "gan-dat", "ke-hoach", "xu-huong", "so-sanh", "xep-hang"), "overview"
    ),
    **dict.fromkeys(("cong-nhan", "phieu-hop", "ban-do"), "overview"),
}


@dataclass(frozen=True, slots=True)
class Portal:
    """Frame of a page: banner, counts at "Duyệt" and at the inbox, date, section.

    ``unread`` is None for whoever has no inbox.
    """

    is_demo: bool
    review_count: int
    has_opinions: bool
    unread: int | None
    today: dt.date
    section: str


def portal(request: HttpRequest) -> dict[str, Portal]:
    """Context processor; a query, two for reviewers, four at most for agencies."""
    user = getattr(request, "user", None)
    can_review = bool(user and user.is_authenticated and user.can_review)
    is_demo, unread = _demo_and_unread(user)
    return {
        "portal": Portal(
            is_demo=is_demo,
            review_count=Report.objects.submitted().count() if can_review else 0,
            unread=unread,
            has_opinions=can_review or _leads(request),
            today=today(request),
            section=_section(request.path_info, can_review=can_review),
        )
    }


def _section(path: str, *, can_review: bool) -> str:
    """Return the part of the portal that a page belongs to, for its person."""
    first, second = [*path.split("/"), "", ""][1:3]
    if can_review and (first, second) == ("bao-cao", "ai-chua-nop"):
        return "review"
    return SECTIONS.get(first, "")


def _demo_and_unread(user: object) -> tuple[bool, int | None]:
    """Ask both in one query, for both stand on every page."""
    demo = Revision.objects.standing(None).filter(is_demo=True)
    if not isinstance(user, User) or not has_inbox(user):
        return demo.exists(), None
    asked = User.objects.filter(pk=user.pk).annotate(
        sees_demo=Exists(demo),
        unread=unread_count(inbox_parts(user)) + unread_returned(user),
    )
    is_demo, unread = asked.values_list("sees_demo", "unread").get()
    return is_demo, unread


def _leads(request: HttpRequest) -> bool:
    agency = getattr(getattr(request, "user", None), "agency_id", None)
    return agency is not None and leads_criteria(agency, on=today(request))
