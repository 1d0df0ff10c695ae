"""What is measured, each piece of work beside a floor from the same run."""

import io
import platform
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import openpyxl
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from ntm_portal.lib.periods import Quarter
from ntm_portal.lib.spreadsheets import read_workbook
from reports.analytics.attainment import figures_at
from reports.models import CommuneSummary

REPEATS = 15
SAMPLE = Path(settings.FIXTURE_DIR) / "appendix" / "ket-qua-2019Q3-plain.xlsx"
SHOWN = Quarter(2019, 3)


@dataclass(frozen=True, slots=True)
class Measure:
    """A piece of work and the least that any program would have to do for it."""

    name: str
    work: Callable[[], object]
    floor_name: str
    floor: Callable[[], object]


def report() -> str:
    """Prepare the database, measure everything and return the page in Markdown."""
    call_command("migrate", verbosity=0)
    call_command("load_reference", stdout=io.StringIO())
    _import("--on", "2019-10-10", "--demo")
    lines = [*_head(), *map(_row, MEASURES)]
    connection.close()
    return "\n".join(lines) + "\n"


def median_ms(work: Callable[[], object]) -> float:
    """Return the median of several runs in milliseconds, after one to warm up."""
    work()
    return statistics.median(_milliseconds(work) for _ in range(REPEATS))


def _milliseconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def _head() -> Iterator[str]:
    yield "# Kết quả đo"
    yield ""
    yield (
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}; "
        f"trung vị của {REPEATS} lần. Cột để so giữa hai lần chạy là tỷ lệ."
    )
    yield ""
    yield "| việc | ms | nền | ms của nền | tỷ lệ |"
    yield "|---|---:|---|---:|---:|"


def _row(measure: Measure) -> str:
    work, floor = median_ms(measure.work), median_ms(measure.floor)
    ratio = work / floor
    cells = (measure.name, f"{work:.2f}", measure.floor_name, f"{floor:.2f}")
    return f"| {' | '.join(cells)} | {ratio:.1f} |".replace(".", ",")


def _import(*options: str) -> None:
    arguments = [str(SAMPLE), "--kind", "results", *options]
    call_command("import_appendix", *arguments, stdout=io.StringIO())


def _read_as_the_portal() -> object:
    return read_workbook(SAMPLE.read_bytes(), name=SAMPLE.name)


def _read_values_only() -> object:
    book = openpyxl.load_workbook(SAMPLE, read_only=True, data_only=True)
    cells = [row for sheet in book for row in sheet.iter_rows(values_only=True)]
    book.close()
    return cells


MEASURES = (
    Measure(
        "đọc bảng tính mẫu (giá trị, phông, ô gộp)",
        _read_as_the_portal,
        "chỉ đọc giá trị bằng openpyxl",
        _read_values_only,
    ),
    Measure(
        "nhập thử bảng tính mẫu (`import_appendix --dry-run`)",
        lambda: _import("--dry-run"),
        "đọc bảng tính mẫu",
        _read_as_the_portal,
    ),
    Measure(
        f"mức đạt cả tỉnh, {SHOWN.label}",
        lambda: figures_at(SHOWN),
        "mức đạt của một kỳ chưa có số liệu",
        lambda: figures_at(SHOWN.shift(-4)),
    ),
    Measure(
        f"mức đạt cả tỉnh, {SHOWN.label}",
        lambda: figures_at(SHOWN),
        "đếm số dòng tóm tắt",
        CommuneSummary.objects.count,
    ),
)
