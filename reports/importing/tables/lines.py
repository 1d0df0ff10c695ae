"""A filled row below the header, before it is known what the row is."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ntm_portal.lib.spreadsheets import Cell
from ntm_portal.lib.text import clean
from reports.importing.marks import is_prose
from reports.importing.tables.grid import Grid, has_content
from reports.importing.tables.layout import Layout
from reports.importing.tables.numbering import (
    is_arabic,
    is_number,
    is_roman,
    split_number,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One filled row: its number and name, and the cells of marks and total.

    ``name_cell`` is None when no cell names the row; ``district_cell`` is the row's
    own cell in the district column. ``data`` are the filled cells of marks and total
    that are not mere words.
    """

    row: int
    number: str
    name_cell: Cell | None
    name: str
    district_cell: Cell | None
    marks: Mapping[int, Cell]
    total: Cell | None
    data: tuple[Cell, ...]

    @property
    def is_numbered(self) -> bool:
        return is_arabic(self.number)

    @property
    def is_roman(self) -> bool:
        return is_roman(self.number)

    @property
    def has_letters(self) -> bool:
        """Say whether a mark is written in letters, as only a commune's can be."""
        values = (cell.value for cell in self.data if cell is not self.total)
        return any(isinstance(v, str) and not v.strip().isdecimal() for v in values)


def read_lines(grid: Grid, layout: Layout, rows: Iterable[int]) -> list[Line]:
    """Return the lines of a table's rows."""
    return [_line(grid, layout, row) for row in rows]


def _line(grid: Grid, layout: Layout, row: int) -> Line:
    cell = _name_cell(grid, layout, row)
    in_front, name = split_number(cell.shown) if cell else ("", "")
    number = clean(grid.own(row, layout.order).shown) if layout.order else ""
    marks = {n: _mark(grid, layout, row, c) for n, c in layout.criteria.items()}
    total = _mark(grid, layout, row, layout.total) if layout.total else None
    return Line(
        row=row,
        number=number if is_number(number) else in_front,
        name_cell=cell,
        name=name,
        district_cell=_district_cell(grid, layout, row),
        marks=marks,
        total=total,
        data=tuple(_data([*marks.values(), *([total] if total else [])])),
    )


def _data(cells: Iterable[Cell]) -> Iterator[Cell]:
    return (cell for cell in cells if has_content(cell) and not is_prose(cell))


def _mark(grid: Grid, layout: Layout, row: int, column: int) -> Cell:
    """Return the cell, its merged range's first when the rest of it is empty."""
    if grid.area(row, column) is None:
        return grid.own(row, column)
    cell = grid.at(row, column)
    covered = [c for c in grid.columns_of(cell) if c in layout.table]
    return cell if cell.row == row and len(covered) == 1 else grid.own(row, column)


def _name_cell(grid: Grid, layout: Layout, row: int) -> Cell | None:
    """Return the cell that names the row: in its column, else left of the marks."""
    if layout.name is not None:
        cell = grid.at(row, layout.name)
        if cell.row == row and has_content(cell):
            return cell
    return next(_labels(grid, layout, row), None)


def _labels(grid: Grid, layout: Layout, row: int) -> Iterator[Cell]:
    first = min(layout.criteria.values())
    for column in grid.columns:
        cell = grid.own(row, column)
        text = clean(cell.shown)
        if column < first and any(map(str.isalpha, text)) and not is_number(text):
            yield cell


def _district_cell(grid: Grid, layout: Layout, row: int) -> Cell | None:
    if layout.district is None:
        return None
    cell = grid.at(row, layout.district)
    return cell if has_content(cell) else None
