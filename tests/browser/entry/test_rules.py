"""What the rules find follows what is typed and written, without a reload."""

import re

import pytest
from playwright.sync_api import Page, expect

from reports.models import DraftRemark
from tests.browser.entry.grid import cell, not_todo, press, stored, todo
from tests.reports.review_world import FIRST, SECOND

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BLOCKED = "chỗ phải sửa hoặc ghi lý do"
MENDED = "phải sửa trước khi gửi: Giảm từ đạt mà chưa có nguyên nhân"


def test_a_fall_blocks_until_its_cause_is_given_beside_the_grid(grid: Page) -> None:
    grid.evaluate("document.body.id = 'chua-tai-lai'")
    cell(grid, FIRST, 1).click()
    press(grid, "F2")
    panel = grid.locator("#chi-tiet")
    expect(panel.get_by_label("Ghi chú").first).to_be_visible()
    cell(grid, FIRST, 1).click()
    press(grid, "c")
    todo(grid, f"1 {BLOCKED}")
    not_todo(grid, "Có thể gửi")
    expect(grid.locator("#canh-bao form")).to_contain_text("Ia Đal, 1. Quy hoạch")
    expect(cell(grid, FIRST, 1).locator(".goc-c")).to_be_visible()
    expect(cell(grid, FIRST, 1).get_by_role("textbox")).to_have_accessible_name(
        re.compile(MENDED)
    )
    expect(grid.locator("#o-chon")).to_contain_text(MENDED)
    chip = grid.get_by_role("button", name="Phải sửa 1")
    chip.click()
    expect(grid.locator("#luoi tbody tr:visible")).to_have_count(1)
    chip.click()
    panel.get_by_label("Vì sao không còn đạt").select_option("sửa số liệu cũ")
    panel.get_by_role("button", name="Lưu ghi chú").click()
    todo(grid, "Có thể gửi")
    not_todo(grid, BLOCKED)
    expect(grid.locator(".goc-c")).to_have_count(0)
    expect(grid.get_by_role("button", name="Phải sửa 0")).to_be_disabled()
    expect(grid.locator("#canh-bao form")).to_have_count(0)
    assert DraftRemark.objects.get().fall_cause == "data_corrected"
    expect(grid.locator("#chua-tai-lai")).to_have_count(1)


def test_causes_wait_for_what_was_typed_and_could_not_be_sent(grid: Page) -> None:
    cell(grid, FIRST, 1).click()
    press(grid, "c")
    causes = grid.locator("#canh-bao form")
    expect(causes).to_be_visible()
    grid.route("**/o/", lambda route: route.abort())
    cell(grid, SECOND, 2).click()
    press(grid, "x")
    causes.get_by_label("Ia Đal, 1. Quy hoạch").select_option("đổi quy định")
    causes.get_by_role("button", name="Ghi nguyên nhân").click()
    state = grid.locator("#trang-thai-luu")
    expect(state).to_contain_text("Mất mạng – 1 ô chờ gửi")
    expect(state).to_be_in_viewport()
    assert not DraftRemark.objects.exists()
    grid.unroute("**/o/")
    causes.get_by_role("button", name="Ghi nguyên nhân").click()
    todo(grid, "Có thể gửi")
    assert stored() == {(FIRST, 1, "unmet"), (SECOND, 2, "met")}
    assert DraftRemark.objects.get().fall_cause == "rule_changed"
