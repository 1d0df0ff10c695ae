"""Every page of figures as of a day: before a correction, and from its day on.

One commune of 85 met criterion 1 in Quý III/2019 as first approved; the correction of
15/01/2020 says that it met all nineteen.
"""

import datetime as dt
import re
from html.parser import HTMLParser

import pytest
from django.test import Client

from accounts.choices import Role
from accounts.models import User
from tests.world import approve

pytestmark = pytest.mark.django_db

EVE, DAY = "2020-01-14", "2020-01-15"
ASKED = f"ky=2019Q3&tai-ngay={EVE}"
# Of each page a figure as it was, and as it was corrected.
FIGURES = [
    ("/", "mục tiêu 100 % 0 /85 xã", "mục tiêu 100 % 1 /85 xã"),
    ("/huyen/", "Toàn tỉnh 85 0,01", "Toàn tỉnh 85 0,22"),
    ("/huyen/618/", "Bình quân 0,33 tiêu chí/xã", "Bình quân 6,33 tiêu chí/xã"),
    ("/xa/23535/", "1/19 tiêu chí", "19/19 tiêu chí"),
    ("/tieu-chi/", "Giao thông 0 /85", "Giao thông 1 /85"),
    ("/tieu-chi/5/", "85 xã chưa đạt", "84 xã chưa đạt"),
    ("/don-vi/", "lực lượng vũ trang 19 85", "lực lượng vũ trang 19 84"),
    ("/don-vi/SGDDT/", "còn thiếu 170 lượt xã", "còn thiếu 168 lượt xã"),
]
PAGES = [address for address, _, _ in FIGURES]
FIGURE_PAGE = re.compile(r"^/((huyen|xa|tieu-chi|don-vi)/[^?#]*)?(\?[^#]*)?(#.*)?$")


class Page(HTMLParser):
    """The links to pages of figures, and the fields of each form that asks by GET."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[dict[str, str | None]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        href = found.get("href") or ""
        if tag == "a" and FIGURE_PAGE.match(href) and found.get("class") != "nt-brand":
            self.links.append(href)
        if tag == "form" and found.get("method") == "get":
            self.forms.append({})
        elif tag in ("input", "select") and self.forms:
            self.forms[-1][found.get("name") or ""] = found.get("value")


@pytest.fixture
def reader(client: Client) -> Client:
    approve("618", "2019Q3", {"23535": [1]}, on=dt.date(2019, 10, 10))
    approve("618", "2019Q3", {"23535": range(1, 20)}, on=dt.date(2020, 1, 15))
    client.force_login(User.objects.create_user("lanhdao", role=Role.LEADER))
    return client


def words(client: Client, address: str) -> str:
    html = client.get(address).content.decode()
    drawn = re.sub(r"<svg.*?</svg>", "", html, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", drawn).split())


@pytest.mark.parametrize(("address", "was", "corrected"), FIGURES)
def test_a_figure_is_that_of_the_day_asked(
    reader: Client, address: str, was: str, corrected: str
) -> None:
    eve = words(reader, f"{address}?ky=2019Q3&tai-ngay={EVE}")
    day = words(reader, f"{address}?ky=2019Q3&tai-ngay={DAY}")
    now = words(reader, f"{address}?ky=2019Q3")
    assert (was in eve, corrected in eve) == (True, False)
    assert (was in day, corrected in day) == (False, True)
    assert (was in now, corrected in now) == (False, True)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_says_which_day_it_is_of(reader: Client, address: str) -> None:
    said = "Chỉ gồm số duyệt đến hết ngày 14/01/2020"
    assert said in words(reader, f"{address}?{ASKED}")


@pytest.mark.parametrize("address", PAGES)
def test_its_links_keep_the_quarter_and_the_day(reader: Client, address: str) -> None:
    page = Page(reader.get(f"{address}?{ASKED}").content.decode())
    assert page.links
    lost = [link for link in page.links if ASKED not in link.replace("&amp;", "&")]
    assert lost == []


@pytest.mark.parametrize("address", PAGES)
def test_its_forms_keep_the_quarter_and_the_day(reader: Client, address: str) -> None:
    forms = Page(reader.get(f"{address}?{ASKED}").content.decode()).forms
    assert forms
    for form in forms:
        assert "ky" in form
        assert form["tai-ngay"] in (EVE, "14/01/2020")


def test_a_filter_without_a_match_leads_back_to_the_same_day(reader: Client) -> None:
    page = Page(reader.get(f"/don-vi/?{ASKED}&name=khong-co").content.decode())
    assert f"/don-vi/?{ASKED}" in page.links
