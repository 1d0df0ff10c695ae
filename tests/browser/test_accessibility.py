"""No page has anything that axe-core objects to; some are asked on a phone too.

Each role is asked for the pages that are its own; what two roles see alike is asked
for one of them.
"""

from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from playwright.sync_api import Browser, Page

from accounts.choices import Role
from accounts.models import User
from reports.choices import ResultState
from tests.browser.entry.conftest import NOT_YET, sign_in
from tests.reports import opinion_world, sample_world
from tests.reports import review_world as world
from tests.reports.review_world import BEFORE, FIRST, QUARTER, SECOND, SMALL

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AXE = Path(__file__).resolve().parent.parent / "vendor" / "axe-core" / "axe.min.js"
# The size of what is pressed is a rule that axe-core leaves off by itself; colours,
# half of the time of a run, are the same on a phone.
RUN = """isPhone => axe.run(document, {
  resultTypes: ['violations'],
  rules: {'target-size': {enabled: true}, 'color-contrast': {enabled: !isPhone}},
}).then(({violations}) => violations)"""
LAPTOP, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
REPORT = f"/bao-cao/{QUARTER}/{SMALL}/"
CELL = f"{REPORT}o/{FIRST}/17/"
CAPITAL = f"/von/{QUARTER}/{SMALL}/"
OFFICER = [
    *("/bao-cao/", REPORT, CELL, f"{REPORT}ban/", "/hop-thu/", "/doi-mat-khau/"),
    *(f"{REPORT}{part}/" for part in ("loi", "chi-tieu/17", "minh-chung", "trao-doi")),
    *(f"{REPORT}{part}/" for part in ("nhat-ky", "loi/to-ky")),
    *(CAPITAL, f"{CAPITAL}lich-su/", "/von/nhap/"),
]
HEAD = ["/bao-cao/", REPORT]
DEPARTMENT = [
    *("/", "/doi-chieu/", f"/doi-chieu/{QUARTER}/5/", "/hop-thu/"),
    f"{REPORT}o/{FIRST}/5/",
]
LEADER = ["/", "/xuat/", f"/huyen/{SMALL}/", f"/bao-cao/{BEFORE}/{SMALL}/ban/1/"]
MISSING = "/khong-co/"
NOBODY = ["/dang-nhap/", "/cong-khai/", MISSING]
OFFICE = [
    "/",
    *(f"/{page}/" for page in ("gan-dat", "ke-hoach", "xu-huong", "so-sanh")),
    *(f"/{page}/" for page in ("xep-hang", "cong-nhan", "phieu-hop", "ban-do")),
    *("/huyen/", f"/huyen/{SMALL}/", f"/xa/{FIRST}/"),
    *("/tieu-chi/", "/tieu-chi/17/", "/don-vi/", "/don-vi/SGDDT/"),
    *("/duyet/", f"/duyet/{QUARTER}/{SMALL}/", "/doi-chieu/", "/kiem-tra/"),
    *("/bao-cao/ai-chua-nop/", "/nhap-phu-luc/", "/xuat/", "/xuat/mau/"),
    *("/so-theo-doi/", "/so-theo-doi/dao-tao/moi/", "/so-theo-doi/loai/ocop/"),
    *("/hop-tac-xa/", "/hop-tac-xa/nhap/", "/thon/"),
    *("/von/", "/von/duyet/", f"{CAPITAL}duyet/"),
    *("/nhiem-vu/", "/nhiem-vu/bang/", "/nhiem-vu/lich/", "/nhiem-vu/III.4/"),
    *("/nhiem-vu/III.4/sua/", "/trach-nhiem/", "/trach-nhiem/SGDDT/", "/chuong-trinh/"),
]
BACK_OFFICE = [
    *(f"/quan-tri/{page}" for page in ("", "password_change/")),
    *(f"/quan-tri/accounts/user/{page}" for page in ("", "add/")),
    *(f"/quan-tri/communes/commune/{page}" for page in ("", "import/", "export/")),
    *(
        f"/quan-tri/{page}/add/"
        for page in ("communes/communeperiod", "criteria/withdrawalrule")
    ),
    "/quan-tri/criteria/agency/SGDDT/change/",
    "/quan-tri/criteria/agency/SGDDT/delete/",
]
ALSO_ON_A_PHONE = {
    *("/", "/gan-dat/", "/phieu-hop/", f"/xa/{FIRST}/", "/doi-chieu/", CELL),
    *(REPORT, f"{REPORT}chi-tieu/17/", f"/duyet/{QUARTER}/{SMALL}/", CAPITAL),
    *("/dang-nhap/", "/quan-tri/communes/communeperiod/add/"),
}


