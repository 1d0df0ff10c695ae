"""The header rows of a table of criteria: found by what they say."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from ntm_portal.lib.spreadsheets import Cell
from reports.importing.tables.grid import Grid
from reports.importing.tables.labels import Label, Labels, bare_number, words
from reports.importing.tables.roles import Role, role_of

FEWEST_CLAIMS = 4
FEWEST_HEADERS = 2
FEWEST_APART = 3
TITLE = re.compile(
    r"\b(?:ket qua|tong hop|bao cao|bieu|phu luc|ubnd|uy ban nhan dan|cong hoa)\b"
)


@dataclass(frozen=True, slots=True)
class Claim:
    """A header cell that says which criterion is below, and the columns it covers."""

    label: Label
    cell: Cell
    columns: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Header:
    """The header rows of a table, top to bottom.

    ``claims`` are those of ``main``, the row that says best which criterion is where;
    ``numbering`` rows repeat the numbers of the criteria; ``counting`` rows only
    count the columns.
    """

    top: int
    main: int
    bottom: int
    claims: tuple[Claim, ...]
    numbering: tuple[int, ...]
    counting: tuple[int, ...]


def find_header(grid: Grid, labels: Labels) -> Header | None:
    """Return the header of the sheet's table, None when there is no table."""
    main, claims = _main_row(grid, labels)
    if not claims:
        return None
    kinds = NumberRows(grid, labels, claims)
    top, bottom = _top(grid, main, kinds), _bottom(grid, labels, main, kinds)
    rows = [row for row in grid.rows if top <= row <= bottom]
    return Header(
        top=top,
        main=main,
        bottom=bottom,
        claims=claims,
        numbering=tuple(row for row in rows if kinds.is_numbering(row)),
        counting=tuple(row for row in rows if kinds.is_counting(row)),
    )


def named_claims(grid: Grid, labels: Labels, row: int) -> tuple[Claim, ...]:
    """Return the criteria that a row names, or numbers with a word beside."""
    read = ((cell, labels.read(cell.shown)) for cell in grid.shown(row))
    return tuple(
        Claim(label, cell, grid.columns_of(cell)) for cell, label in read if label
    )


def numbers_in(grid: Grid, row: int) -> dict[int, int]:
    """Return the bare numbers of a row by column, in brackets or not."""
    read = ((cell.column, bare_number(cell)) for cell in grid.shown(row))
    return {column: number for column, number in read if number}


def distinct_criteria(claims: Iterable[Claim]) -> int:
    """Return how many different criteria the cells claim to be."""
    return len({claim.label.number for claim in claims})


class NumberRows:
    """Tells rows that number the criteria from rows that count the columns."""

    def __init__(self, grid: Grid, labels: Labels, claims: Iterable[Claim]) -> None:
        self.grid = grid
        self.fewest = len(labels.criteria) / 2
        self.known = {
            column: claim.label.number for claim in claims for column in claim.columns
        }

    def is_numbering(self, row: int) -> bool:
        """Say whether most numbers of the row agree with the criteria above them."""
        numbers = numbers_in(self.grid, row)
        common = [column for column in numbers if column in self.known]
        agreeing = [c for c in common if numbers[c] == self.known[c]]
        return len(common) > self.fewest and len(agreeing) * 2 >= len(common)

    def is_counting(self, row: int) -> bool:
        """Say whether the row counts one by one, but not along the criteria.

        A cell such as "(22)=(3)+…+(21)" may leave a gap.
        """
        numbers = numbers_in(self.grid, row)
        counted = [numbers[column] for column in sorted(numbers)]
        steps = [after - before for before, after in pairwise(counted)]
        return (
            len(counted) > self.fewest
            and min(steps) > 0
            and steps.count(1) * 5 >= len(steps) * 4
            and not self.is_numbering(row)
        )

    def has(self, row: int) -> bool:
        """Say whether the row is of either kind."""
        return self.is_numbering(row) or self.is_counting(row)


def _main_row(grid: Grid, labels: Labels) -> tuple[int, tuple[Claim, ...]]:
    named = {row: named_claims(grid, labels, row) for row in grid.rows}
    best = max(named, key=lambda row: distinct_criteria(named[row]), default=0)
    found = distinct_criteria(named.get(best, ()))
    if found * 2 < len(labels.criteria):
        for row in grid.rows:
            if _numbers_criteria(grid, labels, row):
                return row, _numbered_claims(grid, row)
    return (best, named[best]) if found >= FEWEST_CLAIMS else (0, ())


def _numbers_criteria(grid: Grid, labels: Labels, row: int) -> bool:
    """Say whether a row of bare numbers can only be the numbers of the criteria.

    Numbers beyond the last criterion count columns; a row of totals repeats itself.
    """
    numbers = list(numbers_in(grid, row).values())
    distinct = set(numbers)
    return (
        len(distinct) * 2 > len(labels.criteria)
        and distinct <= set(labels.criteria)
        and len(numbers) - len(distinct) <= 2
    )


def _numbered_claims(grid: Grid, row: int) -> tuple[Claim, ...]:
    cells = ((grid.at(row, c), number) for c, number in numbers_in(grid, row).items())
    return tuple(
        Claim(Label(number, is_sure=True), cell, grid.columns_of(cell))
        for cell, number in cells
    )


def _top(grid: Grid, main: int, kinds: NumberRows) -> int:
    """Climb from the main row while a row reaches down to it or is full of headers."""
    top = main
    for row in reversed([row for row in grid.rows if row < main]):
        reaches_down = any(area.max_row >= top for area in grid.areas(row))
        is_full = _is_full(grid, row, is_next=row == top - 1)
        is_title = not reaches_down and _has_title(grid, row, min(kinds.known))
        if is_title or not (reaches_down or is_full or kinds.has(row)):
            break
        top = row
    return top


def _is_full(grid: Grid, row: int, *, is_next: bool) -> bool:
    """Say whether the row is full of headers; beyond a gap its words must tell."""
    cells = grid.shown(row)
    if is_next:
        return len(cells) >= FEWEST_HEADERS
    known = (role_of(cell.shown) not in (Role.OTHER, Role.QUIET) for cell in cells)
    has_figures = any(isinstance(cell.value, Decimal) for cell in cells)
    return len(cells) >= FEWEST_APART and any(known) and not has_figures


def _has_title(grid: Grid, row: int, first: int) -> bool:
    """Say whether the row's leftmost cell is the title of the sheet.

    ``first`` is the first column of a criterion: no header stretches over it from
    the left.
    """
    cell = grid.shown(row)[0]
    covered = grid.columns_of(cell)
    if covered[0] >= first:
        return False
    return covered[-1] >= first or TITLE.search(words(cell.shown)) is not None


def _bottom(grid: Grid, labels: Labels, main: int, kinds: NumberRows) -> int:
    """Go down from the main row over merged headers, names and rows of numbers."""
    bottom = max([main, *(area.max_row for area in grid.areas(main))])
    for row in [row for row in grid.rows if row > main]:
        names = distinct_criteria(named_claims(grid, labels, row)) >= FEWEST_CLAIMS
        if row > bottom and not (names or kinds.has(row)):
            break
        bottom = max(bottom, row)
    return bottom
