"""Marks of the appendix tables: đạt, chưa đạt, chưa đánh giá, or a planned year."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ntm_portal.lib.spreadsheets import Cell
from ntm_portal.lib.text import clean
from reports.choices import ResultState
from reports.importing.decoding import uses_pictures
from reports.importing.labels import words

FIRST_YEAR, LAST_YEAR = 2016, 2020

# Cyrillic letters look like Latin ones.
SIGNS = dict.fromkeys("×✓✔√☑", "x") | {"\u0445": "x", "\u0441": "c", "\u043a": "k"}
# Letters that the fonts of pictures show as a tick and as a ticked box.
PICTURES = dict.fromkeys("üþ", "x")
STATES = {
    **dict.fromkeys(
        ("x", "v", "d", "dat", "dat chuan", "co", "1", "100%", "true"), ResultState.MET
    ),
    **dict.fromkeys(
        (
            *("c", "k", "chua", "khong", "cd", "kd", "chua dat", "khong dat"),
            *("chua dat chuan", "khong dat chuan", "0", "0%", "false"),
        ),
        ResultState.UNMET,
    ),
    **dict.fromkeys(
        (
            *("?", "n/a", "cdg", "kdg", "chua danh gia", "khong danh gia"),
            *("chua ro", "khong ro", "chua xac dinh"),
            *("khong co so lieu", "chua co so lieu"),
        ),
        ResultState.UNKNOWN,
    ),
}
ALLOWED = (
    "Ô chỉ nhận x, Đ, ✓ hoặc 1 (đạt); C, K, 0 hoặc “Chưa đạt” (chưa đạt); "
    "“?” hoặc “Chưa đánh giá”; hoặc để trống."
)
PLAN_ALLOWED = (
    f"Ô chỉ nhận x (đã đạt), năm từ {FIRST_YEAR} đến {LAST_YEAR} hoặc để trống."
)
NO_VALUE = (
    "Ô có công thức nhưng tệp không lưu kết quả; "
    "hãy mở tệp bằng Excel, lưu lại rồi nhập."
)
YEAR = re.compile(
    r"^(?:(?:dat|ke hoach|kh|phan dau|den|trong|dat chuan) )*(?:nam )?(?P<year>\d{4})$"
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


def read_mark(cell: Cell) -> MarkReading:
    """Read a cell of a table of results."""
    fault = cell_fault(cell)
    if fault or cell.is_blank:
        return MarkReading(cell, fault=fault)
    state = STATES.get(_key(cell))
    return MarkReading(cell, state, fault="" if state else _unread(cell, ALLOWED))


def read_plan(cell: Cell) -> PlanReading:
    """Read a cell of Phụ lục 01: x, a year of the plan, or blank (not planned)."""
    fault = cell_fault(cell)
    if fault or cell.is_blank:
        return PlanReading(cell, fault=fault)
    key = _key(cell)
    found = YEAR.match(key)
    if found:
        return _read_year(cell, int(found["year"]))
    if STATES.get(key) is ResultState.MET:
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
    if not isinstance(cell.value, str) or cell.is_blank or cell.is_error:
        return False
    if not (read_mark(cell).fault and read_plan(cell).fault):
        return False
    said = words(cell.value)
    return " " in said or len(said) >= PROSE_LENGTH


def cell_fault(cell: Cell) -> str:
    """Return why the cell has no value to read: a formula's error or no result."""
    if cell.lacks_value:
        return NO_VALUE
    return f"Ô báo lỗi {cell.value} của bảng tính." if cell.is_error else ""


def _read_year(cell: Cell, year: int) -> PlanReading:
    if FIRST_YEAR <= year <= LAST_YEAR:
        return PlanReading(cell, year=year)
    return PlanReading(
        cell,
        fault=f"Năm phải từ {FIRST_YEAR} đến {LAST_YEAR}; ô ghi “{cell.shown}”.",
    )


def _unread(cell: Cell, allowed: str) -> str:
    return f"Không đọc được “{cell.shown}”. {allowed}"


def _key(cell: Cell) -> str:
    text = unicodedata.normalize("NFKC", clean(cell.shown)).casefold().rstrip(".")
    if uses_pictures(cell):
        return PICTURES.get(text, text)
    # Only words are compared without their marks: in "đạt?" the sign matters.
    is_words = all(part.isalnum() for part in text.split())
    return SIGNS.get(text) or (words(text) if is_words else text)
