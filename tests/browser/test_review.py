"""The office reviews a report in a real browser."""

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from reports.models import Report, Revision
from tests.reports import review_world as world
from tests.reports.review_world import FIRST, MET, QUARTER, SECOND, SMALL, UNMET

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def office(served: str, page: Page) -> Page:
    """A browser in which the office is logged in, with one report waiting."""
    world.open_quarter()
    world.approved_before({FIRST: [18], SECOND: [1]})
    world.submitted({(FIRST, 19): MET, (SECOND, 1): UNMET})
    client = Client()
    client.force_login(world.reviewer())
    session = {"name": "sessionid", "value": client.cookies["sessionid"].value}
    page.context.add_cookies([{**session, "url": served}])
    page.goto("/duyet/")
    return page


def open_report(office: Page) -> None:
    office.get_by_role("link", name="Huyện Ia H'Drai", exact=True).click()
    heading = office.get_by_role("heading", level=1)
    expect(heading).to_have_text("Duyệt báo cáo huyện Ia H'Drai, Quý I/2021")


def test_a_report_is_approved_and_its_effect_told(office: Page) -> None:
    open_report(office)
    expect(office.get_by_text("xã đạt nhóm V")).to_be_visible()
    office.get_by_role("button", name="Duyệt tất cả").click()
    told = office.get_by_role("status")
    expect(told).to_contain_text("Nhóm V: 0 → 1 xã.")
    link = told.get_by_role("link", name="Xem tổng quan Quý I/2021")
    expect(link).to_have_attribute("href", f"/?ky={QUARTER}")
    assert Revision.objects.filter(quarter_id=QUARTER).count() == 1


def test_a_double_click_approves_once(office: Page) -> None:
    open_report(office)
    office.get_by_role("button", name="Duyệt tất cả").dblclick()
    expect(office.get_by_role("heading", name="Mở lại báo cáo")).to_be_visible()
    assert Revision.objects.filter(quarter_id=QUARTER).count() == 1


def test_a_report_is_returned_with_a_reason(office: Page) -> None:
    open_report(office)
    form = office.get_by_role("region", name="Trả lại cả báo cáo")
    form.get_by_role("textbox").fill("Thiếu biên bản của xã Ia Đal")
    form.get_by_role("button").click()
    expect(office.get_by_role("status")).to_contain_text("Đã trả báo cáo lại")
    history = office.get_by_role("region", name="Diễn biến")
    expect(history).to_contain_text("Thiếu biên bản của xã Ia Đal")
    assert Report.objects.get(district_id=SMALL).state == "returned"


def test_a_return_without_a_reason_does_not_leave_the_page(office: Page) -> None:
    open_report(office)
    form = office.get_by_role("region", name="Trả lại cả báo cáo")
    form.get_by_role("button").click()
    expect(form.get_by_role("textbox")).to_be_focused()
    assert Report.objects.get(district_id=SMALL).state == "submitted"


def test_a_box_opens_the_reason_beside_its_cell_and_closes_it_again(
    office: Page,
) -> None:
    open_report(office)
    box = office.get_by_label("Trả ô này: Ia Dom, tiêu chí 1")
    reason = office.locator(f"#ly-do-{SECOND}-1")
    expect(reason).to_be_hidden()
    box.check()
    expect(reason).to_be_visible()
    box.uncheck()
    expect(reason).to_be_hidden()


def test_one_cell_is_returned_with_the_keyboard_and_the_rest_approved(
    office: Page,
) -> None:
    open_report(office)
    office.get_by_label("Trả ô này: Ia Dom, tiêu chí 1").focus()
    office.keyboard.press("Space")
    office.keyboard.press("Tab")
    office.keyboard.type("Thiếu biên bản")
    office.keyboard.press("Tab")
    office.keyboard.press("Enter")
    expect(office.get_by_role("columnheader", name="Trả 1 ô")).to_be_visible()
    assert Report.objects.get(district_id=SMALL).state == "submitted"
    office.get_by_role("button", name="Trả các ô đã đánh dấu").press("Enter")
    expect(office.get_by_role("status")).to_contain_text("Đã trả 1 ô")
    revision = Revision.objects.get(quarter_id=QUARTER)
    assert revision.cells()[FIRST, 19] == MET
    assert revision.cells()[SECOND, 1] == MET


def test_the_grid_unfolds_from_its_button(office: Page) -> None:
    open_report(office)
    office.get_by_role("link", name="Xem cả lưới").click()
    expect(office.get_by_role("table", name="Kết quả sau khi duyệt")).to_be_visible()


@pytest.mark.parametrize("address", ["/duyet/", f"/duyet/{QUARTER}/{SMALL}/"])
def test_on_a_phone_nothing_is_wider_than_the_screen(
    office: Page, address: str
) -> None:
    office.set_viewport_size(PHONE)
    office.goto(address)
    assert office.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
