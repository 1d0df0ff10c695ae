"""Workbooks of LibreOffice, .ods. Source: OpenDocument 1.3, part 3.

They are read element by element because a file repeats cells and rows by a number,
and the fast readers of this format write them all out before they can be counted.
"""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence

from ntm_portal.lib.workbooks.archives import Archive
from ntm_portal.lib.workbooks.files import (
    Budget,
    Limits,
    damaged,
    protected,
    too_many,
)
from ntm_portal.lib.workbooks.opendocument_cells import (
    CellText,
    content_of,
    formula_of,
    is_percentage,
)
from ntm_portal.lib.workbooks.opendocument_styles import (
    DRAW,
    OFFICE,
    TABLE,
    TEXT,
    StylesReader,
)
from ntm_portal.lib.workbooks.sheet_builder import SheetBuilder
from ntm_portal.lib.workbooks.sheets import Cell, Range, Sheet
from ntm_portal.lib.workbooks.xml_parts import Attributes, Ends, Starts, parse_part

MIMETYPE, CONTENT, STYLES = "mimetype", "content.xml", "styles.xml"
MANIFEST = "META-INF/manifest.xml"
HIDDEN = ("collapse", "filter")
SHAPES = (
    "caption circle connector control custom-shape ellipse frame g line measure path "
    "polygon polyline rect regular-polygon"
)
# What stands in a cell or a sheet and is none of its content.
ASIDES = (
    f"{OFFICE}annotation",
    f"{TABLE}shapes",
    f"{TABLE}tracked-changes",
    *(f"{DRAW}{shape}" for shape in SHAPES.split()),
)


def read_opendocument(archive: Archive, limits: Limits) -> Sequence[Sheet]:
    """Return the sheets of an .ods file in their order.

    Raises Refusal when it is protected by a password or holds more than the limits;
    a broken file raises Refusal, ExpatError, LookupError or ValueError.
    """
    if any(b"encryption-data" in chunk for chunk in archive.chunks(MANIFEST)):
        raise protected()
    if CONTENT not in archive:
        raise damaged()
    budget = Budget(limits)
    styles = StylesReader()
    if STYLES in archive:
        parse_part(archive.chunks(STYLES), styles, budget)
    content = _ContentReader(styles, budget)
    parse_part(archive.chunks(CONTENT), content, budget)
    return content.sheets


class _Columns:
    """The default styles of a sheet's columns, in runs of equal ones."""

    def __init__(self) -> None:
        self._lasts: list[int] = []
        self._styles: list[str] = []

    @property
    def last(self) -> int:
        return self._lasts[-1] if self._lasts else 0

    def add(self, count: int, style: str) -> None:
        self._lasts.append(self.last + count)
        self._styles.append(style)

    def style(self, column: int) -> str:
        run = bisect_left(self._lasts, column)
        return self._styles[run] if run < len(self._styles) else ""


class _TableReader:
    """Reads the columns, rows and cells of one sheet; both count from 1."""

    def __init__(self, builder: SheetBuilder, styles: StylesReader) -> None:
        self.builder = builder
        self.text = CellText()
        self._styles = styles
        self._columns = _Columns()
        self._last_row = 0
        self._last_column = 0
        self._row: Attributes = {}
        self._row_cells: list[Cell] = []
        self._cell: Attributes = {}

    def take_column(self, attributes: Attributes) -> None:
        count = _repeats(attributes, "columns")
        first = self._columns.last + 1
        self._columns.add(count, attributes.get(f"{TABLE}default-cell-style-name", ""))
        if attributes.get(f"{TABLE}visibility") in HIDDEN:
            self.builder.hide_columns(first, first + count - 1)

    def start_row(self, attributes: Attributes) -> None:
        self._row = attributes
        self._row_cells = []
        self._last_column = 0

    def end_row(self) -> None:
        count = _repeats(self._row, "rows")
        self.builder.repeat(self._row_cells, rows=count - 1)
        if self._row.get(f"{TABLE}visibility") in HIDDEN:
            self.builder.hide_rows(self._last_row + 1, self._last_row + count)
        self._last_row += count

    def start_cell(self, attributes: Attributes) -> None:
        self._cell = attributes
        self.text.clear()

    def end_cell(self) -> None:
        row, column = self._last_row + 1, self._last_column + 1
        count = _repeats(self._cell, "columns")
        self._last_column += count
        self._merge(row, column)
        formula = formula_of(self._cell)
        value, font = content_of(self._cell, self.text.taken(), self._font(column))
        if formula or value not in (None, ""):
            # Too many are refused one by one, however often a cell is repeated.
            for each in range(column, column + count):
                cell = Cell(
                    row,
                    each,
                    value,
                    font,
                    formula,
                    is_percent=is_percentage(self._cell),
                )
                self.builder.add(cell)
                self._row_cells.append(cell)

    def start_span(self, attributes: Attributes) -> None:
        style = attributes.get(f"{TEXT}style-name", "")
        self.text.start_span(self._styles.font("text", style))

    def _font(self, column: int) -> str:
        style = (
            self._cell.get(f"{TABLE}style-name")
            or self._row.get(f"{TABLE}default-cell-style-name")
            or self._columns.style(column)
        )
        return self._styles.font("table-cell", style)

    def _merge(self, row: int, column: int) -> None:
        rows = int(self._cell.get(f"{TABLE}number-rows-spanned", 1))
        columns = int(self._cell.get(f"{TABLE}number-columns-spanned", 1))
        if rows * columns > 1:
            self.builder.merge(Range(row, column, row + rows - 1, column + columns - 1))


