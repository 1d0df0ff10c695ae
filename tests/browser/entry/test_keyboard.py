"""The grid by keyboard: moving, typing through input methods, undoing, sending."""

import pytest
from playwright.sync_api import Page, expect

from reports.models import Report
from tests.browser.entry.grid import cell, focused, not_todo, press, saved, todo
from tests.reports.review_world import FIRST, SECOND, THIRD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MOVES = [
    ("ArrowRight ArrowDown", f"{SECOND}-2"),
    ("ArrowLeft ArrowUp", f"{FIRST}-1"),
    ("End", f"{FIRST}-19"),
    ("End Home", f"{FIRST}-1"),
    ("Control+End", f"{THIRD}-19"),
    ("Control+End Control+Home", f"{FIRST}-1"),
    ("PageDown", f"{THIRD}-1"),
    ("PageDown PageUp", f"{FIRST}-1"),
    ("Enter Enter Shift+Enter", f"{SECOND}-1"),
    ("Control+ArrowRight Control+ArrowDown", f"{THIRD}-19"),
]


def test_cells_typed_at_the_last_moment_are_sent_with_the_report(grid: Page) -> None:
    cell(grid, FIRST, 2).click()
    press(grid, "x")
    grid.get_by_role("button", name="Gửi Văn phòng Điều phối tỉnh").click()
    expect(grid.locator("#khoa")).to_contain_text("Khóa vì đã gửi")
    assert Report.objects.get().changed_cells() == {(FIRST, 2): "met"}


def test_unknown_cells_must_be_ticked_before_sending(grid: Page) -> None:
    cell(grid, FIRST, 2).click()
    press(grid, "Delete")
    saved(grid)
    todo(grid, "1 ô chưa đánh giá")
    grid.get_by_label("Tôi gửi khi còn 1 ô chưa đánh giá").check()
    grid.get_by_role("button", name="Gửi Văn phòng Điều phối tỉnh").click()
    expect(grid.locator("#khoa")).to_contain_text("Khóa vì đã gửi")


def test_what_is_missing_leads_to_its_cell(grid: Page) -> None:
    cell(grid, THIRD, 7).click()
    press(grid, "Delete", "Control+Home")
    grid.locator("#chua-danh-gia").get_by_role("link", name="7").click()
    assert focused(grid) == f"{THIRD}-7"


def test_keys_move_as_in_a_spreadsheet(grid: Page) -> None:
    for keys, there in MOVES:
        cell(grid, FIRST, 1).click()
        press(grid, *keys.split())
        assert (keys, focused(grid)) == (keys, there)


def test_the_grid_is_one_stop_of_the_tab_key(grid: Page) -> None:
    press(grid, "Tab")
    expect(grid.get_by_role("link", name="Tới bảng nhập")).to_be_in_viewport(ratio=1)
    press(grid, "Enter")
    assert focused(grid) == f"{FIRST}-1"
    cell(grid, SECOND, 5).click()
    press(grid, "Tab")
    assert focused(grid) == ""
    press(grid, "Shift+Tab")
    assert focused(grid) == f"{SECOND}-5"


def test_marks_of_met(grid: Page) -> None:
    for number, key in enumerate("dDđĐxX1", 2):
        cell(grid, FIRST, number).click()
        grid.keyboard.insert_text(key)
    assert saved(grid) == {(FIRST, number, "met") for number in range(2, 9)}


def test_marks_of_unmet(grid: Page) -> None:
    cell(grid, FIRST, 1).click()
    press(grid, "Control+a", "x")
    for number, key in enumerate("cCkK0", 1):
        cell(grid, FIRST, number).click()
        grid.keyboard.insert_text(key)
    expect(cell(grid, FIRST, 1)).to_contain_class("is-chua is-doi is-giam")
    for number in range(1, 6):
        expect(cell(grid, FIRST, number)).to_contain_class("is-chua")


def test_marks_of_unknown(grid: Page) -> None:
    for number, key in enumerate(("?", "Delete", "Backspace"), 1):
        cell(grid, FIRST, number).click()
        press(grid, key)
    assert saved(grid) == {(FIRST, number, "unknown") for number in (1, 2, 3)}


