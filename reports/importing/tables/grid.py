"""A sheet seen as a reader sees it: merged ranges, and only what is filled in."""

from bisect import bisect_left, bisect_right
from functools import cached_property
from operator import attrgetter

from ntm_portal.lib.spreadsheets import Cell, Range, Sheet
from ntm_portal.lib.text import clean


def has_content(cell: Cell) -> bool:
    """Say whether there is something in the cell, a formula without result too."""
    return not cell.is_blank or cell.lacks_value


def opening(text: str) -> str:
    """Return the text with a capital first letter, as a sentence opens."""
    return text[:1].upper() + text[1:]


class Grid:
    """Rows and columns with something in them, and what a merged range shows."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._filled: dict[int, list[Cell]] = {}
        columns = set()
        for cell in sheet.cells.values():
            if has_content(cell):
                self._filled.setdefault(cell.row, []).append(cell)
                columns.add(cell.column)
        for cells in self._filled.values():
            cells.sort(key=attrgetter("column"))
        self.rows = tuple(sorted(self._filled))
        self.columns = tuple(sorted(columns))

    def own(self, row: int, column: int) -> Cell:
        """Return the cell itself: blank inside a merged range."""
        return self.sheet.cell(row, column)

    def at(self, row: int, column: int) -> Cell:
        """Return the cell that a reader sees there: the merged range's first."""
        area = self.area(row, column)
        return (
            self.own(area.min_row, area.min_column) if area else self.own(row, column)
        )

    def area(self, row: int, column: int) -> Range | None:
        """Return the merged range around a used row's cell."""
        if row not in self._areas:
            return None
        return next((a for a in self._areas[row] if (row, column) in a), None)

    def areas(self, row: int) -> list[Range]:
        """Return the merged ranges that cross a used row."""
        return self._areas.get(row, [])

    def text(self, row: int, column: int) -> str:
        return clean(self.at(row, column).shown)

    def texts(self, row: int) -> tuple[str, ...]:
        """Return what a reader sees in a used row, in each of the used columns."""
        if row in self._areas:
            return tuple(self.text(row, column) for column in self.columns)
        texts = {cell.column: clean(cell.shown) for cell in self._filled[row]}
        return tuple(texts.get(column, "") for column in self.columns)

    def shown(self, row: int) -> list[Cell]:
        """Return the different cells that a reader sees in a row, left to right."""
        if row not in self._areas:
            return list(self._filled.get(row, ()))
        cells = {
            self.at(row, column).address: self.at(row, column)
            for column in self.columns
        }
        return [cell for cell in cells.values() if has_content(cell)]

    def columns_of(self, cell: Cell) -> tuple[int, ...]:
        """Return the used columns over which the cell stretches."""
        area = self.area(cell.row, cell.column)
        if area is None:
            return (cell.column,)
        return self.columns[
            bisect_left(self.columns, area.min_column) : bisect_right(
                self.columns, area.max_column
            )
        ]

    @cached_property
    def _areas(self) -> dict[int, list[Range]]:
        by_row: dict[int, list[Range]] = {}
        for area in self.sheet.merged:
            first = bisect_left(self.rows, area.min_row)
            for row in self.rows[first : bisect_right(self.rows, area.max_row)]:
                by_row.setdefault(row, []).append(area)
        return by_row
