"""Marks of the appendix tables: đạt, chưa đạt, chưa đánh giá, or a planned year."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ntm_portal.lib.answers import NO, YES, answer_key, says_no_data
from ntm_portal.lib.spreadsheets import Cell
from ntm_portal.lib.text import clean
from ntm_portal.lib.text_cache import cached_by_text
from reports.choices import ResultState
from reports.importing.decoding import uses_pictures
from reports.importing.tables.labels import words
from reports.importing.years import DatedText, read_dated

FIRST_YEAR, LAST_YEAR = 2016, 2020

# The letters that a font of pictures shows as a tick or as a ticked box.
PICTURES = (
    ("wingdings 2", "üþPR"),
    ("wingdings", "üþ"),
    ("webdings", "üþa"),
    ("symbol", "üþÖ"),
)
# Programs keep such letters in the part of Unicode for private use as well.
PRIVATE_USE = {0xF000 + code: code for code in range(0x100)}
# The first national set of criteria is of 2009 (QĐ 491/QĐ-TTg).
FIRST_RESULTS, LAST_RESULTS = 2009, 2100
MET_IN = frozenset(("dat", "da dat", "dat chuan", "da dat chuan"))
PLANNED_IN = re.compile(
    r"(?:(?:dat|dat chuan|ke hoach|kh|phan dau|du kien|dang ky|hoan thanh|den|den het|"
    r"het|cuoi|trong|vao)(?: |$))*"
)
ONLY_SIGNS = re.compile(r"[-–—−‒.…_]+")
ALLOWED = (
    "Ô chỉ nhận x, Đ, ✓ hoặc 1 (đạt); C, K, 0 hoặc “Chưa đạt” (chưa đạt); "
    "“?” hoặc “Chưa đánh giá”; hoặc để trống."
)
NO_SIGN = (
    "Dấu này có thể là chưa đạt hoặc chưa đánh giá: hãy ghi C (chưa đạt), "
    "“?” (chưa đánh giá) hoặc để trống."
)
PLAN_ALLOWED = (
    f"Ô chỉ nhận x (đã đạt), năm từ {FIRST_YEAR} đến {LAST_YEAR} hoặc để trống."
)
NO_VALUE = (
    "Ô có công thức nhưng tệp không lưu kết quả; "
    "hãy mở tệp bằng Excel, lưu lại rồi nhập."
)
PROSE_LENGTH = 7


@dataclass(frozen=True, slots=True)
class MarkReading:
    """What a cell says of a result.

    ``state`` is None for a blank, which only the whole table explains, and for a
    cell with a ``fault``, the message for its author.
    """

    cell: Cell
    state: ResultState | None = None
    fault: str = ""

    @property
    def is_blank(self) -> bool:
        return self.state is None and not self.fault


@dataclass(frozen=True, slots=True)
class PlanReading:
    """What a cell of Phụ lục 01 says: met already, a planned year, or neither."""

    cell: Cell
    is_met: bool = False
    year: int | None = None
    fault: str = ""

    @property
    def counts(self) -> bool:
        """Say whether the row's total counts the cell: met or planned."""
        return self.is_met or self.year is not None


@dataclass(frozen=True, slots=True)
class BlankMeaning:
    """What blanks of a table mean, with the marks that decided it."""

    state: ResultState
    positive: int
    negative: int


@dataclass(frozen=True, slots=True)
class SettledRow:
    """The states of one commune; ``is_silent`` when the row said nothing at all."""

    states: Mapping[int, ResultState]
    is_silent: bool


def read_mark(cell: Cell, *, until: int | None = None) -> MarkReading:
    """Read a cell of a table of results.

    "đạt 2019" is met unless its year is after ``until``, the year of the results:
    what is still to come is a plan.
    """
    fault = cell_fault(cell)
    if fault or cell.is_blank:
        return MarkReading(cell, fault=fault)
    state = _state(cell)
    if state:
        return MarkReading(cell, state)
    dated = _dated(cell)
    if dated and dated.words in MET_IN:
        return _read_met_in(cell, dated.year, until)
    is_sign = ONLY_SIGNS.fullmatch(clean(cell.shown))
    return MarkReading(cell, fault=_unread(cell, NO_SIGN if is_sign else ALLOWED))


