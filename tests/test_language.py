"""Vietnamese throughout: what Django and its add-ons lack stands in locale/."""

import ast
import gettext
from collections.abc import Iterator
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models

from accounts.choices import Role
from accounts.models import User
from criteria.models import Agency

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


# Words that only the translation that comes with Django has.
STOCK = ("Đảm bảo", "Hãy chắc chắn", "Lựa chọn đó", "Tập tin", "Trường này", "tồn tại")
# A field, what a person gives to it, and what is said beside it.
GIVEN = [
    (forms.CharField(), "", "Hãy điền hoặc chọn ở mục này."),
    (
        forms.CharField(max_length=3),
        "dài quá",
        "Chỉ được ghi 3 ký tự, đang có 7.",
    ),
    (forms.CharField(min_length=3), "a", "Phải ghi ít nhất 3 ký tự, mới có 1."),
    (forms.IntegerField(), "hai", "Hãy ghi một số nguyên, ví dụ 12."),
    (forms.IntegerField(min_value=1), "0", "Chỉ được ghi từ 1 trở lên."),
    (forms.IntegerField(max_value=9), "10", "Chỉ được ghi đến 9."),
    (forms.DecimalField(), "hai", "Hãy ghi một số, ví dụ 12."),
    (
        forms.DecimalField(decimal_places=1),
        "1.25",
        "Số chỉ được có 1 chữ số sau dấu phẩy.",
    ),
    (
        forms.DateField(),
        "31/02/2020",
        "Hãy ghi một ngày có thật, theo dạng 31/12/2020.",
    ),
    (
        forms.ChoiceField(choices=[("a", "A")]),
        "b",
        "“b” không có trong danh sách; hãy chọn một mục có sẵn.",
    ),
    (
        forms.EmailField(),
        "a@",
        "Hãy ghi địa chỉ thư điện tử đầy đủ, ví dụ ten@kontum.gov.vn.",
    ),
    (
        forms.FileField(),
        SimpleUploadedFile("a.pdf", b""),
        "Tệp này rỗng (0 byte); hãy chọn tệp có nội dung.",
    ),
    (
        forms.FileField(max_length=5),
        SimpleUploadedFile("dai-qua.pdf", b"%PDF"),
        "Tên tệp chỉ được dài 5 ký tự, đang có 11; hãy đổi tên tệp.",
    ),
]


def answer_of(field: forms.Field, given: object) -> str:
    with pytest.raises(ValidationError) as refused:
        field.clean(given)
    return " ".join(refused.value.messages)


def test_a_field_says_in_plain_words_what_it_does_not_take():
    found = [answer_of(field, given) for field, given, _ in GIVEN]
    assert found == [said for _, _, said in GIVEN]


def test_no_kind_of_field_has_the_words_that_come_with_django():
    kinds = {
        kind
        for module in (forms.fields, forms.models, models)
        for kind in vars(module).values()
        if isinstance(kind, type)
    }
    told = {
        str(sentence % {"max": 1, "length": 2} if "length" in name else sentence)
        for kind in kinds
        for name, sentence in getattr(kind, "default_error_messages", {}).items()
    }
    assert [each for each in told if any(words in each for words in STOCK)] == []


@pytest.mark.django_db
def test_a_code_that_is_taken_is_named_with_where_it_is_taken():
    with pytest.raises(ValidationError) as refused:
        Agency(code="SYT", name="Sở", short_name="Sở").full_clean()
    assert refused.value.message_dict["code"] == [
        "Mã này đã dùng cho một mục khác trong “Đơn vị”; hãy ghi khác."
    ]
