"""Numbers as officers type them: 12,5 · 1.234,5 · 1,234.5 · 12,5 % · 1 234,5.

What may be two numbers is refused with both, never guessed.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ntm_portal.lib.answers import (
    AnswerReading,
    abbreviation_key,
    error_of,
    folded_words,
    quoted,
    read_answer,
    says_no_data,
)
from ntm_portal.lib.text import (
    EXACT,
    INVISIBLE,
    SHOWN_DIGITS,
    round_half_up,
)
from ntm_portal.lib.workbooks.sheets import Cell, CellValue

__all__ = ["AnswerReading", "NumberReading", "read_answer", "read_number"]

MOST_WHOLE_DIGITS = 12
MOST_PLACES = 6
# A percentage with thousands is no percentage.
FULL_PERCENT = Decimal(100)
# Full-width forms, and the signs that programs write for a minus.
PLAIN = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    ord(sign): "-" for sign in "−–—‒﹣－"
}
# The separator of thousands, and a number that is written with it.
NOTATIONS = tuple(
    (separator, re.compile(rf"[+-]?{whole}(?:[{point}][0-9]+)?"))
    for separator, whole, point in (
        ("", "[0-9]+", ",."),
        (".", r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+", ","),
        (",", "[1-9][0-9]{0,2}(?:,[0-9]{3})+", "."),
        (" ", "[1-9][0-9]{0,2}(?: [0-9]{3})+", ",."),
    )
)
PERCENT = re.compile(r"(?P<number>.*\S) ?%")
ONLY_SIGNS = re.compile(r"[-.…_/*=]+")
THRESHOLD_SIGNS = tuple("<>≤≥⩽⩾")
THRESHOLD_WORDS = tuple(
    f"{words} "
    for words in (
        *("tren", "duoi", "hon", "lon hon", "nho hon", "tu", "it nhat", "nhieu nhat"),
        *("toi thieu", "toi da", "khong qua", "khong duoi", "khong tren"),
    )
)
THRESHOLD_ENDS = (" tro len", " tro xuong")
# A number that is missing, unlike a yes-or-no answer, is never a no.
NO_NUMBER = frozenset(("khong co", "chua co"))
ALLOWED = "hãy ghi số như 98,5 hoặc 1.234,5; “Không có số liệu”; hoặc để trống."


@dataclass(frozen=True, slots=True)
class NumberReading:
    """What a value says in a column of numbers.

    It is exactly one of a ``number``, no data, a ``fault`` (the message for its
    author) and a blank.
    """

    number: Decimal | None = None
    is_no_data: bool = False
    fault: str = ""

    @property
    def is_blank(self) -> bool:
        return self.number is None and not (self.is_no_data or self.fault)


def read_number(value: CellValue, *, maximum: Decimal | None = None) -> NumberReading:
    """Read a number of at most 12 digits before and 6 after the decimal mark.

    A percent sign is dropped: "12,5 %" is 12.5. A number stored as one is rounded to
    6 decimals. ``maximum`` refuses nothing: it only settles texts with two readings,
    such as 1.234, of which one is beyond it; without it percentages settle at 100.
    """
    match value:
        case bool():
            return _unread(Cell(1, 1, value).shown)
        case Decimal():
            return _stored(value)
        case dt.date():
            return _date(value)
        case _:
            return _text(value or "", maximum)


def _stored(value: Decimal) -> NumberReading:
    if not value.is_finite():
        return _unread(str(value))
    if value and value.adjusted() >= MOST_WHOLE_DIGITS:
        return _too_long(f"{value:.3E}")
    rounded = round_half_up(SHOWN_DIGITS.plus(value), MOST_PLACES)
    return _storable(str(value), Decimal(f"{rounded.normalize(EXACT):f}"))


def _date(value: dt.date) -> NumberReading:
    return NumberReading(
        fault=f"Ô là ngày {value:%d/%m/%Y}, không phải số; bảng tính có thể đã tự đổi "
        f"số thành ngày: {ALLOWED}"
    )


def _text(value: str, maximum: Decimal | None) -> NumberReading:
    lines = list(filter(None, map(_plain, value.splitlines())))
    text = " ".join(lines)
    cell = Cell(1, 1, text)
    if not text or cell.is_error:
        return NumberReading(fault=error_of(cell))
    if says_no_data(text) or abbreviation_key(text) in NO_NUMBER:
        return NumberReading(is_no_data=True)
    # A line break stands between two numbers; it groups no thousands.
    return _typed(text, maximum) if len(lines) == 1 else _unread(text)


def _plain(line: str) -> str:
    """Return a line without invisible characters, each white space a plain space."""
    return re.sub(r"\s", " ", INVISIBLE.sub("", line)).strip()


def _typed(text: str, maximum: Decimal | None) -> NumberReading:
    plain = text.translate(PLAIN)
    percentage = PERCENT.fullmatch(plain)
    readings = _readings(percentage["number"] if percentage else plain)
    limit = FULL_PERCENT if percentage and maximum is None else maximum
    if len(readings) > 1 and limit is not None:
        readings = [each for each in readings if abs(each) <= limit] or readings
    if len(readings) > 1:
        return _doubtful(text, readings)
    return _storable(text, readings[0]) if readings else _no_number(text, plain)


def _readings(number: str) -> list[Decimal]:
    """Return the numbers that the text may be, each once, the smaller first."""
    found = {
        Decimal(number.replace(separator, "").replace(",", "."))
        for separator, notation in NOTATIONS
        if notation.fullmatch(number)
    }
    return sorted(found, key=abs)


def _storable(text: str, number: Decimal) -> NumberReading:
    exponent = number.as_tuple().exponent
    is_short = isinstance(exponent, int) and exponent >= -MOST_PLACES
    if not is_short or (number and number.adjusted() >= MOST_WHOLE_DIGITS):
        return _too_long(text)
    # Nobody means -0.
    return NumberReading(number or Decimal(0))


def _no_number(text: str, plain: str) -> NumberReading:
    if ONLY_SIGNS.fullmatch(plain):
        return NumberReading(
            fault=f"Ô chỉ ghi {quoted(text)}: hãy ghi 0 nếu giá trị bằng 0, "
            "“Không có số liệu”, hoặc để trống."
        )
    if _is_threshold(plain):
        return NumberReading(
            fault=f"{quoted(text)} là ngưỡng, không phải giá trị; "
            "hãy ghi số đã đạt được."
        )
    return _unread(text)


def _is_threshold(plain: str) -> bool:
    words = folded_words(plain)
    has_sign = plain.startswith(THRESHOLD_SIGNS) or plain.endswith("+")
    has_words = words.startswith(THRESHOLD_WORDS) or words.endswith(THRESHOLD_ENDS)
    return (has_sign or has_words) and bool(re.search("[0-9]", plain))


def _doubtful(text: str, readings: Sequence[Decimal]) -> NumberReading:
    small, large = (f"{each:f}".replace(".", ",") for each in readings)
    # With a fourth decimal the mark cannot be one of thousands.
    return NumberReading(
        fault=f"{quoted(text)} có thể là {small} hoặc {large}; "
        f"hãy ghi {small}0 hoặc {large}."
    )


def _too_long(text: str) -> NumberReading:
    return NumberReading(
        fault=f"Số {quoted(text)} có quá {MOST_WHOLE_DIGITS} chữ số phần nguyên "
        f"hoặc quá {MOST_PLACES} chữ số thập phân."
    )


def _unread(text: str) -> NumberReading:
    return NumberReading(fault=f"Không đọc được {quoted(text)} là một số; {ALLOWED}")
