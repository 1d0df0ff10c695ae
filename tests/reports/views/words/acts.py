"""Addresses of the words of a report, and short ways to use them."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from reports.models import ReportWords, Revision, RevisionWords
from tests import handed_in
from tests.reports.views.entry.addresses import PAGE

WORDS = f"{PAGE}loi/"
PAPERS = f"{WORDS}to-ky/"
DOCX = f"{PAGE}bao-cao.docx"
JSON = {"Accept": "application/json"}
ALL = ("highlights", "difficulties", "proposals", "next_tasks")


def save(client: Client, version: int = 0, **texts: str) -> HttpResponse:
    """Save as the page's script does; ``truoc_…`` is what a text was before."""
    named = {key.replace("truoc_", "truoc-"): text for key, text in texts.items()}
    return client.post(WORDS, {"version": version, **named}, headers=JSON)


def save_plain(client: Client, version: int = 0, **texts: str) -> HttpResponse:
    """Save as the plain form does, with every text and what it was."""
    blank = dict.fromkeys(ALL, "") | {f"truoc-{name}": "" for name in ALL}
    named = {key.replace("truoc_", "truoc-"): text for key, text in texts.items()}
    return client.post(WORDS, {"version": version, **blank, **named})


def kept() -> ReportWords:
    return ReportWords.objects.get()


def approved_words(revision: Revision, **texts: str) -> RevisionWords:
    return RevisionWords.objects.create(revision=revision, **texts)


def send_paper(client: Client, **changed: object) -> HttpResponse:
    upload = SimpleUploadedFile("Tờ ký.pdf", handed_in.PDF)
    said = {
        "number": "15/BC-UBND",
        "signed_on": "19/03/2021",
        "signer": "Nguyễn Văn A",
        "upload": upload,
    }
    return client.post(PAPERS, {**said, **changed}, follow=True)
