"""The header rows of a table of indicators: found by what they say."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from ntm_portal.lib.numbers import read_answer, read_number
from ntm_portal.lib.spreadsheets import Cell
from reports.importing.indicators.labels import IndicatorLabel, IndicatorLabels
from reports.importing.tables.grid import Grid, has_content
from reports.importing.tables.headers import Claim, Header
from reports.importing.tables.labels import Label, bare_number, words
from reports.importing.tables.layout import Places
from reports.importing.tables.numbering import split_number
from reports.importing.tables.roles import Role, role_of

FEWEST_HEADERS = 2
# Rows that tell of the indicators: their unit, what is required of them.
ABOUT = re.compile(
    r"^(?:don vi(?: tinh)?|dvt|yeu cau|nguong|quy dinh|muc (?:dat|quy dinh|yeu cau)"
    r"|tieu chuan|muc tieu|ke hoach|chi tieu|tieu chi)\b(?!.*\bxa\b)"
)
LETTER = re.compile(r"^\(?[A-Z]\)?$")


def find_indicator_header(
    grid: Grid, labels: IndicatorLabels, places: Places
) -> Header | None:
    """Return the header of the sheet's table of indicators, None when it has none."""
    above = list(_above_communes(grid, places))
    said = {row: labels_in(grid, labels, row) for row in above}
    main = max(above, key=lambda row: _rank(grid, row, said[row]), default=0)
    claims = tuple(
        Claim(
            Label(labels.slot(label.indicator), is_sure=True),
            cell,
            grid.columns_of(cell),
        )
        for cell, label in said.get(main, ())
        if label.indicator
    )
    if not claims:
        return None
    rows = _HeaderRows(grid, labels, claims)
    return Header(
        top=_top(grid, main),
        main=main,
        bottom=rows.bottom(main, [row for row in above if row > main]),
        claims=claims,
        numbering=(),
        counting=(),
    )


def labels_in(
    grid: Grid, labels: IndicatorLabels, row: int
) -> list[tuple[Cell, IndicatorLabel]]:
    """Return the codes and names that a header row shows, left to right.

    Whole numbers alone are codes only beside codes such as 2.1: else they count.
    """
    read = ((cell, labels.in_cell(cell)) for cell in grid.shown(row))
    found = [(cell, label) for cell, label in read if label]
    is_coded = any("." in label.code and label.indicator for _, label in found)
    return [each for each in found if is_coded or not each[1].is_bare]


def _above_communes(grid: Grid, places: Places) -> Iterator[int]:
    """Yield the rows above the first one that names a commune."""
    for row in grid.rows:
        names = (split_number(cell.shown).name for cell in grid.shown(row))
        if any(places.is_commune(name, None) for name in names):
            return
        yield row


def _rank(
    grid: Grid, row: int, said: list[tuple[Cell, IndicatorLabel]]
) -> tuple[int, int, int]:
    """Return how well a row says which indicators the table has; of equals the top."""
    known = {label.indicator for _, label in said if label.indicator}
    return len(known), min(len(grid.shown(row)), FEWEST_HEADERS), -row


def _top(grid: Grid, main: int) -> int:
    """Climb while a row reaches down to the header or is full of headers."""
    top = main
    for row in reversed([row for row in grid.rows if row < main]):
        reaches_down = any(area.max_row >= top for area in grid.areas(row))
        is_full = row == top - 1 and len(grid.shown(row)) >= FEWEST_HEADERS
        if not (reaches_down or is_full):
            break
        top = row
    return top


class _HeaderRows:
    """Tells rows above all communes that are headers from rows of data."""

    def __init__(
        self, grid: Grid, labels: IndicatorLabels, claims: tuple[Claim, ...]
    ) -> None:
        self.grid = grid
        self.labels = labels
        self.known = {
            column: claim.label.number for claim in claims for column in claim.columns
        }

    def bottom(self, main: int, below: list[int]) -> int:
        """Go down over merged headers, units, second names and numbers of columns."""
        bottom = max([main, *(area.max_row for area in self.grid.areas(main))])
        for row in below:
            if row > bottom and not self._is_header(row):
                break
            bottom = max(bottom, row)
        return bottom

    def _is_header(self, row: int) -> bool:
        own = [self.grid.own(row, column) for column in self.grid.columns]
        filled = [cell for cell in own if has_content(cell)]
        first = min(self.known)
        left = [cell for cell in filled if cell.column < first]
        if any(ABOUT.match(words(cell.shown)) for cell in left):
            return True
        values = [cell for cell in filled if cell.column >= first]
        if not values or not all(map(_is_heading, left)):
            return False
        return _counts(filled) or all(
            _is_word(cell) or self._repeats(cell) for cell in values
        )

    def _repeats(self, cell: Cell) -> bool:
        """Say whether the cell is the code of what the header above says."""
        label = self.labels.in_cell(cell)
        if label is None or label.indicator is None:
            return False
        return self.labels.slot(label.indicator) == self.known.get(cell.column)


def _is_heading(cell: Cell) -> bool:
    role = role_of(cell.shown)
    is_named = role in (Role.ORDER, Role.NAME, Role.DISTRICT)
    return is_named or bare_number(cell) is not None or bool(LETTER.match(cell.shown))


def _counts(cells: list[Cell]) -> bool:
    """Say whether the cells count the columns one by one: A, B, (1), (2)."""
    numbers = [bare_number(cell) for cell in cells if not LETTER.match(cell.shown)]
    counted = [number for number in numbers if number]
    return len(counted) == len(numbers) and all(
        b == a + 1 for a, b in pairwise(counted)
    )


def _is_word(cell: Cell) -> bool:
    """Say whether a cell can be no value: a unit, a name, a code written as text."""
    if isinstance(cell.value, Decimal) or not isinstance(cell.value, str):
        return False
    return bool(read_number(cell.value).fault and read_answer(cell.value).fault)
