"""What stands above a column, row by row."""

import re
from collections.abc import Collection, Iterator

from ntm_portal.lib.spreadsheets import Cell
from ntm_portal.lib.text import clean
from reports.importing.tables.grid import Grid, has_content
from reports.importing.tables.headers import Header
from reports.importing.tables.labels import Labels, bare_number

STEP = " › "
COUNTING = re.compile(r"^(?:[A-Z]|.*\d\W*=.*)$")


def header_text(grid: Grid, header: Header, column: int) -> str:
    """Return the path of words above a column, numbers of columns left out."""
    rows = (row for row in grid.rows if header.top <= row <= header.bottom)
    cells = (grid.at(row, column) for row in rows)
    return _join(c for c in cells if has_content(c) and not _counts(c))


def criterion_path(
    grid: Grid, header: Header, labels: Labels, columns: dict[int, int], number: int
) -> str:
    """Return a path such as "Hạ tầng kinh tế - xã hội › 5. Trường học".

    A group written only above its first criterion, without merging, holds until the
    next one.
    """
    above = (row for row in grid.rows if header.top <= row < header.main)
    cells = (
        _cell_or_left(grid, row, columns[number], columns.values()) for row in above
    )
    own = grid.at(header.main, columns[number])
    groups = _join(c for c in cells if c and c != own and not _counts(c))
    return STEP.join(filter(None, [groups, labels.path_end(number)]))


def _counts(cell: Cell) -> bool:
    """Say whether the cell only counts columns: (3), A, (22)=(3)+…+(21)."""
    return (
        bare_number(cell) is not None or COUNTING.match(clean(cell.shown)) is not None
    )


def _cell_or_left(
    grid: Grid, row: int, column: int, criteria: Collection[int]
) -> Cell | None:
    for left in sorted((c for c in criteria if c <= column), reverse=True):
        cell = grid.at(row, left)
        if has_content(cell):
            is_merged = grid.area(row, left) is not None
            return cell if left == column or not is_merged else None
    return None


def _join(cells: Iterator[Cell]) -> str:
    texts = {cell.address: clean(cell.shown) for cell in cells}
    return STEP.join(dict.fromkeys(texts.values()))
