"""Short ways to take a report away as a workbook and to bring one back."""

import re
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.reports.views.entry.addresses import PAGE, text

EXCEL, FILE, FILL = f"{PAGE}excel/", f"{PAGE}nap/", f"{PAGE}nap/ghi/"
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


def upload(client: Client, data: bytes, **said: str) -> Any:
    file = SimpleUploadedFile("bieu.xlsx", data)
    return client.post(FILE, {"file": file, "sheet": "", **said})


def posted_by(preview: Any) -> dict[str, str]:
    """Return what the preview's own form posts."""
    form = text(preview).split('<form class="nt-act"')[1].split("</form>")[0]
    return dict(HIDDEN.findall(form))


def fill(client: Client, data: bytes, **said: str) -> Any:
    """Bring a file in, through its preview; follow to the page after."""
    preview = upload(client, data)
    assert preview.status_code == 200, text(preview)
    return client.post(FILL, {**posted_by(preview), **said}, follow=True)


def downloaded(client: Client) -> bytes:
    response = client.get(EXCEL)
    assert response.status_code == 200
    return b"".join(response)