class _ContentReader:
    """Reads content.xml: its styles, then sheet by sheet."""

    def __init__(self, styles: StylesReader, budget: Budget) -> None:
        self.sheets: list[Sheet] = []
        self._styles = styles
        self._budget = budget
        self._table: _TableReader | None = None
        self._is_external = False
        self._asides = 0

    @property
    def starts(self) -> Starts:
        return {
            **self._styles.starts,
            **dict.fromkeys(ASIDES, self._start_aside),
            f"{TABLE}table": self._start_table,
            f"{TABLE}table-source": self._drop_table,
            **{name: self._in_table(take) for name, take in TABLE_STARTS.items()},
        }

    @property
    def ends(self) -> Ends:
        return {
            **self._styles.ends,
            **dict.fromkeys(ASIDES, self._end_aside),
            f"{TABLE}table": self._end_table,
            **{name: self._out_of_table(take) for name, take in TABLE_ENDS.items()},
        }

    def text(self, piece: str) -> None:
        if self._table and not self._asides:
            self._table.text.add(piece)

    def _in_table(
        self, take: Callable[[_TableReader, Attributes], None]
    ) -> Callable[[Attributes], None]:
        def start(attributes: Attributes) -> None:
            if self._table and not self._asides:
                take(self._table, attributes)

        return start

    def _out_of_table(self, take: Callable[[_TableReader], None]) -> Callable[[], None]:
        def end() -> None:
            if self._table and not self._asides:
                take(self._table)

        return end

    def _start_aside(self, _attributes: Attributes) -> None:
        self._asides += 1

    def _end_aside(self) -> None:
        self._asides -= 1

    def _start_table(self, attributes: Attributes) -> None:
        if self._asides:
            return
        if self._table:
            raise damaged()
        most = self._budget.limits.max_sheets
        if len(self.sheets) == most:
            raise too_many(most, "trang tính")
        style = attributes.get(f"{TABLE}style-name", "")
        builder = SheetBuilder(
            attributes.get(f"{TABLE}name", ""),
            self._budget,
            is_hidden=style in self._styles.hidden_tables,
        )
        self._table = _TableReader(builder, self._styles)
        self._is_external = False

    def _drop_table(self, _attributes: Attributes) -> None:
        # Other files' cells, kept for the formulas that use them.
        self._is_external = True

    def _end_table(self) -> None:
        if self._table and not self._asides:
            if not self._is_external:
                self.sheets.append(self._table.builder.sheet())
            self._table = None


def _repeats(attributes: Attributes, what: str) -> int:
    return max(int(attributes.get(f"{TABLE}number-{what}-repeated", 1)), 1)


TABLE_STARTS: Mapping[str, Callable[[_TableReader, Attributes], None]] = {
    f"{TABLE}table-column": _TableReader.take_column,
    f"{TABLE}table-row": _TableReader.start_row,
    f"{TABLE}table-cell": _TableReader.start_cell,
    f"{TABLE}covered-table-cell": _TableReader.start_cell,
    f"{TEXT}p": lambda table, _attributes: table.text.start_paragraph(),
    f"{TEXT}span": _TableReader.start_span,
    f"{TEXT}s": lambda table, attributes: table.text.add_spaces(attributes),
    f"{TEXT}tab": lambda table, _attributes: table.text.add_tab(),
    f"{TEXT}line-break": lambda table, _attributes: table.text.add_line_break(),
}
TABLE_ENDS: Mapping[str, Callable[[_TableReader], None]] = {
    f"{TABLE}table-row": _TableReader.end_row,
    f"{TABLE}table-cell": _TableReader.end_cell,
    f"{TABLE}covered-table-cell": _TableReader.end_cell,
    f"{TEXT}p": lambda table: table.text.end_paragraph(),
    f"{TEXT}span": lambda table: table.text.end_span(),
}
