"""Sheets as plain values: cells with what a reader sees, their font and formula."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property, lru_cache

from ntm_portal.lib.text import format_decimal

ROW_WORD, COLUMN_WORD = "hàng", "cột"

CellValue = str | Decimal | dt.date | bool | None

ERROR = re.compile(
    r"#(REF!|N/A|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|FIELD!|BLOCKED!|"
    r"CONNECT!|BUSY!|UNKNOWN!|GETTING_DATA|PYTHON!|EXTERNAL!)"
)


@dataclass(frozen=True, slots=True)
class Range:
    """A rectangle of cells, its corners included; rows and columns count from 1."""

    min_row: int
    min_column: int
    max_row: int
    max_column: int

    def transposed(self) -> "Range":
        return Range(self.min_column, self.min_row, self.max_column, self.max_row)

    def __contains__(self, position: tuple[int, int]) -> bool:
        row, column = position
        return (
            self.min_row <= row <= self.max_row
            and self.min_column <= column <= self.max_column
        )


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its stored value, and the name of the font that shows it.

    With ``is_percent`` a number is shown as a percentage: 0.125 as 12,5 %.
    In a transposed sheet ``row`` and ``column`` are exchanged; the address stays that
    of the file.
    """

    row: int
    column: int
    value: CellValue
    font: str = ""
    formula: str = ""
    is_transposed: bool = False
    is_percent: bool = False

    @property
    def address(self) -> str:
        row, column = self.row, self.column
        if self.is_transposed:
            row, column = column, row
        return f"{column_letters(column)}{row}"

    @property
    def is_blank(self) -> bool:
        """Say whether a reader sees nothing: no value, or only white space."""
        value = self.value
        return value is None or (isinstance(value, str) and not value.strip())

    @property
    def lacks_value(self) -> bool:
        """Say whether the formula was saved without its result."""
        return bool(self.formula) and self.value is None

    @property
    def is_error(self) -> bool:
        value = self.value
        if not isinstance(value, str) or not value.startswith("#"):
            return False
        return ERROR.fullmatch(value) is not None

    @property
    def shown(self) -> str:
        """Return the value as a reader sees it: 2020, 98,5, 31/12/2019."""
        value = self.value
        if isinstance(value, str):
            return value
        match value:
            case None:
                return ""
            case bool():
                return "TRUE" if value else "FALSE"
            case Decimal():
                return format_decimal(value)
            case _:
                return f"{value:%d/%m/%Y}"


# Without slots: the extent is asked for every row, and kept once it is known.
@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook; only cells with a value or a formula are kept.

    ``hidden_rows`` and ``hidden_columns`` are those that a reader does not see. A
    transposed sheet has rows and columns exchanged throughout. ``encoding`` names the
    old encoding of a file in plain text that was turned into Unicode as a whole.
    """

    title: str
    is_hidden: bool
    cells: Mapping[tuple[int, int], Cell]
    merged: tuple[Range, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    is_transposed: bool = False
    encoding: str = "unicode"

    def cell(self, row: int, column: int) -> Cell:
        """Return the cell, a blank one where the sheet has none."""
        return self.cells.get((row, column)) or Cell(
            row, column, None, is_transposed=self.is_transposed
        )

    def address(self, row: int, column: int) -> str:
        """Return where the file has a cell: B12, also when the sheet is transposed."""
        if self.is_transposed:
            row, column = column, row
        return f"{column_letters(column)}{row}"

    @property
    def row_word(self) -> str:
        """Return what the file calls a row: a column when the sheet is transposed."""
        return COLUMN_WORD if self.is_transposed else ROW_WORD

    @property
    def column_word(self) -> str:
        return ROW_WORD if self.is_transposed else COLUMN_WORD

    def row_mark(self, row: int) -> str:
        """Return the number of a row, its letters when the sheet is transposed."""
        return column_letters(row) if self.is_transposed else str(row)

    def column_mark(self, column: int) -> str:
        return str(column) if self.is_transposed else column_letters(column)

    def transposed(self) -> "Sheet":
        """Return the sheet with rows and columns exchanged; addresses stay."""
        turned = not self.is_transposed
        return replace(
            self,
            cells={
                (column, row): replace(
                    cell, row=column, column=row, is_transposed=turned
                )
                for (row, column), cell in self.cells.items()
            },
            merged=tuple(area.transposed() for area in self.merged),
            hidden_rows=self.hidden_columns,
            hidden_columns=self.hidden_rows,
            is_transposed=turned,
        )

    def anchor(self, row: int, column: int) -> Cell:
        """Return the top left cell of the merged range around, else the cell."""
        for area in self.merged:
            if (row, column) in area:
                return self.cell(area.min_row, area.min_column)
        return self.cell(row, column)

    def row_cells(self, row: int) -> tuple[Cell, ...]:
        """Return the cells of a row from column A to the sheet's last column."""
        return tuple(self.cell(row, column + 1) for column in range(self.max_column))

    @cached_property
    def max_row(self) -> int:
        """Return the last row with something in it, 0 for an empty sheet."""
        return max((cell.row for cell in self._used()), default=0)

    @cached_property
    def max_column(self) -> int:
        """Return the last column with something in it, 0 for an empty sheet."""
        return max((cell.column for cell in self._used()), default=0)

    def with_values(self, values: Mapping[tuple[int, int], CellValue]) -> "Sheet":
        """Return a copy in which the cells at these (row, column) have new values."""
        changed = {
            position: replace(self.cell(*position), value=value)
            for position, value in values.items()
            if not _is_same(self.cell(*position).value, value)
        }
        return replace(self, cells={**self.cells, **changed})

    def _used(self) -> Iterator[Cell]:
        return (c for c in self.cells.values() if not c.is_blank or c.lacks_value)


def _is_same(one: CellValue, other: CellValue) -> bool:
    # True and 1 are equal, and shown apart.
    return type(one) is type(other) and one == other


@lru_cache(maxsize=1024)
def column_letters(index: int) -> str:
    """Return the letters of a column counted from 1: 1 is A, 28 is AB."""
    letters = ""
    while index > 0:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
