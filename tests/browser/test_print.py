"""What leaders take to a meeting on paper."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.entry.conftest import sign_in
from tests.reports import review_world as world
from tests.reports.review_world import FIRST
from tests.reports.values_world import approved_values, number
from tests.world import approve

# Indicators of seven criteria, as many as a district usually sends.
MANY = ("3.1", "5", "9.2", "10", "11", "15.1", "15.3", "17.2")

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_overview_fits_two_sheets_when_most_districts_are_carried_over(
    served: str, page: Page
) -> None:
    world.province()
    world.open_quarter("2021Q2")
    approve(world.SMALL, world.QUARTER, {FIRST: [18]})
    sign_in(page, served, world.reviewer())
    page.goto(f"/?ky={world.QUARTER}")
    paper = page.pdf(prefer_css_page_size=True)
    assert paper.count(b"/Type /Page\n") == 2


def test_the_sheet_for_the_meeting_is_one_sheet(served: str, page: Page) -> None:
    world.province()
    world.open_quarter("2021Q2")
    sign_in(page, served, world.reviewer())
    page.goto(f"/phieu-hop/?ky={world.QUARTER}")
    paper = page.pdf(prefer_css_page_size=True)
    assert paper.count(b"/Type /Page\n") == 1


def test_a_commune_with_its_indicators_is_one_sheet(served: str, page: Page) -> None:
    world.open_quarter("2021Q2")
    for quarter in ("2020Q3", "2020Q4", world.QUARTER):
        approve(world.SMALL, quarter, {FIRST: [1, 3, 5, 9, 15, 18]})
    given = dict.fromkeys(MANY, number("75"))
    approved_values({(FIRST, code): value for code, value in given.items()})
    sign_in(page, served, world.reviewer())
    page.goto(f"/xa/{FIRST}/?ky={world.BEFORE}")
    expect(page.get_by_role("table", name="Giá trị chỉ tiêu")).to_be_visible()
    paper = page.pdf(prefer_css_page_size=True)
    assert paper.count(b"/Type /Page\n") == 1
