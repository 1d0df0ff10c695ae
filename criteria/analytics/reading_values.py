"""Values of indicators as officers write them, read by the kind of the indicator."""

import re
from dataclasses import dataclass
from decimal import Decimal

from criteria.analytics.indicators import LawIndicator
from criteria.analytics.values import GivenValue
from criteria.choices import IndicatorKind, Operator
from ntm_portal.lib.answers import says_no_data
from ntm_portal.lib.numbers import read_answer, read_number
from ntm_portal.lib.spreadsheets import Cell, CellValue
from ntm_portal.lib.text import SHOWN_DIGITS, clean, fold, format_decimal

FULL = Decimal(100)
# Under "nhà tạm, dột nát" a no may be that none is left, or that it is not met.
EITHER_WAY = frozenset(
    ("khong", "ko", "k", "co", "c", "khongco", "0", "1", "true", "false")
)
NONE_LEFT = {"khongcon": True, "hetroi": True, "con": False, "vancon": False}
BETWEEN_TWO = re.compile("[/;]")


@dataclass(frozen=True, slots=True)
class ValueReading:
    """What a cell or a field says for one value of an indicator.

    It is exactly one of a ``number`` in the indicator's unit, an ``answer``, no data,
    a ``fault`` (the message for its author) and a blank.
    """

    number: Decimal | None = None
    answer: bool | None = None
    is_no_data: bool = False
    fault: str = ""

    @property
    def is_blank(self) -> bool:
        says = self.number is not None or self.answer is not None
        return not (says or self.is_no_data or self.fault)


@dataclass(frozen=True, slots=True)
class TypedReading:
    """What a typed text says for an indicator: a value, a fault, or a blank."""

    value: GivenValue | None = None
    fault: str = ""

    @property
    def is_blank(self) -> bool:
        return self.value is None and not self.fault


def read_value(value: CellValue, indicator: LawIndicator) -> ValueReading:
    """Read one value; a percentage is written as 98,5 and not as a share of 1."""
    if indicator.kind == IndicatorKind.NUMBER:
        return _number(value, indicator)
    if indicator.operator == Operator.NONE_LEFT:
        return _none_left(value, indicator)
    return _answer(value)


def read_typed(text: str, indicator: LawIndicator) -> TypedReading:
    """Read a typed text; two values are "96/52,5" or "96; 52,5", the second last.

    One number alone is the first of two values. "Không có số liệu" in the place of one
    leaves that one out.
    """
    parts = BETWEEN_TWO.split(text)
    is_pair = indicator.second_value_name and len(parts) == 2 and any(map(clean, parts))
    if not is_pair or says_no_data(text):
        parts = [text]
    readings = [read_value(part, indicator) for part in parts]
    return read_parts(readings[0], readings[1] if len(readings) > 1 else None)


def read_parts(first: ValueReading, second: ValueReading | None) -> TypedReading:
    """Join what two fields say, or one; a blank part and one of no data have none."""
    given = [reading for reading in (first, second) if reading is not None]
    fault = " ".join(dict.fromkeys(each.fault for each in given if each.fault))
    if fault:
        return TypedReading(fault=fault)
    if all(reading.is_blank for reading in given):
        return TypedReading()
    number, answer = first.number, first.answer
    second_number = second.number if second else None
    is_no_data = (number, second_number, answer) == (None, None, None)
    return TypedReading(GivenValue(number, second_number, answer, is_no_data))


def _number(value: CellValue, indicator: LawIndicator) -> ValueReading:
    reading = read_number(value, maximum=FULL if indicator.is_percent else None)
    number = reading.number
    if number is None:
        return ValueReading(is_no_data=reading.is_no_data, fault=reading.fault)
    if number < 0:
        return ValueReading(
            fault=f"Giá trị không thể âm; ô ghi {format_decimal(number)}."
        )
    if indicator.is_percent and number > FULL:
        message = f"Tỷ lệ không thể quá 100 %; ô ghi {format_decimal(number)}."
        return ValueReading(fault=message)
    # Databases keep as many digits as a spreadsheet does.
    return ValueReading(SHOWN_DIGITS.plus(number))


def _answer(value: CellValue) -> ValueReading:
    reading = read_answer(value)
    return ValueReading(
        answer=reading.answer, is_no_data=reading.is_no_data, fault=reading.fault
    )


def _none_left(value: CellValue, indicator: LawIndicator) -> ValueReading:
    shown = Cell(1, 1, value).shown
    key = fold(clean(shown))
    if key in NONE_LEFT:
        return ValueReading(answer=NONE_LEFT[key])
    if key in EITHER_WAY:
        return ValueReading(
            fault=f"“{shown}” ở chỉ tiêu {indicator.code} có hai cách hiểu; "
            "hãy ghi “Đạt” (không còn) hoặc “Chưa đạt” (còn).",
        )
    return _answer(value)
