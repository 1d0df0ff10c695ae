"""No page has anything that axe-core objects to; some are asked on a phone too."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from accounts.choices import Role
from accounts.models import User
from reports.choices import ResultState
from tests.browser.entry.conftest import NOT_YET, sign_in
from tests.reports import review_world as world
from tests.reports.review_world import FIRST, QUARTER, SECOND, SMALL

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AXE = Path(__file__).resolve().parent.parent / "vendor" / "axe-core" / "axe.min.js"
RUN = "axe.run(document, {resultTypes: ['violations']})"
LAPTOP, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
REPORT = f"/bao-cao/{QUARTER}/{SMALL}/"
OFFICER = [
    "/bao-cao/",
    REPORT,
    *(f"{REPORT}{part}/" for part in ("loi", "chi-tieu/17", "minh-chung", "trao-doi")),
    f"{REPORT}nhat-ky/",
    "/hop-thu/",
]
OFFICE = [
    "/",
    *(f"/{page}/" for page in ("gan-dat", "ke-hoach", "xu-huong", "so-sanh")),
    *(f"/{page}/" for page in ("xep-hang", "cong-nhan", "phieu-hop", "ban-do")),
    *("/huyen/", f"/huyen/{SMALL}/", f"/xa/{FIRST}/"),
    *("/tieu-chi/", "/tieu-chi/17/", "/don-vi/", "/don-vi/SGDDT/"),
    *("/duyet/", f"/duyet/{QUARTER}/{SMALL}/", "/doi-chieu/", "/kiem-tra/"),
    *("/bao-cao/ai-chua-nop/", "/nhap-phu-luc/", "/xuat/", "/xuat/mau/"),
]
ALSO_ON_A_PHONE = {
    *("/", "/gan-dat/", "/phieu-hop/", f"/xa/{FIRST}/", "/doi-chieu/"),
    *(REPORT, f"{REPORT}chi-tieu/17/", f"/duyet/{QUARTER}/{SMALL}/"),
}


@pytest.fixture
def careful(browser: Browser, served: str) -> Page:
    """A page into which a test may bring a script of its own."""
    context = browser.new_context(
        locale="vi-VN", viewport=LAPTOP, bypass_csp=True, base_url=served
    )
    return context.new_page()


def objections(page: Page, address: str) -> list[str]:
    """Return what axe-core finds, with the first place of each."""
    found = []
    for size in (LAPTOP, PHONE) if address in ALSO_ON_A_PHONE else (LAPTOP,):
        page.set_viewport_size(size)
        answer = page.goto(address)
        assert answer
        assert answer.ok, address
        page.evaluate(AXE.read_text(encoding="utf-8"))
        result: dict[str, Any] = page.evaluate(RUN)
        found += [
            f"{address} ({size['width']}): {each['id']} {each['nodes'][0]['html'][:90]}"
            for each in result["violations"]
        ]
    return found


def test_pages_of_the_officer_are_open_to_everybody(careful: Page, served: str) -> None:
    world.open_quarter(due_on=NOT_YET)
    world.approved_before({FIRST: [1, 2], SECOND: [1]})
    sign_in(careful, served, world.officer())
    assert [each for page in OFFICER for each in objections(careful, page)] == []


def test_pages_of_the_office_are_open_to_everybody(careful: Page, served: str) -> None:
    world.province()
    world.open_quarter()
    world.submitted({(FIRST, 1): ResultState.MET})
    office = User.objects.create_user("vanphong", role=Role.ADMIN)
    sign_in(careful, served, office)
    assert [each for page in OFFICE for each in objections(careful, page)] == []


def test_the_login_is_open_to_everybody(careful: Page) -> None:
    assert objections(careful, "/dang-nhap/") == []
