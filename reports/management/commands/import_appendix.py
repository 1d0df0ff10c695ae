"""Import a spreadsheet: results, an appendix, or values of indicators."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.models import User
from criteria.analytics.law import law_on
from ntm_portal.lib.periods import BadQuarter, Quarter
from ntm_portal.lib.spreadsheets import SUFFIXES
from ntm_portal.lib.text import format_number
from reports.choices import ImportKind
from reports.importing.readings import ImportRequest, Reading
from reports.importing.runs import ImportRefused, apply_reading, read_appendix
from reports.management.import_words import (
    WRONG_USAGE,
    conclusion,
    day_given,
    file_given,
    line_of,
)
from reports.models import ImportRun
from reports.services.clock import working_date


class Command(BaseCommand):
    help = (
        "Nhập trọn một bảng phụ lục hoặc không nhập gì. Mã thoát: 0 đã nhập (hoặc sẽ "
        "nhập được, khi --dry-run), 1 tệp có lỗi hoặc bị khóa, 2 gọi lệnh sai."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", help=f"tệp {', '.join(SUFFIXES)}")
        parser.add_argument(
            "--kind",
            required=True,
            choices=ImportKind.values,
            help="; ".join(f"{kind}: {kind.label}" for kind in ImportKind),
        )
        parser.add_argument(
            "--period",
            help="quý của kết quả hoặc giá trị, ví dụ 2019Q4 (mặc định: ở tiêu đề)",
        )
        parser.add_argument("--on", help="ngày duyệt, ví dụ 2020-01-10 (mặc định: nay)")
        parser.add_argument("--sheet", default="", help="tên trang tính")
        parser.add_argument("--user", help="tên đăng nhập của người nhập")
        parser.add_argument("--dry-run", action="store_true", help="chỉ đọc, không ghi")
        parser.add_argument("--demo", action="store_true", help="số liệu minh họa")
        parser.add_argument("--json", action="store_true", help="in ra JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        by = _user(options["user"])
        reading = read_appendix(_request(options))
        run: ImportRun | None = None
        applied = False
        if not options["dry_run"]:
            try:
                outcome = apply_reading(reading, by=by, at=timezone.now())
            except ImportRefused as refusal:
                reading = refusal.reading
            else:
                reading, run, applied = outcome.reading, outcome.run, True
        number = run.pk if run else None
        if options["json"]:
            found = reading.as_json(applied=applied, run=number)
            self.stdout.write(json.dumps(found, ensure_ascii=False))
        else:
            self._tell(reading, applied=applied, run=number)
        if reading.errors:
            sys.exit(1)

    def _tell(self, reading: Reading, *, applied: bool, run: int | None) -> None:
        kind = reading.request.kind.label
        cells = {
            name: format_number(count)
            for name, count in reading.counts.as_json().items()
        }
        period = f", {reading.period.label}" if reading.period else ""
        self.stdout.write(f"{kind}{period}: {reading.request.name}")
        self.stdout.write(
            "Đọc {read} ô của {units} đơn vị: {created} mới, {updated} sửa, "
            "{unchanged} không đổi, {refused} không nhận.".format(
                units=reading.matched, **cells
            )
        )
        for note in reading.notes:
            self.stdout.write(note)
        for word, problems in (("Lỗi", reading.errors), ("Lưu ý", reading.warnings)):
            for problem in problems:
                self.stdout.write(f"{word}: {line_of(problem)}")
        self.stdout.write(conclusion(reading.errors, applied=applied, run=run))


def _request(options: dict[str, Any]) -> ImportRequest:
    path = Path(options["file"])
    return ImportRequest(
        data=file_given(path),
        name=path.name,
        kind=ImportKind(options["kind"]),
        on=day_given(options["on"]),
        period=_period(options["period"]),
        sheet=options["sheet"],
        is_demo=options["demo"],
        asked_on=working_date(today=timezone.localdate()),
    )


def _user(name: str | None) -> User | None:
    if name is None:
        return None
    user = User.objects.filter(username=name, is_active=True).first()
    if user is None or not user.can_import:
        raise CommandError(
            f"Không có tài khoản {name} được nhập phụ lục.", returncode=WRONG_USAGE
        )
    return user


def _period(code: str | None) -> Quarter | None:
    if code is None:
        return None
    try:
        period = Quarter.parse(code)
    except BadQuarter as error:
        raise CommandError(str(error), returncode=WRONG_USAGE) from error
    if law_on(period.last_day) is None:
        message = f"Chưa có bộ tiêu chí nào có hiệu lực ở {period.label}."
        raise CommandError(message, returncode=WRONG_USAGE)
    return period
