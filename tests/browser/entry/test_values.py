"""The indicators of all communes, typed like a spreadsheet."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.entry.conftest import NOT_YET, sign_in
from tests.browser.entry.grid import paste, press
from tests.reports import review_world as world
from tests.reports.review_world import FIRST, SECOND, THIRD
from tests.reports.values_world import name, number
from tests.reports.views.values.addresses import stored, table

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_wide_table_is_pasted_into_gone_down_by_keyboard_and_saved(
    served: str, page: Page
) -> None:
    world.open_quarter(due_on=NOT_YET)
    sign_in(page, served, world.officer())
    page.set_viewport_size({"width": 800, "height": 600})
    page.goto(table(17))
    frame = page.locator("[data-ct-khung]")
    expect(frame).to_have_class("nt-ct-khung is-con-phai")
    page.locator(f"[name='{name('17.2')}']").focus()
    paste(page, "95,5\n80\n70\n60\n")
    expect(page.locator("[data-ct-tin]")).to_have_text(
        "Đã dán 3 ô, chưa lưu. 1 ô nằm ngoài bảng, không dán."
    )
    press(page, "Enter", "Enter")
    expect(page.locator(f"[name='{name('17.2', THIRD)}']")).to_be_focused()
    page.keyboard.type("175")
    fault = page.locator(f"[id='{name('17.2', THIRD)}-m'] [data-loi]")
    expect(fault).to_have_text("Tỷ lệ không thể quá 100 %; ô ghi 175.")
    page.locator(f"[name='{name('17.2', THIRD)}']").fill("75")
    expect(fault).to_have_text("")
    page.locator(f"[name='{name('17.8')}']").scroll_into_view_if_needed()
    expect(frame).to_have_class("nt-ct-khung is-con-trai")
    page.get_by_role("button", name="Lưu").last.click()
    expect(page.get_by_text("Đã lưu 3 giá trị chỉ tiêu.")).to_be_visible()
    assert stored() == {
        (FIRST, "17.2"): number("95.5"),
        (SECOND, "17.2"): number("80"),
        (THIRD, "17.2"): number("75"),
    }
