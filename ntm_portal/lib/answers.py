"""Answers as officers write them: đạt, chưa đạt, or that there are no data."""

import re
import unicodedata
from dataclasses import dataclass

from ntm_portal.lib.text import clean, fold
from ntm_portal.lib.text_cache import cached_by_text
from ntm_portal.lib.workbooks.sheets import Cell, CellValue

# Cyrillic letters look like Latin ones.
SIGNS = dict.fromkeys("×✓✔√☑✅🗸", "x") | {"\u0445": "x", "\u0441": "c", "\u043a": "k"}
YES = frozenset(("x", "v", "d", "dat", "dat chuan", "co", "1", "100%", "true"))
NO = frozenset(
    (
        *("c", "k", "chua", "khong", "ko", "cd", "kd", "chua dat", "khong dat"),
        *("k dat", "ko dat", "chua dat chuan", "khong dat chuan", "0", "0%", "false"),
    )
)
NO_DATA = frozenset(
    (
        *("?", "n/a", "n a", "cdg", "kdg", "chua danh gia", "khong danh gia"),
        *("chua ro", "khong ro", "chua xac dinh", "khong xac dinh"),
        *("chua thong ke", "khong thong ke", "kcsl", "ksl", "khong so lieu"),
        *(f"{no} co {data}" for no in ("khong", "chua") for data in ("so lieu", "sl")),
        *(f"{no} co {data}" for no in ("k", "ko") for data in ("so lieu", "sl")),
    )
)
LONGEST_QUOTE = 60
ALLOWED = (
    "Ô chỉ nhận Đạt, Có, x hoặc 1; Không đạt, Không, K hoặc 0; "
    "“Không có số liệu”; hoặc để trống."
)


@dataclass(frozen=True, slots=True)
class AnswerReading:
    """What a value says to a yes-or-no question.

    It is exactly one of an ``answer``, no data, a ``fault`` (the message for its
    author) and a blank.
    """

    answer: bool | None = None
    is_no_data: bool = False
    fault: str = ""

    @property
    def is_blank(self) -> bool:
        return self.answer is None and not (self.is_no_data or self.fault)


def read_answer(value: CellValue) -> AnswerReading:
    """Read đạt/không đạt, có/không, x, 1/0, 100%/0% or "không có số liệu".

    A dash is no answer: it may be a no, or no data.
    """
    cell = Cell(1, 1, value)
    text = clean(cell.shown)
    if not text or cell.is_error:
        return AnswerReading(fault=error_of(cell))
    key = answer_key(text)
    if key in YES or key in NO:
        return AnswerReading(answer=key in YES)
    if says_no_data(text):
        return AnswerReading(is_no_data=True)
    return AnswerReading(fault=f"Không đọc được {quoted(text)}. {ALLOWED}")


@cached_by_text
def answer_key(text: str) -> str:
    """Return the text as the words of YES, NO and NO_DATA are written.

    Only words are compared without their marks: in "đạt?" the sign matters.
    """
    plain = unicodedata.normalize("NFKC", clean(text)).casefold().rstrip(".")
    plain = plain.replace(" %", "%")
    is_words = all(part.isalnum() for part in plain.split())
    return SIGNS.get(plain) or (folded_words(plain) if is_words else plain)


def says_no_data(text: str) -> bool:
    """Say whether the text is "không có số liệu", "k.có SL", "KCSL", "?" or alike."""
    key = answer_key(text)
    return key in NO_DATA or abbreviation_key(text) in NO_DATA


def abbreviation_key(text: str) -> str:
    """Return the key of an abbreviated text: "K.có SL" is "k co sl"."""
    return answer_key(re.sub(r"[./()]", " ", text))


def folded_words(text: str) -> str:
    """Return the words in letters without marks; what is no letter is dropped."""
    return " ".join(filter(None, map(fold, text.split())))


def quoted(text: str) -> str:
    """Return a value as read between quotation marks, a long one cut."""
    is_long = len(text) > LONGEST_QUOTE
    return f"“{text[:LONGEST_QUOTE]}…”" if is_long else f"“{text}”"


def error_of(cell: Cell) -> str:
    """Return why a cell shows an error of the spreadsheet, "" when it does not."""
    return f"Ô báo lỗi {cell.value} của bảng tính." if cell.is_error else ""
