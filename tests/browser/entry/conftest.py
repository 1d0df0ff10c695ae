"""A browser in which a district's officer has its grid open."""

import datetime as dt

import pytest
from django.test import Client
from playwright.sync_api import Page

from accounts.models import User
from tests.browser.entry.grid import PAGE
from tests.reports import review_world as world
from tests.reports.review_world import FIRST

# The browser lives today: the quarter is still to be reported then.
NOT_YET = dt.date(2199, 12, 31)


def sign_in(page: Page, served: str, user: User) -> None:
    client = Client()
    client.force_login(user)
    session = {"name": "sessionid", "value": client.cookies["sessionid"].value}
    page.context.add_cookies([{**session, "url": served}])


@pytest.fixture
def grid(served: str, page: Page) -> Page:
    """The grid of three communes, where one meets the first criterion."""
    world.open_quarter(due_on=NOT_YET)
    world.approved_before({FIRST: [1]})
    sign_in(page, served, world.officer())
    page.goto(PAGE)
    return page
