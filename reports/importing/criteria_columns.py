"""The column of each criterion, and every doubt about it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ntm_portal.lib.spreadsheets import Cell, column_letters
from ntm_portal.lib.text import clean
from reports.importing.grid import Grid, has_content
from reports.importing.header_texts import header_text
from reports.importing.headers import Claim, Header, named_claims, numbers_in
from reports.importing.labels import Labels
from reports.importing.marks import is_prose
from reports.importing.problems import Problem
from reports.importing.roles import Role, role_of


@dataclass(slots=True)
class CriteriaColumns:
    """Criterion to column, filled while the header is read; problems beside."""

    grid: Grid
    labels: Labels
    header: Header
    columns: dict[int, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def read(self) -> None:
        """Place every criterion that the header names."""
        for claim in self.header.claims:
            self._place(claim)
        self._fill_from_above()
        self._compare_names()
        for row in self.header.numbering:
            self._fill_from_numbers(row)
        self._miss()

    def _place(self, claim: Claim) -> None:
        number, cell = claim.label.number, claim.cell
        if claim.label.other is not None:
            self._doubt(
                cell,
                f"Tiêu đề ghi số {number} nhưng tên là của tiêu chí "
                f"{self._name(claim.label.other)}.",
            )
        column = self._column(claim)
        if number in self.columns:
            first, second = column_letters(self.columns[number]), column_letters(column)
            self._doubt(
                cell,
                f"Tiêu chí {self._name(number)} có hai cột: {first} và {second}.",
            )
        self.columns.setdefault(number, column)

    def _column(self, claim: Claim) -> int:
        """Return the one column of a merged header that has data below."""
        filled = [column for column in claim.columns if self._has_data(column)]
        if len(filled) > 1:
            numbered = {
                column
                for row in self.header.numbering
                for column, number in numbers_in(self.grid, row).items()
                if number == claim.label.number
            }
            filled = [column for column in filled if column in numbered] or filled
        if len(filled) > 1:
            self._doubt(
                claim.cell,
                f"Tiêu đề của tiêu chí {self._name(claim.label.number)} "
                f"gộp các cột {', '.join(map(column_letters, filled))} "
                "đều có dữ liệu: không rõ đọc cột nào.",
            )
        return (filled or claim.columns)[0]

    def _has_data(self, column: int) -> bool:
        below = (row for row in self.grid.rows if row > self.header.bottom)
        cells = (self.grid.own(row, column) for row in below)
        return any(has_content(cell) and not is_prose(cell) for cell in cells)

    def _fill_from_above(self) -> None:
        """Take a name from the row above where the main row's cell is empty."""
        above = (r for r in self.grid.rows if self.header.top <= r < self.header.main)
        for row in above:
            for claim in named_claims(self.grid, self.labels, row):
                column = claim.columns[0]
                if (
                    claim.label.is_sure
                    and claim.label.number not in self.columns
                    and column not in self.columns.values()
                    and not self.grid.text(self.header.main, column)
                ):
                    self._place(claim)

    def _compare_names(self) -> None:
        """Hold every other name over a criterion's column against it."""
        rows = (r for r in self.grid.rows if self.header.top <= r <= self.header.bottom)
        for row in rows:
            for claim in named_claims(self.grid, self.labels, row):
                if len(claim.columns) == 1 and claim.label.is_sure:
                    self._compare(claim.cell, claim.columns[0], claim.label.number)

    def _fill_from_numbers(self, row: int) -> None:
        """Take from a full row of numbers the criteria whose names are unknown."""
        numbers = numbers_in(self.grid, row)
        if set(numbers.values()) != set(self.labels.criteria):
            return
        for column, number in numbers.items():
            self._compare(self.grid.at(row, column), column, number)
            is_free = column not in self.columns.values()
            text = header_text(self.grid, self.header, column)
            if is_free and number not in self.columns and role_of(text) is Role.OTHER:
                self.columns[number] = column

    def _compare(self, cell: Cell, column: int, number: int) -> None:
        at = {column: number for number, column in self.columns.items()}
        if at.get(column, number) != number:
            self._doubt(
                cell,
                f"Tiêu đề của cột {column_letters(column)} mâu thuẫn: vừa là tiêu chí "
                f"{self._name(at[column])}, vừa là tiêu chí {self._name(number)}.",
            )

    def _miss(self) -> None:
        missing = [n for n in self.labels.criteria if n not in self.columns]
        if missing:
            names = "; ".join(map(self._name, missing))
            unread = "".join(
                f" Tiêu đề chưa nhận ra: ô {cell.address} “{clean(cell.shown)}”."
                for cell in self._unread()
            )
            message = f"Thiếu cột của {len(missing)} tiêu chí: {names}.{unread}"
            self.problems.append(Problem(self.grid.sheet.title, "", "", "", message))

    def _unread(self) -> Iterator[Cell]:
        taken = self.columns.values()
        for cell in self.grid.shown(self.header.main):
            text = header_text(self.grid, self.header, cell.column)
            if cell.column not in taken and role_of(text) is Role.OTHER:
                yield cell

    def _doubt(self, cell: Cell, message: str) -> None:
        header = header_text(self.grid, self.header, cell.column)
        self.problems.append(
            Problem(self.grid.sheet.title, cell.address, header, cell.shown, message)
        )

    def _name(self, number: int) -> str:
        return self.labels.path_end(number)