@pytest.fixture
def careful(browser: Browser, served: str) -> Page:
    """A page into which a test may bring a script of its own."""
    context = browser.new_context(
        locale="vi-VN", viewport=LAPTOP, bypass_csp=True, base_url=served
    )
    return context.new_page()


def objections(page: Page, addresses: list[str]) -> list[str]:
    """Return what axe-core finds, with the first place of each."""
    script = AXE.read_text(encoding="utf-8")
    found = []
    for address in addresses:
        for size in (LAPTOP, PHONE) if address in ALSO_ON_A_PHONE else (LAPTOP,):
            page.set_viewport_size(size)
            answer = page.goto(address)
            assert answer
            assert answer.status == (404 if address == MISSING else 200), address
            page.evaluate(script)
            violations: list[dict[str, Any]] = page.evaluate(RUN, size is PHONE)
            found += [
                f"{address} ({size['width']}): {each['id']} {first_place(each)}"
                for each in violations
            ]
    return found


def first_place(violation: dict[str, Any]) -> str:
    return str(violation["nodes"][0]["html"])[:90]


def test_pages_of_the_officer_are_open_to_everybody(careful: Page, served: str) -> None:
    world.open_quarter(due_on=NOT_YET)
    world.approved_before({FIRST: [1, 2], SECOND: [1]})
    sign_in(careful, served, world.officer())
    assert objections(careful, OFFICER) == []


def test_pages_of_the_head_of_a_district_are_open_to_everybody(
    careful: Page, served: str, settings: LazySettings
) -> None:
    settings.DISTRICT_SIGN_OFF = True
    world.open_quarter(due_on=NOT_YET)
    world.approved_before({FIRST: [1, 2], SECOND: [1]})
    world.submitted({(FIRST, 3): ResultState.MET})
    head = User.objects.create_user(
        "truong", role=Role.DISTRICT, district_id=SMALL, is_head=True
    )
    sign_in(careful, served, head)
    assert objections(careful, HEAD) == []


def test_pages_of_a_department_are_open_to_everybody(
    careful: Page, served: str
) -> None:
    opinion_world.waiting()
    sign_in(careful, served, opinion_world.person())
    assert objections(careful, DEPARTMENT) == []


def test_pages_of_a_leader_are_open_to_everybody(careful: Page, served: str) -> None:
    world.approved_before({FIRST: [1, 2], SECOND: [1]})
    sign_in(careful, served, User.objects.create_user("lanhdao", role=Role.LEADER))
    assert objections(careful, LEADER) == []


def test_pages_of_the_office_are_open_to_everybody(careful: Page, served: str) -> None:
    world.province()
    world.open_quarter()
    world.submitted({(FIRST, 1): ResultState.MET})
    office = User.objects.create_user("vanphong", role=Role.OFFICE)
    sign_in(careful, served, office)
    assert objections(careful, OFFICE) == []


def test_pages_of_a_sample_are_open_to_everybody(careful: Page, served: str) -> None:
    world.open_quarter()
    sample_world.approved()
    sample = sample_world.sampled()
    pages = [sample_world.page_of(sample), sample_world.results_of(sample)]
    sign_in(careful, served, world.reviewer())
    assert objections(careful, [*pages, f"{pages[0]}phieu/"]) == []


def test_the_back_office_is_open_to_everybody(careful: Page, served: str) -> None:
    sign_in(careful, served, User.objects.create_user("quantri", role=Role.ADMIN))
    assert objections(careful, BACK_OFFICE) == []


def test_pages_without_signing_in_are_open_to_everybody(
    careful: Page, settings: LazySettings
) -> None:
    settings.PUBLIC_PAGE = True
    assert objections(careful, NOBODY) == []
