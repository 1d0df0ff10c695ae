"""Short ways to upload a file and to decide on it."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from reports.models import ImportRun
from tests.reports.importing.files import RESULTS

LIST = "/nhap-phu-luc/"
STEPS = ("nhap", "bo", "hoan-tac")


def text(response: HttpResponse) -> str:
    return " ".join(response.content.decode().split())


def upload(client: Client, data: bytes, kind: str = RESULTS, **said: Any) -> Any:
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
        follow=True,
    )


def preview(client: Client, data: bytes, kind: str = RESULTS, **said: Any) -> ImportRun:
    upload(client, data, kind, **said)
    return ImportRun.objects.latest("pk")


def act(client: Client, run: ImportRun, step: str, **said: str) -> Any:
    return client.post(f"{LIST}{run.pk}/{step}/", said, follow=True)
