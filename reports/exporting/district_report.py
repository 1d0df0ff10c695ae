"""The quarterly report of a district as a Word document for its chairman to sign.

The figures are those of the grid as it stands, draft or approved, beside the quarter
before; the words and the causes of falls are those kept with the report.
"""

import datetime as dt
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import jinja2
from django.conf import settings
from django.utils.timezone import localtime
from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate  # type: ignore[import-untyped]
from jinja2.sandbox import SandboxedEnvironment
from lxml.etree import XMLSyntaxError  # type: ignore[import-untyped]

from ntm_portal.lib.prose import paragraphs
from ntm_portal.lib.text import format_number, quotient
from reports.analytics.attainment import BANDS
from reports.analytics.entry.grid import Grid
from reports.analytics.entry.grid_parts import Cell, Count
from reports.analytics.entry.words import WordsPage
from reports.analytics.other_parts import OtherPart
from reports.analytics.paper_report import PaperReport
from reports.choices import ReportState
from reports.models import DraftRemark
from reports.models.cells import CellKey

NO_WORDS = "…………………………………………………………………………………"
NUMERALS = ("II", "III", "IV", "V")
BAND_TITLES = {"19": "Đạt đủ 19 tiêu chí", "0-4": "Dưới 5 tiêu chí"}


# What opening and filling in somebody's template may meet.
BROKEN = (
    jinja2.TemplateError,
    PackageNotFoundError,
    XMLSyntaxError,
    OSError,
    TypeError,
    ValueError,
)


class BadTemplate(Exception):
    """The Word template cannot be used; the message says why, in Vietnamese."""


def district_report(paper: PaperReport, *, at: dt.datetime) -> bytes:
    """Return the report as a .docx; ``at`` is when its figures were read.

    The template is the office's (setting REPORT_TEMPLATE): nothing in it is trusted
    with more than the values, and every value is escaped. Raises BadTemplate when it
    cannot be filled in.
    """
    context = {
        **_heading(paper.grid, at),
        **_figures(paper.grid),
        "fallen": list(_fallen(paper.grid, paper.remarks)),
        "parts": list(_parts(paper.words)),
        "others": [_other(each) for each in paper.others],
    }
    try:
        return _filled(context)
    except BROKEN as broken:
        raise BadTemplate(
            f"Không điền được mẫu Word {settings.REPORT_TEMPLATE.name}: {broken}. Hãy "
            "báo quản trị kiểm tra mẫu (REPORT_TEMPLATE)."
        ) from broken


def _filled(context: dict[str, Any]) -> bytes:
    template = DocxTemplate(str(settings.REPORT_TEMPLATE))
    environment = SandboxedEnvironment(autoescape=True)
    template.render(context, jinja_env=environment, autoescape=True)
    file = io.BytesIO()
    template.save(file)
    return file.getvalue()


def status_of(grid: Grid) -> str:
    """Return how far the report has come, with the day."""
    report = grid.report
    if report.state == ReportState.APPROVED:
        return (
            f"Đã duyệt ngày {grid.approval.approved_on:%d/%m/%Y}"
            if grid.approval
            else "Đã duyệt"
        )
    if report.state == ReportState.SUBMITTED and report.submitted_at:
        return f"Đã gửi ngày {localtime(report.submitted_at):%d/%m/%Y}, chưa duyệt"
    if report.state == ReportState.SIGNING:
        return "Bản trình lãnh đạo huyện – chưa gửi"
    return "Bản nháp – chưa gửi"


def _heading(grid: Grid, at: dt.datetime) -> dict[str, Any]:
    return {
        "district": grid.report.district,
        "quarter": grid.period.label,
        "named": grid.report.quarter.report_name.removeprefix("Báo cáo "),
        "year": localtime(at).year,
        "before": grid.base.period.label if grid.base else "",
        "status": status_of(grid),
        "made": f"số liệu lúc {localtime(at):%H:%M} ngày {localtime(at):%d/%m/%Y}",
    }


def _figures(grid: Grid) -> dict[str, Any]:
    total = grid.total
    unknown = sum(cell.is_unknown for cell in grid.cells)
    average = quotient(total.met, len(grid.rows), places=2)
    return {
        "communes": len(grid.rows),
        "cells": format_number(len(grid.cells)),
        "met": format_number(total.met),
        "met_before": "" if total.before is None else format_number(total.before),
        "average": "–" if average is None else format_number(average, 2),
        "unknown": format_number(unknown) if unknown else "",
        "criteria": [
            _counted(criterion.title, column.count)
            for criterion, column in zip(grid.law.criteria, grid.columns, strict=True)
        ],
        "rows": [_counted(row.place.name, row.count) for row in grid.rows],
        "bands": list(_bands([row.count for row in grid.rows], grid)),
        "changes": list(_changes(grid)) if grid.base else [],
        "no_changes": "Không có kết quả nào thay đổi."
        if grid.base
        else "Kỳ đầu tiên – chưa có số liệu kỳ trước.",
    }


def _counted(title: str, count: Count) -> dict[str, str]:
    return {
        "title": title,
        "met": str(count.met),
        "before": "–" if count.before is None else str(count.before),
        "change": count.change or "–",
    }


def _bands(counts: Iterable[Count], grid: Grid) -> Iterator[dict[str, str]]:
    found = list(counts)
    for name, low, high in BANDS:
        now = sum(low <= each.met <= high for each in found)
        before = sum(low <= (each.before or 0) <= high for each in found)
        title = BAND_TITLES.get(name, f"{low}–{high} tiêu chí")
        yield _counted(title, Count(now, before if grid.base else None))


def _fallen(
    grid: Grid, remarks: Mapping[CellKey, DraftRemark]
) -> Iterator[dict[str, str]]:
    for row in grid.rows:
        if row.fallen:
            yield {
                "commune": row.place.name,
                "criteria": "; ".join(_fall(cell, remarks) for cell in row.fallen),
            }


def _fall(cell: Cell, remarks: Mapping[CellKey, DraftRemark]) -> str:
    """Return the criterion with the cause and the note of its fall, as far as given."""
    remark = remarks.get((cell.place.code, cell.criterion.number))
    if remark is None:
        return cell.criterion.title
    # The note stands inside a sentence: one line, without a full stop of its own.
    note = " ".join(remark.note.split()).rstrip(" .")
    told = ": ".join(filter(None, (remark.get_fall_cause_display(), note)))
    return f"{cell.criterion.title} ({told})" if told else cell.criterion.title


def _changes(grid: Grid) -> Iterator[dict[str, str]]:
    for cell in grid.changed:
        yield {
            "commune": cell.place.name,
            "criterion": cell.criterion.title,
            "before": str(cell.before.label),
            "after": str(cell.state.label),
        }


def _other(part: OtherPart) -> dict[str, Any]:
    lines = [{"label": label, "said": said} for label, said in part.lines]
    return {"title": part.title, "lines": lines}


def _parts(words: WordsPage) -> Iterator[dict[str, Any]]:
    for numeral, text in zip(NUMERALS, words.texts, strict=True):
        kept = paragraphs(text.value) if text.is_kept else []
        yield {"title": f"{numeral}. {text.label}", "lines": kept or [NO_WORDS]}
