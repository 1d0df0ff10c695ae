"""The column of each indicator, and every doubt about it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from criteria.analytics.indicators import LawIndicator
from ntm_portal.lib.spreadsheets import Cell
from ntm_portal.lib.text import clean, fold
from reports.importing.indicators.headers import labels_in
from reports.importing.indicators.labels import (
    IN_BRACKETS,
    IndicatorLabel,
    IndicatorLabels,
)
from reports.importing.problems import Problem
from reports.importing.tables.column_choices import LABELS, ColumnChoices
from reports.importing.tables.grid import Grid, has_content
from reports.importing.tables.header_texts import header_text
from reports.importing.tables.headers import Header


@dataclass(frozen=True, slots=True)
class _Placed:
    """A column, the lowest header cell that says what it holds, and what it says."""

    column: int
    cell: Cell
    label: IndicatorLabel
    below: tuple[str, ...]

    def is_second(self, name: str) -> bool:
        """Say whether the header names the second value and nothing else."""
        return self.label.is_second or name in (self.label.rest, *self.below)

    def mentions(self, name: str) -> bool:
        return any(name in said for said in (self.label.rest, *self.below))


@dataclass(slots=True)
class IndicatorColumns:
    """Slot to column, filled while the header is read; problems beside.

    What a person chose for a column is not looked for in its header. ``doubted`` are
    the columns that a problem tells of.
    """

    grid: Grid
    labels: IndicatorLabels
    header: Header
    choices: ColumnChoices
    columns: dict[int, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    doubted: set[int] = field(default_factory=set)

    def read(self) -> None:
        """Place every indicator that the header names."""
        self.columns.update(self.choices.criteria)
        by_indicator: dict[LawIndicator, list[_Placed]] = {}
        for column in self.grid.columns:
            placed = None if column in self.choices.roles else self._placed(column)
            if placed and placed.label.indicator:
                by_indicator.setdefault(placed.label.indicator, []).append(placed)
        for indicator, found in by_indicator.items():
            self._settle(indicator, found)
        self._doubt_choices()

    def has_data(self, column: int) -> bool:
        below = (row for row in self.grid.rows if row > self.header.bottom)
        return any(has_content(self.grid.own(row, column)) for row in below)

    def problem(self, cell: Cell, message: str) -> Problem:
        header = header_text(self.grid, self.header, cell.column)
        return Problem(self.grid.sheet.title, cell.address, header, cell.shown, message)

    def _placed(self, column: int) -> _Placed | None:
        """Return what the lowest header of a column says; contradictions are told."""
        said = list(self._said(column))
        lowest = next((each for each in said if each[1].indicator), None)
        for cell, label in said:
            meant = {label.indicator, label.other, lowest and lowest[1].indicator}
            if len(meant - {None}) > 1 or label.other:
                self._contradict(cell, label, lowest)
                return None
        if lowest:
            return _Placed(column, *lowest, tuple(self._below(column, lowest[0])))
        if said and self.has_data(column):
            cell, label = said[0]
            self._doubt(cell, f"Bộ tiêu chí không có chỉ tiêu {label.code}.")
        return None

    def _said(self, column: int) -> Iterator[tuple[Cell, IndicatorLabel]]:
        """Yield the codes and names over a column, the lowest first."""
        rows = [r for r in self.grid.rows if self.header.top <= r <= self.header.bottom]
        found = {
            cell.address: (cell, label)
            for row in reversed(rows)
            for cell, label in labels_in(self.grid, self.labels, row)
            if column in self.grid.columns_of(cell)
        }
        yield from found.values()

    def _below(self, column: int, cell: Cell) -> Iterator[str]:
        """Yield the folded words that stand under a header cell in a column."""
        for row in self.grid.rows:
            if cell.row < row <= self.header.bottom:
                at = self.grid.at(row, column)
                if at != cell:
                    yield fold(IN_BRACKETS.sub("", clean(at.shown)))

    def _settle(self, indicator: LawIndicator, found: Sequence[_Placed]) -> None:
        if len(found) > 1 and len({each.cell.address for each in found}) == 1:
            found = [p for p in found if self.has_data(p.column)] or found[:1]
        if indicator.second_value_name:
            self._settle_both(indicator, found)
        elif len(found) == 1:
            self._take(indicator, found[0])
        else:
            self._doubt_several(indicator, found)

    def _settle_both(self, indicator: LawIndicator, found: Sequence[_Placed]) -> None:
        """Tell an indicator's value from its second one by the words beside."""
        name = fold(indicator.second_value_name)
        exact = [each for each in found if each.is_second(name)]
        second = exact or [each for each in found if each.mentions(name)]
        first = [each for each in found if each not in second]
        is_clear = len(first) <= 1 and len(second) <= 1
        if not is_clear or (second and not (exact or first)):
            self._doubt_several(indicator, found)
            return
        for each in first:
            self._take(indicator, each)
        for each in second:
            self._take(indicator, each, is_second=True)

    def _take(
        self, indicator: LawIndicator, placed: _Placed, *, is_second: bool = False
    ) -> None:
        number = self.labels.slot(indicator, is_second=is_second)
        if number in self.choices.criteria:
            return
        self.columns[number] = placed.column

    def _doubt_several(self, indicator: LawIndicator, found: Sequence[_Placed]) -> None:
        sheet = self.grid.sheet
        self.doubted.update(each.column for each in found)
        marks = ", ".join(sheet.column_mark(each.column) for each in found)
        if indicator.second_value_name:
            message = (
                f"Không rõ {sheet.column_word} nào là giá trị chung, "
                f"{sheet.column_word} nào là “{indicator.second_value_name}” của chỉ "
                f"tiêu {indicator.code}: {marks}."
            )
        elif len({each.cell.address for each in found}) == 1:
            message = (
                f"Tiêu đề của chỉ tiêu {indicator.code} gộp các {sheet.column_word} "
                f"{marks} đều có dữ liệu: không rõ đọc {sheet.column_word} nào."
            )
        else:
            message = (
                f"Chỉ tiêu {indicator.code} có nhiều {sheet.column_word}: {marks}."
            )
        self._doubt(found[-1].cell, message)

    def _contradict(
        self,
        cell: Cell,
        label: IndicatorLabel,
        lowest: tuple[Cell, IndicatorLabel] | None,
    ) -> None:
        if label.other:
            message = (
                f"Tiêu đề ghi số {label.code} nhưng tên là của chỉ tiêu "
                f"{label.other.code}."
            )
        else:
            below = lowest[1].code if lowest else ""
            message = (
                f"Tiêu đề của {self.grid.sheet.column_word} mâu thuẫn: vừa là chỉ tiêu "
                f"{label.code}, vừa là chỉ tiêu {below}."
            )
        self._doubt(cell, message)

    def _doubt_choices(self) -> None:
        for role, *both in self.choices.repeated():
            what = LABELS.get(role) or f"chỉ tiêu {self.labels.slots[int(role)].title}"
            sheet = self.grid.sheet
            marks = " và ".join(map(sheet.column_mark, both))
            self._doubt(
                self.grid.at(self.header.main, both[1]),
                f"Có hai {sheet.column_word}, {marks}, cùng được chọn là {what}.",
            )

    def _doubt(self, cell: Cell, message: str) -> None:
        self.doubted.update(self.grid.columns_of(cell))
        self.problems.append(self.problem(cell, message))
