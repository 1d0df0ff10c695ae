"""Vietnamese throughout: what Django and its add-ons lack stands in locale/."""

import ast
import gettext
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from accounts.choices import Role
from accounts.models import User

FOLDER = Path(settings.BASE_DIR) / "locale" / "vi" / "LC_MESSAGES"
DOMAINS = ("django", "djangojs")
PHRASE = "mật khẩu đủ dài 2019"
PAGES = [
    "/quan-tri/",
    "/quan-tri/accounts/user/",
    "/quan-tri/accounts/user/add/",
    "/quan-tri/password_change/",
    "/quan-tri/communes/commune/",
    "/quan-tri/criteria/agency/",
    "/quan-tri/communes/district/import/",
    "/quan-tri/communes/district/export/",
]
ENGLISH = [
    'alt="False"',
    'alt="None"',
    'alt="Search"',
    'alt="True"',
    "After you’ve",
    "Add link",
    "Breadcrumbs",
    "Click ",
    "Display name",
    "Enabled",
    "File to import",
    "Filter navigation",
    ">Format",
    "Hide counts",
    "Model name",
    " models",
    "Password-based",
    "Please correct",
    ">Search<",
    "Select all",
    "Show counts",
    "Sidebar",
    "Skip to main",
    "Start typing",
    "Submit",
    "This exporter",
    "This importer",
    "Toggle navigation",
    "Toggle theme",
    "confirmed",
    "salt<",
    "typical",
]


@pytest.fixture
def office(client):
    user = User.objects.create_user("quantri", password=PHRASE, role=Role.ADMIN)
    client.force_login(user)
    return client


def entries(domain: str) -> Iterator[dict[str, str]]:
    """Yield each entry of the .po, its texts by keyword, the header left out."""
    text = (FOLDER / f"{domain}.po").read_text(encoding="utf-8")
    for block in text.split("\n\n")[1:]:
        entry: dict[str, str] = {}
        keyword = ""
        for line in block.splitlines():
            if line.startswith("#"):
                continue
            if not line.startswith('"'):
                keyword, line = line.split(" ", maxsplit=1)
            entry[keyword] = entry.get(keyword, "") + ast.literal_eval(line)
        yield entry


def compiled(domain: str) -> gettext.GNUTranslations:
    with (FOLDER / f"{domain}.mo").open("rb") as file:
        return gettext.GNUTranslations(file)


def looked_up(catalogue: gettext.GNUTranslations, entry: dict[str, str]) -> str:
    if "msgid_plural" in entry:
        return catalogue.ngettext(entry["msgid"], entry["msgid_plural"], 2)
    if "msgctxt" in entry:
        return catalogue.pgettext(entry["msgctxt"], entry["msgid"])
    return catalogue.gettext(entry["msgid"])


@pytest.mark.parametrize("domain", DOMAINS)
def test_the_compiled_catalogue_says_what_its_source_says(domain):
    catalogue = compiled(domain)
    stale = [
        entry
        for entry in entries(domain)
        if looked_up(catalogue, entry) != entry.get("msgstr", entry.get("msgstr[0]"))
    ]
    assert stale == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_the_compiled_catalogue_has_no_entry_its_source_lacks(domain):
    in_source = len(list(entries(domain)))
    assert in_source == len(compiled(domain)._catalog) - 1


@pytest.mark.django_db
def test_a_short_password_is_refused_in_vietnamese(office):
    answer = office.post(
        "/doi-mat-khau/",
        {"old_password": PHRASE, "new_password1": "abc", "new_password2": "abc"},
    )
    html = answer.content.decode()
    assert "Mật khẩu phải có ít nhất 8 ký tự." in html
    assert "This password" not in html


@pytest.mark.django_db
@pytest.mark.parametrize("address", PAGES)
def test_a_page_of_the_back_office_has_no_english(office, address):
    html = office.get(address).content.decode()
    assert [words for words in ENGLISH if words in html] == []


@pytest.mark.django_db
def test_a_form_with_errors_has_no_english(office):
    html = office.post("/quan-tri/accounts/user/add/", {}).content.decode()
    assert "Hãy sửa lỗi dưới đây." in html
    assert [words for words in ENGLISH if words in html] == []


@pytest.mark.django_db
def test_changing_the_password_of_another_has_no_english(office):
    other = User.objects.create_user("van.phong", role=Role.OFFICE, password=PHRASE)
    answer = office.get(f"/quan-tri/accounts/user/{other.pk}/password/")
    html = answer.content.decode()
    assert "mật khẩu hiện tại của người dùng này sẽ mất" in html
    assert "If disabled" not in html
    assert [words for words in ENGLISH if words in html] == []
