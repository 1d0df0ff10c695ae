"""The communes that the rows of a table mean, and every row that means none.

A name that is only close to known ones is a question: the answer, by the address of
its cell, is taken as the name's meaning and may be remembered.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from communes.analytics.matching import Found, NotFound, UnitMatcher
from communes.analytics.places import Place
from communes.models import District
from ntm_portal.lib.spreadsheets import Cell
from ntm_portal.lib.text import fold
from reports.importing.problems import Problem, Question
from reports.importing.readings import Lesson, Respelling
from reports.importing.tables import row_words
from reports.importing.tables.matrix import Matrix, Row, RowKind
from reports.importing.tables.numbering import split_number

UNIT_KEY = "unit:"
BEFORE_A_NAME = ("huyen", "thanhpho", "tp")


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A row of a commune; ``place`` is None when it means none for sure."""

    row: Row
    place: Place | None


@dataclass(frozen=True, slots=True)
class Placement:
    """Every commune row of a table with its place.

    ``headings`` are the cells that name the districts, by code; ``asked`` are the
    communes that problems already name as what a row may mean. Each of
    ``questions`` is one of ``errors`` as well; ``lessons`` are the answers taken.
    """

    rows: tuple[PlacedRow, ...]
    headings: Mapping[str, Cell | None]
    unmatched: tuple[str, ...]
    respellings: tuple[Respelling, ...]
    errors: tuple[Problem, ...]
    asked: frozenset[str]
    questions: tuple[Question, ...] = ()
    lessons: tuple[Lesson, ...] = ()

    @property
    def places(self) -> dict[str, Place]:
        """Return the communes of the table by code, a repeated one as well."""
        return {r.place.code: r.place for r in self.rows if r.place}

    @property
    def repeated(self) -> frozenset[str]:
        """Return the codes of the communes that have several rows."""
        rows = Counter(r.place.code for r in self.rows if r.place)
        return frozenset(code for code, count in rows.items() if count > 1)

    @property
    def usable(self) -> tuple[tuple[Row, Place], ...]:
        """Return the rows that speak for a commune alone."""
        repeated = self.repeated
        return tuple(
            (r.row, r.place)
            for r in self.rows
            if r.place and r.place.code not in repeated
        )


def place_rows(
    matrix: Matrix, matcher: UnitMatcher, answers: Mapping[str, str] | None = None
) -> Placement:
    """Match the rows of a table to the communes of the matcher's day.

    ``answers`` maps the key of a question ("unit:B12") to the code of a unit.
    """
    placer = _Placer(matrix, matcher, answers or {})
    placer.place()
    return Placement(
        rows=tuple(placer.rows),
        headings=placer.headings,
        unmatched=tuple(placer.unmatched),
        respellings=tuple(placer.respellings),
        errors=tuple(placer.errors),
        asked=frozenset(placer.asked),
        questions=tuple(placer.questions),
        lessons=tuple(placer.lessons),
    )


def missing_communes(
    placement: Placement, matrix: Matrix, matcher: UnitMatcher
) -> Iterator[tuple[Problem, Place]]:
    """Yield every commune that a district of the table lacks, with the problem."""
    present = placement.places
    for code, heading in sorted(placement.headings.items()):
        district = matcher.districts[code]
        expected = matcher.in_district(code)
        for place in expected:
            if place.code in present or place.code in placement.asked:
                continue
            message = (
                f"{district.full_name} thiếu xã {place.name}: phải có đủ "
                f"{len(expected)} xã thuộc chương trình ngày {matcher.on:%d/%m/%Y}."
            )
            yield problem_of_district(matrix, heading, district, message), place


def problem_of_district(
    matrix: Matrix, heading: Cell | None, district: District, message: str
) -> Problem:
    """Return a problem at a district's heading, without a cell when it has none."""
    if heading is None:
        return Problem(matrix.sheet.title, "", "", district.full_name, message)
    return matrix.problem_at(heading, message)


