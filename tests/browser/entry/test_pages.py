"""The entry pages on a phone, without JavaScript, and with nothing to compare."""

import pytest
from playwright.sync_api import Browser, Page, expect

from accounts.choices import Role
from accounts.models import User
from tests.browser.entry.conftest import NOT_YET, sign_in
from tests.browser.entry.grid import PAGE, cell, press, saved, stored, todo
from tests.reports.review_world import (
    FIRST,
    SECOND,
    SMALL,
    THIRD,
    officer,
    open_quarter,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"width": 390, "height": 844}
FINGER = 44


@pytest.mark.parametrize("address", ["/bao-cao/", PAGE])
def test_on_a_phone_nothing_is_wider_than_the_screen(grid: Page, address: str) -> None:
    grid.set_viewport_size(PHONE)
    grid.goto(address)
    assert grid.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_on_a_phone_a_commune_is_entered_as_a_list(grid: Page) -> None:
    grid.set_viewport_size(PHONE)
    one = grid.locator("#mot-xa")
    expect(one.get_by_role("group")).to_have_count(19)
    one.get_by_role("button", name="Xã sau").click()
    first = one.get_by_role("group", name="5. Trường học")
    expect(first).to_contain_text("Quý IV/2020: chưa đạt")
    choice = first.get_by_text("Đạt", exact=True)
    box = choice.bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= FINGER
    choice.click()
    assert saved(grid) == {(SECOND, 5, "met")}
    expect(one.locator("[data-luu]")).to_contain_text("Đã lưu lúc")
    one.get_by_label("Xã", exact=True).select_option("Ia Tơi")
    expect(one.locator("[data-tong]")).to_have_text("0/19 đạt")


def test_on_a_phone_cells_of_the_table_are_as_large_as_a_finger(grid: Page) -> None:
    grid.set_viewport_size(PHONE)
    grid.get_by_role("button", name="Bảng rộng").click()
    box = cell(grid, SECOND, 2).bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= FINGER


def test_the_name_of_the_commune_stays_in_sight(grid: Page) -> None:
    grid.set_viewport_size(PHONE)
    grid.get_by_role("button", name="Bảng rộng").click()
    cell(grid, SECOND, 1).click()
    press(grid, "End")
    name = grid.locator(f'tr[data-xa="{SECOND}"] th')
    expect(name).to_be_in_viewport(ratio=1)
    expect(cell(grid, SECOND, 19)).to_be_in_viewport(ratio=1)


def test_without_javascript_a_quarter_is_entered_with_lists(
    grid: Page, browser: Browser, served: str
) -> None:
    page = browser.new_context(java_script_enabled=False, base_url=served).new_page()
    sign_in(page, served, officer())
    page.goto(PAGE)
    page.get_by_label("Ia Dom, 5. Trường học").select_option("đạt")
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_role("status").first).to_contain_text("Đã lưu 1 ô.")
    assert stored() == {(SECOND, 5, "met")}
    page.get_by_role("button", name="Gửi Văn phòng Điều phối tỉnh").click()
    expect(page.locator("#khoa")).to_contain_text("Khóa vì đã gửi")
    page.context.close()


def test_a_district_without_any_quarter_before_is_entered(
    served: str, page: Page
) -> None:
    open_quarter(due_on=NOT_YET)
    sign_in(page, served, officer())
    page.goto(PAGE)
    cell(page, FIRST, 1).click()
    press(page, "Control+a", "c", "Control+Home", "x")
    assert len(saved(page)) == 57
    todo(page, "Có thể gửi")
    expect(cell(page, THIRD, 19)).to_contain_class("is-chua")


def test_values_of_the_quarter_before_can_be_shown_everywhere(grid: Page) -> None:
    grid.get_by_label("Hiện quý trước").check()
    expect(grid.locator("td .truoc")).to_have_count(57)
    grid.get_by_label("Hiện quý trước").uncheck()
    expect(grid.locator("td .truoc")).to_have_count(0)


def test_a_date_of_saving_needs_no_reload(grid: Page) -> None:
    head = grid.locator(".nt-asof")
    expect(head).to_contain_text("chưa bắt đầu")
    cell(grid, FIRST, 2).click()
    press(grid, "x")
    saved(grid)
    expect(head.get_by_text("đang soạn")).to_be_visible()
    expect(head.get_by_text("chưa bắt đầu")).to_be_hidden()


def test_saving_one_part_of_a_cell_leaves_what_is_typed_in_another(grid: Page) -> None:
    grid.goto(f"{PAGE}o/{FIRST}/1/")
    note = grid.get_by_role("textbox", name="Ghi chú")
    talk = grid.get_by_label("Viết trao đổi")
    talk.fill("Hỏi lại xã")
    grid.get_by_label("Cần theo dõi").check()
    note.fill("Đã có quyết định")
    grid.get_by_role("button", name="Lưu ghi chú").click()
    expect(grid.get_by_role("status").first).to_contain_text("Đã lưu ghi chú")
    expect(talk).to_have_value("Hỏi lại xã")
    expect(grid.get_by_label("Cần theo dõi")).to_be_checked()
    grid.get_by_role("button", name="Gửi trao đổi").click()
    expect(talk).to_have_value("")
    expect(note).to_have_value("Đã có quyết định")


def test_what_one_person_typed_is_never_shown_to_the_next(
    grid: Page, served: str
) -> None:
    grid.goto(f"{PAGE}o/{FIRST}/1/")
    talk = grid.get_by_label("Viết trao đổi")
    talk.fill("Hỏi lại xã")
    grid.context.clear_cookies(name="sessionid")
    grid.get_by_role("button", name="Lưu ghi chú").click()
    expect(grid.get_by_label("Mật khẩu")).to_be_visible()
    next_one = User.objects.create_user(
        "nguoi.sau", role=Role.DISTRICT, district_id=SMALL
    )
    for user, text in ((next_one, ""), (officer(), "Hỏi lại xã")):
        sign_in(grid, served, user)
        grid.goto(f"{PAGE}o/{FIRST}/1/")
        expect(talk).to_have_value(text)
