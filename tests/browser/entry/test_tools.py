"""Tools of the grid: filling down, finding, filtering, copying."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.entry.grid import cell, focused, press, saved
from tests.reports.review_world import FIRST, SECOND, THIRD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def rows(page: Page) -> list[str]:
    return page.locator("#luoi tbody tr:visible th").all_inner_texts()


def test_the_top_row_fills_the_selection(grid: Page) -> None:
    cell(grid, FIRST, 1).click()
    press(grid, "Shift+ArrowDown", "Shift+ArrowDown", "Shift+ArrowRight", "Control+d")
    assert saved(grid) == {(SECOND, 1, "met"), (THIRD, 1, "met")}
    press(grid, "Control+z")
    assert saved(grid) == set()


def test_a_single_cell_takes_the_one_above(grid: Page) -> None:
    cell(grid, SECOND, 1).click()
    press(grid, "Control+d")
    assert saved(grid) == {(SECOND, 1, "met")}


def test_a_commune_is_found_without_marks_or_by_its_code(grid: Page) -> None:
    search = grid.get_by_label("Tìm xã")
    search.fill("ia dal")
    assert rows(grid) == ["Ia Đal"]
    search.fill(THIRD)
    assert rows(grid) == ["Ia Tơi"]
    press(grid, "Enter")
    assert focused(grid) == f"{THIRD}-1"
    press(grid, "ArrowDown", "x", "Escape")
    assert rows(grid) == ["Ia Đal", "Ia Dom", "Ia Tơi"]
    assert saved(grid) == {(THIRD, 1, "met")}


def test_a_filter_leaves_the_rows_that_have_such_a_cell(grid: Page) -> None:
    cell(grid, FIRST, 1).click()
    press(grid, "c", "PageDown", "ArrowRight", "Delete")
    chips = grid.get_by_role("group", name="Lọc ô")
    fallen = chips.get_by_role("button", name="Giảm 1")
    fallen.focus()
    press(grid, "Enter")
    assert rows(grid) == ["Ia Đal"]
    expect(cell(grid, FIRST, 1)).to_contain_class("is-khop")
    expect(grid.locator("#o-chon [data-ten]")).to_have_text("Ia Đal, 1. Quy hoạch")
    expect(cell(grid, FIRST, 1).locator("input")).to_have_attribute("tabindex", "0")
    chips.get_by_role("button", name="Đã đổi 2").click()
    assert rows(grid) == ["Ia Đal", "Ia Tơi"]
    expect(chips.get_by_role("button", name="Bị trả lại 0")).to_be_disabled()
    cell(grid, FIRST, 3).click()
    press(grid, "Control+a", "x")
    assert {code for code, _, _ in saved(grid)} == {FIRST, THIRD}


def test_the_whole_grid_is_copied_with_its_headers(grid: Page) -> None:
    grid.context.grant_permissions(["clipboard-read", "clipboard-write"])
    grid.get_by_role("button", name="Chép cả bảng").click()
    lines = grid.evaluate("navigator.clipboard.readText()").splitlines()
    assert lines[0].split("\t") == ["Xã", *map(str, range(1, 20))]
    assert lines[1].split("\t") == ["Ia Đal", "x", *["0"] * 18]
    cell(grid, SECOND, 4).click()
    press(grid, "Control+v")
    expect(grid.locator("#dan")).to_contain_text("0 ô sẽ khác số đang có")
