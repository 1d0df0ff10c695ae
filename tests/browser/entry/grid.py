"""Short ways to use the grid of the browser tests and to ask what was stored."""

from playwright.sync_api import Locator, Page, expect

from reports.models import DraftResult
from tests.reports.review_world import QUARTER, SMALL

# Milliseconds.
GLANCE, PATIENCE = 50, 10_000

PAGE = f"/bao-cao/{QUARTER}/{SMALL}/"


def cell(page: Page, commune: str, number: int) -> Locator:
    return page.locator(f"#o-{commune}-{number}")


def focused(page: Page) -> str:
    """Return the cell that has the focus, such as 23535-1."""
    found = page.evaluate("document.activeElement.closest('td')?.id ?? ''")
    return str(found).removeprefix("o-")


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def todo(page: Page, words: str) -> None:
    """Check that the words stand, visibly, among what is left to do."""
    shown = page.locator(".nt-todo")
    expect(shown).to_contain_text(words, use_inner_text=True)


def not_todo(page: Page, words: str) -> None:
    """Check that the words do not stand among what is left to do."""
    shown = page.locator(".nt-todo")
    expect(shown).not_to_contain_text(words, use_inner_text=True)


def saved(page: Page) -> set[tuple[str, int, str]]:
    """Wait until the page says so, and return what the database has."""
    expect(page.locator("#trang-thai-luu")).to_contain_text("Đã lưu lúc")
    return stored()


def stored() -> set[tuple[str, int, str]]:
    rows = DraftResult.objects.values_list("commune_id", "criterion__number", "state")
    return set(rows)


def until_stored(page: Page, rows: set[tuple[str, int, str]]) -> None:
    """Wait until the database has the rows and no others, told or not."""
    for _ in range(PATIENCE // GLANCE):
        if stored() == rows:
            return
        page.wait_for_timeout(GLANCE)
    assert stored() == rows


def paste(page: Page, block: str) -> None:
    """Put the block on the clipboard and paste it where the focus is."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("text => navigator.clipboard.writeText(text)", block)
    page.keyboard.press("Control+v")
