"""The matrix put together from what was read, with every problem and warning."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ntm_portal.lib.periods import Quarter
from ntm_portal.lib.text import clean
from reports.importing.problems import Problem
from reports.importing.tables.column_roles import column_roles, fingerprint
from reports.importing.tables.grid import Grid
from reports.importing.tables.header_texts import criterion_path, header_text
from reports.importing.tables.headers import Header
from reports.importing.tables.labels import Labels
from reports.importing.tables.layout import Layout
from reports.importing.tables.matrix import Column, Matrix, Row, RowKind
from reports.importing.tables.members import Members
from reports.importing.tables.merged_marks import MESSAGE, Shared, shared_values
from reports.importing.tables.rows import Found, Remark
from reports.importing.tables.unread import hidden_lines, unread_columns, unread_rows

NO_TABLE = (
    "Không tìm thấy bảng xã và tiêu chí: chưa có hàng tiêu đề nào ghi tên hoặc số "
    "của các tiêu chí."
)
NO_NAMES = "Không tìm thấy cột tên xã."
NO_COMMUNES = "Bảng không có hàng xã nào."


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that was read of a sheet that has a table.

    ``title`` is None when the title is what stands above the header.
    """

    grid: Grid
    labels: Labels
    header: Header
    layout: Layout
    found: Sequence[Found]
    remarks: Sequence[Remark]
    problems: Sequence[Problem]
    warnings: Sequence[Problem] = ()
    title: str | None = None


def empty_matrix(grid: Grid, labels: Labels) -> Matrix:
    """Return the matrix of a sheet without a table: one problem that says so."""
    return Matrix(
        sheet=grid.sheet,
        criteria=labels.criteria,
        title_quarters=(),
        title_text="",
        columns={},
        name_column=None,
        total_column=None,
        headers={},
        rows=(),
        problems=(_general(grid, NO_TABLE),),
        warnings=(),
    )


def build_matrix(reading: Reading) -> Matrix:
    """Return the matrix of a table."""
    grid, header, layout = reading.grid, reading.header, reading.layout
    communes = [x.line for x in reading.found if x.kind is RowKind.COMMUNE]
    shared = shared_values(grid, layout, communes)
    above = _text(grid, [row for row in grid.rows if row < header.top])
    title = above if reading.title is None else reading.title
    heads = _text(grid, [r for r in grid.rows if header.top <= r <= header.bottom])
    paths = _paths(reading)
    matrix = Matrix(
        sheet=grid.sheet,
        criteria=reading.labels.criteria,
        title_quarters=_quarters(title) or _quarters(heads),
        title_text=title,
        columns={n: Column(c, paths[c]) for n, c in layout.criteria.items()},
        name_column=layout.name,
        total_column=layout.total,
        headers=paths,
        rows=tuple(_rows(layout, reading.found, shared)),
        problems=tuple(reading.problems),
        warnings=(),
        roles=column_roles(grid, layout),
        fingerprint=fingerprint(grid, header),
    )
    return replace(
        matrix,
        problems=(*matrix.problems, *_problems(reading, matrix, shared)),
        warnings=tuple(_warnings(reading, matrix)),
    )


def _paths(reading: Reading) -> dict[int, str]:
    grid, header, layout = reading.grid, reading.header, reading.layout
    paths = {column: header_text(grid, header, column) for column in grid.columns}
    for number, column in layout.criteria.items():
        paths[column] = criterion_path(
            grid, header, reading.labels, layout.criteria, number
        )
    return paths


def _rows(
    layout: Layout, found: Sequence[Found], shared: list[Shared]
) -> Iterator[Row]:
    members = Members(found)
    doubtful = {(item.row, item.column) for item in shared}
    rows = {item.row for item in shared}
    for item in found:
        line = item.line
        yield Row(
            kind=item.kind,
            row_number=line.row,
            name_cell=item.name_cell,
            name=item.name,
            district_cell=item.district_cell,
            marks=line.marks
            if line.row not in rows
            else {
                number: cell
                for number, cell in line.marks.items()
                if (line.row, layout.criteria[number]) not in doubtful
            },
            total=None if (line.row, layout.total) in doubtful else line.total,
            members=members.of(item),
        )


def _problems(
    reading: Reading, matrix: Matrix, shared: list[Shared]
) -> Iterator[Problem]:
    if matrix.name_column is None:
        yield _general(reading.grid, NO_NAMES)
    elif not matrix.communes:
        yield _general(reading.grid, NO_COMMUNES)
    for remark in reading.remarks:
        if remark.is_fault:
            yield matrix.problem_at(remark.cell, remark.message)
    for anchor in {item.anchor.address: item.anchor for item in shared}.values():
        yield matrix.problem_at(anchor, MESSAGE)


def _warnings(reading: Reading, matrix: Matrix) -> Iterator[Problem]:
    yield from reading.warnings
    for remark in reading.remarks:
        if not remark.is_fault:
            yield matrix.problem_at(remark.cell, remark.message)
    totals = reading.layout.total_columns
    if len(totals) > 1:
        columns = ", ".join(map(matrix.sheet.column_mark, totals))
        yield _general(
            reading.grid,
            f"Có nhiều {matrix.sheet.column_word} tổng ({columns}): không kiểm được "
            "tổng của từng xã.",
        )
    yield from unread_columns(reading.grid, reading.layout, matrix)
    yield from unread_rows(reading.grid, reading.header)
    yield from hidden_lines(matrix)


def _general(grid: Grid, message: str) -> Problem:
    return Problem(grid.sheet.title, "", "", "", message)


def _text(grid: Grid, rows: Iterable[int]) -> str:
    return "\n".join(clean(cell.shown) for row in rows for cell in grid.shown(row))


def _quarters(text: str) -> tuple[Quarter, ...]:
    return tuple(dict.fromkeys(Quarter.in_title(text)))