class _Placer:
    def __init__(
        self, matrix: Matrix, matcher: UnitMatcher, answers: Mapping[str, str]
    ) -> None:
        self.matrix = matrix
        self.matcher = matcher
        self.answers = answers
        self.rows: list[PlacedRow] = []
        self.headings: dict[str, Cell | None] = {}
        self.unmatched: list[str] = []
        self.respellings: list[Respelling] = []
        self.errors: list[Problem] = []
        self.asked: set[str] = set()
        self.questions: list[Question] = []
        self.lessons: list[Lesson] = []
        self._districts: dict[str, District | None] = {}
        self._first: dict[str, Cell] = {}
        self._titled = district_in_title(matrix.title_text, matcher)

    def place(self) -> None:
        for row in self.matrix.rows:
            if row.kind is RowKind.DISTRICT:
                self._district(row.name_cell)
            elif row.kind is RowKind.COMMUNE:
                self.rows.append(PlacedRow(row, self._place(row)))

    def _place(self, row: Row) -> Place | None:
        district = self._titled
        if row.district_cell is not None:
            district = self._district(row.district_cell)
            if district is None:
                self.unmatched.append(row.name)
                return None
        found = self.matcher.find_commune(row.name, district.code if district else None)
        if isinstance(found, NotFound):
            found = self._answered(row) or found
        if isinstance(found, NotFound):
            self._miss(row, found)
            return None
        self._note(row, found)
        return found.place

    def _answered(self, row: Row) -> Found | None:
        """Return the commune that a person said the row means."""
        code = self.answers.get(f"{UNIT_KEY}{row.name_cell.address}", "")
        place = self.matcher.places.get(code)
        if place is None:
            return None
        # A name that several communes bear tells no more the next time.
        if not self.matcher.named(row.name):
            self.lessons.append(Lesson(row.name, code, is_district=False))
        return Found(place, is_respelt=True)

    def _district(self, cell: Cell) -> District | None:
        text = row_words.without_addition(split_number(cell.shown).name)
        if text not in self._districts:
            district = self.matcher.find_district(text) or self._said(cell, text)
            self._districts[text] = district
            if district is None:
                self.unmatched.append(text)
                self._ask_district(cell, text)
            else:
                self.headings.setdefault(district.code, cell)
        return self._districts[text]

    def _said(self, cell: Cell, text: str) -> District | None:
        """Return the district that a person said the heading means."""
        code = self.answers.get(f"{UNIT_KEY}{cell.address}", "")
        district = self.matcher.districts.get(code)
        if district:
            self.lessons.append(Lesson(text, code, is_district=True))
        return district

    def _ask_district(self, cell: Cell, text: str) -> None:
        close = self.matcher.close_districts(text)
        message = self.matcher.why_no_district(text)
        self._fail(cell, message)
        self._ask(cell, text, message, ((each.code, each.full_name) for each in close))

    def _miss(self, row: Row, found: NotFound) -> None:
        self.unmatched.append(row.name)
        self.asked.update(place.code for place in found.candidates)
        self._fail(row.name_cell, found.reason)
        choices = (
            (place.code, self.matcher.full_name(place)) for place in found.candidates
        )
        self._ask(row.name_cell, row.name, found.reason, choices)

    def _ask(
        self, cell: Cell, said: str, message: str, choices: Iterable[tuple[str, str]]
    ) -> None:
        listed = tuple(choices)
        if listed:
            key = f"{UNIT_KEY}{cell.address}"
            self.questions.append(Question(key, cell.address, said, message, listed))

    def _note(self, row: Row, found: Found) -> None:
        place, cell = found.place, row.name_cell
        self.headings.setdefault(place.district_code, None)
        first = self._first.setdefault(place.code, cell)
        if first is not cell:
            name = self.matcher.full_name(place)
            self._fail(cell, f"Hai dòng cho {name}: {first.address} và {cell.address}.")
        if found.is_respelt:
            self.respellings.append(Respelling(cell.address, row.name, place.name))

    def _fail(self, cell: Cell, message: str) -> None:
        self.errors.append(self.matrix.problem_at(cell, message))


def district_in_title(title: str, matcher: UnitMatcher) -> District | None:
    """Return the one district that a title names after its kind, if any."""
    folded = fold(title)
    named = [
        district
        for district in matcher.districts.values()
        if any(f"{kind}{fold(district.name)}" in folded for kind in BEFORE_A_NAME)
    ]
    return named[0] if len(named) == 1 else None
