"""What-if on the page of the shortest ways follows every tick."""

import re

import pytest
from playwright.sync_api import Page, expect

from accounts.choices import Role
from accounts.models import User
from tests.browser.entry.conftest import sign_in
from tests.world import approve

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ENOUGH = ("608", "610", "612", "614")


def test_the_whole_smallest_set_is_supposed_beside_what_is_ticked(
    served: str, page: Page
) -> None:
    for district in ENOUGH:
        approve(district, "2019Q3", {})
    sign_in(page, served, User.objects.create_user("lanhdao", role=Role.LEADER))
    page.goto("/gan-dat/?ky=2019Q3&nhom=III")
    last = page.locator("form[data-tinh] [type=checkbox]").last
    commune = str(last.get_attribute("value")).partition(".")[0]
    whole = page.get_by_role("link", name="Giả định cả tập này đạt")
    expect(whole).not_to_have_attribute("href", re.compile(commune))
    last.check()
    expect(page.locator("#ket-qua")).to_contain_text("Giả định thêm 1 kết quả đạt")
    expect(whole).to_have_attribute("href", re.compile(commune))
    other = page.get_by_role("navigation", name="Nhóm có mục tiêu").get_by_role("link")
    expect(other.first).to_have_attribute("href", re.compile(commune))
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.locator("[data-tom]")).to_have_text(re.compile(r"→ \d+ xã, cần"))
