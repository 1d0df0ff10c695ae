"""The fields that a Word template may name, and those of a template that none has."""

import io
from collections.abc import Iterator
from typing import Any

import jinja2
from docxtpl import DocxTemplate  # type: ignore[import-untyped]
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import missing

from dashboards.exporting.word import BROKEN, BadTemplate

# What a field holds, as the office reads it.
FIELDS = {
    "named": "thời gian của báo cáo: Quý I năm 2021, 6 tháng đầu năm 2021, năm 2020",
    "period": "kỳ số liệu: Quý IV/2020",
    "base": "kỳ so sánh; trống khi chưa có số liệu",
    "place": "phạm vi: toàn tỉnh",
    "year": "năm xuất báo cáo",
    "last_day": "ngày cuối kỳ",
    "as_of": "số duyệt đến ngày nào",
    "snapshot": "mã bản xuất",
    "illustration": "câu “số liệu minh họa”; trống khi là số chính thức",
    "footer": "kỳ, ngày, mã bản xuất: dòng ở chân trang",
    "communes": "số xã thuộc Chương trình",
    "met": "số lượt tiêu chí đạt",
    "cells": "tổng số lượt (số xã × số tiêu chí)",
    "average": "bình quân tiêu chí/xã",
    "full": "số xã đạt đủ 19 tiêu chí",
    "full_share": "tỷ lệ xã đạt đủ 19 tiêu chí",
    "recognised": "số xã đang được công nhận đạt chuẩn",
    "not_reported": "số xã chưa có số liệu đã duyệt; trống khi không có",
    "base_met": "số lượt đạt ở kỳ so sánh",
    "base_communes": "số xã thuộc Chương trình ở kỳ so sánh",
    "base_average": "bình quân ở kỳ so sánh",
    "met_moved": "số lượt tăng hay giảm: tăng 150 lượt",
    "gained_count": "số lượt tiêu chí đạt thêm",
    "gained_communes": "số xã đạt thêm tiêu chí",
    "lost_count": "số lượt tiêu chí giảm",
    "lost_communes": "số xã giảm tiêu chí",
    "carried": "các huyện dùng số quý trước; trống khi không có",
    "silent": "các huyện không có phần lời",
    "plan": "tên Phụ lục 01; trống khi chưa có",
    "chart": "biểu đồ bốn mục tiêu (hình)",
}
# Lists: what a row is, and its fields; "cells", "groups" and "lines" are lists again.
LISTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "groups": (
        "nhóm tiêu chí",
        (
            *("title", "criteria", "attained", "total", "share", "target"),
            *("needed", "short", "deadline", "change", "state"),
        ),
    ),
    "criteria": ("tiêu chí", ("title", "attained", "share", "base", "change")),
    "bands": ("mức đạt", ("title", "now", "base", "change")),
    "districts": (
        "huyện, dòng cuối là toàn tỉnh",
        (
            *("name", "communes", "met", "change", "average", "full"),
            *("groups", "cells", "carried"),
        ),
    ),
    "gained": ("xã đạt thêm", ("commune", "district", "criteria", "count")),
    "lost": ("tiêu chí giảm", ("commune", "district", "criterion", "cause")),
    "near": ("nhóm còn thiếu", ("title", "short", "count", "communes")),
    "plan_years": (
        "năm của Phụ lục 01",
        ("year", "planned", "reached", "pending", "behind", "silent"),
    ),
    "communes_rows": ("xã, có dòng tên huyện", ("name", "met", "cells")),
    "sources": ("nguồn của huyện", ("name", "quarter", "number", "approved_on")),
    "programme": (
        "phần khác của Chương trình; tên phần ghi ở dòng đầu",
        ("part", "label", "said"),
    ),
    "highlights": ("kết quả nổi bật của huyện", ("name", "lines")),
    "difficulties": ("khó khăn của huyện", ("name", "lines")),
    "proposals": ("kiến nghị của huyện", ("name", "lines")),
    "next_tasks": ("nhiệm vụ kỳ tới của huyện", ("name", "lines")),
}
INNER = {"cells": 19, "groups": 5, "lines": 1}
SAMPLE = "…"


class _Row(dict[str, Any]):
    """A row of a sample that knows which list it is of."""

    def __init__(self, source: str, fields: tuple[str, ...]) -> None:
        self.source = source
        super().__init__()
        for name in fields:
            self[name] = [SAMPLE] * INNER[name] if name in INNER else SAMPLE


def unknown_fields(data: bytes) -> list[str]:
    """Return the fields of a template that no report has, in alphabetical order.

    Every branch is looked at: with all lists filled and with all empty. Raises
    BadTemplate when the template cannot be read or is written wrongly.
    """
    found: set[str] = set()
    try:
        names = DocxTemplate(io.BytesIO(data)).get_undeclared_template_variables()
        found |= names - FIELDS.keys() - LISTS.keys()
        for context in (_filled(), _empty()):
            found |= set(_missed(data, context))
            if not found:
                _fill(data, context, jinja2.Undefined)
    except BROKEN as broken:
        raise BadTemplate(
            f"Mẫu không điền được: {broken}. Hãy kiểm tra các dấu {{{{ }}}}, {{% %}} "
            "trong mẫu."
        ) from broken
    return sorted(found)


def _missed(data: bytes, context: dict[str, Any]) -> Iterator[str]:
    """Fill in the template and yield what it asked for in vain."""
    asked: list[str] = []

    class Recorder(jinja2.ChainableUndefined):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            if self._undefined_obj is not missing:
                owner = getattr(self._undefined_obj, "source", SAMPLE)
                asked.append(f"{owner}: {self._undefined_name}")

    _fill(data, context, Recorder)
    yield from asked


def _fill(data: bytes, context: dict[str, Any], kind: type[jinja2.Undefined]) -> None:
    environment = SandboxedEnvironment(autoescape=True, undefined=kind)
    document = DocxTemplate(io.BytesIO(data))
    document.render(context, jinja_env=environment, autoescape=True)


def _filled() -> dict[str, Any]:
    lists = {name: [_Row(name, fields)] for name, (_, fields) in LISTS.items()}
    return dict.fromkeys(FIELDS, SAMPLE) | lists


def _empty() -> dict[str, Any]:
    return dict.fromkeys(FIELDS, "") | {name: [] for name in LISTS}