def test_space_goes_from_unmet_to_met_to_unknown_and_around(grid: Page) -> None:
    cell(grid, FIRST, 2).click()
    for look in ("is-dat", "is-kdg", "is-chua"):
        press(grid, "Space")
        expect(cell(grid, FIRST, 2)).to_contain_class(look)


def test_a_letter_that_unikey_corrects_is_read_as_it_ends(grid: Page) -> None:
    cell(grid, FIRST, 2).click()
    press(grid, "d", "Backspace")
    grid.keyboard.insert_text("đ")
    assert saved(grid) == {(FIRST, 2, "met")}


def test_a_letter_that_is_composed_is_read_while_it_grows(grid: Page) -> None:
    cell(grid, FIRST, 2).click()
    ime = grid.context.new_cdp_session(grid)
    for text in ("d", "đ"):
        place = {"selectionStart": 1, "selectionEnd": 1}
        ime.send("Input.imeSetComposition", {"text": text, **place})
    ime.send("Input.insertText", {"text": "đ"})
    assert saved(grid) == {(FIRST, 2, "met")}
    press(grid, "ArrowDown")
    assert focused(grid) == f"{SECOND}-2"


def test_words_that_are_spelled_out_are_read_whole(grid: Page) -> None:
    cell(grid, FIRST, 1).click()
    press(grid, "c", "h", "u", "Backspace")
    grid.keyboard.insert_text("ưa")
    press(grid, "Space")
    grid.keyboard.insert_text("đạt")
    assert saved(grid) == {(FIRST, 1, "unmet")}


def test_other_letters_change_nothing(grid: Page) -> None:
    cell(grid, FIRST, 1).click()
    press(grid, "h", "9", "x")
    press(grid, "ArrowRight", "x")
    assert saved(grid) == {(FIRST, 2, "met")}


def test_a_block_is_selected_and_filled_at_once(grid: Page) -> None:
    cell(grid, FIRST, 2).click()
    press(grid, "Shift+ArrowRight", "Shift+ArrowDown", "x")
    assert saved(grid) == {
        (code, number, "met") for code in (FIRST, SECOND) for number in (2, 3)
    }
    press(grid, "Control+z")
    expect(grid.locator("#noi")).to_have_text("Đã hoàn tác 4 ô")
    press(grid, "Control+y")
    expect(grid.locator("#noi")).to_have_text("Đã làm lại 4 ô")


def test_edits_are_undone_and_done_again(grid: Page) -> None:
    cell(grid, FIRST, 1).click()
    press(grid, "c", "ArrowDown", "x", "Control+z")
    assert saved(grid) == {(FIRST, 1, "unmet")}
    press(grid, "Control+z")
    not_todo(grid, "ô đã đổi so với")
    said = grid.locator("#noi")
    expect(said).to_have_text("Đã hoàn tác 1 ô: Ia Đal, 1. Quy hoạch: đạt")
    press(grid, "Control+y", "Control+y")
    expect(said).to_have_text("Đã làm lại 1 ô: Ia Dom, 1. Quy hoạch: đạt")
    todo(grid, "2 ô đã đổi")
    assert saved(grid) == {(FIRST, 1, "unmet"), (SECOND, 1, "met")}


def test_counts_follow_every_change(grid: Page) -> None:
    row = grid.locator(f'tr[data-xa="{SECOND}"] td.tong')
    foot = grid.locator("tfoot td")
    cell(grid, SECOND, 1).click()
    press(grid, "x")
    expect(row).to_have_text("1+1")
    expect(foot.nth(0)).to_have_text("2+1")
    expect(foot.nth(19)).to_have_text("2+1")


def test_the_selected_cell_is_named_and_set_by_pointer(grid: Page) -> None:
    cell(grid, SECOND, 15).click()
    chosen = grid.locator("#o-chon")
    expect(chosen).to_contain_text("Ia Dom, 15. Y tế")
    expect(chosen).to_contain_text("Quý IV/2020: chưa đạt")
    chosen.get_by_text("Chưa đánh giá").click()
    assert saved(grid) == {(SECOND, 15, "unknown")}


def test_a_first_click_selects_and_a_second_one_changes(grid: Page) -> None:
    cell(grid, FIRST, 2).click()
    expect(cell(grid, FIRST, 2)).to_contain_class("is-chua")
    cell(grid, FIRST, 2).click()
    assert saved(grid) == {(FIRST, 2, "met")}
