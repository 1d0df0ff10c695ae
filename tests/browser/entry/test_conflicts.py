"""Two browsers on one cell: both values are shown, and one is chosen."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.entry.conftest import sign_in
from tests.browser.entry.grid import (
    PAGE,
    cell,
    focused,
    press,
    saved,
    stored,
    until_stored,
)
from tests.reports.review_world import FIRST, reviewer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def office(grid: Page, browser: Browser, served: str) -> Iterator[Page]:
    """The office has changed two cells after the officer opened the grid."""
    page = browser.new_context(base_url=served).new_page()
    sign_in(page, served, reviewer())
    page.goto(PAGE)
    cell(page, FIRST, 1).click()
    press(page, "Delete", "ArrowRight", "Delete")
    saved(page)
    yield page
    page.context.close()


@pytest.fixture
def box(grid: Page, office: Page) -> Locator:
    """The officer typed into the same cells, and is asked."""
    cell(grid, FIRST, 1).click()
    press(grid, "c", "ArrowRight", "x", "ArrowRight", "x")
    box = grid.locator("#tranh")
    expect(box).to_be_visible()
    return box


def test_both_values_are_shown_and_each_cell_is_chosen(
    grid: Page, office: Page, box: Locator
) -> None:
    expect(box.locator("h2")).to_have_text("2 ô vừa được người khác sửa")
    expect(box.locator("h2")).to_be_focused()
    first = box.get_by_role("listitem").first
    expect(first).to_contain_text("Ia Đal, 1. Quy hoạch")
    expect(first).to_contain_text("Của anh/chị:chưa đạt")
    expect(first).to_contain_text("Của vpdp:chưa đánh giágõ trên lưới, lúc")
    assert stored() == {
        (FIRST, 1, "unknown"),
        (FIRST, 2, "unknown"),
        (FIRST, 3, "met"),
    }
    first.get_by_role("button", name="Giữ của tôi").click()
    expect(box.get_by_role("button", name="Giữ của tôi")).to_be_focused()
    press(grid, "Tab", "Enter")
    expect(box).to_be_hidden()
    assert focused(grid) == f"{FIRST}-3"
    expect(cell(grid, FIRST, 2)).to_contain_class("is-kdg")
    expect(grid.locator("#trang-thai-luu")).to_contain_text("Đã lưu lúc")
    assert (FIRST, 1, "unmet") in stored()
    assert (FIRST, 2, "unknown") in stored()
    press(grid, "c")
    expect(cell(grid, FIRST, 3)).to_contain_class("is-chua")


def test_what_is_not_chosen_waits_through_a_reload_and_before_sending(
    grid: Page, box: Locator
) -> None:
    press(grid, "Escape")
    grid.reload()
    expect(grid.locator("#cho-chon")).to_contain_text("2 ô người khác vừa sửa")
    expect(cell(grid, FIRST, 2)).to_contain_class("is-tranh is-dat")
    grid.get_by_role("button", name="Gửi Văn phòng Điều phối tỉnh").click()
    expect(box).to_be_visible()
    box.get_by_role("button", name="Giữ tất cả của tôi").click()
    expect(grid.locator("#cho-chon")).to_be_hidden()
    assert saved(grid) == {
        (FIRST, 1, "unmet"),
        (FIRST, 2, "met"),
        (FIRST, 3, "met"),
    }


def test_a_second_window_of_the_same_officer_is_asked_too(grid: Page) -> None:
    second = grid.context.new_page()
    second.goto(PAGE)
    cell(grid, FIRST, 1).click()
    press(grid, "c")
    saved(grid)
    press(grid, "Delete")
    until_stored(grid, {(FIRST, 1, "unknown")})
    cell(second, FIRST, 1).click()
    press(second, "c")
    expect(second.locator("#tranh")).to_contain_text("chính anh/chị ở cửa sổ khác")
    assert stored() == {(FIRST, 1, "unknown")}


def test_all_can_be_left_to_the_other(grid: Page, box: Locator) -> None:
    box.get_by_role("button", name="Lấy tất cả của người kia").click()
    expect(box).to_be_hidden()
    expect(cell(grid, FIRST, 1)).to_contain_class("is-kdg")
    assert (FIRST, 1, "unknown") in stored()
    grid.wait_for_function("localStorage.length === 0")
