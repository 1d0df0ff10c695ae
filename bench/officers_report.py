"""The section of the load test in Markdown, and what makes it fail."""

import math
import os
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bench.officers_browser import Timing
from bench.officers_ledger import Comparison
from bench.officers_people import SAVING, Tally

NO_SERVER = (
    "Không đo: không thấy máy chủ PostgreSQL (Debian: apt-get install postgresql)."
)
SHOWN_MAX = 20


@dataclass(frozen=True, slots=True)
class Setting:
    """On what it was measured, and how many people worked."""

    python: str
    postgresql: str
    workers: int
    threads: int
    seconds: int
    seed: int
    officers: int
    districts: int
    readers: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """Everything that was measured; ``said`` is the end of the portal's log."""

    timings: Sequence[Timing]
    tallies: Sequence[Tally]
    comparison: Comparison
    deadlocks: int
    seconds: float
    said: str

    @property
    def faults(self) -> list[Timing]:
        return [each for each in self.timings if each.fault]

    @property
    def met(self) -> int:
        return sum(each.met for each in self.tallies)

    @property
    def resolved(self) -> int:
        return sum(each.kept_mine + each.took_theirs for each in self.tallies)

    @property
    def is_good(self) -> bool:
        """Whether nothing failed, nothing was lost and somebody did save."""
        return bool(
            self.comparison.stored
            and not self.faults
            and not self.comparison.differences
            and not self.deadlocks
            and self.met == self.resolved
        )


def heading() -> str:
    return "## Hai mươi cán bộ cùng lưu"


def lines(setting: Setting, outcome: Outcome) -> Iterator[str]:
    """Yield the section line by line."""
    yield heading()
    yield ""
    yield (
        f"Python {setting.python}, PostgreSQL {setting.postgresql} tạm (không chờ ghi "
        f"đĩa), gunicorn {setting.workers} tiến trình × {setting.threads} luồng, người "
        f"dùng giả trên cùng máy, {os.cpu_count()} nhân. {setting.officers} cán bộ của "
        f"{setting.districts} huyện và {setting.readers} người đọc trong "
        f"{setting.seconds} giây; số khởi tạo {setting.seed}."
    )
    yield ""
    yield from _times(outcome)
    yield ""
    yield from _figures(outcome)
    if not outcome.is_good:
        yield ""
        yield from _what_failed(outcome)


def _times(outcome: Outcome) -> Iterator[str]:
    yield (
        "| yêu cầu | số lượt | lỗi | trung vị (ms) | phân vị 95 (ms) | lâu nhất (ms) |"
    )
    yield "|---|---:|---:|---:|---:|---:|"
    for kind in dict.fromkeys(sorted(each.kind for each in outcome.timings)):
        yield _times_row(kind, [each for each in outcome.timings if each.kind == kind])
    yield _times_row("tất cả", outcome.timings)


def _times_row(name: str, timings: Sequence[Timing]) -> str:
    seconds = sorted(each.seconds for each in timings)
    faults = sum(bool(each.fault) for each in timings)
    high = seconds[math.ceil(0.95 * len(seconds)) - 1]
    times = (statistics.median(seconds), high, seconds[-1])
    shown = " | ".join(f"{each * 1000:.0f}" for each in times)
    return f"| {name} | {len(seconds)} | {faults} | {shown} |"


def _figures(outcome: Outcome) -> Iterator[str]:
    compared, tallies = outcome.comparison, outcome.tallies
    saves = sum(each.kind == SAVING and not each.fault for each in outcome.timings)
    mine = sum(each.kept_mine for each in tallies)
    theirs = sum(each.took_theirs for each in tallies)
    again = sum(each.sent_again for each in tallies)
    yield "| đo | kết quả | mục tiêu | |"
    yield "|---|---:|---:|---|"
    yield f"| lượt lưu mỗi giây | {_decimal(saves / outcome.seconds)} | | |"
    yield f"| thay đổi đã lưu (dòng nhật ký) | {compared.stored} | | |"
    yield f"| thay đổi trùng giá trị người kia vừa ghi | {compared.already_so} | | |"
    yield f"| lượt gửi lại vì mất câu trả lời | {again} | | |"
    yield f"| ô bị tranh: giữ của mình + theo người kia | {mine} + {theirs} | | |"
    yield _verdict("ô bị tranh chưa xử lý xong", outcome.met - outcome.resolved)
    yield _verdict("yêu cầu lỗi (không phải mã 200, hết giờ)", len(outcome.faults))
    yield _verdict("deadlock trong PostgreSQL", outcome.deadlocks)
    yield _verdict(
        "chỗ nhật ký, báo cáo khác những gì đã gửi và được nhận",
        len(compared.differences),
    )


def _what_failed(outcome: Outcome) -> Iterator[str]:
    yield "KHÔNG ĐẠT:"
    yield ""
    faults = Counter((each.kind, each.fault) for each in outcome.faults)
    for (kind, fault), count in faults.most_common(SHOWN_MAX):
        yield f"- {kind}: {count} lượt {fault}"
    for said in outcome.comparison.differences[:SHOWN_MAX]:
        yield f"- {said}"
    if not outcome.comparison.stored:
        yield "- không thay đổi nào được lưu"
    if outcome.said.strip():
        yield ""
        yield "```"
        yield outcome.said.strip()
        yield "```"


def _verdict(name: str, count: int) -> str:
    return f"| {name} | {count} | 0 | {'CHƯA ĐẠT' if count else 'đạt'} |"


def _decimal(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")
