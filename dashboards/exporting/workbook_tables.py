"""A table on a sheet of its own: title, headings, rows, as it is printed."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboards.exporting.facts import ILLUSTRATION, Facts
from ntm_portal.lib.workbooks.writing import Page, Value, area_name

HEADER_ROW = 4
FIRST_ROW = HEADER_ROW + 1
SUM_STYLES = {"name": "sum name", "text": "sum name", "day": "sum", "cell": "sum"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, the style of its values, its width in characters."""

    heading: str
    style: str = "count"
    width: float = 10


NAME = Column("Huyện, thành phố", "name", 24)


@dataclass(frozen=True, slots=True)
class Table:
    """``fixed`` columns stay in view; with ``has_sum`` the last row is the total.

    ``title_columns`` is how many the title goes across, 0 for all.
    """

    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Value]]
    fixed: int = 1
    has_sum: bool = False
    title_columns: int = 0

    @property
    def last_row(self) -> int:
        return FIRST_ROW + len(self.rows) - 1

    def column(self, page: Page, index: int, *, sum_too: bool = False) -> str:
        """Name the values of a column as a chart does: 'Huyện'!$C$6:$C$15."""
        last = self.last_row - (self.has_sum and not sum_too)
        area = area_name(FIRST_ROW, index, last, index, is_fixed=True)
        return f"='{page.sheet.get_name()}'!{area}"


def draw_table(page: Page, facts: Facts, table: Table) -> None:
    """Draw the table from row 5 on, below what it is of."""
    across = max((table.title_columns or len(table.columns)) - 1, 4)
    page.merge((0, 0, 0, across), table.title.upper(), "title")
    place = f"{facts.place[0].upper()}{facts.place[1:]}"
    moment = f"{place}; {facts.period.label}; {facts.as_of_text}"
    page.merge((1, 0, 1, across), moment, "subtitle")
    mark = f"{ILLUSTRATION}. " if facts.is_demo else ""
    made = f"{mark}Bản xuất {facts.code}, SHA-256 {facts.sha256[:12]}"
    page.merge((2, 0, 2, across), made, "subtitle")
    page.widths(*(column.width for column in table.columns))
    page.sheet.set_row(HEADER_ROW, 48)
    page.row(HEADER_ROW, [column.heading for column in table.columns], "header")
    for offset, values in enumerate(table.rows):
        is_sum = table.has_sum and offset == len(table.rows) - 1
        for index, (value, column) in enumerate(
            zip(values, table.columns, strict=True)
        ):
            style = _sum_style(column.style) if is_sum else column.style
            page.write(FIRST_ROW + offset, index, value, style)
    page.sheet.freeze_panes(FIRST_ROW, table.fixed)
    page.print_on_a4(range(HEADER_ROW, FIRST_ROW), columns=table.fixed)
    # In a footer & begins a command.
    line = facts.line.replace("&", "&&")
    page.sheet.set_footer(f"&L&8 {line}&R&P/&N")


def print_whole(page: Page, last_row: int, last_column: int) -> None:
    """Print everything up to this cell, charts among it."""
    page.sheet.print_area(0, 0, last_row, last_column)


def _sum_style(style: str) -> str:
    return SUM_STYLES.get(style, f"sum {style}")
