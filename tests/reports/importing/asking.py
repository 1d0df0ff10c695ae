"""Files that a page would ask about, and what a person says to it."""

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import openpyxl
from openpyxl.cell import Cell

from accounts.models import User
from reports.choices import ImportKind
from reports.importing.problems import Question
from reports.importing.readings import ImportRequest, Reading
from reports.importing.runs import Applied, apply_reading, read_appendix
from tests.lib.test_legacy_text import in_tcvn3
from tests.reports.importing.files import (
    AT,
    CODES,
    FIRST,
    RESULTS,
    SECOND,
    THIRD,
    Line,
    books,
    commune,
    district,
    request,
    workbook,
)
from tests.reports.importing.indicators.files import Form, indicators_file
from tests.reports.importing.places import CRITERIA

CLOSE, CLOSE_KEY, MEANT = "Ia Đall", "unit:B5", CODES[FIRST]
IN_LOWER_CASE = "Kết quả thực hiện các tiêu chí (Quý I năm 2021)"
UNNAMED_KEY = "column:G"
CLOSE_INDICATOR = "Tỷ lệ hộ dùng điện an toàn"


def asked(
    data: bytes,
    answers: Mapping[str, str] | None = None,
    *,
    kind: ImportKind = RESULTS,
    **said: object,
) -> ImportRequest:
    """Return what the page asks for, with the answers of a person."""
    plain = request(data, kind, **said)  # type: ignore[arg-type]
    return replace(plain, answers=answers or {}, asks=True)


def read_asked(
    data: bytes,
    answers: Mapping[str, str] | None = None,
    *,
    kind: ImportKind = RESULTS,
    **said: object,
) -> Reading:
    return read_appendix(asked(data, answers, kind=kind, **said))


def bring_asked(
    data: bytes,
    answers: Mapping[str, str] | None = None,
    *,
    kind: ImportKind = RESULTS,
    by: User | None = None,
) -> Applied:
    return apply_reading(read_asked(data, answers, kind=kind), by=by, at=AT)


def question(reading: Reading) -> Question:
    """Return the only question of a reading."""
    assert len(reading.questions) == 1, reading.questions
    return reading.questions[0]


def close_name(name: str = CLOSE) -> list[Line]:
    """Return Ia H'Drai with a name that is only close to one of its communes."""
    return district(commune(name), commune(SECOND), commune(THIRD))


def in_old_letters(rows: Sequence[Line]) -> bytes:
    """Return a workbook typed in TCVN3, whose fonts do not tell."""

    def encode(cell: Cell) -> None:
        if isinstance(cell.value, str):
            cell.value = in_tcvn3(cell.value)

    return changed(books({"Bieu": (IN_LOWER_CASE, rows)}), encode)


def unnamed_column(rows: Sequence[Line]) -> bytes:
    """Return a workbook in which nothing tells that column G is criterion 5."""

    def blot(cell: Cell) -> None:
        if cell.coordinate == "G2":
            cell.value = "Không rõ"
        if cell.coordinate == "G3":
            cell.value = None

    return changed(workbook(rows), blot)


def close_indicator() -> bytes:
    """Return a workbook of values whose column D is only close to an indicator."""
    header = ("TT", "Xã", "2.1", CLOSE_INDICATOR, "1.1", "10")
    return indicators_file(Form(header=header))


def across(rows: Sequence[Line]) -> bytes:
    """Return a workbook with criteria down and communes across, named in row 3."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append([IN_LOWER_CASE])
    sheet.append([])
    sheet.append(["TT", "Tiêu chí", *(row[1] for row in rows)])
    for place, (number, name) in enumerate(CRITERIA.items(), start=2):
        sheet.append([number, name, *(row[place] for row in rows)])
    return _saved(book)


def hidden(data: bytes, title: str) -> bytes:
    """Return a workbook with one of its sheets hidden."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    book[title].sheet_state = "hidden"
    return _saved(book)


def changed(data: bytes, change: Callable[[Cell], None]) -> bytes:
    """Return a workbook with something done to every cell of its first sheet."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for row in book.worksheets[0].iter_rows():
        for cell in row:
            change(cell)
    return _saved(book)


def _saved(book: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
