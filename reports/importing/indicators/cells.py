"""Cells of a table of indicators: a number, an answer, no data, or nothing said."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from criteria.choices import IndicatorKind, Operator
from ntm_portal.lib.numbers import read_answer, read_number
from ntm_portal.lib.spreadsheets import Cell
from ntm_portal.lib.text import SHOWN_DIGITS, clean, fold, format_decimal
from reports.importing.indicators.labels import Slot
from reports.importing.marks import cell_fault

FULL = Decimal(100)
# Under "nhà tạm, dột nát" a no may be that none is left, or that it is not met.
EITHER_WAY = frozenset(
    ("khong", "ko", "k", "co", "c", "khongco", "0", "1", "true", "false")
)
NONE_LEFT = {"khongcon": True, "hetroi": True, "con": False, "vancon": False}
NO_PERCENT = (
    "Ô định dạng phần trăm trong một chỉ tiêu không phải tỷ lệ; hãy ghi số thường."
)


@dataclass(frozen=True, slots=True)
class Said:
    """What a cell says; a blank says nothing and keeps what is stored.

    Otherwise it is exactly one of a ``number`` in the indicator's unit, an
    ``answer``, no data and a ``fault``, the message for its author.
    """

    cell: Cell
    number: Decimal | None = None
    answer: bool | None = None
    is_no_data: bool = False
    fault: str = ""

    @property
    def is_blank(self) -> bool:
        says = self.number is not None or self.answer is not None
        return not (says or self.is_no_data or self.fault)


def read_said(cell: Cell, slot: Slot) -> Said:
    """Read a commune's cell by the kind of its indicator."""
    fault = cell_fault(cell)
    if fault or cell.is_blank:
        return Said(cell, fault=fault)
    if slot.indicator.kind == IndicatorKind.NUMBER:
        return _number(cell, slot)
    if slot.indicator.operator == Operator.NONE_LEFT:
        return _none_left(cell, slot)
    return _answer(cell)


def shares_of_one(slot: Slot, said: Iterable[Said]) -> list[Said]:
    """Return the cells of a column that may be shares of 1 where percents belong.

    A share may be computed and shown as 0.855; what is typed as text or formatted as
    a percentage is none. A poverty rate below 1 % is nothing odd, unless the whole
    column is.
    """
    if not slot.indicator.is_percent:
        return []
    numbers = [(each, each.number) for each in said if each.number is not None]
    is_all = all(number <= 1 for _, number in numbers)
    return [
        each
        for each, number in numbers
        if isinstance(each.cell.value, Decimal)
        and not each.cell.is_percent
        and 0 < number <= 1
        and (is_all or _is_odd(slot, number))
    ]


def share_fault(said: Said) -> str:
    """Return what to tell the author of a cell that may hold a share of 1."""
    share = said.number or Decimal(0)
    percent, written = format_decimal(share * FULL), format_decimal(share)
    return (
        f"Ô ghi {written}: có thể là phần của 1, như 0,855 cho 85,5 %. "
        f"Hãy ghi {percent} nếu là {percent} %; nếu đúng là {written} %, "
        f"hãy ghi “{written} %” ở dạng chữ."
    )


def _is_odd(slot: Slot, number: Decimal) -> bool:
    return slot.indicator.operator == Operator.AT_LEAST and number < 1


def _number(cell: Cell, slot: Slot) -> Said:
    is_percent = slot.indicator.is_percent
    value = cell.value
    if cell.is_percent and isinstance(value, Decimal):
        if not is_percent:
            return Said(cell, fault=NO_PERCENT)
        value *= FULL
    reading = read_number(value, maximum=FULL if is_percent else None)
    number = reading.number
    if number is None:
        return Said(cell, is_no_data=reading.is_no_data, fault=reading.fault)
    if number < 0:
        return Said(
            cell, fault=f"Giá trị không thể âm; ô ghi {format_decimal(number)}."
        )
    if is_percent and number > FULL:
        message = f"Tỷ lệ không thể quá 100 %; ô ghi {format_decimal(number)}."
        return Said(cell, fault=message)
    # Databases keep as many digits as a spreadsheet does.
    return Said(cell, number=SHOWN_DIGITS.plus(number))


def _answer(cell: Cell) -> Said:
    reading = read_answer(cell.value)
    return Said(
        cell,
        answer=reading.answer,
        is_no_data=reading.is_no_data,
        fault=reading.fault,
    )


def _none_left(cell: Cell, slot: Slot) -> Said:
    key = fold(clean(cell.shown))
    if key in NONE_LEFT:
        return Said(cell, answer=NONE_LEFT[key])
    if key in EITHER_WAY:
        return Said(
            cell,
            fault=f"“{cell.shown}” ở chỉ tiêu {slot.indicator.code} có hai cách hiểu; "
            "hãy ghi “Đạt” (không còn) hoặc “Chưa đạt” (còn).",
        )
    return _answer(cell)
