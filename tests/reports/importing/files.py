"""Workbooks for tests: the samples, samples with changed cells, small ones."""

import datetime as dt
import io
from collections.abc import Collection, Mapping, Sequence

import openpyxl

from ntm_portal.lib.periods import Quarter
from reports.choices import ImportKind
from reports.importing.problems import Problem
from reports.importing.readings import ImportRequest, Reading
from reports.importing.runs import Applied, apply_reading, read_appendix
from tests.reports.importing.places import CRITERIA, FIXTURES

RESULTS, TARGETS = ImportKind.RESULTS, ImportKind.TARGETS
DUTIES = ImportKind.RESPONSIBILITIES
RESULTS_2019 = "ket-qua-2019Q3-plain.xlsx"
RESULTS_2017 = "ket-qua-2017Q4-tcvn3.xlsx"
TARGETS_2019 = "phu-luc-01-mau.xlsx"
DUTIES_2019 = "phu-luc-02-mau.xlsx"
ON = dt.date(2021, 4, 10)
AT = dt.datetime(2021, 4, 10, 3, tzinfo=dt.UTC)
TITLE = "KẾT QUẢ THỰC HIỆN CÁC TIÊU CHÍ (Quý I năm 2021)"
HEADING = "Huyện Ia H'Drai"
FIRST, SECOND, THIRD = "Ia Đal", "Ia Dom", "Ia Tơi"
CODES = {FIRST: "23535", SECOND: "23537", THIRD: "23538"}

Value = str | int | None
Line = Sequence[Value]


def sample_bytes(name: str) -> bytes:
    return (FIXTURES / "appendix" / name).read_bytes()


def edited(name: str, cells: Mapping[str, Value], *, drop: Sequence[int] = ()) -> bytes:
    """Return a sample with cells changed, then rows taken out."""
    book = openpyxl.load_workbook(io.BytesIO(sample_bytes(name)))
    sheet = book.worksheets[0]
    for address, value in cells.items():
        sheet[address] = value
    for row in sorted(drop, reverse=True):
        sheet.delete_rows(row)
    return _bytes(book)


def commune(name: str, met: Collection[int] = (1, 2), mark: str = "x") -> list[Value]:
    """Return a row of the small workbook: name, marks, total."""
    return [None, name, *(mark if n in met else None for n in CRITERIA), len(met)]


def district(*rows: Line, heading: str = HEADING) -> list[Line]:
    return [["I", heading], *rows]


def three(**met: Collection[int]) -> list[Line]:
    """Return the whole of Ia H'Drai; each commune meets criteria 1 and 2."""
    names = {"first": FIRST, "second": SECOND, "third": THIRD}
    return district(
        *(commune(name, met.get(key, (1, 2))) for key, name in names.items())
    )


def workbook(
    rows: Sequence[Line], *, title: str = TITLE, above: Sequence[Line] = ()
) -> bytes:
    """Return a workbook of one sheet; its first row of data is row 4.

    With rows ``above`` the table everything moves down.
    """
    return books({"Biểu": (title, rows)}, above=above)


def books(
    sheets: Mapping[str, tuple[str, Sequence[Line]]],
    *,
    above: Sequence[Line] = (),
    is_hidden: bool = False,
) -> bytes:
    """Return a workbook of several sheets, each with its title and rows.

    Hidden ones stand behind a visible sheet that is empty.
    """
    book = openpyxl.Workbook()
    if not is_hidden:
        book.remove(book.worksheets[0])
    for name, (title, rows) in sheets.items():
        sheet = book.create_sheet(name)
        sheet.sheet_state = "hidden" if is_hidden else "visible"
        for row in ([title], *above):
            sheet.append(list(row))
        sheet.append(["TT", "Huyện, xã", *CRITERIA.values(), "Tổng số tiêu chí đạt"])
        sheet.append([None, None, *CRITERIA])
        for row in rows:
            sheet.append(list(row))
    return _bytes(book)


def one_cell(value: Value) -> bytes:
    """Return a workbook with one cell; without a value it is empty."""
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = value
    return _bytes(book)


def request(
    data: bytes,
    kind: ImportKind = RESULTS,
    *,
    on: dt.date = ON,
    period: str | None = None,
    sheet: str = "",
    is_demo: bool = False,
) -> ImportRequest:
    quarter = Quarter.parse(period) if period else None
    return ImportRequest(data, "bieu.xlsx", kind, on, quarter, sheet, is_demo)


def read(data: bytes, kind: ImportKind = RESULTS, **asked: object) -> Reading:
    return read_appendix(request(data, kind, **asked))  # type: ignore[arg-type]


def bring(data: bytes, kind: ImportKind = RESULTS, **asked: object) -> Applied:
    """Import a file as the system."""
    return apply_reading(read(data, kind, **asked), by=None, at=AT)


def told(problems: Sequence[Problem]) -> list[tuple[str, str]]:
    """Return where each problem is and what was read there."""
    return [(problem.cell, problem.value) for problem in problems]


def only(problems: Sequence[Problem]) -> Problem:
    assert len(problems) == 1, problems
    return problems[0]


def _bytes(book: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
