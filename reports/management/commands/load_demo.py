"""Load the demonstration: accounts, 17 quarters, both appendices, an open quarter."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.services.demo import create_demo_accounts
from ntm_portal.lib.catalogue import read_catalogue
from reports.management.demo.deadlines import grant_demo_exception
from reports.management.demo.loading import import_workbook, missing_workbooks
from reports.models import DemoClock, Quarter

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
