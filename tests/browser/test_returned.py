"""Two cells are returned, answered and approved; the rest goes on at once."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from reports.models import Report, Revision
from tests.browser.entry.conftest import NOT_YET, sign_in
from tests.browser.entry.grid import PAGE, cell, not_todo, press, saved, todo
from tests.reports import review_world as world
from tests.reports.review_world import FIRST, MET, QUARTER, SECOND, SMALL, THIRD, UNMET

pytestmark = [
    pytest.mark.browser,
    pytest.mark.everywhere,
    pytest.mark.django_db(transaction=True),
]

REVIEW = f"/duyet/{QUARTER}/{SMALL}/"
KEPT, CHANGED = (FIRST, 19), (THIRD, 2)
REASONS = {KEPT: "Thiếu biên bản họp dân", CHANGED: "Đường trục xã chưa xong"}
ANSWERS = {KEPT: "Biên bản số 12 đã gửi", CHANGED: "Xin sửa lại, còn 2 km"}


@pytest.fixture
def office(served: str, page: Page) -> Page:
    """The office has the report open in which three cells became đạt."""
    world.open_quarter(due_on=NOT_YET)
    world.approved_before({FIRST: [18], SECOND: [1]})
    world.submitted({KEPT: MET, (SECOND, 3): MET, CHANGED: MET})
    sign_in(page, served, world.reviewer())
    page.goto(REVIEW)
    return page


@pytest.fixture
def district(served: str, office: Page, browser: Browser) -> Iterator[Page]:
    """A browser of the district's officer beside that of the office."""
    page = browser.new_context(base_url=served).new_page()
    sign_in(page, served, world.officer())
    yield page
    page.context.close()


def give_back(office: Page) -> None:
    for (commune, number), reason in REASONS.items():
        row = office.locator(f"#o-{commune}-{number}")
        row.get_by_role("checkbox").check()
        office.locator(f"#ly-do-{commune}-{number}").fill(reason)
        office.locator(f"#han-{commune}-{number}").fill("15/04/2199")
    office.get_by_role("button", name="Trả các ô đã đánh dấu").click()
    expect(office.get_by_role("status")).to_contain_text("Đã trả 2 ô")


def see_returned_first(district: Page) -> None:
    """Open the report: reason and date of both cells, above a grid closed but there."""
    district.goto(PAGE)
    told = district.locator("#bi-tra")
    expect(told).to_contain_text("2 ô bị trả lại, còn 2 ô chờ huyện trả lời")
    for reason in REASONS.values():
        line = told.get_by_role("listitem").filter(has_text=reason)
        expect(line).to_contain_text("trả lời trước 15/04/2199")
    todo(district, "2 ô bị trả lại chưa trả lời")
    expect(cell(district, *CHANGED)).to_contain_class("is-tra")
    expect(cell(district, SECOND, 3)).to_contain_class("is-khoa")


def answer_on_its_page(district: Page) -> None:
    told = district.locator("#bi-tra").get_by_role("listitem")
    told.filter(has_text=REASONS[KEPT]).get_by_role("link", name="Trả lời").click()
    part = district.locator("#tra-loi")
    expect(part).to_contain_text(REASONS[KEPT])
    part.get_by_role("textbox").fill(ANSWERS[KEPT])
    part.get_by_role("button", name="Gửi trả lời").click()
    expect(part).to_contain_text(f"Đã trả lời: {ANSWERS[KEPT]}")


def answer_beside_the_grid(district: Page) -> None:
    district.goto(PAGE)
    todo(district, "1 ô bị trả lại chưa trả lời")
    cell(district, *CHANGED).click()
    press(district, "c", "F2")
    part = district.locator("#chi-tiet #tra-loi")
    part.get_by_role("textbox").fill(ANSWERS[CHANGED])
    part.get_by_role("button", name="Gửi trả lời").click()
    expect(part).to_contain_text(f"Đã trả lời: {ANSWERS[CHANGED]}")
    not_todo(district, "ô bị trả lại chưa trả lời")
    todo(district, "Có thể gửi")
    assert saved(district) == {(*KEPT, "met")}
    district.get_by_role("button", name="Gửi Văn phòng Điều phối tỉnh").click()
    expect(district.locator("#khoa")).to_contain_text("Khóa vì đã gửi")


def test_two_cells_are_returned_answered_and_approved(
    office: Page, district: Page
) -> None:
    give_back(office)
    first = Revision.objects.get(quarter_id=QUARTER).cells()
    assert [first[key] for key in (KEPT, (SECOND, 3), CHANGED)] == [UNMET, MET, UNMET]

    see_returned_first(district)
    answer_on_its_page(district)
    answer_beside_the_grid(district)

    office.goto(REVIEW)
    answered = office.get_by_role("region", name="Các ô bị trả lại")
    expect(answered.get_by_role("checkbox")).to_have_count(2)
    for answer in ANSWERS.values():
        expect(answered).to_contain_text(answer)
    office.get_by_role("button", name="Duyệt tất cả").click()
    expect(office.get_by_role("status")).to_contain_text("Đã duyệt")
    assert Report.objects.get().state == "approved"
    last = Revision.objects.get(quarter_id=QUARTER, number=2).cells()
    assert {key for key, state in last.items() if state == MET} == {
        (FIRST, 18),
        (FIRST, 19),
        (SECOND, 1),
        (SECOND, 3),
    }

    district.goto("/bao-cao/")
    approved = district.get_by_role("region", name="Quý đã duyệt")
    figures = approved.get_by_role("row").filter(has_text="Quý I/2021")
    expect(figures.get_by_role("cell").nth(1)).to_have_text("3")
    expect(figures.get_by_role("cell").nth(2)).to_have_text("4")
    expect(figures.get_by_role("cell").nth(3)).to_have_text("+2")
