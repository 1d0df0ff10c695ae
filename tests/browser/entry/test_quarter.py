"""A full quarter with the keyboard alone: sign in, type, give a cause, send."""

import pytest
from playwright.sync_api import Locator, Page, expect

from reports.models import DraftRemark, Report
from tests.browser.entry.conftest import NOT_YET
from tests.browser.entry.grid import not_todo, press, saved, todo
from tests.reports import review_world as world
from tests.reports.review_world import FIRST, SECOND, THIRD

pytestmark = [
    pytest.mark.browser,
    pytest.mark.everywhere,
    pytest.mark.django_db(transaction=True),
]

# No page has more stops than this before what is looked for.
STOPS = 80


@pytest.fixture
def before(served: str, page: Page) -> Page:
    """A browser nobody has signed in with; the quarter is open."""
    world.open_quarter(due_on=NOT_YET)
    world.approved_before({FIRST: [1], SECOND: [18]})
    user = world.officer()
    user.set_password("ntm-demo")
    user.save()
    page.goto("/bao-cao/")
    return page


def tab_to(page: Page, wanted: Locator, key: str = "Tab") -> None:
    """Press Tab until the wanted part has the focus."""
    expect(wanted).to_be_visible()
    for _ in range(STOPS):
        page.keyboard.press(key)
        if wanted.evaluate("part => part === document.activeElement"):
            return
    raise AssertionError(f"{wanted} is not reached with Tab")


def tab_and_enter(page: Page, wanted: Locator, key: str = "Tab") -> None:
    tab_to(page, wanted, key)
    page.keyboard.press("Enter")


def test_a_quarter_is_entered_and_sent_with_the_keyboard_alone(before: Page) -> None:
    page = before
    page.keyboard.type(world.officer().username)
    press(page, "Tab")
    page.keyboard.type("ntm-demo")
    press(page, "Enter")
    due = page.get_by_role("row").filter(has_text="Quý I/2021")
    # The oldest quarter is the last one: it is nearer from the end of the page.
    tab_and_enter(page, due.get_by_role("link", name="Nhập báo cáo"), "Shift+Tab")

    tab_to(page, page.locator(f"#o-{FIRST}-1 input"))
    press(page, "c", "ArrowRight", "x", "ArrowDown", "x", "End", "x")
    press(page, "Control+End", "ArrowLeft", "x")
    typed = {
        (FIRST, 1, "unmet"),
        (FIRST, 2, "met"),
        (SECOND, 2, "met"),
        (SECOND, 19, "met"),
        (THIRD, 18, "met"),
    }
    assert saved(page) == typed

    todo(page, "1 chỗ phải sửa hoặc ghi lý do")
    causes = page.locator("#canh-bao form")
    tab_to(page, causes.get_by_label("Ia Đal, 1. Quy hoạch"))
    page.keyboard.type("thực sự")
    tab_and_enter(page, causes.get_by_role("button", name="Ghi nguyên nhân"))
    not_todo(page, "chỗ phải sửa hoặc ghi lý do")
    todo(page, "Có thể gửi")
    assert DraftRemark.objects.get().fall_cause == "real_drop"

    send = page.get_by_role("button", name="Gửi Văn phòng Điều phối tỉnh")
    tab_and_enter(page, send)
    expect(page.get_by_role("status").first).to_contain_text("Đã gửi báo cáo")
    expect(page.locator("#khoa")).to_contain_text("Khóa vì đã gửi")
    report = Report.objects.get()
    assert report.state == "submitted"
    assert report.changed_cells() == {(code, at): state for code, at, state in typed}
