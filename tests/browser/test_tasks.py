"""An overdue task: reported, looked at, in the ledger, before the committee."""

import datetime as dt

import pytest
from django.test import Client
from docx import Document
from playwright.sync_api import Page, expect

from accounts.models import User
from programme.models import Meeting, Task
from reports.models import DemoClock
from tests.programme import task_world as world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CODE = "III.1.2-SGDDT"
LEDGER = "/trach-nhiem/SGDDT/"
SAID = {
    "Kết quả thực hiện": "Đã kiểm tra 12 trường.",
    "Khó khăn, vướng mắc": "Thiếu kinh phí sửa 3 trường.",
    "Đề xuất, kiến nghị": "Bổ sung 600 triệu đồng.",
}
TOLD = [
    "Vướng mắc (Quý IV/2020, đã xem)",
    "Khó khăn: Thiếu kinh phí sửa 3 trường.",
    "Đề xuất: Bổ sung 600 triệu đồng.",
]


def log_in(page: Page, served: str, user: User) -> None:
    client = Client()
    client.force_login(user)
    session = {"name": "sessionid", "value": client.cookies["sessionid"].value}
    page.context.add_cookies([{**session, "url": served}])


def report(page: Page) -> None:
    """Open the task from the ledger of its department, report on it and send it."""
    page.goto(LEDGER)
    row = page.get_by_role("row", name=CODE)
    expect(row).to_contain_text("quá hạn 79 ngày")
    expect(row).to_contain_text("im lặng Quý IV/2020")
    row.get_by_role("link").click()
    page.get_by_label("Vướng mắc", exact=True).check()
    for label, words in SAID.items():
        page.get_by_label(label).fill(words)
    page.get_by_role("button", name="Gửi Văn phòng Điều phối").click()
    expect(page.get_by_role("status")).to_contain_text("Đã gửi báo cáo Quý IV/2020")


def accept(page: Page) -> None:
    """Find the report on the list of what waits, and accept it."""
    page.goto("/nhiem-vu/?tinh_trang=cho-xem")
    page.get_by_role("link", name=CODE).click()
    reports = page.get_by_role("region", name="Các báo cáo")
    expect(reports).to_contain_text("Thiếu kinh phí sửa 3 trường.")
    reports.get_by_role("button", name="Chấp nhận").click()
    expect(page.get_by_role("status")).to_contain_text("Đã chấp nhận")


def hold(page: Page, meeting: Meeting) -> list[str]:
    """Record the meeting as held, and return the cells of its paper in Word."""
    page.goto("/hop-ban-chi-dao/")
    page.locator(f'main a[href="/hop-ban-chi-dao/{meeting.pk}/"]').first.click()
    page.get_by_role("button", name="Ghi đã họp").click()
    expect(page.get_by_role("status")).to_contain_text("chốt chương trình họp")
    late = page.get_by_role("region", name="Nhiệm vụ quá hạn")
    for words in TOLD:
        expect(late.get_by_role("row", name=CODE)).to_contain_text(words)
    with page.expect_download() as download:
        page.get_by_role("link", name="Tài liệu Word").click()
    paper = Document(str(download.value.path()))
    return [cell.text for table in paper.tables for cell in table._cells]


def test_a_report_goes_from_the_department_to_the_papers_of_the_committee(
    served: str, page: Page, settings
) -> None:
    settings.DEBUG = True
    DemoClock.objects.create(pk=1, today=world.TODAY)
    Task.objects.filter(code=CODE).update(due_on=dt.date(2020, 12, 31))
    meeting = Meeting.objects.create(planned_on=world.TODAY)
    log_in(page, served, world.department("SGDDT"))
    report(page)
    log_in(page, served, world.office())
    accept(page)
    page.goto(LEDGER)
    row = page.get_by_role("row", name=CODE)
    for words in ("vướng mắc", "quá hạn 79 ngày", "Quý IV/2020 đã xem"):
        expect(row).to_contain_text(words)
    cells = hold(page, meeting)
    assert "\n".join(TOLD) in [
        cell.replace("\N{NO-BREAK SPACE}", " ") for cell in cells
    ]
