"""What each row of a table is: a district, a commune, a total or a note."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ntm_portal.lib.spreadsheets import Cell
from reports.importing.marks import cell_fault
from reports.importing.tables import row_words
from reports.importing.tables.grid import Grid, opening
from reports.importing.tables.layout import Layout, Places
from reports.importing.tables.lines import Line
from reports.importing.tables.matrix import RowKind
from reports.importing.tables.numbering import split_number


@dataclass(frozen=True, slots=True)
class Found:
    """A line with its kind and the district cell that holds for it."""

    line: Line
    kind: RowKind
    name_cell: Cell
    name: str
    district_cell: Cell | None


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to tell of a cell; ``is_fault`` refuses the file."""

    cell: Cell
    message: str
    is_fault: bool


class RowReader:
    """Reads lines in the order of the sheet, each under the district above it."""

    def __init__(
        self, grid: Grid, layout: Layout, lines: Sequence[Line], places: Places
    ) -> None:
        self.grid = grid
        self.layout = layout
        self.lines = lines
        self.places = places
        self.found: list[Found] = []
        self.remarks: list[Remark] = []
        self.district: Cell | None = None
        self.last = max((x.row for x in lines if self._is_sure(x)), default=0)
        self.is_in_capitals = self._are_in_capitals()

    def read(self) -> None:
        """Fill ``found`` and ``remarks``."""
        for index, line in enumerate(self.lines):
            self.district = line.district_cell or self.district
            if line.name_cell is None:
                self._read_unnamed(line)
            elif fault := cell_fault(line.name_cell):
                self._remark(line.name_cell, fault)
                self._leave_unread(line, line.name_cell)
            else:
                names = (following.name for following in self.lines[index + 1 :])
                self._read_named(line, line.name_cell, next(filter(None, names), ""))

    def _read_named(self, line: Line, cell: Cell, following: str) -> None:
        kind, name = self._kind(line, following), line.name
        if kind is RowKind.DISTRICT:
            self.district = cell
            name = row_words.without_addition(name)
        if kind is RowKind.NOTE and line.data:
            title = opening(self.grid.sheet.row_word)
            self._warn(cell, f"{title} này không được nhập và không kiểm được.")
        self.found.append(Found(line, kind, cell, name, self.district))

    def _kind(self, line: Line, following: str) -> RowKind:
        known = self._is_known(line.name)
        said = None if known else _said(line)
        if said:
            return said
        if self._is_district(line, following):
            return RowKind.DISTRICT
        is_loose = not (line.data or line.is_numbered or known)
        return RowKind.NOTE if is_loose and line.row > self.last else RowKind.COMMUNE

    def _is_district(self, line: Line, following: str) -> bool:
        if row_words.says_commune(line.name):
            return False
        if row_words.says_district(line.name):
            return True
        if line.has_letters:
            return False
        is_place = self.places.is_district(line.name)
        if line.is_roman:
            return is_place or not self._is_known(line.name)
        if is_place:
            return self._heads(line, following)
        return self._stands_out(line)

    def _stands_out(self, line: Line) -> bool:
        """Say whether capitals alone make an unknown name a heading."""
        is_plain = self.is_in_capitals or not line.name.isupper()
        is_commune = line.is_numbered or self._is_known(line.name)
        return not (is_plain or is_commune) and line.row < self.last

    def _heads(self, line: Line, following: str) -> bool:
        """Say whether a district's bare name heads it or names a commune alike.

        Đắk Hà is a district, and a commune of Tu Mơ Rông.
        """
        if not self._is_known(line.name):
            return True
        if line.is_numbered or self._is_heading(line.name):
            return False
        counts = (cell.value for cell in line.marks.values())
        return (
            any(isinstance(value, Decimal) and value > 1 for value in counts)
            or (line.name.isupper() and not self.is_in_capitals)
            or self.places.is_commune(following, line.name)
        )

    def _is_heading(self, name: str) -> bool:
        above = self._heading()
        return above is not None and row_words.district_key(
            above
        ) == row_words.district_key(name)

    def _is_known(self, name: str) -> bool:
        return self.places.is_commune(name, self._heading())

    def _heading(self) -> str | None:
        if self.district is None:
            return None
        return row_words.without_addition(split_number(self.district.shown).name)

    def _are_in_capitals(self) -> bool:
        known = [x.name for x in self.lines if self.places.is_commune(x.name, None)]
        return sum(map(str.isupper, known)) * 2 > len(known)

    def _is_sure(self, line: Line) -> bool:
        """Say whether the line is part of the table whatever stands around it."""
        if self.places.is_commune(line.name, None):
            return True
        said = _said(line) is not None or row_words.is_note(line.name)
        return not said and bool(line.data or (line.name and line.is_numbered))

    def _read_unnamed(self, line: Line) -> None:
        if not line.data:
            self._read_note(line)
            return
        name = self.grid.at(line.row, self.layout.name) if self.layout.name else None
        if name and name.row < line.row and not name.is_blank:
            self._remark(
                line.data[0],
                f"Ô tên {name.address} gộp nhiều {self.grid.sheet.row_word}; "
                f"{self._title(line)} cũng có dấu.",
            )
        else:
            title = opening(self._title(line))
            self._remark(line.data[0], f"{title} có dấu nhưng không có tên xã.")
        self._leave_unread(line, line.data[0])

    def _leave_unread(self, line: Line, cell: Cell) -> None:
        self.found.append(Found(line, RowKind.UNREAD, cell, "", self.district))

    def _title(self, line: Line) -> str:
        sheet = self.grid.sheet
        return f"{sheet.row_word} {sheet.row_mark(line.row)}"

    def _read_note(self, line: Line) -> None:
        cell = self.grid.shown(line.row)[0]
        if line.number:
            title = opening(self._title(line))
            self._warn(cell, f"{title} có số thứ tự nhưng không có tên xã.")
        self.found.append(Found(line, RowKind.NOTE, cell, cell.shown, self.district))

    def _remark(self, cell: Cell, message: str) -> None:
        self.remarks.append(Remark(cell, message, is_fault=True))

    def _warn(self, cell: Cell, message: str) -> None:
        self.remarks.append(Remark(cell, message, is_fault=False))


def _said(line: Line) -> RowKind | None:
    """Return what the words alone say of a row, None for a place."""
    if row_words.is_unchecked(line.name):
        return RowKind.NOTE
    if row_words.is_average(line.name):
        return RowKind.AVERAGE
    if row_words.is_share(line.name):
        return RowKind.SHARE
    if row_words.is_total(line.name):
        return RowKind.TOTAL
    return RowKind.NOTE if not line.data and row_words.is_note(line.name) else None
