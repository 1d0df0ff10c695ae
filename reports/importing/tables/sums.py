"""What the communes below a heading or a total add up to."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ntm_portal.lib.spreadsheets import Cell
from reports.importing.tables.matrix import Matrix, Row, RowKind
from reports.importing.tables.members import heading_key

# Row number to criterion to whether the cell counts; None where it could not be read.
Counted = Mapping[int, Mapping[int, bool | None]]


@dataclass(frozen=True, slots=True)
class Sum:
    """What a cell of totals must show.

    ``counted`` of ``cells`` count, None when one of them could not be read; they are
    those of ``communes``, of which ``complete`` have every cell counted. The sum is
    ``is_doubtful`` when communes may be missing from it.
    """

    counted: int | None
    cells: int
    communes: int
    complete: int
    is_doubtful: bool


class Sums:
    """Sums over the communes of a table, each set of communes added up once.

    ``incomplete`` are the headings of districts that lack communes, None for a table
    without headings.
    """

    def __init__(
        self, matrix: Matrix, counted: Counted, incomplete: Collection[Cell | None]
    ) -> None:
        self.matrix = matrix
        self.counted = counted
        self.incomplete = {heading_key(cell) for cell in incomplete}
        rows = matrix.counted
        self.unread = {row.row_number for row in rows if row.kind is RowKind.UNREAD}
        self.keys = {row.row_number: heading_key(row.district_cell) for row in rows}
        self._doubts: dict[int, bool] = {}
        self._added: dict[int, tuple[dict[int, int | None], int]] = {}

    def of(self, row: Row, number: int | None) -> Sum:
        """Return the sum for a criterion's cell of a row, without one for its total."""
        is_commune = row.kind is RowKind.COMMUNE
        members = (row.row_number,) if is_commune else row.members
        counts, complete = self._counts(row, members)
        numbers = list(self.matrix.criteria) if number is None else [number]
        found = [counts[each] for each in numbers]
        known = [count for count in found if count is not None]
        return Sum(
            counted=sum(known) if len(known) == len(found) else None,
            cells=len(members) * len(numbers),
            communes=len(members),
            complete=complete,
            is_doubtful=not is_commune and self._is_doubtful(row),
        )

    def _counts(
        self, row: Row, members: tuple[int, ...]
    ) -> tuple[dict[int, int | None], int]:
        # Totals of the same communes share their tuple, which the matrix keeps alive.
        key = -row.row_number if row.kind is RowKind.COMMUNE else id(row.members)
        if key not in self._added:
            self._added[key] = self._add(members)
        return self._added[key]

    def _add(self, members: tuple[int, ...]) -> tuple[dict[int, int | None], int]:
        rows = [self.counted.get(row, {}) for row in members]
        counts: dict[int, int | None] = {}
        for number in self.matrix.criteria:
            cells = [row.get(number) for row in rows]
            counts[number] = None if None in cells else cells.count(True)
        criteria = self.matrix.criteria
        return counts, sum(all(row.get(n) for n in criteria) for row in rows)

    def _is_doubtful(self, row: Row) -> bool:
        if row.row_number not in self._doubts:
            self._doubts[row.row_number] = self._may_lack(row)
        return self._doubts[row.row_number]

    def _may_lack(self, row: Row) -> bool:
        if self.unread and not self.unread.isdisjoint(row.members):
            return True
        if not self.incomplete:
            return False
        own = {heading_key(row.name_cell)} if row.kind is RowKind.DISTRICT else set()
        keys = {self.keys[member] for member in row.members}
        covers_all = len(row.members) == len(self.keys)
        return covers_all or bool(self.incomplete & (own | keys))
