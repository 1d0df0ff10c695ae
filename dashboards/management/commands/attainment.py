"""Print the figures of a period: for people, or as JSON for other programs."""

import datetime as dt
import json
from decimal import Decimal
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from communes.models import District
from dashboards.analytics.headline import headline
from ntm_portal.lib.periods import BadQuarter, Quarter
from ntm_portal.lib.text import format_number, quotient
from reports.analytics.attainment import Figures, GroupAttainment, NoLaw, figures_at

WRONG_USAGE = 2


class Command(BaseCommand):
    help = "In số liệu đạt chuẩn của một kỳ (toàn tỉnh hoặc một huyện)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--period", required=True, help="kỳ, ví dụ 2019Q4")
        parser.add_argument("--district", help="mã huyện, ví dụ 610")
        parser.add_argument("--as-of", help="tính đến ngày, ví dụ 2020-01-15")
        parser.add_argument("--json", action="store_true", help="in một đối tượng JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        figures = self._figures(options["period"], options["as_of"])
        if options["district"] is not None:
            figures = figures.of_district(self._district(options["district"]))
        content = attainment(figures)
        if options["json"]:
            self.stdout.write(json.dumps(content, ensure_ascii=False))
        else:
            self.stdout.write("\n".join(table(figures)))

    def _figures(self, period: str, as_of: str | None) -> Figures:
        day = None if as_of is None else self._day(as_of)
        try:
            return figures_at(Quarter.parse(period), as_of=day)
        except (BadQuarter, NoLaw) as wrong:
            raise CommandError(str(wrong), returncode=WRONG_USAGE) from wrong

    def _day(self, text: str) -> dt.date:
        try:
            day = dt.datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 - a day
        except ValueError as wrong:
            raise CommandError(
                f"“{text}” không phải là ngày, ví dụ đúng: 2020-01-15.",
                returncode=WRONG_USAGE,
            ) from wrong
        return day

    def _district(self, code: str) -> str:
        if not District.objects.filter(pk=code).exists():
            raise CommandError(f"Không có huyện mã “{code}”.", returncode=WRONG_USAGE)
        return code


def attainment(figures: Figures) -> dict[str, Any]:
    """Return the figures in the shape of DESIGN section 6, as JSON has numbers."""
    found: dict[str, Any] = _json(headline(figures))
    return found


def table(figures: Figures) -> list[str]:
    """Return the figures as lines for a person to read."""
    day = f", tính đến ngày {figures.as_of:%d/%m/%Y}" if figures.as_of else ""
    lines = [
        f"{figures.period.label}{day}: {figures.total} xã, "
        f"{figures.not_reported} xã chưa có số liệu đã duyệt",
        f"Tổng số tiêu chí đạt: {format_number(figures.criteria_met_total)}; bình quân "
        f"{_average(figures)} tiêu chí/xã",
        "Số xã theo mức đạt: "
        + ", ".join(f"{name}: {count}" for name, count in figures.bands.items()),
        "",
        f"{'Nhóm tiêu chí':<40}{'Đạt':>6}{'Số xã':>7}{'Cần':>6}{'Thiếu':>7}",
    ]
    lines += [_line(each) for each in figures.groups]
    lines += ["", f"{'Tiêu chí':<52}{'Đạt':>6}{'Số xã':>7}"]
    lines += [
        f"{each.criterion.title:<52}{each.attained:>6}{each.total:>7}"
        for each in figures.criteria
    ]
    lines += [
        f"Huyện {source.district_code} dùng số {Quarter.parse(source.quarter).label}."
        for source in figures.carried
    ]
    return lines


def _line(attained: GroupAttainment) -> str:
    needed, short = (
        "–" if each is None else str(each) for each in (attained.needed, attained.short)
    )
    return (
        f"{attained.group.title:<40}{attained.attained:>6}{attained.total:>7}"
        f"{needed:>6}{short:>7}"
    )


def _average(figures: Figures) -> str:
    average = quotient(figures.criteria_met_total, figures.total, places=2)
    if not figures.reported or average is None:
        return "–"
    return format_number(average, 2)


def _json(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _json(each) for key, each in value.items()}
    return [_json(each) for each in value] if isinstance(value, list) else value
