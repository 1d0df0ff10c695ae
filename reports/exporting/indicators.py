"""Values of indicators of a quarter as a workbook: communes down, indicators across."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from communes.analytics.places import Place
from communes.models import District
from criteria.analytics.indicators import LawIndicator
from criteria.analytics.values import GivenValue
from criteria.choices import IndicatorKind
from ntm_portal.lib.periods import ROMAN, Quarter
from ntm_portal.lib.text import format_decimal
from ntm_portal.lib.workbooks.writing import Book, Check, Choices, Rule, Value
from reports.exporting.communes_sheet import (
    Column,
    ColumnGroup,
    CommunesForm,
    draw_communes,
    rows_of,
)

TITLE = "GIÁ TRỊ CÁC CHỈ TIÊU NÔNG THÔN MỚI CỦA CÁC XÃ"
MET, UNMET, NO_DATA = "Đạt", "Chưa đạt", "Không có số liệu"
NUMBER_CHECK = f'=OR(AND(ISNUMBER({{cell}}),{{cell}}>=0),{{cell}}="{NO_DATA}")'
PERCENT_CHECK = (
    '=OR(AND(ISNUMBER({cell}),{cell}>=0,{cell}<=100),RIGHT({cell},1)="%",'
    f'{{cell}}="{NO_DATA}")'
)
COLUMN_WIDTH = 17
LEGEND = "Ghi chú: ô trống là chưa ghi nhận gì; “Không có số liệu” là một câu trả lời."
FILLING = (
    "Cách điền: chỉ sửa các ô giá trị và cột Ghi chú; ô khác được khóa (không có mật "
    "khẩu). Ô để trống giữ nguyên giá trị đã có; muốn bỏ một giá trị, hãy ghi “Không "
    "có số liệu”."
)

# By commune code and id of the indicator.
Values = Mapping[tuple[str, int], GivenValue]


@dataclass(frozen=True, slots=True)
class _Slot:
    """A column: an indicator's value, or its second one."""

    indicator: LawIndicator
    is_second: bool

    @property
    def heading(self) -> str:
        second = f" – {self.indicator.second_value_name}" if self.is_second else ""
        return f"{self.indicator.title}{second}"


def indicators_workbook(
    *,
    title_period: Quarter,
    indicators: Sequence[LawIndicator],
    districts: Sequence[tuple[District, Sequence[Place]]],
    values: Values,
    note: str,
    is_form: bool = True,
) -> bytes:
    """Return the workbook of a quarter's values; what was never said is blank.

    ``note`` is a line below the title, "" for none. A form checks what is typed and is
    protected but for the cells to fill in.
    """
    slots = [
        _Slot(each, is_second)
        for each in indicators
        for is_second in ([False, True] if each.second_value_name else [False])
    ]
    book = Book(title=f"Chỉ tiêu {title_period.label}", made_on=title_period.last_day)
    page = book.page("Chỉ tiêu")
    rows = rows_of(districts, lambda place: _values(place, slots, values))
    draw_communes(page, _form(title_period, slots, note, is_form=is_form), rows)
    if is_form:
        page.protect()
    return book.data()


def _form(
    period: Quarter, slots: Sequence[_Slot], note: str, *, is_form: bool
) -> CommunesForm:
    quarter = f"(Quý {ROMAN[period.number - 1]} năm {period.year})"
    lines = [(TITLE, "title"), (quarter, "subtitle"), (note, "subtitle")]
    return CommunesForm(
        titles=tuple((text, style) for text, style in lines if text),
        groups=tuple(_groups(slots, is_form=is_form)),
        column_width=COLUMN_WIDTH,
        heading_style="header",
        footnotes=(LEGEND, *([FILLING] * is_form)),
    )


def _groups(slots: Iterable[_Slot], *, is_form: bool) -> Iterable[ColumnGroup]:
    def criterion(slot: _Slot) -> tuple[int, str]:
        return slot.indicator.criterion_number, slot.indicator.criterion_name

    for (number, name), those in groupby(slots, key=criterion):
        columns = (
            Column(
                slot.heading,
                slot.indicator.unit or f"{MET}/{UNMET}",
                _rule(slot.indicator) if is_form else None,
            )
            for slot in those
        )
        yield ColumnGroup(f"Tiêu chí {number}. {name}", tuple(columns))


def _rule(indicator: LawIndicator) -> Rule:
    title = f"Chỉ tiêu {indicator.code}"
    if indicator.kind == IndicatorKind.YES_NO:
        message = f"{MET}; {UNMET}; hoặc {NO_DATA}.\nĐể trống: giữ giá trị đã có."
        return Choices([MET, UNMET, NO_DATA], title, message)
    formula, limit = NUMBER_CHECK, ""
    if indicator.is_percent:
        formula, limit = PERCENT_CHECK, ", không quá 100"
    return Check(
        formula,
        title,
        f"Số ({indicator.unit}) không âm{limit}; hoặc “{NO_DATA}”.\n"
        "Để trống: giữ giá trị đã có.",
    )


def _values(place: Place, slots: Sequence[_Slot], values: Values) -> tuple[Value, ...]:
    return tuple(
        _value(slot, values.get((place.code, slot.indicator.id))) for slot in slots
    )


def _value(slot: _Slot, stored: GivenValue | None) -> Value:
    if stored is None:
        return None
    if stored.is_no_data:
        return NO_DATA
    if stored.answer is not None:
        return MET if stored.answer else UNMET
    number = stored.second_number if slot.is_second else stored.number
    # A number up to 1 would look like a part of 1: 0.5 is 50 % to a spreadsheet.
    if number and slot.indicator.is_percent and number <= 1:
        return f"{format_decimal(number)} %"
    return number
