"""Results of a quarter as a workbook, in the layout of the province's appendix."""

from collections.abc import Mapping, Sequence

from communes.analytics.places import Place
from communes.models import District
from criteria.analytics.law import Law, LawCriterion
from ntm_portal.lib.periods import ROMAN, Quarter
from ntm_portal.lib.workbooks.writing import Book, Choices, Value
from reports.choices import ResultState
from reports.exporting.communes_sheet import (
    Column,
    CommunesForm,
    Tally,
    draw_communes,
    groups_of,
    rows_of,
)

# Every cell says its state: what a blank means depends on the rest of a table.
MARKS = {
    ResultState.MET: "x",
    ResultState.UNMET: "C",
    ResultState.UNKNOWN: "?",
}
SHADES = {"x": "#D9EEDF", "?": "#EEF0F2"}
TITLE = "KẾT QUẢ THỰC HIỆN CÁC TIÊU CHÍ NÔNG THÔN MỚI"
TALLY = "Tổng số tiêu chí đạt"
SHEET = "Kết quả"
COLUMN_WIDTH = 5
LEGEND = "Ghi chú: x là đạt; C là chưa đạt; ? là chưa đánh giá."
FILLING = (
    "Cách điền: chỉ sửa các ô dấu và cột Ghi chú; ô khác được khóa (không có mật "
    "khẩu). Đừng để trống ô dấu: ô trống được hiểu theo cả bảng, không phải là "
    "“giữ như cũ”."
)

States = Mapping[tuple[str, int], ResultState]


def results_workbook(
    *,
    title_period: Quarter,
    law: Law,
    districts: Sequence[tuple[District, Sequence[Place]]],
    cells: States,
    note: str,
    is_form: bool = True,
) -> bytes:
    """Return the workbook of some districts' results in a quarter.

    ``cells`` are by commune code and number of the criterion; one that is missing
    stays blank. ``note`` is a line below the title, "" for none. A form has lists to
    choose from and is protected but for the cells to fill in.
    """
    book = Book(title=f"Kết quả {title_period.label}", made_on=title_period.last_day)
    page = book.page(SHEET)
    draw_communes(
        page,
        _form(title_period, law, note, is_form=is_form),
        rows_of(districts, lambda place: _values(place, law, cells)),
    )
    if is_form:
        page.protect()
    return book.data()


def _form(period: Quarter, law: Law, note: str, *, is_form: bool) -> CommunesForm:
    quarter = f"(Quý {ROMAN[period.number - 1]} năm {period.year})"
    lines = [
        (TITLE, "title"),
        (quarter, "subtitle"),
        *([(note, "subtitle")] * bool(note)),
    ]
    return CommunesForm(
        titles=tuple(lines),
        groups=groups_of(law, lambda each: _column(each, is_form=is_form)),
        column_width=COLUMN_WIDTH,
        tally=Tally(TALLY, 'COUNTIF({area},"x")', _is_met, has_sums=True),
        shades=SHADES,
        footnotes=(LEGEND, *([FILLING] * is_form)),
    )


def _column(criterion: LawCriterion, *, is_form: bool) -> Column:
    choices = Choices(
        source=list(MARKS.values()),
        title=f"Tiêu chí {criterion.number}",
        message="x: đạt\nC: chưa đạt\n?: chưa đánh giá",
    )
    return Column(criterion.name, criterion.number, choices if is_form else None)


def _is_met(value: Value) -> bool:
    return value == MARKS[ResultState.MET]


def _values(place: Place, law: Law, cells: States) -> tuple[Value, ...]:
    states = (cells.get((place.code, each.number)) for each in law.criteria)
    return tuple(MARKS[state] if state else None for state in states)
