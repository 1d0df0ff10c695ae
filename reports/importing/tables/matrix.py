"""A table of communes and criteria as read from a sheet."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ntm_portal.lib.periods import Quarter
from ntm_portal.lib.spreadsheets import Cell, Sheet
from reports.importing.problems import Problem


class RowKind(StrEnum):
    """What a row below the header is.

    Averages and shares are derived from the marks as totals are. An unread row has
    marks and no name to read: it counts in every sum over it, nobody knows how.
    """

    DISTRICT = "district"
    COMMUNE = "commune"
    TOTAL = "total"
    AVERAGE = "average"
    SHARE = "share"
    UNREAD = "unread"
    NOTE = "note"

    @property
    def is_derived(self) -> bool:
        """Say whether the row's figures follow from communes that it stands for."""
        return self in (
            RowKind.DISTRICT,
            RowKind.TOTAL,
            RowKind.AVERAGE,
            RowKind.SHARE,
        )


@dataclass(frozen=True, slots=True)
class Column:
    """The column of one criterion and the path of headers above its marks."""

    index: int
    header_path: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row below the header.

    ``name`` is ``name_cell`` cleaned, without a number in front. ``district_cell``
    names the district a commune or a subtotal belongs to: the heading above or the
    cell of the district column. ``marks`` has the cell of each criterion, blanks
    included; a mark that a merged range makes doubtful is left out and is a problem
    of the matrix. ``members`` are the row numbers of the communes that a heading or
    a total sums up.
    """

    kind: RowKind
    row_number: int
    name_cell: Cell
    name: str
    district_cell: Cell | None
    marks: Mapping[int, Cell]
    total: Cell | None
    members: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Matrix:
    """The table of a sheet.

    ``criteria`` are all that the table must have; ``columns`` maps criterion to
    column; ``headers`` has the path of headers of every column. ``roles`` says what
    every used column holds: the number of a criterion, "name", "district", "total"
    or "ignore"; ``fingerprint`` is the same for all sheets whose headers are alike.
    Both are empty when communes stand across: then ``sheet`` is transposed, and
    rows and columns are those of the transposed sheet. Nothing may be imported while
    there are ``problems``; ``warnings`` only need to be read.
    """

    sheet: Sheet
    criteria: Mapping[int, str]
    title_quarters: tuple[Quarter, ...]
    title_text: str
    columns: Mapping[int, Column]
    name_column: int | None
    total_column: int | None
    headers: Mapping[int, str]
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    roles: Mapping[int, str] = field(default_factory=dict)
    fingerprint: str = ""

    @property
    def communes(self) -> tuple[Row, ...]:
        """Return the rows of communes, in the order of the sheet."""
        return tuple(row for row in self.rows if row.kind is RowKind.COMMUNE)

    @property
    def counted(self) -> tuple[Row, ...]:
        """Return the rows whose cells count: of communes, and of those unknown."""
        kinds = (RowKind.COMMUNE, RowKind.UNREAD)
        return tuple(row for row in self.rows if row.kind in kinds)

    def problem_at(self, cell: Cell, message: str) -> Problem:
        """Return the problem of one cell, with its address and path of headers."""
        header = self.headers.get(cell.column, "")
        return Problem(self.sheet.title, cell.address, header, cell.shown, message)
