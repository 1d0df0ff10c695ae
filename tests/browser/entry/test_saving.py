"""Nothing typed is lost: no line, an ended session, a report locked meanwhile."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, Route, expect

from tests.browser.entry.conftest import sign_in
from tests.browser.entry.grid import PAGE, cell, press, saved, stored
from tests.reports.returned_world import given_back
from tests.reports.review_world import (
    FIRST,
    MET,
    SECOND,
    drafted,
    officer,
    reviewer,
    submitted,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SAVE = "**/o/"


def status(page: Page) -> object:
    return expect(page.locator("#trang-thai-luu"))


def cut(page: Page) -> None:
    page.route(SAVE, lambda route: route.abort())


def test_without_a_line_cells_wait_and_are_sent_in_order(grid: Page) -> None:
    grid.context.set_offline(True)
    cell(grid, FIRST, 1).click()
    press(grid, "c", "ArrowRight", "x", "ArrowLeft", "x", "Delete")
    status(grid).to_contain_text("Mất mạng – 2 ô chờ gửi, giữ trên máy này")
    assert stored() == set()
    grid.context.set_offline(False)
    assert saved(grid) == {(FIRST, 1, "unknown"), (FIRST, 2, "met")}


def test_a_server_in_trouble_is_asked_again(grid: Page) -> None:
    answers = iter([503, 502])

    def refuse(route: Route) -> None:
        code = next(answers, None)
        if code:
            route.fulfill(status=code)
        else:
            route.continue_()

    grid.route(SAVE, refuse)
    cell(grid, FIRST, 2).click()
    press(grid, "x")
    status(grid).to_contain_text("Máy chủ bận – 1 ô chờ gửi, giữ trên máy này")
    status(grid).to_contain_text("Đã lưu lúc", timeout=10_000)
    assert stored() == {(FIRST, 2, "met")}


def test_an_ended_session_loses_nothing(grid: Page) -> None:
    user = officer()
    user.set_password("ntm-demo")
    user.save()
    Session.objects.all().delete()
    cell(grid, FIRST, 2).click()
    press(grid, "x", "ArrowDown", "x")
    status(grid).to_contain_text("Hết phiên đăng nhập – 2 ô chờ gửi, giữ trên máy này")
    assert stored() == set()
    grid.get_by_role("link", name="Đăng nhập lại").click()
    grid.locator("[name=username]").fill(user.username)
    grid.locator("[name=password]").fill("ntm-demo")
    grid.keyboard.press("Enter")
    grid.wait_for_url(f"**{PAGE}")
    assert saved(grid) == {(FIRST, 2, "met"), (SECOND, 2, "met")}


def test_what_one_person_typed_is_not_sent_by_another(grid: Page, served: str) -> None:
    cut(grid)
    cell(grid, FIRST, 2).click()
    press(grid, "x")
    status(grid).to_contain_text("Mất mạng")
    grid.unroute(SAVE)
    sign_in(grid, served, reviewer())
    grid.goto(PAGE)
    status(grid).not_to_contain_text("Đang lưu")
    assert stored() == set()


def test_a_report_locked_meanwhile_says_why_and_shows_what_is_left(
    grid: Page,
) -> None:
    submitted({(SECOND, 3): MET})
    cell(grid, FIRST, 2).click()
    press(grid, "x")
    status(grid).to_contain_text("Không sửa được, 1 ô chưa lưu: Khóa vì đã gửi")
    press(grid, "ArrowDown", "x")
    expect(cell(grid, SECOND, 2)).to_contain_class("is-chua")
    expect(grid.locator("#o-chon")).to_contain_text("Khóa vì đã gửi")
    expect(grid.locator("#gui")).to_contain_text("Khóa vì đã gửi")
    for name in ("Hoàn tác", "Nạp từ Excel", "Gửi Văn phòng Điều phối tỉnh"):
        expect(grid.get_by_role("button", name=name).first).to_be_disabled()
    expect(grid.locator("#o-chon").get_by_label("Chưa đánh giá")).to_be_disabled()
    grid.get_by_role("link", name="Tải lại trang").click()
    left = grid.locator("#gui-lai")
    expect(left).to_contain_text("Ia Đal 2 → đạt")
    left.get_by_role("button", name="Bỏ các ô này").click()
    grid.reload()
    expect(left).to_be_hidden()
    assert stored() == {(SECOND, 3, "met")}


def test_what_others_saved_meanwhile_shows_up(grid: Page) -> None:
    drafted({(SECOND, 4): MET})
    cell(grid, FIRST, 2).click()
    press(grid, "x")
    saved(grid)
    expect(cell(grid, SECOND, 4)).to_contain_class("is-dat")
    assert stored() == {(FIRST, 2, "met"), (SECOND, 4, "met")}


def test_leaving_the_page_at_once_still_saves(grid: Page) -> None:
    cell(grid, FIRST, 2).click()
    press(grid, "x")
    grid.goto("/bao-cao/")
    grid.goto(PAGE)
    expect(cell(grid, FIRST, 2)).to_contain_class("is-dat")
    expect(grid.locator("#trang-thai-luu")).to_contain_text("Đã lưu")
    assert stored() == {(FIRST, 2, "met")}


def test_nothing_changed_asks_before_giving_typed_cells_up(grid: Page) -> None:
    cell(grid, FIRST, 2).click()
    press(grid, "x")
    saved(grid)
    grid.get_by_text("Không thay đổi trong quý…").click()
    grid.get_by_role("button", name="Bỏ 1 ô đã sửa, xác nhận không thay đổi").click()
    expect(grid.get_by_role("status").first).to_contain_text("không thay đổi")
    assert stored() == set()


def test_a_cell_closed_meanwhile_stays_here_and_the_open_one_is_sent(
    grid: Page,
) -> None:
    cut(grid)
    cell(grid, FIRST, 1).click()
    press(grid, "Delete", "ArrowRight", "x")
    status(grid).to_contain_text("Mất mạng – 2 ô chờ gửi")
    given_back((FIRST, 1))
    grid.unroute(SAVE)
    grid.reload()
    grid.get_by_role("button", name="Giữ của tôi").click()
    left = grid.locator("#gui-lai")
    expect(left).to_contain_text("Ia Đal 2 → đạt")
    assert saved(grid) == {(FIRST, 1, "unknown")}
