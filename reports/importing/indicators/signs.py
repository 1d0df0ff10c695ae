"""What tells a table of indicators from other appendices: its title and headers."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from ntm_portal.lib.spreadsheets import Cell
from ntm_portal.lib.text import clean
from reports.importing.indicators.labels import RATE
from reports.importing.tables.grid import Grid
from reports.importing.tables.labels import words
from reports.importing.tables.roles import Role, role_of

TITLE = re.compile(
    r"\b(?:gia tri|so lieu) (?:\w+ ){0,3}chi tieu\b|\bchi tieu thanh phan\b"
)
CODE = re.compile(
    r"(?P<prefix>(?:chỉ ?tiêu|tiêu ?chí|ct|tc)[^\d.]{0,16})?[(\[]?"
    r"0?(?P<criterion>[1-9]\d?)[.,](?P<place>\d{1,2})(?![\d%])(?P<rest>.*)"
)
NAMES = (Role.ORDER, Role.NAME, Role.DISTRICT)
LIST = re.compile(r"^(?:chi tieu|tieu chi|noi dung)(?: \w+){0,3}$")
HEADER_ROWS, HEADER_COLUMNS = 40, 4
FEWEST, FEWEST_BARE = 2, 3


class _Code(NamedTuple):
    """The code of an indicator in a cell; ``is_worded`` when words stand beside."""

    criterion: int
    place: int
    is_worded: bool
    is_prefixed: bool


def has_indicators(grid: Grid, title: str) -> bool:
    """Say whether the title, or the headers of a sheet, are those of indicators."""
    if any(TITLE.search(words(line)) for line in title.splitlines()):
        return True
    rows = [grid.shown(row) for row in grid.rows[:HEADER_ROWS]]
    return any(map(_heads_columns, rows)) or _heads_rows(grid, rows)


def _heads_columns(cells: Sequence[Cell]) -> bool:
    """Say whether a row's cells are indicators beside each other."""
    codes = list(_codes(cells))
    if len([code for code in codes if code.is_worded]) >= FEWEST:
        return True
    if sum(bool(RATE.match(words(cell.shown))) for cell in cells) >= FEWEST:
        return True
    if len(codes) >= FEWEST and _has_role(cells):
        return True
    fractions = [c for c in cells if isinstance(c.value, Decimal) and c.value % 1]
    return len(codes) >= max(FEWEST_BARE, len(fractions)) and _rises(codes)


def _heads_rows(grid: Grid, top: Iterable[Sequence[Cell]]) -> bool:
    """Say whether indicators stand below each other, under a header of such a list.

    Communes may be numbered 1.1 and 1.2 as well.
    """
    lists = {c.column for cells in top for c in cells if LIST.match(words(c.shown))}
    for column in grid.columns[:HEADER_COLUMNS]:
        codes = list(_codes(grid.own(row, column) for row in grid.rows))
        is_listed = not lists.isdisjoint({column, column + 1})
        prefixed = [code for code in codes if code.is_prefixed]
        if len(prefixed) >= FEWEST or (is_listed and len(codes) >= FEWEST):
            return True
    return False


def _codes(cells: Iterable[Cell]) -> Iterator[_Code]:
    for cell in cells:
        if isinstance(cell.value, str | Decimal):
            found = CODE.fullmatch(clean(str(cell.value)).lower())
            if found:
                yield _Code(
                    int(found["criterion"]),
                    int(found["place"]),
                    is_worded=any(map(str.isalpha, found["prefix"] or found["rest"])),
                    is_prefixed=bool(found["prefix"]),
                )


def _has_role(cells: Iterable[Cell]) -> bool:
    return any(role_of(cell.shown) in NAMES for cell in cells)


def _rises(codes: Sequence[_Code]) -> bool:
    """Say whether the codes follow each other as in the law."""
    return all(before[:2] < after[:2] for before, after in pairwise(codes))
