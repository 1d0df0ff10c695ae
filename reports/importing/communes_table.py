"""The table of a sheet held against the law and the places of a day."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property

from communes.analytics.matching import UnitMatcher
from communes.analytics.places import Place
from criteria.analytics.law import Law, law_on
from ntm_portal.lib.spreadsheets import Cell, Sheet, column_letters
from reports.importing.placing import Placement, place_rows
from reports.importing.problems import Problem
from reports.importing.readings import ColumnUse
from reports.importing.tables.column_choices import COLUMN_KEY, IGNORE, OTHER_ROLES
from reports.importing.tables.layout import Places
from reports.importing.tables.matrix import Matrix, Row, RowKind
from reports.importing.tables.reading import read_matrix
from reports.importing.views import Sense, SheetView, draw_view


class NoLawInForce(Exception):
    """No set of criteria is in force on the day; the message says so."""


@dataclass(frozen=True)
class CommunesTable:
    """A sheet of communes and criteria, its rows matched to communes.

    ``answers`` are those that a person gave to questions about the sheet.
    """

    law: Law
    matcher: UnitMatcher
    matrix: Matrix
    placement: Placement
    answers: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def usable(self) -> Mapping[int, Place]:
        """Return the commune that a row number speaks for, where it is sure."""
        return {row.row_number: place for row, place in self.placement.usable}

    @property
    def district_codes(self) -> list[str]:
        return sorted(self.placement.headings)

    def cells(self) -> Iterator[tuple[Row, int]]:
        """Yield row and criterion of every cell of a commune, known or not."""
        for row in self.matrix.counted:
            for number in self.matrix.columns:
                yield row, number

    def address(self, row_number: int, number: int) -> str:
        """Return the address of a commune's cell in a criterion's column."""
        column = self.matrix.columns[number].index
        return self.matrix.sheet.address(row_number, column)

    @property
    def column_uses(self) -> Iterator[ColumnUse]:
        """Yield what each column holds; nothing when communes stand across."""
        for column, role in sorted(self.matrix.roles.items()):
            header = self.matrix.headers.get(column, "")
            if header or role != IGNORE:
                yield ColumnUse(column_letters(column), header, role)

    @property
    def roles(self) -> Iterator[tuple[str, str]]:
        """Yield what a column may hold, each role with its label."""
        for number, name in self.matrix.criteria.items():
            yield str(number), f"{number}. {name}"
        yield from OTHER_ROLES

    @property
    def incomplete(self) -> list[Cell | None]:
        """Return the headings of the districts that lack communes."""
        present = self.placement.places
        return [
            heading
            for code, heading in self.placement.headings.items()
            if any(p.code not in present for p in self.matcher.in_district(code))
        ]

    def problem(self, message: str, *, value: str = "") -> Problem:
        """Return a problem of the sheet as a whole."""
        return Problem(self.matrix.sheet.title, "", "", value, message)

    def view(
        self, senses: Mapping[str, Sense], errors: tuple[Problem, ...]
    ) -> SheetView:
        """Return the sheet for the preview, names and wrong cells marked."""
        names = {
            row.name_cell.address: Sense.NAME
            for row in self.matrix.rows
            if row.kind not in (RowKind.NOTE, RowKind.UNREAD)
        }
        respelt = {r.cell: Sense.RESPELT for r in self.placement.respellings}
        wrong = {
            problem.cell: Sense.ASKED if problem.cell in names else Sense.BAD
            for problem in errors
            if problem.cell
        }
        matrix = self.matrix
        counted = {row.row_number for row in matrix.counted}
        heads = {column.index: str(n) for n, column in matrix.columns.items()}
        if matrix.name_column:
            heads[matrix.name_column] = "Huyện, xã"
        if matrix.total_column:
            heads[matrix.total_column] = "Tổng"
        return draw_view(
            matrix.sheet,
            senses={**senses, **names, **respelt, **wrong},
            heads=heads,
            rows={
                row.row_number: row.row_number not in counted
                for row in matrix.rows
                if row.kind is not RowKind.NOTE
            },
        )

    def on_day(self, day: dt.date) -> "CommunesTable":
        """Return the same rows with the law and the places of another day.

        Raises NoLawInForce. Rows are told apart as before: which of them are
        communes does not depend on the day.
        """
        if day == self.matcher.on:
            return self
        law = law_of(day)
        if law.code != self.law.code:
            return communes_table(self.matrix.sheet, day, self.answers)
        return _placed(self.matrix, law, UnitMatcher(day), self.answers)


def communes_table(
    sheet: Sheet, day: dt.date, answers: Mapping[str, str] | None = None
) -> CommunesTable:
    """Read a decoded sheet with the law and the places of a day.

    Raises NoLawInForce.
    """
    law = law_of(day)
    matcher = UnitMatcher(day)
    matrix = _matrix(sheet, law, matcher, answers or {})
    return _placed(matrix, law, matcher, answers or {})


def places_of(matcher: UnitMatcher) -> Places:
    """Return how rows of a table are told apart, each name looked up once."""

    @cache
    def is_district(text: str) -> bool:
        return matcher.find_district(text) is not None

    @cache
    def is_commune(name: str, heading: str | None) -> bool:
        if heading is None:
            return bool(matcher.named(name))
        district = matcher.find_district(heading)
        return district is not None and bool(matcher.named(name, district.code))

    return Places(is_district, is_commune)


def _placed(
    matrix: Matrix, law: Law, matcher: UnitMatcher, answers: Mapping[str, str]
) -> CommunesTable:
    placement = place_rows(matrix, matcher, answers)
    return CommunesTable(law, matcher, matrix, placement, answers)


def law_of(day: dt.date) -> Law:
    """Return the law in force on a day; raises NoLawInForce."""
    law = law_on(day)
    if law is None:
        raise NoLawInForce(f"Chưa có bộ tiêu chí nào có hiệu lực ngày {day:%d/%m/%Y}.")
    return law


def _matrix(
    sheet: Sheet, law: Law, matcher: UnitMatcher, answers: Mapping[str, str]
) -> Matrix:
    places = places_of(matcher)
    return read_matrix(
        sheet,
        criteria={criterion.number: criterion.name for criterion in law.criteria},
        is_district=places.is_district,
        is_commune=places.is_commune,
        columns={
            column: answers[key]
            for column in range(1, sheet.max_column + 1)
            if (key := f"{COLUMN_KEY}{column_letters(column)}") in answers
        },
    )
