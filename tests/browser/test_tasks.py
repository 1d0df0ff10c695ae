"""A department reports on its task, the office reviews it, the ledger shows it."""

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from accounts.models import User
from reports.models import DemoClock
from tests.programme import task_world as world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TASK = "/nhiem-vu/III.1.2-SGDDT/"


def log_in(page: Page, served: str, user: User) -> None:
    client = Client()
    client.force_login(user)
    session = {"name": "sessionid", "value": client.cookies["sessionid"].value}
    page.context.add_cookies([{**session, "url": served}])


def test_a_report_goes_from_the_department_through_the_office_to_the_ledger(
    served: str, page: Page, settings
) -> None:
    settings.DEBUG = True
    DemoClock.objects.create(pk=1, today=world.TODAY)
    log_in(page, served, world.department("SGDDT"))
    page.goto("/trach-nhiem/SGDDT/")
    row = page.get_by_role("row", name="III.1.2-SGDDT")
    expect(row).to_contain_text("im lặng Quý IV/2020")
    row.get_by_role("link").click()
    page.get_by_label("Đang làm").check()
    page.get_by_label("Kết quả thực hiện").fill("Đã kiểm tra 12 trường.")
    page.get_by_role("button", name="Gửi Văn phòng Điều phối").click()
    expect(page.get_by_role("status")).to_contain_text("Đã gửi báo cáo Quý IV/2020")

    log_in(page, served, world.office())
    page.goto(TASK)
    reports = page.get_by_role("region", name="Các báo cáo")
    expect(reports).to_contain_text("Đã kiểm tra 12 trường.")
    reports.get_by_role("button", name="Chấp nhận").click()
    expect(page.get_by_role("status")).to_contain_text("Đã chấp nhận")

    page.goto("/trach-nhiem/SGDDT/")
    row = page.get_by_role("row", name="III.1.2-SGDDT")
    expect(row).to_contain_text("đang làm")
    expect(row).to_contain_text("Quý IV/2020 đã xem")
