"""The rest of QĐ 1334 in a few figures: for the overview, reports and outputs."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count

from ntm_portal.lib.periods import Quarter
from ntm_portal.lib.text import format_decimal, format_number
from programme.analytics.capital.year import year_capital
from programme.analytics.meetings import next_meeting
from programme.analytics.registers.cooperatives import cooperative_page
from programme.analytics.registers.villages import village_page
from programme.analytics.tasks.lines import read_lines
from programme.analytics.tasks.pages import counts_of
from programme.models import RecognitionDossier, RegisterRecord, Task

MONEY = "triệu đồng"
DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure with its unit; None is unknown, a day needs no unit.

    ``is_bad`` when somebody should have acted.
    """

    label: str
    value: int | Decimal | dt.date | None
    unit: str = ""
    is_bad: bool = False

    @property
    def said(self) -> str:
        """Return the figure as people read it."""
        if self.value is None:
            return "chưa có số liệu"
        if isinstance(self.value, dt.date):
            return f"{self.value:%d/%m/%Y}"
        if isinstance(self.value, int):
            return f"{format_number(self.value)} {self.unit}".strip()
        whole = self.value == self.value.to_integral_value()
        text = format_number(self.value) if whole else format_decimal(self.value)
        return f"{text} {self.unit}".strip()


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the programme; ``page`` names the address that tells more."""

    code: str
    title: str
    page: str
    facts: tuple[Fact, ...]


def programme_summary(
    period: Quarter,
    *,
    today: dt.date,
    as_of: dt.date | None = None,
    district: str | None = None,
) -> tuple[Part, ...]:
    """Return the programme at a period, of one district when it is named.

    Registers are read as they are now and told as of the last day of the period, or of
    today when that has not come; ``as_of`` bounds the approved capital only. Reports on
    tasks of the quarter are written once it is over: they are told as of the day after.
    """
    on = min(period.last_day, today)
    parts = [
        _tasks(period, min(period.last_day + DAY, today), district),
        _capital(period, as_of, district),
        _cooperatives(on, district),
        _villages(period.year, on, district),
        _registers(period, district),
        _dossiers(district),
    ]
    return (*parts, *(() if district else (_meeting(on),)))


def _tasks(period: Quarter, on: dt.date, district: str | None) -> Part:
    led = Task.objects.filter(lead__isnull=False).running(on).with_bodies()
    if district:
        led = led.filter(lead__district=district)
    counts = counts_of(read_lines(led, on=on, quarter=period))
    facts = (
        Fact("Nhiệm vụ đang theo dõi", counts.total, "nhiệm vụ"),
        Fact("Quá hạn", counts.overdue, "nhiệm vụ", is_bad=counts.overdue > 0),
        Fact(
            "Chưa có báo cáo của quý phải báo cáo",
            counts.silent,
            "nhiệm vụ",
            is_bad=counts.silent > 0,
        ),
        Fact("Đang vướng mắc", counts.stuck, "nhiệm vụ"),
    )
    return Part("nhiem-vu", "Nhiệm vụ theo mục II.2 và III", "tasks", facts)


def _capital(period: Quarter, as_of: dt.date | None, district: str | None) -> Part:
    money = year_capital(period, as_of).money(district=district)
    facts = (
        Fact(f"Kế hoạch vốn năm {period.year}", money.planned, MONEY),
        Fact("Đã phân bổ", money.allocated, MONEY),
        Fact("Đã giải ngân", money.disbursed, MONEY),
        Fact("Nợ đọng xây dựng cơ bản", money.debt, MONEY),
    )
    return Part("von", "Vốn thực hiện (II.2.5)", "capital", facts)


def _cooperatives(on: dt.date, district: str | None) -> Part:
    page = cooperative_page(on, district_code=district)
    facts = (
        Fact("Xã có ít nhất 01 hợp tác xã nông nghiệp theo Luật", page.attained, "xã"),
        Fact("Xã còn thiếu", page.short, "xã"),
    )
    return Part("hop-tac-xa", "Hợp tác xã (II.1)", "cooperative_list", facts)


def _villages(year: int, on: dt.date, district: str | None) -> Part:
    found = village_page(year, on, district_code=district).sum
    facts = (
        Fact("Thôn, làng có trong danh mục", found.total, "thôn"),
        Fact("Đạt chuẩn thôn nông thôn mới", found.attained, "thôn"),
        Fact(f"Kế hoạch đạt đến năm {year}", found.planned, "thôn"),
    )
    return Part("thon", "Thôn nông thôn mới (II.2.2)", "village_list", facts)


def _registers(period: Quarter, district: str | None) -> Part:
    rows = RegisterRecord.objects.between(period.first_day, period.last_day)
    if district:
        rows = rows.filter(district=district)
    counted = rows.aggregate(rows=Count("pk"), kinds=Count("kind", distinct=True))
    facts = (
        Fact(f"Việc ghi trong {period.label}", counted["rows"], "việc"),
        Fact("Số sổ có việc", counted["kinds"], "sổ"),
    )
    return Part("so-theo-doi", "Sổ theo dõi (II.2, III)", "registers", facts)


def _dossiers(district: str | None) -> Part:
    waiting = RecognitionDossier.objects.under_way()
    if district:
        waiting = waiting.filter(commune__district=district)
    facts = (Fact("Hồ sơ công nhận đang giải quyết", waiting.count(), "hồ sơ"),)
    return Part("ho-so", "Hồ sơ công nhận (III.5)", "dossiers", facts)


def _meeting(on: dt.date) -> Part:
    coming = next_meeting(on)
    held = coming.last.held_on if coming.last else None
    facts = (
        *((Fact("Kỳ họp gần nhất", held),) if held else ()),
        Fact(
            "Đã quá ngày phải họp" if coming.is_overdue else "Phải họp trước ngày",
            coming.due_on,
            is_bad=coming.is_overdue,
        ),
    )
    return Part("hop", "Họp Ban Chỉ đạo (III.6)", "steering_meetings", facts)


def told(parts: tuple[Part, ...]) -> Iterator[dict[str, object]]:
    """Yield the parts as plain data for an output."""
    for part in parts:
        yield {
            "code": part.code,
            "name": part.title,
            "facts": [
                {
                    "label": each.label,
                    "said": each.said,
                    "number": None if isinstance(each.value, dt.date) else each.value,
                    "unit": each.unit,
                }
                for each in part.facts
            ],
        }
