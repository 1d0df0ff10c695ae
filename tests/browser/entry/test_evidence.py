"""Evidence is given beside the grid and counted on its cell."""

import pytest
from playwright.sync_api import FilePayload, Page, expect

from reports.models import Evidence
from tests import handed_in
from tests.browser.entry.grid import cell, press
from tests.reports.review_world import SECOND

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def handed(name: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": "application/pdf", "buffer": content}


def test_a_file_given_in_the_panel_is_counted_on_its_cell(grid: Page) -> None:
    cell(grid, SECOND, 5).click()
    press(grid, "F2")
    part = grid.locator("#chi-tiet #minh-chung")
    files = part.locator("input[type=file]").first
    add = part.get_by_role("button", name="Thêm minh chứng")
    face = part.locator(".nt-tep-mat").first
    expect(face).to_have_text("Chọn tệpChưa chọn tệp nào")
    files.set_input_files(handed("thu.pdf", handed_in.EXE))
    expect(face).to_have_text("Chọn tệpthu.pdf")
    add.click()
    expect(part.get_by_role("alert")).to_contain_text("thu.pdf")
    files.set_input_files(handed("bien-ban.pdf", handed_in.PDF))
    add.click()
    expect(part.get_by_role("link", name="bien-ban.pdf").first).to_be_visible()
    grid.reload()
    expect(cell(grid, SECOND, 5)).to_contain_text("1 tệp minh chứng")
    assert Evidence.objects.get().name == "bien-ban.pdf"
