"""Texts are saved as they are typed; a lost line and a closed page lose nothing."""

import datetime as dt
import re

import pytest
from playwright.sync_api import Page, Route, expect

from reports.models import ReportWords
from tests.browser.entry.conftest import sign_in
from tests.reports import review_world as world
from tests.reports.review_world import QUARTER, SMALL

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORDS = f"/bao-cao/{QUARTER}/{SMALL}/loi/"
STATE, FIELD = "#trang-thai-luu", "#loi-highlights"


def test_typed_text_survives_a_lost_line_and_a_closed_page(
    served: str, page: Page
) -> None:
    world.open_quarter(due_on=dt.date(2099, 3, 31))
    sign_in(page, served, world.officer())
    page.goto(WORDS)
    page.locator(FIELD).press_sequentially("Xong cầu treo")
    expect(page.locator(STATE)).to_contain_text("Đã lưu lúc")
    assert ReportWords.objects.get().highlights == "Xong cầu treo"

    page.context.set_offline(True)
    page.locator(FIELD).fill("Xong cầu treo, thêm 2 km đường")
    expect(page.locator(STATE)).to_contain_text("Mất mạng – chữ đã gõ giữ trên máy")
    page.close()
    page.context.set_offline(False)
    assert ReportWords.objects.get().highlights == "Xong cầu treo"

    again = page.context.new_page()
    again.goto(WORDS)
    expect(again.locator(FIELD)).to_have_value("Xong cầu treo, thêm 2 km đường")
    expect(again.locator(STATE)).to_have_text(re.compile(r"Đã lưu lúc \d\d:\d\d$"))
    assert ReportWords.objects.get().highlights == "Xong cầu treo, thêm 2 km đường"
    again.wait_for_function("localStorage.length === 0")


def test_a_page_drawn_before_another_one_saved_shows_what_was_saved(
    served: str, page: Page
) -> None:
    world.open_quarter(due_on=dt.date(2099, 3, 31))
    sign_in(page, served, world.officer())
    page.goto(WORDS)
    # Every page of a driven browser says that it has the focus.
    page.evaluate("document.hasFocus = () => false")

    def save_meanwhile(route: Route) -> None:
        drawn = route.fetch()
        page.locator(FIELD).fill("Xong cầu treo")
        expect(page.locator(STATE)).to_contain_text("Đã lưu lúc")
        route.fulfill(response=drawn)

    other = page.context.new_page()
    other.route(f"**{WORDS}", save_meanwhile, times=1)
    other.goto(WORDS)
    expect(other.locator(FIELD)).to_have_value("Xong cầu treo")
    page.locator(FIELD).fill("Xong cả đường")
    expect(other.locator(FIELD)).to_have_value("Xong cả đường")
    assert ReportWords.objects.get().highlights == "Xong cả đường"
