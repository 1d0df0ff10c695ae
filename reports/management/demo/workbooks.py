"""Workbooks of the illustration, in the layout of the appendix forms.

Results and plans go through the real import, so these files look like what the
office would upload. All say "SỐ LIỆU MINH HỌA".
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ntm_portal.lib.periods import Quarter
from reports.management.demo.plan import MET, Mark
from reports.management.demo.sheets import CriteriaColumns, Form, Row, draw_workbook

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
ILLUSTRATION = "SỐ LIỆU MINH HỌA"
DECISION_DAY = dt.date(2019, 11, 25)


@dataclass(frozen=True, slots=True)
class DistrictRows:
    """A district as the sheet names it, with code and name of each commune."""

    name: str
    communes: tuple[tuple[str, str], ...]


def results_workbook(
    quarter: Quarter,
    groups: Sequence[CriteriaColumns],
    districts: Sequence[DistrictRows],
    met: Mapping[str, frozenset[int]],
) -> bytes:
    """Return the .xlsx of one quarter's results, with totals for each criterion.

    ``met`` holds the met criteria by commune code; a commune of ``districts``
    without an entry raises KeyError.
    """
    form = Form(
        sheet="Phu luc",
        titles=(
            "BIỂU TỔNG HỢP",
            ILLUSTRATION,
            "KẾT QUẢ THỰC HIỆN CÁC TIÊU CHÍ NÔNG THÔN MỚI",
            f"({quarter.short_label} năm {quarter.year})",
        ),
        total_heading="Tổng số tiêu chí đạt",
        note='Ghi chú: "x" là đạt chuẩn. Số liệu minh họa.',
        made_on=quarter.last_day,
        groups=tuple(groups),
    )
    marks = {
        code: {number: MET if number in numbers else None for number in form.numbers}
        for code, numbers in met.items()
    }
    everyone = [code for district in districts for code, _ in district.communes]
    rows = [Row("total", None, "TỔNG CỘNG", _sums(form, marks, everyone))]
    for index, district in enumerate(districts):
        sums = _sums(form, marks, [code for code, _ in district.communes])
        rows.append(Row("district", ROMAN[index], district.name, sums))
        rows += _commune_rows(form, marks, district)
    return draw_workbook(form, rows)


def plan_workbook(
    groups: Sequence[CriteriaColumns],
    districts: Sequence[DistrictRows],
    plan: Mapping[str, Mapping[int, Mark]],
) -> bytes:
    """Return Phụ lục 01 as .xlsx: x, 2019, 2020 or nothing for each criterion.

    The row total counts met and planned criteria. A commune of ``districts``
    without a plan raises KeyError.
    """
    form = Form(
        sheet="PL01",
        titles=(
            "Phụ lục 01",
            ILLUSTRATION,
            "CHỈ TIÊU CHI TIẾT CÁC XÃ PHẤN ĐẤU ĐẠT CHUẨN "
            "CÁC TIÊU CHÍ NÔNG THÔN MỚI ĐẾN NĂM 2020",
            "(Theo mẫu Phụ lục 01 kèm theo Quyết định số 1334/QĐ-UBND ngày 25/11/2019)",
        ),
        total_heading="Tổng số tiêu chí đạt đến năm 2020",
        note='Ghi chú: "x" là tiêu chí đã đạt; 2019, 2020 là năm phấn đấu đạt; '
        "ô trống là sau năm 2020. Số liệu minh họa.",
        made_on=DECISION_DAY,
        groups=tuple(groups),
    )
    rows = []
    for index, district in enumerate(districts):
        blanks = [None] * len(form.numbers)
        rows.append(Row("district", ROMAN[index], district.name, blanks))
        rows += _commune_rows(form, plan, district)
    return draw_workbook(form, rows)


def _commune_rows(
    form: Form, marks: Mapping[str, Mapping[int, Mark]], district: DistrictRows
) -> list[Row]:
    rows = []
    for number, (code, name) in enumerate(district.communes, start=1):
        line = [marks[code][criterion] for criterion in form.numbers]
        total = sum(mark is not None for mark in line)
        rows.append(Row("commune", number, name, line, total))
    return rows


def _sums(
    form: Form, marks: Mapping[str, Mapping[int, Mark]], codes: Sequence[str]
) -> list[int]:
    return [
        sum(marks[code][criterion] is not None for code in codes)
        for criterion in form.numbers
    ]
