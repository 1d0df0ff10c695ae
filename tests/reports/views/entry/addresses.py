"""Addresses of the entry page, and short ways to ask about what they did."""

from django.http import HttpResponse

from reports.models import DraftResult, Report
from tests.reports.review_world import QUARTER, SMALL

LIST = "/bao-cao/"
PAGE = f"/bao-cao/{QUARTER}/{SMALL}/"
CELLS, PASTE, UNCHANGED, NOTED, SUBMIT = (
    f"{PAGE}{act}/" for act in ("o", "dan", "khong-thay-doi", "so-lieu-goc", "gui")
)
ACTS = (CELLS, PASTE, UNCHANGED, NOTED, SUBMIT)
JSON = {"Accept": "application/json"}


def text(response: HttpResponse) -> str:
    return " ".join(response.content.decode().split())


def said(response: HttpResponse) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def state() -> str:
    return Report.objects.get(district_id=SMALL, quarter_id=QUARTER).state


def stored() -> set[tuple[str, int, str]]:
    rows = DraftResult.objects.values_list("commune_id", "criterion__number", "state")
    return set(rows)