def read_plan(cell: Cell) -> PlanReading:
    """Read a cell of Phụ lục 01: x, a time of the plan, or blank (not planned).

    A day, month or quarter counts as its year. Here "đạt 2019" is the year by which
    the criterion is to be met, as the appendix plans it.
    """
    fault = cell_fault(cell)
    if fault or cell.is_blank:
        return PlanReading(cell, fault=fault)
    if isinstance(cell.value, dt.date):
        return _read_year(cell, cell.value.year)
    dated = _dated(cell)
    if dated and PLANNED_IN.fullmatch(dated.words):
        return _read_year(cell, dated.year)
    if _state(cell) is ResultState.MET:
        return PlanReading(cell, is_met=True)
    return PlanReading(cell, fault=_unread(cell, PLAN_ALLOWED))


def decide_blanks(readings: Iterable[MarkReading]) -> BlankMeaning:
    """Say what a blank means, from every commune's cell of the whole table.

    Chưa đạt when only positive marks are used, chưa đánh giá when a negative one is
    used as well or when there is no mark to go by. An explicit "?" decides nothing.
    """
    states = [reading.state for reading in readings]
    positive = states.count(ResultState.MET)
    negative = states.count(ResultState.UNMET)
    unmet = positive > 0 and negative == 0
    state = ResultState.UNMET if unmet else ResultState.UNKNOWN
    return BlankMeaning(state, positive, negative)


def settle_row(
    readings: Mapping[int, MarkReading], total: Cell | None, blanks: BlankMeaning
) -> SettledRow:
    """Give every readable cell of a commune its state; cells with a fault are left.

    A row without a mark and without a total is chưa đánh giá as a whole, and so is
    every row without a mark when the table has none.
    """
    is_marked = any(not reading.is_blank for reading in readings.values())
    is_counted = total is not None and not total.is_blank
    is_silent = not is_marked and not (
        is_counted and (blanks.positive or blanks.negative)
    )
    blank = ResultState.UNKNOWN if is_silent else blanks.state
    return SettledRow(
        {n: r.state or blank for n, r in readings.items() if not r.fault}, is_silent
    )


def is_prose(cell: Cell) -> bool:
    """Say whether the cell holds words of a note or a signature, and no mark."""
    if not isinstance(cell.value, str) or not _is_long(cell.value) or cell.is_error:
        return False
    return bool(read_mark(cell).fault and read_plan(cell).fault)


def cell_fault(cell: Cell) -> str:
    """Return why the cell has no value to read: a formula's error or no result."""
    if cell.lacks_value:
        return NO_VALUE
    return f"Ô báo lỗi {cell.value} của bảng tính." if cell.is_error else ""


@cached_by_text
def _is_long(text: str) -> bool:
    said = words(text)
    return " " in said or len(said) >= PROSE_LENGTH


def _state(cell: Cell) -> ResultState | None:
    key = _picture_key(cell) if uses_pictures(cell) else answer_key(cell.shown)
    if key in YES:
        return ResultState.MET
    if key in NO:
        return ResultState.UNMET
    return ResultState.UNKNOWN if says_no_data(key) else None


def _picture_key(cell: Cell) -> str:
    """Return x for a picture of a tick; the letters of others have their own sense."""
    font, text = cell.font.casefold(), clean(cell.shown.translate(PRIVATE_USE))
    ticks = next(ticks for name, ticks in PICTURES if font.startswith(name))
    return "x" if text and text in ticks else text.casefold()


def _dated(cell: Cell) -> DatedText | None:
    """Return the year that a text or a whole number names; a date is none."""
    return None if isinstance(cell.value, dt.date) else read_dated(cell.shown)


def _read_met_in(cell: Cell, year: int, until: int | None) -> MarkReading:
    last = LAST_RESULTS if until is None else until
    if FIRST_RESULTS <= year <= last:
        return MarkReading(cell, ResultState.MET)
    message = ALLOWED
    if year > last:
        message = f"Năm {year} sau kỳ báo cáo: đó là kế hoạch, chưa phải kết quả."
    return MarkReading(cell, fault=_unread(cell, message))


def _read_year(cell: Cell, year: int) -> PlanReading:
    if FIRST_YEAR <= year <= LAST_YEAR:
        return PlanReading(cell, year=year)
    return PlanReading(
        cell,
        fault=f"Năm phải từ {FIRST_YEAR} đến {LAST_YEAR}; ô ghi “{cell.shown}”.",
    )


def _unread(cell: Cell, message: str) -> str:
    return f"Không đọc được “{cell.shown}”. {message}"
