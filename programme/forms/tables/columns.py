"""Columns of tables: one description reads forms and files, and writes both.

A column says what it holds, in which words it stands above a table, and how a value
that somebody typed is read. A value is text, a whole number, a Decimal, a day, a
truth or None; a place or an agency is its code, a village its number.
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from ntm_portal.lib.answers import error_of, folded_words, quoted, read_answer
from ntm_portal.lib.numbers import read_number
from ntm_portal.lib.text import clean, fold, format_decimal, format_number
from ntm_portal.lib.workbooks.sheets import Cell, CellValue
from programme.choices import ColumnKind
from programme.forms.tables.places import PlaceFault, Places

Value = str | int | Decimal | dt.date | bool | None
Values = Mapping[str, Value]

FIRST_DAY, LAST_DAY = dt.date(1945, 1, 1), dt.date(2100, 12, 31)
WRONG_DAY = "hãy ghi một ngày có thật, theo dạng 31/12/2020."
DAY = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
# More digits than this a spreadsheet does not keep.
MOST_DIGITS = 15
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
# In a column of whole numbers a mark before three digits groups thousands.
GROUPED = re.compile(r"[1-9]\d{0,2}(?:[.,\s]\d{3})+")
WORDS_OF_TRUTH = {True: "Có", False: "Không"}


class Fault(ValueError):
    """The value cannot be read; the message tells its author why, in Vietnamese."""


@dataclass(frozen=True, slots=True)
class Within:
    """What else of a row is known when one of its places is read."""

    places: Places
    district: str | None = None
    commune: str | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table or field of a form.

    ``choices`` are the value and the words of each; ``minimum`` and ``maximum``
    bound numbers. A long text keeps its lines. ``aliases`` are other words above the
    same column of a file. A ``is_fixed`` column is written, and never read back.
    """

    code: str
    label: str
    kind: ColumnKind = ColumnKind.TEXT
    unit: str = ""
    required: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    max_length: int = 300
    is_long: bool = False
    minimum: Decimal | None = Decimal(0)
    maximum: Decimal | None = None
    hint: str = ""
    aliases: tuple[str, ...] = field(default=())
    is_fixed: bool = False

    @property
    def header(self) -> str:
        """Return what stands above the column: Diện tích (ha)."""
        return f"{self.label} ({self.unit})" if self.unit else self.label

    @property
    def is_number(self) -> bool:
        return self.kind in (ColumnKind.WHOLE, ColumnKind.DECIMAL)

    @property
    def is_year(self) -> bool:
        """Whether its whole numbers are years, which nobody groups: 2020."""
        is_late = self.minimum is not None and self.minimum >= FIRST_DAY.year
        return self.kind == ColumnKind.WHOLE and is_late

    def is_named(self, text: str) -> bool:
        """Whether the words above a column of a file mean this one."""
        names = (self.header, self.label, *self.aliases)
        return fold(text) in {fold(name) for name in names}

    def parse(self, value: CellValue, within: Within | None = None) -> Value:
        """Read a value as typed or stored in a cell; a blank is None.

        Places need to be told ``within`` what they are looked for. Raises Fault.
        """
        cell = Cell(1, 1, value)
        if cell.is_error:
            raise Fault(error_of(cell))
        found: Value = None
        if not cell.is_blank:
            found = READERS[self.kind](self, value, within)
        if found is None and self.required:
            raise Fault(f"Hãy ghi {self.label[:1].lower()}{self.label[1:]}.")
        return found

    def write(self, value: Value, places: Places | None = None) -> Value:
        """Return the value as a cell of a workbook has it: numbers stay numbers."""
        match self.kind:
            case _ if value is None or value == "":
                return None
            case ColumnKind.YES_NO:
                return WORDS_OF_TRUTH[bool(value)]
            case ColumnKind.CHOICE:
                return dict(self.choices).get(str(value), str(value))
            case kind if kind in PLACES:
                return places.title(kind, value) if places else str(value)
            case _:
                return value

    def words(self, value: Value, places: Places | None = None) -> str:
        """Return the value as a page shows it, "" for none."""
        written = self.write(value, places)
        match written:
            case None:
                return ""
            case dt.date():
                return f"{written:%d/%m/%Y}"
            case int() if self.is_year:
                return str(written)
            case Decimal() | int():
                return number_words(Decimal(written))
            case _:
                return str(written)

    def typed(self, value: Value) -> str:
        """Return the value as the field of a form holds it."""
        match value:
            case None:
                return ""
            case bool():
                return "1" if value else "0"
            case dt.date():
                return f"{value:%d/%m/%Y}"
            case Decimal():
                return _typed_number(value)
            case _:
                return str(value)


def number_words(value: Decimal) -> str:
    """Write a number the Vietnamese way with the decimals it has: 1.234,5."""
    exponent = value.normalize().as_tuple().exponent
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    return format_number(value, places)


