"""Check that the stored data agrees with itself."""

import argparse
import json
import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from programme.analytics.integrity import run_programme_checks
from reports.analytics.integrity import run_checks
from reports.services.clock import working_date


class Command(BaseCommand):
    help = "Kiểm tra số liệu đã lưu có khớp nhau không; mã thoát 1 khi có sai lệch."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="in ra JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        today = working_date(today=timezone.localdate())
        checks = (*run_checks(today=today), *run_programme_checks(today=today))
        ok = all(check.ok for check in checks)
        if options["json"]:
            found = [
                {"name": each.name, "count": each.count, "ok": each.ok}
                for each in checks
            ]
            self.stdout.write(json.dumps({"checks": found, "ok": ok}))
        else:
            for each in checks:
                self.stdout.write(
                    f"{'đạt' if each.ok else each.count:>5}  {each.title}"
                )
        if not ok:
            sys.exit(1)
