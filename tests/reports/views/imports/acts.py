"""Short ways to upload a file and to decide on it."""

import re
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from reports.models import ImportRun
from tests.reports.importing.files import RESULTS

LIST = "/nhap-phu-luc/"
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')
STEPS = ("nhap", "bo", "hoan-tac")


def text(response: HttpResponse) -> str:
    return " ".join(response.content.decode().split())


def upload(client: Client, data: bytes, kind: str = RESULTS, **said: Any) -> Any:
    """Return the page that the upload leads to."""
    return _sent(client, data, kind, said, follow=True)


def preview(client: Client, data: bytes, kind: str = RESULTS, **said: Any) -> ImportRun:
    """Return the run that the upload made, without drawing its page."""
    _sent(client, data, kind, said, follow=False)
    return ImportRun.objects.latest("pk")


def _sent(
    client: Client, data: bytes, kind: str, said: dict[str, Any], *, follow: bool
) -> Any:
    return client.post(
        LIST,
        {
            "file": SimpleUploadedFile("bieu.xlsx", data),
            "kind": kind,
            "period": "",
            "on": "10/04/2021",
            "sheet": "",
            **said,
        },
        follow=follow,
    )


def act(client: Client, run: ImportRun, step: str, **said: str) -> Any:
    """Take a step from the run's page, opened just before; what it posts is sent."""
    address = f"{LIST}{run.pk}/{step}/"
    return client.post(address, {**hidden(client, run, address), **said}, follow=True)


def hidden(client: Client, run: ImportRun, address: str) -> dict[str, str]:
    """Return what the form of the run's page with this action holds unseen."""
    page = text(client.get(f"{LIST}{run.pk}/"))
    forms = re.findall(rf'<form[^>]* action="{address}"[^>]*>(.*?)</form>', page)
    return dict(HIDDEN.findall("".join(forms)))
