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


def test_a_column_is_pasted_gone_down_by_keyboard_and_saved(
    served: str, page: Page
) -> None:
    world.open_quarter(due_on=NOT_YET)
    sign_in(page, served, world.officer())
    page.goto(table(9))
    page.locator(f"[name='{name('9.2')}']").focus()
    paste(page, "95,5\n80\n70\n60\n")
    expect(page.locator("[data-ct-tin]")).to_have_text(
        "Đã dán 3 ô, chưa lưu; 1 ô nằm ngoài bảng, không dán"
    )
    press(page, "Enter", "Enter")
    expect(page.locator(f"[name='{name('9.2', THIRD)}']")).to_be_focused()
    page.keyboard.type("75")
    page.get_by_role("button", name="Lưu").last.click()
    expect(page.get_by_text("Đã lưu 3 giá trị chỉ tiêu.")).to_be_visible()
    assert stored() == {
        (FIRST, "9.2"): number("95.5"),
        (SECOND, "9.2"): number("80"),
        (THIRD, "9.2"): number("75"),
    }
