"""A table as its header gives it, before it is sure that it is the one meant."""

from dataclasses import dataclass

from reports.importing.tables.column_choices import ColumnChoices
from reports.importing.tables.criteria_columns import CriteriaColumns
from reports.importing.tables.grid import Grid
from reports.importing.tables.headers import (
    Header,
    distinct_criteria,
    find_header,
    named_claims,
)
from reports.importing.tables.labels import Labels
from reports.importing.tables.layout import Layout, Places, read_layout
from reports.importing.tables.numbering import split_number

FEWEST_COMMUNES = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A header with its columns, and how many known communes stand below it."""

    grid: Grid
    labels: Labels
    header: Header
    columns: CriteriaColumns
    layout: Layout
    communes: int

    @property
    def weight(self) -> tuple[int, int]:
        """Return what tells the better of two candidates: communes, then criteria."""
        return self.communes, distinct_criteria(self.header.claims)

    @property
    def is_sure(self) -> bool:
        """Say whether criteria are named by words, or a column has many communes.

        A row that numbers communes across looks like the numbers of criteria.
        """
        named = named_claims(self.grid, self.labels, self.header.main)
        is_named = distinct_criteria(named) * 2 >= len(self.labels.criteria)
        return is_named or self.communes >= FEWEST_COMMUNES


def read_candidate(
    grid: Grid, labels: Labels, places: Places, choices: ColumnChoices
) -> Candidate | None:
    """Return the table that the sheet's best header heads, None without a header."""
    header = find_header(grid, labels)
    if header is None:
        return None
    columns = CriteriaColumns(grid, labels, header, choices)
    columns.read()
    layout = read_layout(grid, header, columns, places)
    communes = _communes(grid, header, layout, places)
    return Candidate(grid, labels, header, columns, layout, communes)


def _communes(grid: Grid, header: Header, layout: Layout, places: Places) -> int:
    if layout.name is None:
        return 0
    cells = (grid.own(r, layout.name) for r in grid.rows if r > header.bottom)
    names = (split_number(cell.shown).name for cell in cells)
    return sum(places.is_commune(name, None) for name in names if name)
