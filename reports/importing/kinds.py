"""Which appendix a sheet is, judged by its content."""

import re
from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from decimal import Decimal

from ntm_portal.lib.periods import Quarter
from ntm_portal.lib.spreadsheets import Cell, Sheet
from ntm_portal.lib.text import clean
from reports.choices import ImportKind
from reports.importing.indicators.signs import has_indicators
from reports.importing.marks import read_mark, read_plan
from reports.importing.tables.grid import Grid
from reports.importing.tables.labels import words

LEADER = re.compile(
    r"^(?:\w+ ){0,4}chu tri\b|^(?:co quan|don vi|so) (?:\w+ )*phu trach\b"
)
DIVISION = re.compile(r"\bphan cong\b")
RESULTS = re.compile(r"\b(?:ket qua|hien trang|thuc trang|tinh hinh)\b")
TARGETS = re.compile(r"\b(?:phan dau|chi tieu|ke hoach|dang ky|lo trinh|muc tieu)\b")
FIRST_APPENDIX = re.compile(r"\bphu luc 0?1\b")
LEADER_LENGTH = 60
HEADER_CELLS = 4
YEAR_COLUMNS = 3
MARKS_PER_YEAR = 20
MARKS = 19


def guess_kind(sheet: Sheet) -> ImportKind | None:
    """Say which appendix a decoded sheet looks like, None when nothing tells.

    A stray year among results does not make them targets: its cell is to be named.
    Where most cells are fractions, values of something stand below a title of results.
    """
    grid = Grid(sheet)
    title = "\n".join(_title(grid))
    if DIVISION.search(words(title)) or _names_leaders(grid):
        return ImportKind.RESPONSIBILITIES
    if has_indicators(grid, title):
        return ImportKind.INDICATORS
    is_targets = TARGETS.search(words(title)) is not None
    is_results = RESULTS.search(words(title)) or Quarter.in_title(title)
    if is_targets and not is_results:
        return ImportKind.TARGETS
    return _by_marks(grid, title, is_known=bool(is_results))


def _by_marks(grid: Grid, title: str, *, is_known: bool) -> ImportKind | None:
    alike = _alike(grid.sheet.cells.values())
    years = [cells for cells in alike if read_plan(cells[0]).year]
    marks = _count(cells for cells in alike if read_mark(cells[0]).state)
    columns = {cell.column for cells in years for cell in cells}
    if len(columns) >= YEAR_COLUMNS and _count(years) * MARKS_PER_YEAR > marks:
        return ImportKind.TARGETS
    if _count(cells for cells in alike if _is_fraction(cells[0])) > marks:
        return None
    if is_known:
        return ImportKind.RESULTS
    if FIRST_APPENDIX.search(words(title)):
        return ImportKind.TARGETS
    return ImportKind.RESULTS if marks >= MARKS else None


def _alike(cells: Iterable[Cell]) -> Collection[Sequence[Cell]]:
    """Return the cells that say the same together: a table says few things."""
    groups: dict[Hashable, list[Cell]] = {}
    for cell in cells:
        # True and 1 are equal, and two things to say.
        said = (type(cell.value), cell.value, cell.font, cell.formula)
        groups.setdefault(said, []).append(cell)
    return groups.values()


def _count(groups: Iterable[Sequence[Cell]]) -> int:
    return sum(map(len, groups))


def _is_fraction(cell: Cell) -> bool:
    return isinstance(cell.value, Decimal) and cell.value % 1 != 0


def _title(grid: Grid) -> Iterator[str]:
    for row in grid.rows:
        cells = grid.shown(row)
        if len(cells) >= HEADER_CELLS:
            return
        yield from (clean(cell.shown) for cell in cells)


def _names_leaders(grid: Grid) -> bool:
    texts = {cell.shown for cell in grid.sheet.cells.values()}
    return any(len(x) <= LEADER_LENGTH and LEADER.search(words(x)) for x in texts)
