"""A report is taken away to Excel and brought back, beside cells typed in the grid."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.entry.grid import cell, press, stored, todo
from tests.reports.importing.files import commune, district, workbook
from tests.reports.review_world import FIRST, SECOND

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def bring(page: Page, tmp_path: Path, data: bytes) -> None:
    """Choose the file and ask for its preview, by keyboard alone."""
    path = tmp_path / "bieu.xlsx"
    path.write_bytes(data)
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_role("button", name="Xem trước").focus()
    press(page, "Enter")


def test_what_was_typed_is_sent_before_a_file_is_brought_in(
    grid: Page, tmp_path: Path
) -> None:
    cell(grid, FIRST, 2).click()
    press(grid, "d")
    grid.get_by_role("button", name="Nạp từ Excel").click()
    expect(grid.get_by_role("button", name="Xem trước")).to_be_visible()
    assert stored() == {(FIRST, 2, "met")}
    bring(grid, tmp_path, workbook(district(commune("Ia Đal", (1, 3)))))
    expect(grid.get_by_role("heading", name="2 ô sẽ thay đổi")).to_be_visible()
    grid.get_by_role("button", name="Nạp vào bản nháp").click()
    expect(grid.get_by_text("Đã nạp 2 ô thay đổi từ tệp vào bản nháp")).to_be_visible()
    todo(grid, "1 ô đã đổi")
    grid.wait_for_load_state("networkidle")
    assert stored() == {(FIRST, 3, "met")}


def test_the_file_taken_away_has_what_was_just_typed(grid: Page) -> None:
    cell(grid, SECOND, 4).click()
    press(grid, "d")
    with grid.expect_download() as found:
        grid.get_by_role("button", name="Tải về Excel").click()
    assert found.value.suggested_filename == "bao-cao-618-2021Q1.xlsx"
    assert stored() == {(SECOND, 4, "met")}
