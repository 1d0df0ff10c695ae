"""Load the demonstration: accounts, 17 quarters, both appendices, an open quarter.

With them come values of indicators, a returned cell, talk and a field check.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any, TypedDict

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.models import User
from accounts.services.demo import create_demo_accounts
from ntm_portal.lib.catalogue import read_catalogue
from programme.management.demo.capital import load_demo_capital, type_demo_capital
from programme.management.demo.cooperatives import load_demo_cooperatives
from programme.management.demo.recognition import (
    load_demo_dossiers,
    load_demo_meeting,
)
from programme.management.demo.registers import load_demo_records
from programme.management.demo.tasks import load_demo_tasks
from programme.management.demo.villages import load_demo_villages
from reports.management.demo.deadlines import grant_demo_exception
from reports.management.demo.field_check import draw_demo_sample
from reports.management.demo.loading import import_workbook, missing_workbooks
from reports.management.demo.talk import load_demo_talk
from reports.management.demo.value_loading import load_demo_values
from reports.models import DemoClock, Quarter
from reports.services.guard import ChangeRefused


class Signed(TypedDict):
    """Who does the work of the demonstration, on which day, stamped when."""

    office: User
    today: dt.date
    at: dt.datetime


WORKING_DATE = dt.date(2021, 3, 20)
OPEN_QUARTER = "2021Q1"


class Command(BaseCommand):
    help = "Nạp tài khoản và số liệu minh họa; chỉ chạy khi DEBUG bật."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("Không nạp số liệu minh họa khi DEBUG tắt.")
        created = create_demo_accounts(password=settings.DEMO_PASSWORD)
        self.stdout.write(f"Tài khoản minh họa: thêm {created}.")
        DemoClock.objects.get_or_create(pk=1, defaults={"today": WORKING_DATE})
        self._import_history()
        Quarter.objects.get_or_create(
            code=OPEN_QUARTER, defaults={"due_on": WORKING_DATE}
        )
        grant_demo_exception(OPEN_QUARTER)
        self.stdout.write(f"Giá trị chỉ tiêu minh họa: thêm {load_demo_values()}.")
        self.stdout.write(f"Số vốn minh họa: thêm {load_demo_capital()}.")
        self._load_registers()
        reports = load_demo_tasks(today=WORKING_DATE)
        self.stdout.write(f"Báo cáo nhiệm vụ minh họa: thêm {reports}.")
        self._show_work()

    def _load_registers(self) -> None:
        loaded = {
            "Hợp tác xã": load_demo_cooperatives,
            "Thôn": load_demo_villages,
            "Sổ theo dõi": load_demo_records,
        }
        for name, load in loaded.items():
            count = load(on=WORKING_DATE, at=timezone.now())
            self.stdout.write(f"{name} minh họa: thêm {count}.")

    def _show_work(self) -> None:
        """Let people work on the last quarter, unless they have."""
        names = ("vpdp", "so.sgddt")
        found = User.objects.select_related("district", "agency")
        people = {user.username: user for user in found.filter(username__in=names)}
        if len(people) < len(names):
            return
        office, department = (people[name] for name in names)
        signed: Signed = {
            "office": office,
            "today": WORKING_DATE,
            "at": timezone.now(),
        }
        work: dict[str, Callable[[], bool]] = {
            "bảng vốn đang nhập": type_demo_capital,
            "trao đổi": lambda: load_demo_talk(office=office, department=department),
            "mẫu kiểm tra thực địa": lambda: draw_demo_sample(office=office),
            "hồ sơ công nhận": lambda: load_demo_dossiers(**signed),
            "lịch họp Ban Chỉ đạo": lambda: load_demo_meeting(**signed),
        }
        for name, add in work.items():
            self.stdout.write(f"Minh họa, {name}: {_told(add)}.")

    def _import_history(self) -> None:
        reference = settings.FIXTURE_DIR / "reference" / "communes.csv"
        sample = settings.FIXTURE_DIR / "appendix" / "phu-luc-02-mau.xlsx"
        files = missing_workbooks(
            expected_2019=[
                row["commune_code"]
                for row in read_catalogue(reference)
                if row["ntm_planned_2019"] == "1"
            ],
            list_data=sample.read_bytes(),
        )
        for each in files:
            import_workbook(each)
            self.stdout.write(f"Đã nhập {each.name}.")
        self.stdout.write(f"Số liệu minh họa: thêm {len(files)} tệp.")


def _told(add: Callable[[], bool]) -> str:
    """Add some work and tell of it; what people have changed since may forbid it."""
    try:
        return "đã thêm" if add() else "không thêm gì"
    except ChangeRefused as refused:
        return f"không thêm được: {refused}"
