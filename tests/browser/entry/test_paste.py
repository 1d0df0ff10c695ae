"""A block copied from Excel: looked at first, pasted or not."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.entry.conftest import NOT_YET, sign_in
from tests.browser.entry.grid import (
    cell,
    focused,
    not_todo,
    paste,
    press,
    saved,
    stored,
    todo,
)
from tests.reports import review_world as world
from tests.reports.review_world import FIRST, LARGE, QUARTER, SECOND, THIRD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

REFUSED = [
    ("x\t2109\n", "Chưa dán ô nào: 1 ô không đọc được."),
    ("x\nx\nx\nx\n", "Khối dán có 4 hàng"),
    ("Đắk Blô\tx\nIa Dom\tx\n", "Huyện Ia H'Drai không có xã tên này"),
]

READING = "Đang đọc khối dán…"


def hold_answers(page: Page) -> list[Route]:
    """Keep what the page asks about blocks; let_go sends it on to the server."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    url = page.locator("#luoi").get_attribute("data-dan")
    page.route(f"**{url}", hold)
    return held


def let_go(page: Page, route: Route) -> None:
    """Let the server answer, and give the page the time to use the answer."""
    with page.expect_response(route.request.url) as answer:
        route.continue_()
    answer.value.finished()
    page.wait_for_timeout(200)


def test_a_block_is_looked_at_and_pasted(grid: Page) -> None:
    cell(grid, FIRST, 1).click()
    paste(grid, "\tx\nx\tx\n")
    box = grid.get_by_role("dialog")
    expect(box).to_contain_text("Đọc được 4 ô, từ Ia Đal, tiêu chí 1. 4 ô sẽ khác")
    expect(box).to_contain_text("1 ô thành chưa đạt, trong đó 1 ô để trống")
    expect(box).to_contain_text("1 ô đang đạt sẽ mất dấu đạt vì để trống: Ia Đal 1.")
    assert stored() == set()
    box.get_by_role("button", name="Dán 4 ô").click()
    expect(box).to_be_hidden()
    assert saved(grid) == {
        (FIRST, 1, "unmet"),
        (FIRST, 2, "met"),
        (SECOND, 1, "met"),
        (SECOND, 2, "met"),
    }
    assert focused(grid) == f"{FIRST}-1"


def test_ten_communes_with_all_their_criteria_are_pasted_at_once(
    served: str, page: Page
) -> None:
    world.open_quarter(due_on=NOT_YET)
    world.approved_before(district=LARGE)
    sign_in(page, served, world.officer(LARGE))
    page.goto(f"/bao-cao/{QUARTER}/{LARGE}/")
    heads = page.locator("#luoi tbody tr").all()[:10]
    rows = {head.get_attribute("data-xa"): row for row, head in enumerate(heads)}
    met = {
        (code, number, "met")
        for code, row in rows.items()
        for number in range(1, 20)
        if (row + number) % 3
    }
    lines = [
        "\t".join("x" if (row + number) % 3 else "0" for number in range(1, 20))
        for row in rows.values()
    ]
    page.locator("#luoi td.nt-c").first.click()
    paste(page, "\n".join(lines))
    page.get_by_role("button", name="Dán 190 ô").click()
    todo(page, f"{len(met)} ô đã đổi")
    assert saved(page) == met


def test_a_pasted_block_is_undone_as_one(grid: Page) -> None:
    cell(grid, FIRST, 1).click()
    paste(grid, "0\tx\nx\tx\n")
    grid.get_by_role("button", name="Dán 4 ô").click()
    assert len(saved(grid)) == 4
    press(grid, "Control+z")
    not_todo(grid, "ô đã đổi so với")
    assert saved(grid) == set()


def test_blanks_may_be_left_alone(grid: Page) -> None:
    cell(grid, FIRST, 1).click()
    paste(grid, "\tx\n")
    box = grid.get_by_role("dialog")
    box.get_by_label("giữ nguyên ô đang có").check()
    expect(box).not_to_contain_text("mất dấu đạt")
    box.get_by_role("button", name="Dán 1 ô").click()
    assert saved(grid) == {(FIRST, 2, "met")}


def test_a_block_with_names_finds_its_rows(grid: Page) -> None:
    cell(grid, FIRST, 18).click()
    paste(grid, "Ia Tơi\tx\tx\nXã Ia Dom\t0\tx\n")
    grid.get_by_role("button", name="Dán 4 ô").click()
    assert saved(grid) == {
        (THIRD, 18, "met"),
        (THIRD, 19, "met"),
        (SECOND, 19, "met"),
    }


def test_a_block_that_does_not_fit_is_refused_whole(grid: Page) -> None:
    cell(grid, FIRST, 1).click()
    for block, words in REFUSED:
        paste(grid, block)
        box = grid.get_by_role("dialog")
        expect(box).to_contain_text(words)
        expect(box.get_by_role("button")).to_have_count(1)
        box.get_by_role("button", name="Bỏ, không dán").click()
        assert focused(grid) == f"{FIRST}-1"
    assert stored() == set()


def test_a_single_mark_is_pasted_without_a_question(grid: Page) -> None:
    cell(grid, FIRST, 5).click()
    paste(grid, "x\n")
    assert saved(grid) == {(FIRST, 5, "met")}


def test_copied_cells_can_be_pasted_elsewhere(grid: Page) -> None:
    cell(grid, FIRST, 1).click()
    grid.context.grant_permissions(["clipboard-read", "clipboard-write"])
    press(grid, "Shift+ArrowRight", "Control+c", "ArrowDown", "Home", "Control+v")
    grid.get_by_role("button", name="Dán 2 ô").click()
    assert saved(grid) == {(SECOND, 1, "met")}


@pytest.mark.parametrize("block", ["x\n", "x\tx\n", "Xã Lạ\tx\nIa Dom\tx\n"])
def test_an_answer_after_escape_does_nothing(grid: Page, block: str) -> None:
    held = hold_answers(grid)
    cell(grid, FIRST, 5).click()
    paste(grid, block)
    box = grid.get_by_role("dialog")
    expect(box).to_contain_text(READING)
    press(grid, "Escape")
    expect(box).to_be_hidden()
    let_go(grid, held[0])
    expect(box).to_be_hidden()
    expect(grid.locator("[data-hoan-tac]")).to_be_disabled()
    assert stored() == set()


def test_an_answer_is_not_shown_under_the_next_block(grid: Page) -> None:
    held = hold_answers(grid)
    cell(grid, FIRST, 5).click()
    paste(grid, "x\tx\n")
    box = grid.get_by_role("dialog")
    box.get_by_role("button", name="Bỏ, không dán").click()
    expect(box).to_be_hidden()
    paste(grid, "x\tx\tx\n")
    expect(box).to_contain_text(READING)
    let_go(grid, held[0])
    expect(box).to_contain_text(READING)
    let_go(grid, held[1])
    box.get_by_role("button", name="Dán 3 ô").click()
    assert len(saved(grid)) == 3
