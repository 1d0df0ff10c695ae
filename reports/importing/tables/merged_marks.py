"""Marks inside merged ranges: a value that several cells seem to share."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ntm_portal.lib.spreadsheets import Cell, Range
from reports.importing.tables.grid import Grid, has_content
from reports.importing.tables.layout import Layout
from reports.importing.tables.lines import Line

MESSAGE = (
    "Ô gộp phủ lên nhiều xã hoặc nhiều cột nên không rõ giá trị thuộc ô nào; "
    "hãy bỏ gộp và ghi vào từng ô."
)


@dataclass(frozen=True, slots=True)
class Shared:
    """A place in the table whose value stands in a merged range shared by others."""

    row: int
    column: int
    anchor: Cell


def shared_values(grid: Grid, layout: Layout, communes: Iterable[Line]) -> list[Shared]:
    """Return every mark and total of a commune that a merged range makes doubtful."""
    lines = list(communes)
    rows = {line.row for line in lines}
    return [
        Shared(line.row, column, grid.at(line.row, column))
        for line in lines
        for column, area in _areas(grid, layout, line.row)
        if has_content(grid.at(line.row, column))
        and (
            area.min_row != line.row
            or len(_inside(rows, area.min_row, area.max_row)) > 1
            or len(_inside(layout.table, area.min_column, area.max_column)) > 1
        )
    ]


def _areas(grid: Grid, layout: Layout, row: int) -> Iterator[tuple[int, Range]]:
    for column in (*layout.criteria.values(), layout.total):
        area = grid.area(row, column) if column is not None else None
        if column is not None and area is not None:
            yield column, area


def _inside(numbers: Iterable[int], first: int, last: int) -> list[int]:
    return [number for number in numbers if first <= number <= last]
