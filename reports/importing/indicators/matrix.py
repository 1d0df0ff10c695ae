"""Reading of a sheet with communes down and indicators across, wherever it stands.

A sheet may hold any of a set's indicators, and communes may stand across instead.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from criteria.analytics.indicators import LawIndicator
from ntm_portal.lib.spreadsheets import Cell, Sheet
from ntm_portal.lib.text import clean
from reports.importing.indicators.columns import IndicatorColumns
from reports.importing.indicators.headers import find_indicator_header
from reports.importing.indicators.labels import IndicatorLabels, Slot
from reports.importing.indicators.rows import read_rows
from reports.importing.problems import Problem, Question
from reports.importing.tables.building import Reading, build_matrix, empty_matrix
from reports.importing.tables.column_choices import COLUMN_KEY, IGNORE, ColumnChoices
from reports.importing.tables.criteria_columns import CriteriaColumns
from reports.importing.tables.grid import Grid, has_content
from reports.importing.tables.header_texts import header_text
from reports.importing.tables.headers import Header
from reports.importing.tables.layout import Layout, Places, read_layout
from reports.importing.tables.lines import read_lines
from reports.importing.tables.matrix import Matrix
from reports.importing.tables.numbering import split_number
from reports.importing.tables.table_rows import TableRows
from reports.importing.tables.transposing import cut_below, title_above

NO_TABLE = (
    "Không tìm thấy bảng xã và chỉ tiêu: chưa có hàng tiêu đề nào ghi số hoặc tên của "
    "các chỉ tiêu."
)
SKIP = "Bỏ qua, không nhập"
FEWEST_ACROSS = 2


@dataclass(frozen=True, slots=True)
class IndicatorMatrix:
    """The table of a sheet; for it the slots of indicators are what criteria are.

    ``slots`` are those that have a column; the roles of columns name them by their
    codes. Each of ``questions`` about a column is a problem of the matrix as well.
    """

    matrix: Matrix
    slots: Mapping[int, Slot]
    questions: tuple[Question, ...] = ()


def read_indicator_matrix(
    sheet: Sheet,
    *,
    indicators: Sequence[LawIndicator],
    places: Places,
    roles: Mapping[str, str] | None = None,
) -> IndicatorMatrix:
    """Read the table of a sheet that decode_sheet has decoded.

    ``roles`` are what a person said that columns hold, by what the file calls them.
    """
    labels = IndicatorLabels(indicators)
    if not _stands_across(Grid(sheet), places):
        return _read(Grid(sheet), labels, places, roles or {})
    turned = sheet.transposed()
    header = find_indicator_header(Grid(turned), labels, places)
    cut = cut_below(sheet, header, places) if header else turned
    title = title_above(sheet, cut)
    read = _read(Grid(cut), labels, places, roles or {}, title=title)
    matrix = replace(read.matrix, sheet=turned, roles={}, fingerprint="")
    return replace(read, matrix=matrix)


def _read(
    grid: Grid,
    labels: IndicatorLabels,
    places: Places,
    roles: Mapping[str, str],
    *,
    title: str | None = None,
) -> IndicatorMatrix:
    header = find_indicator_header(grid, labels, places)
    if header is None:
        empty = empty_matrix(grid, labels)
        problem = replace(empty.problems[0], message=NO_TABLE)
        return IndicatorMatrix(replace(empty, problems=(problem,)), {})
    columns = IndicatorColumns(grid, labels, header, _choices(grid, labels, roles))
    columns.read()
    if not columns.columns:
        return _without_columns(grid, labels, columns)
    return _Table(grid, labels, header, columns, places, title).read()


def _without_columns(
    grid: Grid, labels: IndicatorLabels, columns: IndicatorColumns
) -> IndicatorMatrix:
    empty = empty_matrix(grid, labels)
    return IndicatorMatrix(replace(empty, problems=tuple(columns.problems)), {})


def _choices(
    grid: Grid, labels: IndicatorLabels, roles: Mapping[str, str]
) -> ColumnChoices:
    marks = {grid.sheet.column_mark(column): column for column in grid.columns}
    numbers = {slot.code: str(number) for number, slot in labels.slots.items()}
    given = {
        marks[mark]: numbers.get(role, "" if role.isdecimal() else role)
        for mark, role in roles.items()
        if mark in marks
    }
    return ColumnChoices.of(given, labels.criteria)


def _stands_across(grid: Grid, places: Places) -> bool:
    """Say whether more communes stand beside each other than below each other."""
    known = [
        cell
        for cell in grid.sheet.cells.values()
        if isinstance(cell.value, str)
        and places.is_commune(split_number(cell.shown).name, None)
    ]
    across = _most([cell.row for cell in known])
    return across >= FEWEST_ACROSS and across > _most([cell.column for cell in known])


def _most(lines: Sequence[int]) -> int:
    return max(map(lines.count, set(lines)), default=0)


@dataclass(frozen=True, slots=True)
class _Table:
    grid: Grid
    labels: IndicatorLabels
    header: Header
    columns: IndicatorColumns
    places: Places
    title: str | None

    def read(self) -> IndicatorMatrix:
        layout = self._layout()
        asked = tuple(self._asked(layout))
        layout = replace(
            layout,
            others=tuple(c for c in layout.others if c not in {x for x, _, _ in asked}),
        )
        table = TableRows(self.grid, self.labels, self.header, layout, self.places)
        table.read()
        lines = read_lines(self.grid, layout, table.rows)
        found, remarks = read_rows(self.grid, layout, lines, self.places)
        matrix = build_matrix(
            Reading(
                grid=self.grid,
                labels=self.labels,
                header=self.header,
                layout=layout,
                found=found,
                remarks=remarks,
                problems=(
                    *self.columns.problems,
                    *table.problems,
                    *(problem for _, problem, _ in asked),
                ),
                warnings=table.warnings,
                title=self.title,
            )
        )
        slots = {number: self.labels.slots[number] for number in layout.criteria}
        return IndicatorMatrix(
            replace(
                matrix,
                criteria={n: slot.title for n, slot in slots.items()},
                roles=self._roles(layout, slots),
            ),
            slots,
            tuple(question for _, _, question in asked),
        )

    def _layout(self) -> Layout:
        """Return the layout; a table of values has no totals of its rows.

        A column that is headed as one holds something that nobody reads.
        """
        held = CriteriaColumns(
            self.grid,
            self.labels,
            self.header,
            self.columns.choices,
            columns=self.columns.columns,
        )
        layout = read_layout(self.grid, self.header, held, self.places)
        others = sorted((*layout.others, *layout.total_columns))
        return replace(layout, total_columns=(), others=tuple(others))

    def _roles(self, layout: Layout, slots: Mapping[int, Slot]) -> dict[int, str]:
        codes = {layout.criteria[number]: slot.code for number, slot in slots.items()}
        return dict.fromkeys(self.grid.columns, IGNORE) | layout.roles | codes

    def _asked(self, layout: Layout) -> Iterator[tuple[int, Problem, Question]]:
        """Yield the columns whose headers are only close to an indicator's name."""
        for column in layout.others:
            cell = self._heading(column)
            text = header_text(self.grid, self.header, column)
            free = [
                slot
                for slot in self.labels.close(clean(cell.shown))
                if slot.number not in layout.criteria
            ]
            is_told = column in self.columns.doubted
            if text and free and not is_told and self.columns.has_data(column):
                yield column, *self._ask(column, cell, free)

    def _heading(self, column: int) -> Cell:
        """Return the lowest header over a column that is written in words."""
        rows = [r for r in self.grid.rows if self.header.top <= r <= self.header.bottom]
        cells = [self.grid.at(row, column) for row in rows]
        worded = [c for c in cells if has_content(c) and len(c.shown) > 1]
        named = [c for c in worded if self.labels.close(clean(c.shown))]
        return (named or worded or cells)[-1]

    def _ask(
        self, column: int, cell: Cell, free: Sequence[Slot]
    ) -> tuple[Problem, Question]:
        names = " hay ".join(slot.title for slot in free)
        sheet = self.grid.sheet
        message = (
            f"Không rõ {sheet.column_word} {sheet.column_mark(column)} là chỉ tiêu "
            f"nào. Có phải {names} không?"
        )
        question = Question(
            key=f"{COLUMN_KEY}{sheet.column_mark(column)}",
            cell=cell.address,
            value=clean(cell.shown),
            message=message,
            choices=(*((slot.code, slot.title) for slot in free), (IGNORE, SKIP)),
        )
        return self.columns.problem(cell, message), question
