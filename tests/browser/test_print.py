"""What leaders take to a meeting on paper."""

import pytest
from playwright.sync_api import Page

from tests.browser.entry.conftest import sign_in
from tests.reports import review_world as world
from tests.reports.review_world import FIRST
from tests.world import approve

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
