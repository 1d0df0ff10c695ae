"""Rows of a sheet of Phụ lục 02, found by the words of its header."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ntm_portal.lib.spreadsheets import Cell, Sheet
from ntm_portal.lib.text import clean
from reports.importing.problems import Problem
from reports.importing.tables.grid import Grid, has_content
from reports.importing.tables.labels import bare_number, words


class Part(StrEnum):
    """What a column of Phụ lục 02 holds."""

    ORDER = "order"
    LEAD = "lead"
    SUPPORT = "support"
    DUE = "due"
    NOTE = "note"
    CONTENT = "content"
    CRITERION = "criterion"


LONGEST_HEADER = 60
# The first pattern found decides: "Nội dung tiêu chí" is no name of a criterion.
PATTERNS = (
    (Part.ORDER, re.compile(r"^(?:s?tt|so tt|so thu tu)$")),
    (Part.LEAD, re.compile(r"\bchu tri\b|\bphu trach\b")),
    (Part.SUPPORT, re.compile(r"\bphoi hop\b")),
    (Part.DUE, re.compile(r"\bthoi (?:gian|han)\b|\bhoan thanh\b")),
    (Part.NOTE, re.compile(r"\bghi chu\b")),
    (Part.CONTENT, re.compile(r"\bnoi dung\b|\bchi tieu\b")),
    (Part.CRITERION, re.compile(r"\btieu chi\b")),
)


@dataclass(frozen=True, slots=True)
class DutyRow:
    """One row: the cell of every part that the table has.

    Criterion and number of the rows below come down from the last row that has them.
    """

    number: int
    cells: dict[Part, Cell]

    def cell(self, part: Part) -> Cell:
        return self.cells.get(part) or Cell(self.number, 1, None)

    def text(self, part: Part) -> str:
        return clean(self.cell(part).shown)

    def repeats(self, other: "DutyRow") -> bool:
        """Say whether both rows name what they assign in the very same words."""
        named = (Part.ORDER, Part.CRITERION, Part.CONTENT)
        return all(self.text(part) == other.text(part) for part in named)


@dataclass(frozen=True, slots=True)
class DutySheet:
    """The table of Phụ lục 02; ``columns`` is empty when there is none."""

    sheet: Sheet
    title: str
    columns: dict[Part, int]
    headers: dict[int, str]
    rows: tuple[DutyRow, ...]

    def problem_at(self, cell: Cell, message: str, *, value: str = "") -> Problem:
        """Return the problem of one cell, or of one name in it."""
        return Problem(
            self.sheet.title,
            cell.address,
            self.headers.get(cell.column, ""),
            value or cell.shown,
            message,
        )


def read_duty_rows(sheet: Sheet) -> DutySheet:
    """Return the rows of a decoded sheet that assign something."""
    grid = Grid(sheet)
    header = next((row for row in grid.rows if _is_header(grid, row)), None)
    if header is None:
        return DutySheet(sheet, _title(grid, grid.rows), {}, {}, ())
    columns = _columns(grid, header)
    return DutySheet(
        sheet=sheet,
        title=_title(grid, [row for row in grid.rows if row < header]),
        columns=columns,
        headers={column: grid.text(header, column) for column in grid.columns},
        rows=tuple(_rows(grid, header, columns)),
    )


def _is_header(grid: Grid, row: int) -> bool:
    found = _columns(grid, row)
    return Part.LEAD in found and bool({Part.CRITERION, Part.CONTENT} & found.keys())


def _columns(grid: Grid, row: int) -> dict[Part, int]:
    columns: dict[Part, int] = {}
    for column in grid.columns:
        text = grid.text(row, column)
        said = words(text) if len(text) <= LONGEST_HEADER else ""
        part = next((part for part, found in PATTERNS if found.search(said)), None)
        if part is not None:
            columns.setdefault(part, column)
    return columns


def _title(grid: Grid, rows: list[int] | tuple[int, ...]) -> str:
    return "\n".join(clean(cell.shown) for row in rows for cell in grid.shown(row))


def _rows(grid: Grid, header: int, columns: dict[Part, int]) -> Iterator[DutyRow]:
    above: dict[Part, Cell] = {}
    for row in (row for row in grid.rows if row > header):
        cells = {part: _cell(grid, row, column) for part, column in columns.items()}
        filled = {part: cell for part, cell in cells.items() if has_content(cell)}
        if all(bare_number(cell) for cell in filled.values()):
            continue
        named = {p: c for p, c in filled.items() if p in (Part.ORDER, Part.CRITERION)}
        above = named or above
        if filled.keys() & {Part.LEAD, Part.SUPPORT, Part.CONTENT}:
            yield DutyRow(row, {**above, **filled})


def _cell(grid: Grid, row: int, column: int) -> Cell:
    """Return the cell a reader sees; a heading across the table is not in its parts."""
    cell = grid.at(row, column)
    return cell if cell.column == column else Cell(row, column, None)
