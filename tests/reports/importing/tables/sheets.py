"""Small sheets for tests, written as rows of values."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from openpyxl.utils import range_boundaries

from ntm_portal.lib.spreadsheets import Cell, CellValue, Range, Sheet
from reports.importing.tables.matrix import Matrix
from tests.reports.importing.places import CRITERIA, GROUPS

Value = str | int | float | bool | dt.date | Decimal | None
Values = Sequence[Value]

SPANS = {"I": (1, 1), "II": (2, 9), "III": (10, 13), "IV": (14, 17), "V": (18, 19)}
NAMES = list(CRITERIA.values())
NUMBERS = list(CRITERIA)


def value(given: Value) -> CellValue:
    """Return the value as the reader of workbooks gives it."""
    if isinstance(given, int | float) and not isinstance(given, bool):
        return Decimal(str(given))
    return given


def cell(
    given: Value = None, *, font: str = "Times New Roman", formula: str = ""
) -> Cell:
    """Return a cell C5 with the value."""
    return Cell(5, 3, value(given), font, formula)


def sheet(
    rows: Sequence[Values], *, top: int = 1, left: int = 1, merged: str = ""
) -> Sheet:
    """Return a sheet with the rows from the cell at top and left; merged as A1:B2."""
    cells = {
        (r, c): Cell(r, c, value(given), "Times New Roman")
        for r, row in enumerate(rows, start=top)
        for c, given in enumerate(row, start=left)
        if given is not None
    }
    return Sheet(
        title="Biểu",
        is_hidden=False,
        cells=cells,
        merged=tuple(map(area, merged.split())),
    )


def area(reference: str) -> Range:
    min_column, min_row, max_column, max_row = range_boundaries(reference)
    return Range(min_row, min_column, max_row, max_column)


def groups() -> list[Value]:
    """Return the header row of groups, each above its first criterion."""
    names: list[Value] = [None] * len(CRITERIA)
    for code, (first, _last) in SPANS.items():
        names[first - 1] = GROUPS[code]
    return names


def marks(met: Sequence[int], sign: Value = "x", other: Value = None) -> list[Value]:
    """Return the 19 cells of a commune that meets the criteria."""
    return [sign if number in met else other for number in CRITERIA]


HEADER: list[Value] = ["STT", "Huyện, xã", *NAMES, "Tổng số tiêu chí đạt", "Ghi chú"]
MET: dict[str, tuple[int, ...]] = {
    "Đắk Cấm": (1, 2, 3, 8),
    "Kroong": (1, 4, 19),
    "Đắk Blô": (1, 3, 10, 18),
    "Đắk Man": (5,),
}


def commune(number: Value, name: str, total: Value = None) -> list[Value]:
    """Return the row of a commune of MET, with the signs x."""
    return [number, name, *marks(MET[name]), total]


def heading(number: Value, name: str) -> list[Value]:
    return [number, name]


def body() -> list[list[Value]]:
    """Return two districts with two communes each, as the samples have them."""
    return [
        heading("I", "Thành phố Kon Tum"),
        commune(1, "Đắk Cấm", 4),
        commune(2, "Kroong", 3),
        heading("II", "Huyện Đắk Glei"),
        commune(1, "Đắk Blô", 4),
        commune(2, "Đắk Man", 1),
    ]


def read(matrix: Matrix) -> dict[tuple[str, str], tuple[int, ...]]:
    """Return the filled criteria of every commune by district and name."""
    return {
        (row.district_cell.shown if row.district_cell else "", row.name): tuple(
            number for number, mark in row.marks.items() if not mark.is_blank
        )
        for row in matrix.communes
    }


EXPECTED = {
    ("Thành phố Kon Tum", "Đắk Cấm"): MET["Đắk Cấm"],
    ("Thành phố Kon Tum", "Kroong"): MET["Kroong"],
    ("Huyện Đắk Glei", "Đắk Blô"): MET["Đắk Blô"],
    ("Huyện Đắk Glei", "Đắk Man"): MET["Đắk Man"],
}
