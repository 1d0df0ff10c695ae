"""A workbook of the whole country: read, validated and stored on PostgreSQL.

Every piece of work runs in a process of its own (bench.national_steps), so that the
peak of memory is its own. This module stays free of Django for the same reason: a
new process begins with the peak of the one that started it.
"""

import json
import os
import secrets
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bench import national_shape as shape
from tests import postgresql

REPEATS = 5
MOST_FLOORS = 3
LEAST_STOCK = 30
MOST_MEMORY = 400
MEGABYTE = 1_000_000
NO_SERVER = (
    "Không đo: không thấy máy chủ PostgreSQL (Debian: apt-get install postgresql)."
)

Measured = Mapping[str, Any]


def report() -> str:
    """Measure on a throw-away server and return a section in Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    size = f"{_number(shape.COMMUNES)} xã × {shape.CRITERIA} tiêu chí"
    yield f"## Sổ tính cả nước: {size}"
    yield ""
    binaries = postgresql.find_binaries()
    if binaries is None:
        yield NO_SERVER
        return
    with (
        tempfile.TemporaryDirectory(prefix="ntm-bench-") as folder,
        postgresql.throw_away_server(binaries) as url,
    ):
        yield from _measure(_environment(url), Path(folder))


def _environment(url: str) -> dict[str, str]:
    # As in use: with DEBUG on, Django keeps every query, which slows whoever has many.
    ours = {
        "DATABASE_URL": url,
        "DEBUG": "0",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "ALLOWED_HOSTS": "localhost",
        "DJANGO_SETTINGS_MODULE": "ntm_portal.settings",
    }
    return os.environ | ours


def _measure(environment: Mapping[str, str], folder: Path) -> Iterator[str]:
    def step(name: str, path: Path) -> Measured:
        command = [sys.executable, "-m", "bench.national_steps", name, str(path)]
        done = subprocess.run(  # noqa: S603
            command, env=environment, stdout=subprocess.PIPE, check=True
        )
        measured: Measured = json.loads(done.stdout)
        return measured

    wide, long = folder / "ca-nuoc.xlsx", folder / "mau.xlsx"
    machine = step("prepare", wide)
    portal, floor = [], []
    for _ in range(REPEATS):
        portal.append(step("portal", wide))
        floor.append(step("floor", wide))
    stock = step("stock", long)
    yield from _head(machine, wide, stock)
    yield from _table(portal, floor, stock)


def _head(machine: Measured, file: Path, stock: Measured) -> Iterator[str]:
    size = f"{file.stat().st_size / MEGABYTE:.1f}".replace(".", ",")
    yield (
        f"Python {machine['python']}, PostgreSQL {machine['postgresql']} tạm trên cùng "
        f"máy (không chờ ghi đĩa), {os.cpu_count()} nhân; trung vị của {REPEATS} lần. "
        f"Tệp .xlsx {size} MB, {shape.DISTRICTS} huyện; "
        f"{_number(shape.RESULTS)} dòng kết quả."
    )
    yield ""
    yield (
        "- **Cổng**: đọc, kiểm tra, đối chiếu và ghi một bản duyệt cho mỗi huyện, kèm "
        "tóm tắt và tệp gốc, trong một giao dịch (`read_appendix`, `apply_reading`)."
    )
    yield (
        "- **Nền**: python-calamine đọc chính tệp ấy, rồi `COPY` đúng các dòng ấy, đã "
        "soạn sẵn, vào cùng bảng với cùng chỉ mục và ràng buộc."
    )
    yield (
        "- **django-import-export** như mặc định: mỗi dòng một kết quả, đọc từ .xlsx "
        f"và nhập một lượt; đo {_number(stock['rows'])} dòng rồi nhân tuyến tính lên "
        f"{_number(shape.RESULTS)} dòng."
    )
    yield ""


def _table(
    portal: Sequence[Measured], floor: Sequence[Measured], stock: Measured
) -> Iterator[str]:
    ours, least = _median(portal, "seconds"), _median(floor, "seconds")
    theirs = stock["seconds"] * shape.RESULTS / stock["rows"]
    peak = max(each["peak_bytes"] for each in portal) / MEGABYTE
    yield "| việc | giây | trong đó đọc và kiểm tra | ghi |"
    yield "|---|---:|---:|---:|"
    yield _row("cổng", ours, _median(portal, "read"), _median(portal, "written"))
    yield _row("nền", least, _median(floor, "read"), _median(floor, "written"))
    yield f"| django-import-export (suy ra) | {_decimal(theirs)} | | |"
    yield ""
    yield "| so sánh | đo được | mục tiêu | |"
    yield "|---|---:|---:|---|"
    yield _verdict(
        "cổng ÷ nền", ours / least, f"≤ {MOST_FLOORS}", ours <= MOST_FLOORS * least
    )
    yield _verdict(
        "django-import-export ÷ cổng",
        theirs / ours,
        f"≥ {LEAST_STOCK}",
        theirs >= LEAST_STOCK * ours,
    )
    yield _verdict(
        "bộ nhớ cao nhất của cổng (MB)",
        peak,
        f"< {MOST_MEMORY}",
        peak < MOST_MEMORY,
    )


def _row(name: str, *seconds: float) -> str:
    return f"| {name} | {' | '.join(map(_decimal, seconds))} |"


def _verdict(name: str, value: float, target: str, is_met: bool) -> str:  # noqa: FBT001
    word = "đạt" if is_met else "CHƯA ĐẠT"
    return f"| {name} | {_decimal(value)} | {target} | {word} |"


def _median(measured: Sequence[Measured], name: str) -> float:
    return statistics.median(each[name] for each in measured)


def _decimal(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")


def _number(value: int) -> str:
    return f"{value:,}".replace(",", ".")
