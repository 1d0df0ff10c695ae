"""Addresses of đối chiếu, and what their pages post."""

from django.http import HttpResponse
from django.test import Client

from tests.reports.review_world import QUARTER

LIST = "/doi-chieu/"
PAGE = f"/doi-chieu/{QUARTER}/5/"


def text(response: HttpResponse) -> str:
    return " ".join(response.content.decode().split())


def rows(client: Client, address: str = PAGE) -> dict:
    """Return the rows of the page by commune code."""
    districts = client.get(address).context["districts"]
    return {row.result.place.code: row for each in districts for row in each.rows}


def shown(client: Client, address: str = PAGE) -> dict[str, str]:
    """Return what the page carries along for each commune."""
    return {f"da-xem-{code}": row.shown for code, row in rows(client, address).items()}


def choice(commune: str, verdict: str, note: str = "") -> dict[str, str]:
    return {f"y-kien-{commune}": verdict, f"noi-dung-{commune}": note}
