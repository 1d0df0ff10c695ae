"""Which column holds names, numbers, districts and the totals of rows."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from reports.importing.marks import read_plan
from reports.importing.tables import column_choices
from reports.importing.tables.criteria_columns import CriteriaColumns
from reports.importing.tables.grid import Grid
from reports.importing.tables.header_texts import header_text
from reports.importing.tables.headers import Header
from reports.importing.tables.numbering import is_number, split_number
from reports.importing.tables.roles import Role, role_of, total_rank


@dataclass(frozen=True, slots=True)
class Places:
    """What the caller knows of names.

    ``is_district`` takes a heading as written ("Huyện Đắk Glei", "ĐẮK GLEI");
    ``is_commune`` takes a name and the heading above, None for any district.
    """

    is_district: Callable[[str], bool]
    is_commune: Callable[[str, str | None], bool]


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a table; those of a part that the table lacks are None.

    ``total_columns`` are all that could be the row's total: with more than one
    ``total`` is None. ``others`` are columns that nobody reads.
    """

    criteria: dict[int, int]
    name: int | None
    order: int | None
    district: int | None
    total_columns: tuple[int, ...]
    others: tuple[int, ...]

    @property
    def total(self) -> int | None:
        return self.total_columns[0] if len(self.total_columns) == 1 else None

    @property
    def table(self) -> frozenset[int]:
        """Return the columns that are read as names, districts, marks and totals."""
        columns = (*self.criteria.values(), self.name, self.district, self.total)
        return frozenset(column for column in columns if column is not None)

    @property
    def roles(self) -> dict[int, str]:
        """Return what each column that is read holds, in the words of a choice."""
        named = {
            column_choices.NAME: self.name,
            column_choices.DISTRICT: self.district,
            column_choices.TOTAL: self.total,
        }
        read = {column: str(number) for number, column in self.criteria.items()}
        return read | {c: role for role, c in named.items() if c is not None}


def read_layout(
    grid: Grid, header: Header, columns: CriteriaColumns, places: Places
) -> Layout:
    """Return the columns of the table below the header."""
    return _LayoutReader(grid, header, columns, places).read()


class _LayoutReader:
    def __init__(
        self, grid: Grid, header: Header, columns: CriteriaColumns, places: Places
    ) -> None:
        self.grid = grid
        self.header = header
        self.criteria = dict(sorted(columns.columns.items()))
        self.choices = columns.choices
        self.places = places
        self.roles = {
            column: role_of(header_text(grid, header, column))
            for column in grid.columns
            if column not in self.criteria.values() and column not in self.choices.roles
        }

    def read(self) -> Layout:
        name = self.choices.column(column_choices.NAME) or self._name()
        order = self._order(name)
        district = self.choices.column(column_choices.DISTRICT) or self._district(
            {name, order}
        )
        total = self.choices.column(column_choices.TOTAL)
        totals = (total,) if total else self._totals()
        used = {name, order, district, *totals}
        others = (
            c for c in self._of(Role.OTHER, Role.TOTAL, Role.NAME) if c not in used
        )
        return Layout(self.criteria, name, order, district, totals, tuple(others))

    def _name(self) -> int | None:
        """Return the column with most names that are known, by its header if none."""
        by_header = self._of(Role.NAME) or self._of(Role.DISTRICT)
        candidates = [*by_header, *(c for c in self.roles if c not in by_header)]
        communes = {column: self._communes(column) for column in candidates}
        best = max(candidates, key=communes.__getitem__, default=None)
        if best is not None and communes[best]:
            return best
        unnamed = [c for c in self._of(Role.OTHER) if c < min(self.criteria.values())]
        return next(iter(by_header), max(unnamed, key=self._words, default=None))

    def _order(self, name: int | None) -> int | None:
        by_header = self._of(Role.ORDER)
        left = [c for c in self.roles if name and c < name and self._is_numbered(c)]
        return next(iter(by_header), left[-1] if left else None)

    def _district(self, taken: set[int | None]) -> int | None:
        named = self._of(Role.NAME, Role.DISTRICT, Role.OTHER)
        free = [c for c in named if c not in taken and not self._is_numbered(c)]
        best = max(free, key=self._districts, default=None)
        return best if best is not None and self._districts(best) else None

    def _totals(self) -> tuple[int, ...]:
        """Return the columns whose header says best that they total the row.

        Totals between the criteria are those of a group.
        """
        first, last = min(self.criteria.values()), max(self.criteria.values())
        ranks = {
            column: total_rank(header_text(self.grid, self.header, column))
            for column in self._of(Role.TOTAL)
            if not first < column < last
        }
        best = max(ranks.values(), default=0)
        if not best and not self._has_plans():
            return ()
        return tuple(column for column, rank in ranks.items() if rank == best)

    def _has_plans(self) -> bool:
        rows = [row for row in self.grid.rows if row > self.header.bottom]
        cells = (self.grid.own(r, c) for r in rows for c in self.criteria.values())
        return any(read_plan(cell).year for cell in cells)

    def _of(self, *roles: Role) -> list[int]:
        return [column for column, role in self.roles.items() if role in roles]

    def _communes(self, column: int) -> int:
        names = (split_number(text).name for text in self._texts(column))
        return _count(self.places.is_commune(name, None) for name in names)

    def _districts(self, column: int) -> int:
        names = (split_number(text).name for text in self._texts(column))
        return _count(self.places.is_district(name) for name in names)

    def _words(self, column: int) -> int:
        return _count(not is_number(text) for text in self._texts(column))

    def _is_numbered(self, column: int) -> bool:
        texts = list(self._texts(column))
        return _count(map(is_number, texts)) * 2 > len(texts)

    def _texts(self, column: int) -> Iterator[str]:
        for row in self.grid.rows:
            if row > self.header.bottom and not self.grid.own(row, column).is_blank:
                yield self.grid.text(row, column)


def _count(answers: Iterable[bool]) -> int:
    return sum(answers)
