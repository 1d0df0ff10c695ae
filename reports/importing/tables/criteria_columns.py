"""The column of each criterion, and every doubt about it."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from ntm_portal.lib.spreadsheets import Cell
from ntm_portal.lib.text import clean
from reports.importing.marks import is_prose, read_plan
from reports.importing.problems import Problem
from reports.importing.tables.column_choices import LABELS, ColumnChoices
from reports.importing.tables.grid import Grid, has_content
from reports.importing.tables.header_texts import header_text
from reports.importing.tables.headers import Claim, Header, named_claims, numbers_in
from reports.importing.tables.labels import Labels
from reports.importing.tables.numbering import is_roman
from reports.importing.tables.roles import Role, role_of, tells_another_time


@dataclass(slots=True)
class CriteriaColumns:
    """Criterion to column, filled while the header is read; problems beside.

    What a person chose for a column is not looked for in its header.
    """

    grid: Grid
    labels: Labels
    header: Header
    choices: ColumnChoices
    columns: dict[int, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def read(self) -> None:
        """Place every criterion that the header names."""
        self.columns.update(self.choices.criteria)
        for claim in self._claims():
            self._place(claim)
        self._fill_from_above()
        self._compare_names()
        for row in self.header.numbering:
            self._fill_from_numbers(row)
        self._fill_from_near_names()
        self._miss()
        self._doubt_choices()

    def _claims(self) -> Iterator[Claim]:
        """Yield the claims that the choices leave, and the better of two alike."""
        left = [
            replace(claim, columns=free)
            for claim in self.header.claims
            if (free := self.choices.free(claim))
        ]
        for is_worse in (self._is_group, self._is_of_another_time):
            left = list(_better(left, is_worse))
        yield from left

    def _is_group(self, claim: Claim) -> bool:
        """Say whether it is a group among criteria: numbered I, or without data."""
        rows = (r for r in self.grid.rows if self.header.top <= r <= self.header.bottom)
        texts = [self.grid.text(row, claim.columns[0]) for row in rows]
        return any(map(is_roman, texts)) or not any(map(self._has_data, claim.columns))

    def _is_of_another_time(self, claim: Claim) -> bool:
        return any(map(self._tells_another_time, claim.columns))

    def _tells_another_time(self, column: int) -> bool:
        """Say whether the column is last quarter's or planned, but no plan by years.

        A table of years is Phụ lục 01, which has the plan itself in view.
        """
        if not tells_another_time(header_text(self.grid, self.header, column)):
            return False
        return not any(read_plan(cell).year for cell in self._below(column))

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
            both = self._two(self.columns[number], column)
            self._doubt(cell, f"Tiêu chí {self._name(number)} có hai {both}.")
        self.columns.setdefault(number, column)

    def _column(self, claim: Claim) -> int:
        """Return the one column of a merged header that has data below."""
        filled = [column for column in claim.columns if self._has_data(column)]
        if len(filled) > 1:
            other = set(filter(self._tells_another_time, filled))
            filled = [column for column in filled if column not in other] or filled
        if len(filled) > 1:
            numbered = {
                column
                for row in self.header.numbering
                for column, number in numbers_in(self.grid, row).items()
                if number == claim.label.number
            }
            filled = [column for column in filled if column in numbered] or filled
        if len(filled) > 1:
            sheet = self.grid.sheet
            marks = ", ".join(map(sheet.column_mark, filled))
            self._doubt(
                claim.cell,
                f"Tiêu đề của tiêu chí {self._name(claim.label.number)} gộp các "
                f"{sheet.column_word} {marks} đều có dữ liệu: không rõ đọc "
                f"{sheet.column_word} nào.",
            )
        return (filled or claim.columns)[0]

    def _has_data(self, column: int) -> bool:
        cells = self._below(column)
        return any(has_content(cell) and not is_prose(cell) for cell in cells)

    def _below(self, column: int) -> Iterator[Cell]:
        for row in self.grid.rows:
            if row > self.header.bottom:
                yield self.grid.own(row, column)

    def _fill_from_above(self) -> None:
        """Take a name from the row above where the main row's cell is empty."""
        above = (r for r in self.grid.rows if self.header.top <= r < self.header.main)
        for row in above:
            for claim in self._unsettled(row):
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
            for claim in self._unsettled(row):
                if len(claim.columns) == 1 and claim.label.is_sure:
                    self._compare(claim.cell, claim.columns[0], claim.label.number)

    def _unsettled(self, row: int) -> Iterator[Claim]:
        """Yield the names in a row of headers that no choice bears on."""
        for claim in named_claims(self.grid, self.labels, row):
            if self.choices.free(claim) == claim.columns:
                yield claim

    def _fill_from_numbers(self, row: int) -> None:
        """Take from a full row of numbers the criteria whose names are unknown."""
        numbers = numbers_in(self.grid, row)
        if set(numbers.values()) != set(self.labels.criteria):
            return
        for column, number in numbers.items():
            if column in self.choices.roles or number in self.choices.criteria:
                continue
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
                f"Tiêu đề của {self.grid.sheet.column_word} "
                f"{self.grid.sheet.column_mark(column)} mâu thuẫn: vừa là tiêu chí "
                f"{self._name(at[column])}, vừa là tiêu chí {self._name(number)}.",
            )

    def _fill_from_near_names(self) -> None:
        """Take a name that is spelled wrongly for the one missing criterion near it."""
        near = [(cell, self.labels.near(cell.shown)) for cell in self._unread()]
        counts = Counter(number for _, number in near)
        for cell, number in near:
            if number and number not in self.columns and counts[number] == 1:
                self.columns[number] = cell.column
                message = f"Tiêu đề được hiểu là tiêu chí {self._name(number)}."
                self.warnings.append(self._problem(cell, message))

    def _doubt_choices(self) -> None:
        for role, *both in self.choices.repeated():
            what = LABELS.get(role) or f"tiêu chí {self._name(int(role))}"
            self._doubt(
                self.grid.at(self.header.main, both[1]),
                f"Có hai {self._two(*both)}, cùng được chọn là {what}.",
            )

    def _miss(self) -> None:
        missing = [n for n in self.labels.criteria if n not in self.columns]
        if missing:
            names = "; ".join(map(self._name, missing))
            unread = "".join(
                f" Tiêu đề chưa nhận ra: ô {cell.address} “{clean(cell.shown)}”."
                for cell in self._unread()
            )
            message = (
                f"Thiếu {self.grid.sheet.column_word} của {len(missing)} tiêu chí: "
                f"{names}.{unread}"
            )
            self.problems.append(Problem(self.grid.sheet.title, "", "", "", message))

    def _unread(self) -> Iterator[Cell]:
        taken = {*self.columns.values(), *self.choices.roles}
        for cell in self.grid.shown(self.header.main):
            text = header_text(self.grid, self.header, cell.column)
            if cell.column not in taken and role_of(text) is Role.OTHER:
                yield cell

    def _doubt(self, cell: Cell, message: str) -> None:
        self.problems.append(self._problem(cell, message))

    def _problem(self, cell: Cell, message: str) -> Problem:
        header = header_text(self.grid, self.header, cell.column)
        return Problem(self.grid.sheet.title, cell.address, header, cell.shown, message)

    def _two(self, first: int, second: int) -> str:
        sheet = self.grid.sheet
        marks = f"{sheet.column_mark(first)} và {sheet.column_mark(second)}"
        return f"{sheet.column_word}: {marks}"

    def _name(self, number: int) -> str:
        return self.labels.path_end(number)


def _better(
    claims: Sequence[Claim], is_worse: Callable[[Claim], bool]
) -> Iterator[Claim]:
    """Yield the claims without the worse ones of a criterion that has others."""
    counts = Counter(claim.label.number for claim in claims)
    worse = [c for c in claims if counts[c.label.number] > 1 and is_worse(c)]
    good = {claim.label.number for claim in claims if claim not in worse}
    for claim in claims:
        if claim not in worse or claim.label.number not in good:
            yield claim
