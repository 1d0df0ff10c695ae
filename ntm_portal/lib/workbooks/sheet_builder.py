"""Collects the cells of a sheet, as long as there are no more than may be."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ntm_portal.lib.text import format_number
from ntm_portal.lib.workbooks.files import Budget, too_large, too_many
from ntm_portal.lib.workbooks.sheets import Cell, Range, Sheet, column_letters

# Stands for a formula whose text is not read.
UNTOLD = "=…"
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class SheetBuilder:
    """One sheet while it is read; rows and columns count from 1.

    Every method raises Refusal when the sheet has more than the limits.
    """

    def __init__(self, title: str, budget: Budget, *, is_hidden: bool = False) -> None:
        self.title = storable(title)
        self.is_hidden = is_hidden
        self._budget = budget
        self._limits = budget.limits
        self._cells: dict[tuple[int, int], Cell] = {}
        self._merged: list[Range] = []
        self._hidden_rows: list[range] = []
        self._hidden_columns: list[range] = []

    def reach(self, row: int, column: int) -> None:
        """Take note that the sheet goes so far, whatever stands there."""
        if row > self._limits.max_rows or column > self._limits.max_columns:
            raise self._too_far(row, column)

    def add(self, cell: Cell) -> None:
        """Keep a cell that has a value or a formula."""
        self.reach(cell.row, cell.column)
        self._cells[cell.row, cell.column] = _storable_cell(cell)
        if len(self._cells) > self._limits.max_cells:
            raise self._too_many_cells()

    def repeat(self, cells: Sequence[Cell], *, rows: int) -> None:
        """Keep a row's cells once more for each of so many rows that follow it."""
        if not cells:
            return
        last = cells[-1]
        if last.row + rows > self._limits.max_rows:
            raise self._too_far(last.row + rows, last.column)
        if len(self._cells) + len(cells) * rows > self._limits.max_cells:
            raise self._too_many_cells()
        for row in range(last.row + 1, last.row + rows + 1):
            for cell in cells:
                self._cells[row, cell.column] = replace(cell, row=row)

    def hide_rows(self, first: int, last: int) -> None:
        self._hidden_rows.append(range(first, last + 1))

    def hide_columns(self, first: int, last: int) -> None:
        self._hidden_columns.append(range(first, last + 1))

    def merge(self, area: Range) -> None:
        self._merged.append(area)
        if len(self._merged) > self._limits.max_merged:
            raise too_many(self._limits.max_merged, "vùng ô gộp")

    def sheet(self) -> Sheet:
        """Return the sheet, when all of it was taken."""
        last_row = max((row for row, _column in self._cells), default=0)
        last_column = max((column for _row, column in self._cells), default=0)
        if last_row * last_column > self._limits.max_area:
            raise self._too_far(last_row, last_column)
        self._budget.spend_cells(len(self._cells))
        return Sheet(
            title=self.title,
            is_hidden=self.is_hidden,
            cells=self._cells,
            merged=tuple(self._merged),
            hidden_rows=_up_to(last_row, self._hidden_rows),
            hidden_columns=_up_to(last_column, self._hidden_columns),
        )

    def _too_far(self, row: int, column: int) -> Exception:
        return too_large(
            f"trang tính “{self.title}” có dữ liệu đến tận ô "
            f"{column_letters(column)}{row}"
        )

    def _too_many_cells(self) -> Exception:
        cells = format_number(self._limits.max_cells)
        return too_large(f"trang tính “{self.title}” có hơn {cells} ô có dữ liệu")


def storable(text: str) -> str:
    """Return a text without what no database stores: zeros and halves of letters.

    Two halves that belong together become their letter, others a replacement sign.
    """
    if not UNSTORABLE.search(text):
        return text
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return whole.replace("\0", "")


def _storable_cell(cell: Cell) -> Cell:
    value = storable(cell.value) if isinstance(cell.value, str) else cell.value
    formula = storable(cell.formula)
    if value is cell.value and formula is cell.formula:
        return cell
    return replace(cell, value=value, formula=formula)


def _up_to(last: int, hidden: Iterable[range]) -> frozenset[int]:
    return frozenset(
        line for lines in hidden for line in lines[: max(last + 1 - lines.start, 0)]
    )
