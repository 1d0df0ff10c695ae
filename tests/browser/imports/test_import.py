"""The office brings in a file in a real browser: bad, marked, corrected, taken back."""

import base64
import io
from pathlib import Path

import openpyxl
import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from communes.models import CommuneVariant
from reports.models import ImportRun, Revision
from tests.reports import review_world as world
from tests.reports.importing.files import SECOND, commune, district, workbook

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

UPLOAD = "/nhap-phu-luc/"
BAD_CELL = "D5"
DROP = """([name, content]) => {
  const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
  const carried = new DataTransfer();
  carried.items.add(new File([bytes], name));
  const zone = document.querySelector("form[data-upload]");
  for (const kind of ["dragenter", "dragover", "drop"]) {
    const event = new DragEvent(kind, {dataTransfer: carried, bubbles: true});
    zone.dispatchEvent(event);
  }
}"""


@pytest.fixture
def office(served: str, page: Page) -> Page:
    """A browser in which the office is logged in before the upload form."""
    world.open_quarter()
    client = Client()
    client.force_login(world.reviewer())
    session = {"name": "sessionid", "value": client.cookies["sessionid"].value}
    page.context.add_cookies([{**session, "url": served}])
    page.goto(UPLOAD)
    return page


def wrong() -> bytes:
    """Return a file with a mark that says nothing and a name that is only close."""
    data = workbook(
        district(commune("Ia Đall"), commune(SECOND), commune("Ia Tơi")),
    )
    book = openpyxl.load_workbook(io.BytesIO(data))
    book.worksheets[0][BAD_CELL] = "đạt?"
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def drop(page: Page, data: bytes, name: str = "bieu.xlsx") -> None:
    page.evaluate(DROP, [name, base64.b64encode(data).decode()])
    expect(page.get_by_role("status").get_by_text(f"Đã chọn {name}.")).to_be_visible()


def look(page: Page) -> None:
    page.get_by_role("button", name="Xem trước").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Xem trước:")


def corrected_copy(office: Page, tmp_path: Path) -> bytes:
    """Take the marked file away, see its mark, and put the cell right."""
    with office.expect_download() as found:
        office.get_by_role("link", name="Tải tệp đã đánh dấu lỗi").click()
    marked = tmp_path / "danh-dau.xlsx"
    found.value.save_as(marked)
    book = openpyxl.load_workbook(marked)
    sheet = book["Biểu"]
    assert "đạt?" in str(sheet[BAD_CELL].comment.text)
    sheet[BAD_CELL] = "x"
    return saved(book)


def test_a_bad_file_is_marked_corrected_imported_and_taken_back(
    office: Page, tmp_path: Path
) -> None:
    drop(office, wrong())
    look(office)
    told = office.get_by_text("Chưa nhập được: 1 lỗi phải sửa trong tệp")
    expect(told).to_contain_text("1 câu hỏi cần trả lời")
    expect(office.get_by_role("button", name="Nhập trọn tệp")).to_be_disabled()
    corrected = corrected_copy(office, tmp_path)
    office.get_by_role("link", name="Chọn tệp khác").click()
    drop(office, corrected, "bieu-da-sua.xlsx")
    look(office)
    office.get_by_role("group", name="Ia Đall").get_by_label("Ia Đal").check()
    office.get_by_role("button", name="Ghi trả lời, đọc lại").click()
    expect(office.get_by_text("Nhập được.")).to_be_visible()
    assert not CommuneVariant.objects.filter(name="Ia Đall").exists()
    office.get_by_role("button", name="Nhập trọn tệp").click()
    expect(office.get_by_text("Đã nhập: 57 ô mới")).to_be_visible()
    assert CommuneVariant.objects.filter(name="Ia Đall").exists()
    assert Revision.objects.standing(None).count() == 1

    office.get_by_role("link", name="Hoàn tác").click()
    expect(office.get_by_text("Cũng quên những gì đã học")).to_contain_text("Ia Đall")
    office.get_by_role("textbox", name="Lý do hoàn tác").fill("Nhập nhầm quý")
    office.get_by_role("button", name="Hoàn tác").click()
    expect(office.get_by_text("Đã hoàn tác lần nhập số")).to_be_visible()
    assert Revision.objects.standing(None).count() == 0
    assert not CommuneVariant.objects.filter(name="Ia Đall").exists()


def test_a_form_that_is_not_right_says_why_and_keeps_the_file(office: Page) -> None:
    drop(office, wrong())
    office.get_by_label("Ngày duyệt").fill("32/13/2021")
    office.get_by_role("button", name="Xem trước").click()
    expect(office.get_by_text("Hãy ghi một ngày có thật")).to_be_visible()
    assert office.url.endswith(UPLOAD)
    assert ImportRun.objects.count() == 0
    office.get_by_label("Ngày duyệt").fill("10/04/2021")
    look(office)


def test_two_files_at_once_are_not_taken(office: Page) -> None:
    office.evaluate(
        """() => {
          const carried = new DataTransfer();
          carried.items.add(new File(["a"], "a.csv"));
          carried.items.add(new File(["b"], "b.csv"));
          const event = new DragEvent("drop", {dataTransfer: carried, bubbles: true});
          document.querySelector("form[data-upload]").dispatchEvent(event);
        }"""
    )
    expect(office.get_by_text("Hãy kéo vào từng tệp một.")).to_be_visible()


def test_a_lost_connection_leaves_the_form_as_it_was(office: Page) -> None:
    drop(office, wrong())
    office.route("**/nhap-phu-luc/", lambda route: route.abort())
    button = office.get_by_role("button", name="Xem trước")
    button.click()
    expect(office.get_by_text("Không gửi được tệp")).to_be_visible()
    expect(button).to_be_enabled()


def test_a_row_is_narrowed_to_by_keyboard(office: Page) -> None:
    drop(office, wrong())
    look(office)
    expect(office.get_by_role("row", name=f"6 {SECOND}")).to_have_count(0)
    everything = office.get_by_role("link", name="Cả bảng 3")
    everything.focus()
    office.keyboard.press("Enter")
    expect(office.locator(f"#o-{BAD_CELL}")).to_be_visible()
    expect(office.locator("tbody th", has_text="6")).to_be_visible()
