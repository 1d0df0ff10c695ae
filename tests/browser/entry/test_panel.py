"""One cell closely, beside the grid: its forms, what is typed in them, its result."""

import pytest
from playwright.sync_api import Locator, Page, expect

from reports.models import DraftRemark
from tests.browser.entry.grid import cell, focused, press, saved
from tests.reports.review_world import SECOND

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TOO_MUCH = "Tỷ lệ không thể quá 100 %; ô ghi 120."


@pytest.fixture
def panel(grid: Page) -> Locator:
    """The panel of criterion 5 of the second commune."""
    cell(grid, SECOND, 5).click()
    press(grid, "F2")
    return grid.locator("#chi-tiet")


def save_note(panel: Locator, text: str) -> None:
    panel.get_by_role("textbox", name="Ghi chú").fill(text)
    panel.get_by_role("button", name="Lưu ghi chú").click()
    expect(panel.locator("[data-noi]")).to_have_text("")


def test_one_cell_is_looked_at_closely_beside_the_grid(
    grid: Page, panel: Locator
) -> None:
    note = panel.get_by_role("textbox", name="Ghi chú")
    note.fill("Đã xây xong trường")
    press(grid, "Escape")
    expect(panel.locator("[data-noi]")).to_contain_text("Chưa lưu chữ vừa viết")
    expect(note).to_have_value("Đã xây xong trường")
    panel.get_by_role("button", name="Lưu ghi chú").click()
    expect(note).to_have_value("Đã xây xong trường")
    expect(panel.locator("[data-noi]")).to_have_text("")
    assert DraftRemark.objects.get().note == "Đã xây xong trường"
    cell(grid, SECOND, 6).click()
    expect(panel).to_contain_text("6. Cơ sở vật chất văn hóa")
    press(grid, "x")
    assert saved(grid) == {(SECOND, 6, "met")}
    panel.get_by_role("button", name="Đóng").click()
    assert focused(grid) == f"{SECOND}-6"


def test_saving_one_form_keeps_what_is_typed_in_the_others(
    grid: Page, panel: Locator
) -> None:
    talk = panel.get_by_label("Viết trao đổi")
    talk.fill("Nhờ xem giúp")
    value = panel.locator("#chi-tieu [inputmode=decimal]")
    value.fill("120")
    expect(panel).to_contain_text(TOO_MUCH)
    save_note(panel, "Đã xây xong trường")
    expect(talk).to_have_value("Nhờ xem giúp")
    expect(value).to_have_value("120")
    expect(panel).to_contain_text(TOO_MUCH)
    panel.get_by_role("button", name="Lưu chỉ tiêu").click()
    expect(panel.locator("#chi-tieu")).to_contain_text("Chưa lưu giá trị nào")
    save_note(panel, "Đã xây xong trường mới")
    expect(value).to_have_value("120")
    value.fill("")
    expect(panel).not_to_contain_text(TOO_MUCH)
    panel.get_by_role("button", name="Gửi trao đổi").click()
    expect(talk).to_have_value("")
    expect(cell(grid, SECOND, 5).locator(".noi")).to_be_visible()


def test_the_result_is_chosen_in_the_head_of_the_panel_and_undone(
    grid: Page, panel: Locator
) -> None:
    talk = panel.get_by_label("Viết trao đổi")
    talk.fill("Nhờ xem giúp")
    head = panel.get_by_role("group", name="Kết quả của ô này")
    head.get_by_text("Đạt", exact=True).click()
    assert saved(grid) == {(SECOND, 5, "met")}
    expect(panel).to_contain_text("từ chưa đạt thành đạt")
    expect(talk).to_have_value("Nhờ xem giúp")
    press(grid, "Control+z")
    expect(grid.locator("#noi")).to_have_text(
        "Đã hoàn tác 1 ô: Ia Dom, 5. Trường học: chưa đạt"
    )
    expect(head.get_by_label("Chưa đạt")).to_be_checked()
    assert saved(grid) == set()


def test_the_result_that_values_suggest_is_set_and_undone(
    grid: Page, panel: Locator
) -> None:
    panel.locator("#chi-tieu [inputmode=decimal]").fill("100")
    panel.get_by_role("button", name="Lưu chỉ tiêu").click()
    talk = panel.get_by_label("Viết trao đổi")
    talk.fill("Nhờ xem giúp")
    panel.get_by_role("button", name="Đặt ô là đạt").click()
    assert saved(grid) == {(SECOND, 5, "met")}
    expect(panel).to_contain_text("từ chưa đạt thành đạt")
    press(grid, "Control+z")
    expect(grid.locator("#noi")).to_contain_text("Đã hoàn tác 1 ô")
    expect(talk).to_have_value("Nhờ xem giúp")
    assert saved(grid) == set()
