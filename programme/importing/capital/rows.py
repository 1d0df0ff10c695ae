"""The rows of a sheet of capital: districts, communes, sums."""

from dataclasses import dataclass
from types import NoneType

from communes.analytics.matching import NotFound, UnitMatcher
from communes.models import District
from ntm_portal.lib.spreadsheets import Cell
from ntm_portal.lib.text import fold
from reports.importing.placing import district_in_title
from reports.importing.problems import Problem
from reports.importing.tables import row_words
from reports.importing.tables.grid import Grid, has_content
from reports.importing.tables.numbering import split_number

OWN_ROW = ("caphuyen", "khongchia", "huyenchuaphan")
MOST_COLUMNS = 6


@dataclass(slots=True)
class FoundRow:
    """A row of a place; ``code`` is "" for what the district has not divided.

    A row that ``is_sum`` stands for its ``members``, rows of the sheet.
    """

    row: int
    cell: Cell
    district: District | None
    code: str = ""
    is_sum: bool = False
    members: tuple[int, ...] = ()


class RowReader:
    """Finds the column of names, then tells the rows apart."""

    def __init__(self, grid: Grid, matcher: UnitMatcher) -> None:
        self.grid = grid
        self.matcher = matcher
        self.name_column = 0
        self.first_row = 0
        self.found: list[FoundRow] = []
        self.errors: list[Problem] = []

    def find(self) -> bool:
        """Find the column with most names of places; False when there is none."""
        counts = {
            column: [row for row in self.grid.rows if self._is_place(row, column)]
            for column in self.grid.columns[:MOST_COLUMNS]
        }
        column = max(counts, key=lambda each: len(counts[each]), default=0)
        if not column or not counts[column]:
            return False
        self.name_column = column
        self.first_row = min(counts[column])
        return True

    def read(self, title: str) -> None:
        """Read every row from the first place on."""
        current = district_in_title(title, self.matcher)
        seen: dict[str, Cell] = {}
        for row in self.grid.rows:
            cell = self.grid.own(row, self.name_column)
            name = row_words.without_addition(split_number(cell.shown).name)
            if row < self.first_row or not name or row_words.is_note(name):
                continue
            heading = self._district(name)
            if heading:
                current = heading
                self.found.append(FoundRow(row, cell, heading))
            elif fold(name).startswith(OWN_ROW):
                self._own(row, cell, current)
            elif row_words.is_total(name):
                self._total(row, cell, name, current)
            else:
                self._commune(row, cell, name, current, seen)
        self._settle()

    def _is_place(self, row: int, column: int) -> bool:
        cell = self.grid.own(row, column)
        if not isinstance(cell.value, str) or not has_content(cell):
            return False
        name = row_words.without_addition(split_number(cell.shown).name)
        return bool(self.matcher.named(name)) or self._district(name) is not None

    def _district(self, name: str) -> District | None:
        found = self.matcher.find_district(name)
        if found and (row_words.says_district(name) or not self.matcher.named(name)):
            return found
        return None

    def _own(self, row: int, cell: Cell, current: District | None) -> None:
        if current is None:
            self._fail(cell, "Không rõ hàng này của huyện nào.")
        self.found.append(FoundRow(row, cell, current))

    def _total(self, row: int, cell: Cell, name: str, current: District | None) -> None:
        is_whole = not row_words.covers_district(name) or current is None
        rows = [
            each
            for each in self.found
            if not each.is_sum and (is_whole or each.district == current)
        ]
        self.found.append(
            FoundRow(
                row,
                cell,
                current,
                is_sum=True,
                members=tuple(each.row for each in rows),
            )
        )

    def _commune(
        self,
        row: int,
        cell: Cell,
        name: str,
        current: District | None,
        seen: dict[str, Cell],
    ) -> None:
        found = self.matcher.find_commune(name, current.code if current else None)
        if isinstance(found, NotFound):
            if self._has_numbers(row):
                self._fail(cell, found.reason)
            return
        code = found.place.code
        if code in seen:
            self._fail(cell, f"Xã này đã có ở ô {seen[code].address}.")
            return
        seen[code] = cell
        district = self.matcher.districts[found.place.district_code]
        self.found.append(FoundRow(row, cell, district, code))

    def _settle(self) -> None:
        """Let a district's heading be the sum of its rows, where it has any."""
        for heading in self.found:
            if heading.is_sum or heading.code or not self._district_of(heading):
                continue
            rows = [
                each.row
                for each in self.found
                if each is not heading
                and not each.is_sum
                and each.district == heading.district
            ]
            if rows:
                heading.is_sum, heading.members = True, tuple(rows)
        headings = {each.row for each in self.found if each.is_sum}
        for each in self.found:
            each.members = tuple(row for row in each.members if row not in headings)

    def _district_of(self, row: FoundRow) -> District | None:
        return self._district(
            row_words.without_addition(split_number(row.cell.shown).name)
        )

    def _has_numbers(self, row: int) -> bool:
        return any(
            not isinstance(self.grid.own(row, column).value, str | NoneType)
            for column in self.grid.columns
            if column > self.name_column
        )

    def _fail(self, cell: Cell, message: str) -> None:
        self.errors.append(
            Problem(
                self.grid.sheet.title, cell.address, "Huyện, xã", cell.shown, message
            )
        )
