"""Tables of columns read from a workbook: values, and every cell that cannot be read.

The header row is found by the words of the columns, in any order; a column that is
not known is named and left out. "Mã dòng" tells which row of the portal is meant.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings

from ntm_portal.lib.spreadsheets import (
    Cell,
    Limits,
    Sheet,
    UnreadableWorkbook,
    read_workbook,
)
from ntm_portal.lib.text import clean, fold
from programme.choices import ColumnKind
from programme.forms.tables.columns import Column, Fault, Value, Within
from programme.forms.tables.places import Places
from reports.importing.problems import Problem

ROW_KEY = "Mã dòng"
KEY_COLUMN = Column("", ROW_KEY, ColumnKind.WHOLE)
NUMBERING = frozenset(("stt", "tt", "sott"))
HEADER_ROWS = 40
MOST_ROWS = 2_000
# Districts first: communes are looked for in them, and villages in communes.
ORDER = (ColumnKind.DISTRICT, ColumnKind.COMMUNE, ColumnKind.VILLAGE)


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a file: its number there, its row of the portal, and its values.

    Columns that the file does not have, are not among the ``values``. ``cells`` are
    the addresses by code of column, "" standing for the row's key.
    """

    number: int
    key: int | None
    values: Mapping[str, Value]
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TableReading:
    """Everything that a file says.

    ``ignored`` are words above columns that are not read.
    """

    sheet: str = ""
    rows: tuple[TableRow, ...] = ()
    problems: tuple[Problem, ...] = ()
    columns: tuple[Column, ...] = ()
    ignored: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Header:
    """The columns found in a row of a sheet, by number of the sheet's column."""

    sheet: Sheet
    row: int
    found: Mapping[int, Column]
    twice: tuple[Cell, ...] = ()

    @property
    def weight(self) -> int:
        return len(self.found)


def read_table(
    data: bytes,
    name: str,
    columns: Sequence[Column],
    *,
    places: Places | None = None,
) -> TableReading:
    """Read the table with these columns from a file; nothing is raised.

    A file that is no workbook, or has no such table, is a problem without a cell.
    ``places`` are needed where a column holds places or agencies.
    """
    limits = Limits(settings.UPLOAD_MAX_BYTES, max_cells=settings.IMPORT_MAX_CELLS)
    try:
        sheets = read_workbook(data, name=name, limits=limits)
    except UnreadableWorkbook as error:
        return TableReading(problems=(Problem("", "", "", name, str(error)),))
    readable = [each for each in columns if not each.is_fixed]
    header = _find_header(sheets, readable)
    if header is None:
        wanted = ", ".join(f"“{each.header}”" for each in readable if each.required)
        message = f"Tệp không có bảng nào với các cột {wanted}; hãy dùng tệp mẫu."
        return TableReading(problems=(Problem("", "", "", name, message),))
    return _Table(header, readable, columns, places).read()


def _find_header(sheets: Sequence[Sheet], columns: Sequence[Column]) -> _Header | None:
    """Return the row that names the most columns, at least two where there are."""
    headers = [
        _read_header(sheet, row, columns)
        for sheet in sheets
        if not sheet.is_hidden
        for row in range(1, min(sheet.max_row, HEADER_ROWS) + 1)
    ]
    best = max(headers, key=lambda each: each.weight, default=None)
    enough = best is not None and best.weight >= min(2, len(columns))
    return best if enough else None


def _read_header(sheet: Sheet, row: int, columns: Sequence[Column]) -> _Header:
    found: dict[int, Column] = {}
    twice: list[Cell] = []
    for cell in sheet.row_cells(row):
        text = cell.shown.rstrip("* \n")
        named = next(
            (each for each in (KEY_COLUMN, *columns) if text and each.is_named(text)),
            None,
        )
        if named in found.values():
            twice.append(cell)
        elif named is not None:
            found[cell.column] = named
    return _Header(sheet, row, found, tuple(twice))


