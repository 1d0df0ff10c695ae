"""Addresses of values, and short ways to ask about what was stored."""

from django.http import HttpResponse

from criteria.analytics.values import GivenValue
from reports.forms.seen_values import seen_text
from reports.models import DraftValue
from tests.reports.review_world import FIRST, QUARTER, SMALL
from tests.reports.values_world import name

REPORT = f"/bao-cao/{QUARTER}/{SMALL}/"
FRAGMENT = {"X-Requested-With": "fragment"}


def cell(number: int, commune: str = FIRST) -> str:
    return f"{REPORT}o/{commune}/{number}/"


def cell_values(number: int, commune: str = FIRST) -> str:
    return f"{cell(number, commune)}chi-tieu/"


def table(number: int) -> str:
    return f"{REPORT}chi-tieu/{number}/"


def posted(
    code: str, text: str, *, seen: GivenValue | None = None, commune: str = FIRST
) -> dict[str, str]:
    """Return what a page posts about one indicator."""
    field = name(code, commune)
    return {field: text, f"{field}-s": seen_text(seen)}


def text(response: HttpResponse) -> str:
    return " ".join(response.content.decode().split())


def said(response: HttpResponse) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def stored() -> dict[tuple[str, str], GivenValue]:
    return {
        (row.commune_id, row.indicator.code): GivenValue(
            row.number, row.second_number, row.answer, row.is_no_data
        )
        for row in DraftValue.objects.select_related("indicator")
    }
