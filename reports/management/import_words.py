"""What commands that import files share: what was given, and how the end is told."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from django.core.management.base import CommandError
from django.utils import timezone

from reports.importing.problems import Problem
from reports.services.clock import working_date

WRONG_USAGE = 2


def file_given(path: Path) -> bytes:
    """Return the bytes of a file; a missing one is wrong usage."""
    try:
        return path.read_bytes()
    except OSError as error:
        message = f"Không đọc được tệp {path}."
        raise CommandError(message, returncode=WRONG_USAGE) from error


def day_given(text: str | None) -> dt.date:
    """Return a day given as 2020-01-10, today without one; no day to come."""
    today = working_date(today=timezone.localdate())
    if text is None:
        return today
    try:
        day = dt.datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007
    except ValueError as error:
        message = f"“{text}” không phải là ngày, ví dụ đúng: 2020-01-10."
        raise CommandError(message, returncode=WRONG_USAGE) from error
    if day > today:
        message = f"Ngày {day:%d/%m/%Y} sau hôm nay, {today:%d/%m/%Y}."
        raise CommandError(message, returncode=WRONG_USAGE)
    return day


def line_of(problem: Problem) -> str:
    """Return a problem on one line: where, under which header, what was read."""
    place = "!".join(filter(None, [problem.sheet, problem.cell]))
    said = f"“{problem.value}”" if problem.value else ""
    where = " | ".join(filter(None, [place, problem.header, said]))
    return f"{where}: {problem.message}" if where else problem.message


def conclusion(errors: Sequence[Problem], *, applied: bool, run: int | None) -> str:
    """Return the last line that a command prints."""
    if errors:
        return f"Không nhập gì: {len(errors)} lỗi."
    if run is not None:
        return f"Đã nhập, lần nhập số {run}."
    if applied:
        return "Không có gì thay đổi."
    return "Nhập được; chưa ghi gì."
