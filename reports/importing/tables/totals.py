"""Totals written in a sheet, held against what its rows add up to.

Averages and shares are held against the same counts, rounded half up to the decimals
that they are written with. A figure that does not fit is an error whether it is a
sum or a quotient; words in a row of quotients are only a warning, since that row may
tell something else. Sums over communes that are missing or could not be read are not
checked: one warning says so.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal

from ntm_portal.lib.spreadsheets import Cell
from ntm_portal.lib.text import clean
from reports.importing.marks import cell_fault
from reports.importing.problems import Problem
from reports.importing.tables.figures import Figure, Ratio
from reports.importing.tables.matrix import Matrix, Row, RowKind
from reports.importing.tables.sums import Counted, Sum, Sums

WHOLE = re.compile(r"^\d{1,9}$")
OF_ALL = re.compile(r"^(?P<count>\d{1,9})\s*/\s*(?P<all>\d{1,9})$")
DASHES = frozenset("-–—")
UNCHECKED = "Không kiểm được tổng: ô có công thức nhưng tệp không lưu kết quả."
NO_NUMBER = "Không kiểm được: ô không ghi số."
NOT_KNOWN = "Không kiểm được: không rõ số này là tỷ lệ của gì."
QUOTIENTS = {RowKind.AVERAGE: "Bình quân", RowKind.SHARE: "Tỷ lệ"}
# Which of the ratios that a figure may show is named when it shows none.
QUOTIENT_OF = {RowKind.AVERAGE: slice(0, 1), RowKind.SHARE: slice(1, 3)}


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
    """Read a total: 7, "07" or, where the whole is ``of``, "7/19"; "-" is blank."""
    if _is_blank(cell):
        return CountReading()
    fault = cell_fault(cell)
    count = None if fault else _count(cell, of)
    if count is None and not fault:
        fault = f"Tổng phải là số nguyên; ô ghi “{cell.shown}”."
    return CountReading(count, fault)


def check_totals(
    matrix: Matrix, counted: Counted, *, incomplete: Collection[Cell | None] = ()
) -> TotalChecks:
    """Check the total of every row, and every district's and table's own figures.

    ``counted`` tells of each commune row's cells whether they count: met, in
    Phụ lục 01 planned as well. ``incomplete`` are the headings of districts that lack
    communes, None for a table without headings. Blank totals are not checked, nor are
    sums over a cell that could not be read: that cell is the problem.
    """
    checker = _Checker(matrix, Sums(matrix, counted, incomplete))
    for row in matrix.rows:
        checker.check(row)
    return TotalChecks(tuple(checker.errors), tuple(checker.told()))


class _Checker:
    def __init__(self, matrix: Matrix, sums: Sums) -> None:
        self.matrix = matrix
        self.sums = sums
        self.errors: list[Problem] = []
        self.warnings: list[Problem] = []
        self.doubtful: list[Cell] = []

    def check(self, row: Row) -> None:
        """Check the figures of one row."""
        for number, cell in _cells(row):
            if cell.lacks_value:
                self._warn(cell, UNCHECKED)
            elif not _is_blank(cell):
                self._check(row, cell, number)

    def told(self) -> Iterator[Problem]:
        """Yield the warnings, one for all sums that are doubtful."""
        yield from self.warnings
        if self.doubtful:
            message = (
                f"Không kiểm được {len(self.doubtful)} ô tổng (ô đầu tiên: "
                f"{self.doubtful[0].address}), vì thiếu xã hoặc có hàng chưa đọc được."
            )
            yield Problem(self.matrix.sheet.title, "", "", "", message)

    def _check(self, row: Row, cell: Cell, number: int | None) -> None:
        expected = self.sums.of(row, number)
        if expected.is_doubtful and expected.counted is None:
            self.doubtful.append(cell)
        elif row.kind in QUOTIENTS:
            self._check_quotient(row.kind, cell, expected, is_total=number is None)
        else:
            self._check_count(row, cell, expected, is_total=number is None)

    def _check_count(
        self, row: Row, cell: Cell, expected: Sum, *, is_total: bool
    ) -> None:
        written = read_count(cell, of=expected.cells)
        figure = Figure.read(cell) if row.kind is not RowKind.COMMUNE else None
        if written.fault and figure and not figure.is_whole:
            kind = RowKind.AVERAGE if is_total else RowKind.SHARE
            self._compare(kind, cell, figure, expected)
        elif written.fault:
            self._fail(cell, written.fault)
        elif expected.counted not in (None, written.count):
            self._miss(
                cell,
                expected,
                f"Tổng ghi {written.count}, cộng lại được {expected.counted}.",
            )

    def _check_quotient(
        self, kind: RowKind, cell: Cell, expected: Sum, *, is_total: bool
    ) -> None:
        figure = Figure.read(cell)
        if figure is None:
            self._warn(cell, cell_fault(cell) or NO_NUMBER)
        elif kind is RowKind.SHARE and is_total:
            # Of all results, or of the communes that meet every criterion.
            whole = Ratio(expected.complete, expected.communes, 100)
            if not any(map(figure.shows, [whole, *_ratios(expected)])):
                self._warn(cell, NOT_KNOWN)
        else:
            self._compare(kind, cell, figure, expected)

    def _compare(
        self, kind: RowKind, cell: Cell, figure: Figure, expected: Sum
    ) -> None:
        if expected.counted is None or not expected.cells:
            return
        ratios = _ratios(expected)
        if not any(map(figure.shows, ratios)):
            shown = figure.expected(ratios[QUOTIENT_OF[kind]])
            message = f"{QUOTIENTS[kind]} ghi {cell.shown}, tính được {shown}."
            self._miss(cell, expected, message)

    def _miss(self, cell: Cell, expected: Sum, message: str) -> None:
        if expected.is_doubtful:
            self.doubtful.append(cell)
        else:
            self._fail(cell, message)

    def _fail(self, cell: Cell, message: str) -> None:
        self.errors.append(self.matrix.problem_at(cell, message))

    def _warn(self, cell: Cell, message: str) -> None:
        self.warnings.append(self.matrix.problem_at(cell, message))


def _cells(row: Row) -> Iterator[tuple[int | None, Cell]]:
    """Yield the cells that show a sum, by criterion; None for the row's total."""
    if row.kind.is_derived:
        yield from row.marks.items()
    if row.total and (row.kind.is_derived or row.kind is RowKind.COMMUNE):
        yield None, row.total


def _ratios(expected: Sum) -> list[Ratio]:
    """Return what a quotient may show: an average, or a share in percent or not."""
    counted = expected.counted or 0
    return [
        Ratio(counted, expected.communes),
        Ratio(counted, expected.cells, 100),
        Ratio(counted, expected.cells),
    ]


def _is_blank(cell: Cell) -> bool:
    return cell.is_blank or (
        isinstance(cell.value, str) and clean(cell.value) in DASHES
    )


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
