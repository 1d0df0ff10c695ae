"""The rows below a header that belong to its table, and where another one begins."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ntm_portal.lib.periods import Quarter
from ntm_portal.lib.spreadsheets import Cell
from reports.importing.marks import is_prose
from reports.importing.problems import Problem
from reports.importing.tables import row_words
from reports.importing.tables.grid import Grid, has_content, opening
from reports.importing.tables.headers import FEWEST_CLAIMS, Header
from reports.importing.tables.labels import Labels
from reports.importing.tables.layout import Layout, Places
from reports.importing.tables.numbering import split_number
from reports.importing.tables.roles import Role, role_of

FEWEST_TEXTS = 3
MOST_TITLES = 2
HEADER_ROWS = 4

Texts = tuple[str, ...]


@dataclass(slots=True)
class TableRows:
    """Rows of a table, told from repeated headers and from tables further below.

    A header repeated at the head of a page goes on with the same table, titles above
    it are left out. Another list is left with a warning; a second table of criteria
    is a problem, for nobody knows which of the two is meant.
    """

    grid: Grid
    labels: Labels
    header: Header
    layout: Layout
    places: Places
    rows: list[int] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def read(self) -> None:
        """Fill ``rows``, up to where another table begins."""
        texts = {row: self.grid.texts(row) for row in self.grid.rows}
        heads = {texts[row] for row in self.grid.rows if row <= self.header.bottom}
        below = [row for row in self.grid.rows if row > self.header.bottom]
        for index, row in enumerate(below):
            following = [texts[each] for each in below[index : index + HEADER_ROWS]]
            begins = self._begins_another(texts[row])
            if texts[row] in heads or (begins and self._goes_on(following, heads)):
                if self._turns_to_another_quarter(texts, heads):
                    self._fail(row)
                    return
            elif begins:
                self._take_titles()
                self._leave(row, texts[row])
                return
            else:
                self.rows.append(row)

    def _goes_on(self, following: Sequence[Texts], heads: set[Texts]) -> bool:
        """Say whether the header that begins here is nearly the same."""
        return any(self._agrees(each) or each in heads for each in following)

    def _begins_another(self, texts: Texts) -> bool:
        said = list(dict.fromkeys(text for text in texts if text))
        if len(said) < FEWEST_TEXTS:
            return False
        return (
            role_of(said[0]) is Role.ORDER or len(self._claims(texts)) >= FEWEST_CLAIMS
        )

    def _claims(self, texts: Texts) -> dict[int, list[int]]:
        claims: dict[int, list[int]] = {}
        for column, text in zip(self.grid.columns, texts, strict=True):
            label = self.labels.read(text) if text else None
            if label:
                claims.setdefault(label.number, []).append(column)
        return claims

    def _agrees(self, texts: Texts) -> bool:
        claims, criteria = self._claims(texts), self.layout.criteria
        return len(claims) * 2 >= len(criteria) and all(
            criteria.get(number) in columns for number, columns in claims.items()
        )

    def _turns_to_another_quarter(
        self, texts: dict[int, Texts], heads: set[Texts]
    ) -> bool:
        """Say whether the title above a repeated header names another quarter."""
        own = _quarters(text for head in heads for text in head)
        titles = _quarters(text for row in self._take_titles() for text in texts[row])
        return bool(own and titles - own)

    def _take_titles(self) -> list[int]:
        """Take the rows just above that can only be the title of what follows."""
        taken = []
        while self.rows and self._is_title(self.rows[-1]):
            taken.append(self.rows.pop())
        return taken

    def _is_title(self, row: int) -> bool:
        cells = self.grid.shown(row)
        number, name = split_number(cells[0].shown)
        is_row = (
            number
            or row_words.is_total(name)
            or self.places.is_district(row_words.without_addition(name))
            or self.places.is_commune(name, None)
        )
        return len(cells) <= MOST_TITLES and not (is_row or self._has_data(row))

    def _has_data(self, row: int) -> bool:
        columns = (*self.layout.criteria.values(), self.layout.total)
        cells = (self.grid.own(row, column) for column in columns if column)
        return any(has_content(cell) and not is_prose(cell) for cell in cells)

    def _leave(self, row: int, texts: Texts) -> None:
        if len(self._claims(texts)) * 2 >= len(self.labels.criteria):
            self._fail(row)
            return
        sheet = self.grid.sheet
        message = (
            f"Từ {sheet.row_word} {sheet.row_mark(row)} là bảng khác, không được nhập."
        )
        self.warnings.append(self._problem(row, message))

    def _fail(self, row: int) -> None:
        sheet = self.grid.sheet
        place = f"{sheet.row_word} {sheet.row_mark(row)}"
        message = (
            f"{opening(place)} bắt đầu một bảng tiêu chí thứ hai; mỗi trang tính chỉ "
            "được có một bảng."
        )
        self.problems.append(self._problem(row, message))

    def _problem(self, row: int, message: str) -> Problem:
        cell: Cell = self.grid.shown(row)[0]
        return Problem(self.grid.sheet.title, cell.address, "", cell.shown, message)


def _quarters(texts: Iterable[str]) -> set[Quarter]:
    return set(Quarter.in_title("\n".join(texts)))