class _Table:
    def __init__(
        self,
        header: _Header,
        columns: Sequence[Column],
        written: Sequence[Column],
        places: Places | None,
    ) -> None:
        self.header = header
        self.sheet = header.sheet
        self.columns = columns
        self.written = written
        self.places = places
        self.problems: list[Problem] = []

    def read(self) -> TableReading:
        self._check_header()
        numbers = [
            number
            for number in range(self.header.row + 1, self.sheet.max_row + 1)
            if self._has_content(number)
        ]
        if len(numbers) > MOST_ROWS:
            self._add(None, "", f"Bảng có {len(numbers)} hàng; nhiều nhất {MOST_ROWS}.")
        rows = () if self.problems else tuple(map(self._row, numbers))
        if not (rows or self.problems):
            self._add(None, "", "Bảng không có hàng nào.")
        return TableReading(
            sheet=self.sheet.title,
            rows=rows,
            problems=tuple(self.problems),
            columns=tuple(each for each in self.header.found.values() if each.code),
            ignored=tuple(self._ignored()),
        )

    def _check_header(self) -> None:
        for cell in self.header.twice:
            self._add(cell, clean(cell.shown), "Cột này có hai lần; hãy bỏ một cột.")
        present = set(self.header.found.values())
        absent = [each for each in self.columns if each.required]
        for column in absent:
            if column not in present:
                self._add(None, column.header, f"Tệp thiếu cột “{column.header}”.")

    def _has_content(self, row: int) -> bool:
        cells = (self.sheet.cell(row, column) for column in self.header.found)
        return any(not cell.is_blank or cell.lacks_value for cell in cells)

    def _row(self, number: int) -> TableRow:
        cells = {
            column.code: self.sheet.cell(number, at)
            for at, column in self.header.found.items()
        }
        key = self._value(KEY_COLUMN, cells[""], None) if "" in cells else None
        values = self._values(cells)
        return TableRow(
            number=number,
            key=key if isinstance(key, int) else None,
            values=values,
            cells={code: cell.address for code, cell in cells.items()},
        )

    def _values(self, cells: Mapping[str, Cell]) -> dict[str, Value]:
        """Read the values of a row, places from the largest to the smallest."""
        read: dict[ColumnKind, Value] = {}
        values: dict[str, Value] = {}
        present = [each for each in self.columns if each.code in cells]
        for column in sorted(present, key=_rank):
            value = self._value(column, cells[column.code], self._within(read))
            values[column.code] = value
            if column.kind in ORDER:
                read[column.kind] = value
        return values

    def _within(self, read: Mapping[ColumnKind, Value]) -> Within | None:
        if self.places is None:
            return None
        district, commune = (
            read.get(kind) for kind in (ColumnKind.DISTRICT, ColumnKind.COMMUNE)
        )
        return Within(
            self.places,
            district=str(district) if district else None,
            commune=str(commune) if commune else None,
        )

    def _value(self, column: Column, cell: Cell, within: Within | None) -> Value:
        if cell.lacks_value:
            self._add(
                cell,
                column.header,
                "Ô có công thức chưa tính; hãy mở tệp bằng Excel, lưu lại rồi nhập.",
            )
            return None
        try:
            return column.parse(cell.value, within)
        except Fault as fault:
            self._add(cell, column.header, str(fault))
            return None

    def _ignored(self) -> Iterator[str]:
        known = [each for each in self.written if each.is_fixed]
        for cell in self.sheet.row_cells(self.header.row):
            text = clean(cell.shown)
            is_known = fold(text) in NUMBERING or any(e.is_named(text) for e in known)
            if text and cell.column not in self.header.found and not is_known:
                yield text

    def _add(self, cell: Cell | None, header: str, message: str) -> None:
        address, shown = (cell.address, cell.shown) if cell else ("", "")
        self.problems.append(Problem(self.sheet.title, address, header, shown, message))


def _rank(column: Column) -> int:
    return ORDER.index(column.kind) if column.kind in ORDER else len(ORDER)
