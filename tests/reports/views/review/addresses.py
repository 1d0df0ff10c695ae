"""Addresses of the review and short ways to ask about what they did."""

from django.http import HttpResponse
from django.test import Client

from reports.models import Report, Revision
from tests.reports.review_world import QUARTER, SMALL

QUEUE = "/duyet/"
PAGE = f"/duyet/{QUARTER}/{SMALL}/"
MANY = "/duyet/duyet-nhieu/"
APPROVE, RETURN, CELLS, REOPEN = (
    f"{PAGE}{step}/" for step in ("duyet", "tra-lai", "tra-o", "mo-lai")
)
CLOSE, UNLOCK = f"/duyet/{QUARTER}/khoa-ky/", f"/duyet/{QUARTER}/mo-khoa/"
DECISIONS = (APPROVE, RETURN, CELLS, REOPEN, MANY, CLOSE, UNLOCK)
EVERYTHING = (QUEUE, PAGE, *DECISIONS)


def text(response: HttpResponse) -> str:
    return " ".join(response.content.decode().split())


def state() -> str:
    return Report.objects.get(district_id=SMALL, quarter_id=QUARTER).state


def seen(client: Client) -> dict[str, int | str]:
    """Return what the page carries along with an approval."""
    initial = client.get(PAGE).context["approve_form"].initial
    return {name: "" if value is None else value for name, value in initial.items()}


def approve_now(client: Client) -> HttpResponse:
    return client.post(APPROVE, seen(client), follow=True)


def own_revisions() -> int:
    return Revision.objects.filter(quarter_id=QUARTER).count()
