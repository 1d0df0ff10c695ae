"""The server stops in the middle of typing and comes back: no change is lost."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from reports.models import ResultChange
from tests.browser.entry.conftest import NOT_YET, sign_in
from tests.browser.entry.grid import PAGE, cell, press, saved, until_stored
from tests.browser.entry.line import Line, line_to
from tests.reports.review_world import (
    FIRST,
    SECOND,
    approved_before,
    officer,
    open_quarter,
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.everywhere,
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def line(served: str, page: Page) -> Iterator[Line]:
    """The grid is open over a line of its own."""
    open_quarter(due_on=NOT_YET)
    approved_before({FIRST: [1]})
    with line_to(served) as line:
        sign_in(page, line.url, officer())
        page.goto(f"{line.url}{PAGE}")
        yield line


def waits(page: Page, count: int) -> None:
    words = f"Mất mạng – {count} ô chờ gửi"
    expect(page.locator("#trang-thai-luu")).to_contain_text(words)


def logged() -> list[tuple[str, int, str]]:
    rows = ResultChange.objects.order_by("pk")
    return list(rows.values_list("commune_id", "criterion__number", "after"))


def test_what_was_typed_while_the_server_was_stopped_is_sent_in_order(
    line: Line, page: Page
) -> None:
    cell(page, FIRST, 2).click()
    press(page, "x")
    saved(page)
    line.cut()
    press(page, "ArrowDown", "x", "ArrowUp", "ArrowRight", "x")
    waits(page, 2)
    press(page, "ArrowRight", "x")
    waits(page, 3)
    line.mend()
    page.reload()
    expect(page.locator("#gui-lai")).to_have_text("Đã gửi 3 ô gõ lần trước.")
    assert len(saved(page)) == 4
    assert logged() == [
        (FIRST, 2, "met"),
        (SECOND, 2, "met"),
        (FIRST, 3, "met"),
        (FIRST, 4, "met"),
    ]


def test_a_lost_answer_stores_nothing_twice_and_is_no_conflict(
    line: Line, page: Page
) -> None:
    line.swallows_answers = True
    cell(page, FIRST, 1).click()
    press(page, "c")
    until_stored(page, {(FIRST, 1, "unmet")})
    line.cut()
    waits(page, 1)
    press(page, "Delete")
    line.mend()
    page.reload()
    assert saved(page) == {(FIRST, 1, "unknown")}
    assert logged() == [(FIRST, 1, "unmet"), (FIRST, 1, "unknown")]
    expect(page.locator("#tranh")).to_be_hidden()
