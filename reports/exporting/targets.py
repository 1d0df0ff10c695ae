"""Phụ lục 01 as a workbook: which commune is to meet which criterion by which year."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from communes.analytics.places import Place
from communes.models import District
from criteria.analytics.law import Law, LawCriterion
from ntm_portal.lib.workbooks.writing import Book, Choices, Value
from reports.exporting.communes_sheet import (
    Column,
    CommunesForm,
    Tally,
    draw_communes,
    groups_of,
    rows_of,
)
from reports.exporting.documents import ILLUSTRATION, document_line

APPENDIX = "Phụ lục 01"
TITLE = (
    "CHỈ TIÊU CHI TIẾT CÁC XÃ PHẤN ĐẤU ĐẠT CHUẨN CÁC TIÊU CHÍ NÔNG THÔN MỚI ĐẾN NĂM "
    "2020"
)
TALLY = "Tổng số tiêu chí đạt đến năm 2020"
MET = "x"
YEARS = range(2016, 2021)
SHADES = {MET: "#D9EEDF"}
COLUMN_WIDTH = 6
LEGEND = (
    "Ghi chú: x là tiêu chí đã đạt; năm là năm phấn đấu đạt; ô trống là không có kế "
    "hoạch đến năm 2020."
)
FILLING = (
    "Cách điền: chỉ sửa các ô trong bảng và cột Ghi chú; ô khác được khóa (không có "
    "mật khẩu). Xóa trắng một ô là bỏ kế hoạch của ô ấy."
)

# Commune code and criterion number to the planned year, None where met already;
# what is not planned is absent.
PlanCells = Mapping[tuple[str, int], int | None]


@dataclass(frozen=True, slots=True)
class PlanTitle:
    """What Phụ lục 01 in force is called; ``made_on`` dates the workbook."""

    document: str
    is_demo: bool
    made_on: dt.date


def targets_workbook(
    *,
    title: PlanTitle,
    law: Law,
    districts: Sequence[tuple[District, Sequence[Place]]],
    cells: PlanCells,
    is_form: bool = True,
) -> bytes:
    """Return the workbook of the communes' plans; a cell not planned is blank.

    A form has lists to choose from and is protected but for the cells to fill in.
    """
    book = Book(title=APPENDIX, made_on=title.made_on)
    page = book.page("PL01")
    rows = rows_of(districts, lambda place: _values(place, law, cells))
    draw_communes(page, _form(title, law, is_form=is_form), rows)
    if is_form:
        page.protect()
    return book.data()


def _form(title: PlanTitle, law: Law, *, is_form: bool) -> CommunesForm:
    lines = (
        (APPENDIX, "title"),
        (TITLE, "title"),
        (document_line(title.document, APPENDIX), "subtitle"),
        (ILLUSTRATION if title.is_demo else "", "subtitle"),
    )
    return CommunesForm(
        titles=tuple((text, style) for text, style in lines if text),
        groups=groups_of(law, lambda each: _column(each, is_form=is_form)),
        column_width=COLUMN_WIDTH,
        tally=Tally(TALLY, "COUNTA({area})", _is_filled),
        shades=SHADES,
        footnotes=(LEGEND, *([FILLING] * is_form)),
    )


def _column(criterion: LawCriterion, *, is_form: bool) -> Column:
    choices = Choices(
        source=[MET, *map(str, YEARS)],
        title=f"Tiêu chí {criterion.number}",
        message="x: đã đạt\nNăm: phấn đấu đạt năm ấy\nĐể trống: không có kế hoạch",
    )
    return Column(criterion.name, criterion.number, choices if is_form else None)


def _is_filled(value: Value) -> bool:
    return value is not None


def _values(place: Place, law: Law, cells: PlanCells) -> tuple[Value, ...]:
    keys = ((place.code, criterion.number) for criterion in law.criteria)
    return tuple((cells[key] or MET) if key in cells else None for key in keys)
