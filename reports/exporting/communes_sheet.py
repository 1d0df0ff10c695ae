"""Draws a table with communes down and columns across, as the appendices have it."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from communes.analytics.places import Place
from communes.models import District
from criteria.analytics.law import Law, LawCriterion
from ntm_portal.lib.workbooks.writing import Page, Rule, Value, area_name

FIRST_COLUMN = 2
HEADER_ROWS = 3
GROUP_HEIGHT, HEADING_HEIGHT, FOOT_HEIGHT = 36, 150, 18
# How many characters a page is wide at a size that can still be read.
PAGE_WIDTH = 190
ORDER_WIDTH, NAME_WIDTH, TOTAL_WIDTH, NOTE_WIDTH = 6, 24, 10, 18
NUMERALS = (
    *((100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of values: its name, and what stands below: a number or a unit."""

    heading: str
    foot: Value
    rule: Rule | None = None


@dataclass(frozen=True, slots=True)
class ColumnGroup:
    name: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class CommuneRow:
    """A commune with the value of every column, in their order."""

    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class DistrictRows:
    name: str
    communes: tuple[CommuneRow, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """How values are counted: ``formula`` over {area} in the sheet, and here.

    With ``has_sums`` every district and the whole table are counted by column too.
    """

    heading: str
    formula: str
    counts: Callable[[Value], bool]
    has_sums: bool = False

    def over(self, area: str) -> str:
        """Return the formula; it shows nothing as long as nothing is filled in."""
        return f'=IF(COUNTA({area})=0,"",{self.formula.format(area=area)})'

    def of(self, values: Sequence[Value]) -> int | None:
        """Return what the formula shows over the values."""
        if all(value is None for value in values):
            return None
        return sum(map(self.counts, values))


@dataclass(frozen=True, slots=True)
class CommunesForm:
    """Everything around the values; ``shades`` are fills by value.

    Titles and notes come in reading order, each with the name of a style.
    """

    titles: tuple[tuple[str, str], ...]
    groups: tuple[ColumnGroup, ...]
    column_width: float
    heading_style: str = "upright"
    tally: Tally | None = None
    shades: Mapping[str, str] = field(default_factory=dict)
    footnotes: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[Column, ...]:
        return tuple(column for group in self.groups for column in group.columns)

    @property
    def note_column(self) -> int:
        return FIRST_COLUMN + len(self.columns) + (self.tally is not None)

    @property
    def header_row(self) -> int:
        return len(self.titles) + 1

    @property
    def first_row(self) -> int:
        return self.header_row + HEADER_ROWS


def groups_of(
    law: Law, column: Callable[[LawCriterion], Column]
) -> tuple[ColumnGroup, ...]:
    """Return a column of every criterion, under the groups of the law."""
    return tuple(
        ColumnGroup(group.name, tuple(map(column, group.criteria)))
        for group in law.groups
    )


def rows_of(
    districts: Sequence[tuple[District, Sequence[Place]]],
    values: Callable[[Place], tuple[Value, ...]],
) -> list[DistrictRows]:
    """Return every district's communes with their values."""
    return [
        DistrictRows(
            district.full_name,
            tuple(CommuneRow(place.name, values(place)) for place in places),
        )
        for district, places in districts
    ]


def draw_communes(
    page: Page, form: CommunesForm, districts: Sequence[DistrictRows]
) -> None:
    """Draw the whole table."""
    _Drawing(page, form, districts).draw()


def roman(number: int) -> str:
    """Return a Roman numeral: 14 is XIV."""
    numeral = ""
    for value, sign in NUMERALS:
        times, number = divmod(number, value)
        numeral += sign * times
    return numeral


class _Drawing:
    def __init__(
        self, page: Page, form: CommunesForm, districts: Sequence[DistrictRows]
    ) -> None:
        self.page = page
        self.form = form
        self.districts = districts
        self.last = FIRST_COLUMN + len(form.columns) - 1
        self.has_sums = form.tally is not None and form.tally.has_sums

    def draw(self) -> None:
        self._page()
        self._titles()
        self._header()
        row = self._body(self.form.first_row)
        for offset, note in enumerate(self.form.footnotes, start=1):
            self.page.write(row + offset, 1, note, "note")

    def _page(self) -> None:
        page, form = self.page, self.form
        widths = [form.column_width] * len(form.columns)
        totals = [TOTAL_WIDTH] if form.tally else []
        page.widths(ORDER_WIDTH, NAME_WIDTH, *widths, *totals, NOTE_WIDTH)
        page.sheet.freeze_panes(form.first_row, FIRST_COLUMN)
        width = ORDER_WIDTH + NAME_WIDTH + sum(widths) + NOTE_WIDTH
        page.print_on_a4(
            range(form.header_row, form.first_row),
            columns=FIRST_COLUMN,
            pages_across=math.ceil(width / PAGE_WIDTH),
        )

    def _titles(self) -> None:
        for row, (text, style) in enumerate(self.form.titles):
            self.page.merge((row, 0, row, self.form.note_column - 1), text, style)

    def _header(self) -> None:
        top, bottom = self.form.header_row, self.form.first_row - 1
        heights = (GROUP_HEIGHT, HEADING_HEIGHT, FOOT_HEIGHT)
        for offset, height in enumerate(heights):
            self.page.sheet.set_row(top + offset, height)
        for column, text in self._corners():
            self.page.merge((top, column, bottom, column), text, "header")
        column = FIRST_COLUMN
        for group in self.form.groups:
            end = column + len(group.columns) - 1
            self.page.merge((top, column, top, end), group.name, "header")
            column = end + 1
        for column, each in enumerate(self.form.columns, start=FIRST_COLUMN):
            self.page.write(top + 1, column, each.heading, self.form.heading_style)
            self.page.write(bottom, column, each.foot, "header")

    def _corners(self) -> Iterator[tuple[int, str]]:
        yield 0, "STT"
        yield 1, "Huyện, xã"
        if self.form.tally:
            yield self.form.note_column - 1, self.form.tally.heading
        yield self.form.note_column, "Ghi chú"

    def _body(self, row: int) -> int:
        """Draw all rows from the given one on; return the row below."""
        if self.has_sums:
            communes = [each for d in self.districts for each in d.communes]
            rows = len(communes) + len(self.districts)
            self._sums(row, "sum", "TỔNG CỘNG", communes, (row + 1, row + rows))
            row += 1
        for index, district in enumerate(self.districts, start=1):
            first, last = row + 1, row + len(district.communes)
            self._sums(row, "heading", district.name, district.communes, (first, last))
            self.page.write(row, 0, roman(index), "heading")
            for number, commune in enumerate(district.communes, start=1):
                self._commune(row + number, number, commune)
            self._help(first, last)
            row = last + 1
        return row

    def _sums(
        self,
        row: int,
        style: str,
        name: str,
        communes: Sequence[CommuneRow],
        counted: tuple[int, int],
    ) -> None:
        """Draw a row that sums up the rows ``counted``, first and last."""
        self.page.write(row, 0, None, style)
        self.page.write(row, 1, name, f"{style} name")
        for column in range(FIRST_COLUMN, self.form.note_column + 1):
            self.page.write(row, column, None, style)
        tally = self.form.tally
        if not (tally and tally.has_sums and communes):
            return
        first, last = counted
        for column, values in enumerate(
            zip(*(c.values for c in communes), strict=True)
        ):
            at = FIRST_COLUMN + column
            self._count(tally, (row, at), (first, at, last, at), values, style)
        everything = [value for each in communes for value in each.values]
        area = (first, FIRST_COLUMN, last, self.last)
        self._count(tally, (row, self.last + 1), area, everything, style)

    def _commune(self, row: int, number: int, commune: CommuneRow) -> None:
        self.page.write(row, 0, number, "cell")
        self.page.write(row, 1, commune.name, "name")
        for column, value in enumerate(commune.values, start=FIRST_COLUMN):
            self.page.write(row, column, value, "entry")
        if tally := self.form.tally:
            area = (row, FIRST_COLUMN, row, self.last)
            self._count(tally, (row, self.last + 1), area, commune.values, "cell")
        self.page.write(row, self.form.note_column, None, "entry text")

    def _count(
        self,
        tally: Tally,
        at: tuple[int, int],
        area: tuple[int, int, int, int],
        values: Sequence[Value],
        style: str,
    ) -> None:
        formula = tally.over(area_name(*area))
        self.page.formula(*at, formula, tally.of(values), style)

    def _help(self, first: int, last: int) -> None:
        """Give the cells of a district's communes their lists and their fills."""
        if last < first:
            return
        for offset, column in enumerate(self.form.columns, start=FIRST_COLUMN):
            if column.rule:
                self.page.restrict((first, offset, last, offset), column.rule)
        for value, colour in self.form.shades.items():
            rule = {
                "type": "cell",
                "criteria": "==",
                "value": f'"{value}"',
                "format": self.page.book.shade(colour),
            }
            area = (first, FIRST_COLUMN, last, self.last)
            self.page.sheet.conditional_format(*area, rule)
