"""The sheet of capital in a browser: saved cell by cell, pasted, taken back."""

import re

import pytest
from playwright.sync_api import Page, expect

from programme.models import CapitalKey
from tests.browser.entry.conftest import NOT_YET, sign_in
from tests.browser.entry.grid import paste, press
from tests.programme.capital_world import stored, typed
from tests.reports import review_world as world
from tests.reports.review_world import FIRST, SECOND, SMALL

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BLOCK = "100\t50\n200\tx"


def field(page: Page, place: str, source: str = "central_investment"):
    return page.locator(f"[name='o-{place}-{source}']")


def test_amounts_are_saved_pasted_and_taken_back(served: str, page: Page) -> None:
    world.open_quarter(due_on=NOT_YET)
    sign_in(page, served, world.officer())
    page.goto(f"/von/2021Q1/{SMALL}/?so=phan-bo")
    said = page.locator("[data-tin]")
    field(page, FIRST).fill("1.234,5")
    press(page, "Enter")
    expect(field(page, SECOND)).to_be_focused()
    expect(said).to_contain_text("Đã lưu lúc")
    expect(page.locator("[data-tat-ca]")).to_have_text("1.234,5")
    field(page, SECOND).fill("nhiều")
    press(page, "Enter")
    expect(said).to_contain_text("1 ô chưa lưu")
    field(page, SECOND).fill("")
    press(page, "Enter")
    expect(page.locator("td.is-loi")).to_have_count(0)

    field(page, FIRST).focus()
    paste(page, BLOCK)
    expect(page.locator("#dan-von")).to_contain_text("1 ô không đọc được")
    page.get_by_role("button", name="Dán các ô đọc được").click()
    expect(page.locator("[data-tat-ca]")).to_have_text("350")
    page.get_by_role("button", name="Hoàn tác").click()
    expect(page.locator("[data-tat-ca]")).to_have_text("1.234,5")

    page.context.set_offline(True)
    field(page, FIRST, "credit").fill("7")
    press(page, "Enter")
    expect(said).to_contain_text("Mất mạng")
    page.context.set_offline(False)
    expect(said).to_contain_text("Đã lưu lúc", timeout=15_000)
    assert stored() == {
        (FIRST, "central_investment", "allocated"): "1234.500",
        (FIRST, "credit", "allocated"): "7.000",
    }


def is_leaving_warned(page: Page) -> bool:
    return bool(
        page.evaluate("!dispatchEvent(new Event('beforeunload', {cancelable: true}))")
    )


def test_refused_cells_are_unsaved_until_corrected_or_undone(
    served: str, page: Page
) -> None:
    world.open_quarter(due_on=NOT_YET)
    sign_in(page, served, world.officer())
    page.goto(f"/von/2021Q1/{SMALL}/")
    said = page.locator("[data-tin]")
    field(page, FIRST).fill("-5")
    press(page, "Enter")
    field(page, SECOND).fill("9" * 30)
    press(page, "Enter")
    expect(said).to_contain_text("2 ô chưa lưu")
    field(page, FIRST, "credit").fill("7")
    press(page, "Enter")
    expect(page.locator("[data-tat-ca]")).to_have_text("7")
    expect(said).to_contain_text("2 ô chưa lưu")
    assert is_leaving_warned(page)

    page.reload()
    expect(field(page, FIRST)).to_have_value("-5")
    expect(said).to_contain_text("2 ô chưa lưu")
    page.get_by_role("button", name="Gửi báo cáo vốn").click()
    told = re.compile("còn 2 ô chưa lưu .*NSTW – đầu tư phát triển")
    expect(page.locator("[data-chua-gui]")).to_have_text(told)
    expect(field(page, FIRST)).to_have_value("-5")

    field(page, SECOND).fill("4")
    press(page, "Enter")
    expect(page.locator("[data-tat-ca]")).to_have_text("11")
    expect(said).to_contain_text("1 ô chưa lưu")
    page.get_by_role("button", name="Tới ô chưa lưu").click()
    expect(field(page, FIRST)).to_be_focused()
    press(page, "Escape")
    expect(said).to_contain_text("Không còn ô nào chưa lưu")
    assert not is_leaving_warned(page)


def test_the_keyboard_saves_undoes_decides_and_sends(served: str, page: Page) -> None:
    world.open_quarter(due_on=NOT_YET)
    sign_in(page, served, world.officer())
    page.goto(f"/von/2021Q1/{SMALL}/")
    said, own = page.locator("[data-tin]"), field(page, "h")
    field(page, FIRST).fill("5")
    press(page, "Enter")
    expect(said).to_contain_text("Đã lưu lúc")
    page.keyboard.insert_text("8")
    press(page, "Escape")
    expect(field(page, SECOND)).to_have_value("")
    press(page, "Control+z")
    expect(field(page, FIRST)).to_be_focused()
    expect(page.locator("[data-tat-ca]")).to_have_text("–")
    own.fill("9")
    press(page, "Enter")
    expect(page.locator("[data-tat-ca]")).to_have_text("9")

    kept = _decide_between_two(page)
    own.fill("10")
    page.get_by_role("button", name="Gửi báo cáo vốn").click()
    expect(page.locator("body")).to_contain_text("gửi báo cáo vốn Quý I/2021.")
    assert stored() == kept | {("", "central_investment", "planned"): "10.000"}


def _decide_between_two(page: Page) -> dict[CapitalKey, str]:
    """Keep one of two amounts that met somebody else's, and give the other up."""
    met = [(each, "credit", "planned") for each in (FIRST, SECOND)]
    typed(dict.fromkeys(met, ("3", None)), by=world.reviewer())
    for place in (FIRST, SECOND):
        field(page, place, "credit").fill("4")
        press(page, "Enter")
    expect(page.locator("[data-chon]")).to_have_count(2)
    page.get_by_role("button", name="Gửi báo cáo vốn").click()
    expect(page.locator("[data-chua-gui]")).to_contain_text("còn 2 ô chưa lưu")
    expect(field(page, FIRST, "credit")).to_be_focused()
    press(page, "Enter")
    expect(page.locator("[data-chon]")).to_have_count(1)
    press(page, "Escape")
    expect(field(page, SECOND, "credit")).to_have_value("3")
    expect(page.locator("[data-chon]")).to_have_count(0)
    return dict(zip(met, ("4.000", "3.000"), strict=True))


def test_on_a_phone_the_page_does_not_scroll_sideways(served: str, page: Page) -> None:
    world.open_quarter(due_on=NOT_YET)
    sign_in(page, served, world.officer())
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"/von/2021Q1/{SMALL}/?so=giai-ngan")
    field(page, FIRST).fill("9" * 12)
    press(page, "Enter")
    expect(page.locator("[data-tin]")).to_contain_text("Đã lưu lúc")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
