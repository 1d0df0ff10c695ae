"""Tables of columns as workbooks: the form to fill in, and the rows as they are.

What is exported comes back unchanged: numbers are numbers, days are days, text is
never a formula. Lists to choose from stand on a sheet of their own.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ntm_portal.lib.workbooks.writing import Book, Choices, Page, area_name
from programme.choices import ColumnKind
from programme.forms.tables.columns import WORDS_OF_TRUTH, Column, Values
from programme.forms.tables.places import Places

SHEET, LISTS = "Bảng", "Danh mục"
ROW_KEY = "Mã dòng"
BLANK_ROWS = 300
HEADER_HEIGHT = 34
KEY_HINT = (
    "Mã dòng do cổng ghi: giữ nguyên để sửa dòng đã có, để trống để thêm dòng mới. "
    "Cột có dấu * phải ghi."
)
STYLES: Mapping[ColumnKind, str] = {
    ColumnKind.DATE: "day",
    ColumnKind.WHOLE: "count",
    ColumnKind.DECIMAL: "cell",
    ColumnKind.CHOICE: "cell",
    ColumnKind.YES_NO: "cell",
}
WIDTHS: Mapping[ColumnKind, float] = {
    ColumnKind.DATE: 12,
    ColumnKind.WHOLE: 11,
    ColumnKind.DECIMAL: 13,
    ColumnKind.CHOICE: 16,
    ColumnKind.YES_NO: 10,
    ColumnKind.DISTRICT: 20,
    ColumnKind.COMMUNE: 18,
    ColumnKind.VILLAGE: 18,
    ColumnKind.AGENCY: 30,
}
TEXT_WIDTH, LONG_WIDTH = 26.0, 42.0


@dataclass(frozen=True, slots=True)
class TableTitle:
    """What stands above a table; ``made_on`` dates the workbook.

    ``subtitle`` says of what and as of when, ``note`` what to mind.
    """

    title: str
    made_on: dt.date
    subtitle: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class WrittenRow:
    """A row of the portal: its number, None for a row to come, and its values."""

    key: int | None
    values: Values = field(default_factory=dict)


def write_table(
    columns: Sequence[Column],
    rows: Iterable[WrittenRow],
    *,
    title: TableTitle,
    places: Places | None = None,
    blank_rows: int = BLANK_ROWS,
) -> bytes:
    """Return the workbook of a table; below its rows are ``blank_rows`` to fill in."""
    book = Book(title=title.title, made_on=title.made_on)
    drawing = _Drawing(book, tuple(columns), title, places)
    drawing.draw(tuple(rows), blank_rows)
    return book.data()


class _Drawing:
    def __init__(
        self,
        book: Book,
        columns: tuple[Column, ...],
        title: TableTitle,
        places: Places | None,
    ) -> None:
        self.page = book.page(SHEET)
        self.lists = _Lists(book)
        self.columns = columns
        self.title = title
        self.places = places

    def draw(self, rows: Sequence[WrittenRow], blank_rows: int) -> None:
        header = self._titles()
        self.page.sheet.set_row(header, HEADER_HEIGHT)
        for at, text in enumerate((ROW_KEY, *map(_heading, self.columns))):
            self.page.write(header, at, text, "header")
        first = header + 1
        for number, row in enumerate(rows, start=first):
            self._row(number, row)
        last = first + len(rows) + blank_rows - 1
        for number in range(first + len(rows), last + 1):
            self._row(number, WrittenRow(None))
        self._page(header, first, last)

    def _titles(self) -> int:
        """Write what stands above the table; return the row of its header."""
        lines = (
            (self.title.title, "title"),
            (self.title.subtitle, "subtitle"),
            (self.title.note or KEY_HINT, "note"),
        )
        said = [line for line in lines if line[0]]
        for row, (text, style) in enumerate(said):
            if style == "note":
                self.page.write(row, 0, text, style)
            else:
                self.page.merge((row, 0, row, len(self.columns)), text, style)
        return len(said) + 1

    def _row(self, number: int, row: WrittenRow) -> None:
        self.page.write(number, 0, row.key, "cell")
        for at, column in enumerate(self.columns, start=1):
            value = column.write(row.values.get(column.code), self.places)
            style = "cell" if column.is_year else STYLES.get(column.kind, "text")
            self.page.write(number, at, value, style)

    def _page(self, header: int, first: int, last: int) -> None:
        page = self.page
        page.widths(9, *map(_width, self.columns))
        page.sheet.freeze_panes(first, 0)
        page.print_on_a4(range(header, first))
        page.sheet.print_area(0, 0, max(first, last), len(self.columns))
        if last < first:
            return
        for at, column in enumerate(self.columns, start=1):
            rule = self.lists.rule(column, self.places)
            if rule:
                page.restrict((first, at, last, at), rule)


class _Lists:
    """The sheet with the words to choose from, a column for each list."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.page: Page | None = None
        self.ranges: dict[str, str] = {}

    def rule(self, column: Column, places: Places | None) -> Choices | None:
        """Return the list of a column, None where anything may be written."""
        words = _words(column, places)
        if not words:
            return None
        is_binding = column.kind in (ColumnKind.CHOICE, ColumnKind.YES_NO)
        return Choices(
            source=self._range(column, words),
            title=column.label[:32],
            message="Hãy chọn trong danh sách." if is_binding else "Chọn hoặc gõ tên.",
            is_binding=is_binding,
        )

    def _range(self, column: Column, words: Sequence[str]) -> str:
        if self.page is None:
            self.page = self.book.page(LISTS)
        if column.code not in self.ranges:
            at = len(self.ranges)
            self.page.write(0, at, f"Danh mục: {column.label}", "header")
            for row, text in enumerate(words, start=1):
                self.page.write(row, at, text, "text")
            self.page.sheet.set_column(at, at, TEXT_WIDTH)
            area = area_name(1, at, len(words), at, is_fixed=True)
            self.ranges[column.code] = f"='{LISTS}'!{area}"
        return self.ranges[column.code]


def _words(column: Column, places: Places | None) -> list[str]:
    match column.kind:
        case ColumnKind.CHOICE:
            return [words for _value, words in column.choices]
        case ColumnKind.YES_NO:
            return [*WORDS_OF_TRUTH.values()]
        case ColumnKind.DISTRICT if places:
            return [each.full_name for each in places.units.districts.values()]
        case ColumnKind.COMMUNE if places:
            return sorted({title for _, title in places.communes.values()})
        case ColumnKind.AGENCY if places:
            return [*places.agencies.names.values()]
        case _:
            return []


def _heading(column: Column) -> str:
    return f"{column.header} *" if column.required else column.header


def _width(column: Column) -> float:
    default = LONG_WIDTH if column.is_long else TEXT_WIDTH
    return WIDTHS.get(column.kind, default)
