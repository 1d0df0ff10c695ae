"""Import a workbook of capital: planned, allocated, disbursed, debt."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.models import User
from ntm_portal.lib.periods import BadQuarter, Quarter
from ntm_portal.lib.spreadsheets import SUFFIXES
from ntm_portal.lib.text import format_number
from programme.importing.capital.runs import Brought, OfficeFile, bring_in
from reports.management.import_words import (
    WRONG_USAGE,
    conclusion,
    day_given,
    file_given,
    line_of,
)


class Command(BaseCommand):
    help = (
        "Nhập trọn một bảng vốn hoặc không nhập gì; ô trống giữ số đã có. Mã thoát: 0 "
        "đã nhập (hoặc sẽ nhập được, khi --dry-run), 1 tệp có lỗi hoặc bị khóa, 2 gọi "
        "lệnh sai."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", help=f"tệp {', '.join(SUFFIXES)}")
        parser.add_argument("--quarter", required=True, help="quý, ví dụ 2019Q4")
        parser.add_argument("--on", help="ngày duyệt, ví dụ 2020-01-10 (mặc định: nay)")
        parser.add_argument("--user", help="tên đăng nhập của người nhập")
        parser.add_argument("--dry-run", action="store_true", help="chỉ đọc, không ghi")
        parser.add_argument("--demo", action="store_true", help="số liệu minh họa")
        parser.add_argument("--json", action="store_true", help="in ra JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        by, path = _user(options["user"]), Path(options["file"])
        file = OfficeFile(
            data=file_given(path),
            name=path.name,
            period=_quarter(options["quarter"]),
            on=day_given(options["on"]),
            is_demo=options["demo"],
        )
        is_dry = options["dry_run"]
        brought = bring_in(file, by=by, at=timezone.now(), is_dry=is_dry)
        found = _found(brought, applied=not is_dry and not brought.read.errors)
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False))
        else:
            self._tell(file, brought, found)
        if brought.read.errors:
            sys.exit(1)

    def _tell(self, file: OfficeFile, brought: Brought, found: dict[str, Any]) -> None:
        read = brought.read
        cells = {name: format_number(count) for name, count in found["cells"].items()}
        self.stdout.write(f"Vốn, {file.period.label}: {file.name}")
        self.stdout.write(
            "Đọc {read} ô của {districts} huyện: {created} mới, {updated} sửa, "
            "{unchanged} không đổi, {refused} không nhận.".format(
                districts=len(read.districts), **cells
            )
        )
        for word, problems in (("Lỗi", read.errors), ("Lưu ý", read.warnings)):
            for problem in problems:
                self.stdout.write(f"{word}: {line_of(problem)}")
        self.stdout.write(
            conclusion(read.errors, applied=found["applied"], run=found["run"])
        )


def _found(brought: Brought, *, applied: bool) -> dict[str, Any]:
    """Return the object that is printed; of a refused file no cell is taken."""
    read = brought.read
    taken = not read.errors
    return {
        "quarter": read.period.code,
        "districts": [each.district.code for each in read.districts],
        "cells": {
            "read": read.read_count,
            "created": sum(each.created for each in read.districts) if taken else 0,
            "updated": sum(each.updated for each in read.districts) if taken else 0,
            "unchanged": read.read_count - read.changed_count if taken else 0,
            "refused": 0 if taken else read.read_count,
        },
        "errors": [problem.as_json() for problem in read.errors],
        "warnings": [problem.as_json() for problem in read.warnings],
        "applied": applied,
        "run": brought.run.pk if brought.run else None,
    }


def _user(name: str | None) -> User | None:
    if name is None:
        return None
    user = User.objects.filter(username=name, is_active=True).first()
    if user is None or not user.can_review:
        raise CommandError(
            f"Không có tài khoản {name} được nhập vốn của tỉnh.",
            returncode=WRONG_USAGE,
        )
    return user


def _quarter(code: str) -> Quarter:
    try:
        return Quarter.parse(code)
    except BadQuarter as error:
        raise CommandError(str(error), returncode=WRONG_USAGE) from error
