"""Totals written in a sheet, held against what its rows add up to."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from ntm_portal.lib.spreadsheets import Cell
from ntm_portal.lib.text import clean
from reports.importing.marks import cell_fault
from reports.importing.matrix import Matrix, RowKind
from reports.importing.problems import Problem

# Row number to criterion to whether the cell counts; None where it could not be read.
Counted = Mapping[int, Mapping[int, bool | None]]

WHOLE = re.compile(r"^\d+$")
OF_ALL = re.compile(r"^(?P<count>\d+)\s*/\s*(?P<all>\d+)$")
UNCHECKED = "Không kiểm được tổng: ô có công thức nhưng tệp không lưu kết quả."


@dataclass(frozen=True, slots=True)
class CountReading:
    """A total as written: a count, or a fault for its author; blank has neither."""

    count: int | None = None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class TotalChecks:
    """Totals that are wrong, and totals that could not be checked."""

    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]


def read_count(cell: Cell, *, of: int) -> CountReading:
    """Read a total: 7, "07" or, where the whole is ``of``, "7/19"."""
    if cell.is_blank:
        return CountReading()
    fault = cell_fault(cell)
    count = None if fault else _count(cell, of)
    if count is None and not fault:
        fault = f"Tổng phải là số nguyên; ô ghi “{cell.shown}”."
    return CountReading(count, fault)


def check_totals(matrix: Matrix, counted: Counted) -> TotalChecks:
    """Check the total of every row, and every district's and table's own totals.

    ``counted`` tells of each commune row's cells whether they count: met, in
    Phụ lục 01 planned as well. Blank totals are not checked, nor are sums over a cell
    that could not be read: that cell is the problem.
    """
    expected = list(_expected(matrix, counted))
    return TotalChecks(
        errors=tuple(_errors(matrix, expected)),
        warnings=tuple(
            matrix.problem_at(cell, UNCHECKED)
            for cell, _ in expected
            if cell.lacks_value
        ),
    )


def _errors(
    matrix: Matrix, expected: Iterable[tuple[Cell, int | None]]
) -> Iterator[Problem]:
    for cell, added in expected:
        if cell.lacks_value:
            continue
        written = read_count(cell, of=len(matrix.criteria))
        if written.fault:
            yield matrix.problem_at(cell, written.fault)
        elif written.count is not None and added not in (None, written.count):
            message = f"Tổng ghi {written.count}, cộng lại được {added}."
            yield matrix.problem_at(cell, message)


def _count(cell: Cell, of: int) -> int | None:
    if isinstance(cell.value, Decimal):
        is_whole = cell.value >= 0 and cell.value == cell.value.to_integral_value()
        return int(cell.value) if is_whole else None
    if not isinstance(cell.value, str):
        return None
    text = clean(cell.value)
    shared = OF_ALL.match(text)
    if shared and int(shared["all"]) == of:
        return int(shared["count"])
    return int(text) if WHOLE.match(text) else None


def _expected(matrix: Matrix, counted: Counted) -> Iterator[tuple[Cell, int | None]]:
    """Yield every total cell with the sum it must show, None for a doubtful sum."""
    for row in matrix.rows:
        if row.kind is RowKind.NOTE:
            continue
        is_commune = row.kind is RowKind.COMMUNE
        rows = [row.row_number] if is_commune else row.members
        if not is_commune:
            for number, cell in row.marks.items():
                yield cell, _sum(counted, rows, [number])
        if row.total:
            yield row.total, _sum(counted, rows, matrix.criteria)


def _sum(counted: Counted, rows: Iterable[int], criteria: Iterable[int]) -> int | None:
    numbers = list(criteria)
    cells = [counted.get(row, {}).get(number) for row in rows for number in numbers]
    return None if None in cells else cells.count(True)