def _typed_number(value: Decimal) -> str:
    # "1,234" alone may be a thousand, and is asked about: a fourth decimal tells.
    text = format_decimal(value)
    return f"{text}0" if len(text.partition(",")[2]) == 3 else text


def plain_text(text: str, *, is_long: bool = False) -> str:
    """Return text composed and without invisible characters; a long one by lines."""
    visible = CONTROLS.sub(" ", text)
    if not is_long:
        return clean(visible)
    lines = [clean(line) for line in re.split(r"\r\n|\r|\n", visible)]
    return "\n".join(lines).strip("\n")


def _text(column: Column, value: CellValue, _within: Within | None) -> Value:
    text = plain_text(Cell(1, 1, value).shown, is_long=column.is_long)
    if len(text) > column.max_length:
        raise Fault(f"Dài {len(text)} ký tự; nhiều nhất {column.max_length} ký tự.")
    return text or None


def _number(column: Column, value: CellValue) -> Decimal | None:
    read = read_number(value, maximum=column.maximum)
    if read.fault:
        raise Fault(read.fault)
    if read.number is None:
        return None
    number = read.number
    if column.minimum is not None and number < column.minimum:
        least = column.typed(column.minimum)
        raise Fault(f"Hãy ghi số từ {least} trở lên.")
    if column.maximum is not None and number > column.maximum:
        raise Fault(f"Hãy ghi số không quá {column.typed(column.maximum)}.")
    if len(number.normalize().as_tuple().digits) > MOST_DIGITS:
        raise Fault(f"Số có quá {MOST_DIGITS} chữ số; hãy làm tròn.")
    return number


def _decimal(column: Column, value: CellValue, _within: Within | None) -> Value:
    return _number(column, value)


def _whole(column: Column, value: CellValue, _within: Within | None) -> Value:
    if isinstance(value, str) and GROUPED.fullmatch(value.strip()):
        value = re.sub(r"\D", "", value)
    number = _number(column, value)
    if number is None:
        return None
    if number != number.to_integral_value():
        raise Fault(f"{quoted(format_decimal(number))} không phải là số nguyên.")
    return int(number)


def _day(_column: Column, value: CellValue, _within: Within | None) -> Value:
    day = value if isinstance(value, dt.date) else _typed_day(Cell(1, 1, value).shown)
    if isinstance(day, dt.datetime):
        day = day.date()
    if not FIRST_DAY <= day <= LAST_DAY:
        span = f"{FIRST_DAY.year} đến {LAST_DAY.year}"
        raise Fault(f"Năm {day.year} không dùng được; hãy ghi ngày từ năm {span}.")
    return day


def _typed_day(text: str) -> dt.date:
    plain = clean(text)
    found = DAY.fullmatch(plain)
    parts = tuple(reversed(found.groups())) if found else None
    if found := ISO_DAY.fullmatch(plain):
        parts = found.groups()
    if parts is None:
        raise Fault(f"Không đọc được {quoted(plain)} là một ngày; {WRONG_DAY}")
    year, month, day = map(int, parts)
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise Fault(f"Không có ngày {quoted(plain)}; {WRONG_DAY}") from None


def _choice(column: Column, value: CellValue, _within: Within | None) -> Value:
    text = clean(Cell(1, 1, value).shown)
    keys = {fold(words): each for each, words in column.choices}
    exact = {each for each, _words in column.choices}
    if text in exact:
        return text
    if fold(text) not in keys:
        known = ", ".join(words for _value, words in column.choices)
        raise Fault(f"{quoted(text)} không có trong danh sách: {known}.")
    return keys[fold(text)]


def _yes_no(_column: Column, value: CellValue, _within: Within | None) -> Value:
    if folded_words(Cell(1, 1, value).shown) in ("chua ro", "khong ro"):
        return None
    read = read_answer(value)
    if read.fault:
        text = quoted(clean(Cell(1, 1, value).shown))
        raise Fault(f"Không đọc được {text}; hãy ghi Có, Không hoặc để trống.")
    return read.answer


def _place(column: Column, value: CellValue, within: Within | None) -> Value:
    if within is None:
        raise TypeError("A place is read within places")
    text = clean(Cell(1, 1, value).shown)
    try:
        return within.places.find(
            column.kind, text, district=within.district, commune=within.commune
        )
    except PlaceFault as fault:
        raise Fault(str(fault)) from fault


PLACES = (
    ColumnKind.DISTRICT,
    ColumnKind.COMMUNE,
    ColumnKind.VILLAGE,
    ColumnKind.AGENCY,
)
Reader = Callable[[Column, CellValue, Within | None], Value]
READERS: Mapping[ColumnKind, Reader] = {
    ColumnKind.TEXT: _text,
    ColumnKind.WHOLE: _whole,
    ColumnKind.DECIMAL: _decimal,
    ColumnKind.DATE: _day,
    ColumnKind.CHOICE: _choice,
    ColumnKind.YES_NO: _yes_no,
    **dict.fromkeys(PLACES, _place),
}
