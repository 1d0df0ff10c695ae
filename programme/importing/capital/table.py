"""A sheet of capital read: which amount stands in which cell for whom."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from communes.analytics.matching import UnitMatcher
from communes.models import District
from ntm_portal.lib.amounts import format_amount, read_stored
from ntm_portal.lib.spreadsheets import Cell, Sheet
from ntm_portal.lib.text import clean, fold
from programme.choices import CapitalMeasure, CapitalSource
from programme.importing.capital.headers import (
    Headers,
    Slot,
    measure_in,
    read_headers,
)
from programme.importing.capital.rows import FoundRow, RowReader
from programme.models import CapitalKey
from reports.importing.problems import Problem
from reports.importing.tables.grid import Grid

FAMILIES: Mapping[CapitalSource, tuple[CapitalSource, ...]] = {
    CapitalSource.CENTRAL: (
        CapitalSource.CENTRAL_INVESTMENT,
        CapitalSource.CENTRAL_RECURRENT,
    ),
    CapitalSource.PEOPLE: (
        CapitalSource.PEOPLE_CASH,
        CapitalSource.PEOPLE_LABOUR,
        CapitalSource.PEOPLE_LAND,
    ),
}


@dataclass(frozen=True, slots=True)
class ReadAmount:
    """An amount of the file and where it stands."""

    amount: Decimal
    sheet: str
    cell: str
    header: str
    shown: str

    def problem(self, message: str) -> Problem:
        return Problem(self.sheet, self.cell, self.header, self.shown, message)


@dataclass(slots=True)
class TableReading:
    """What a sheet says, by district; every fault beside."""

    districts: dict[str, dict[CapitalKey, ReadAmount]] = field(default_factory=dict)
    errors: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    title: str = ""
    blanks: int = 0


def read_table(sheet: Sheet, matcher: UnitMatcher) -> TableReading | None:
    """Read a decoded sheet; None when it names no commune or district at all."""
    grid = Grid(sheet)
    rows = RowReader(grid, matcher)
    if not rows.find():
        return None
    headers = read_headers(grid, rows.first_row, rows.name_column)
    rows.read(headers.title)
    reader = _TableReader(grid, headers, rows)
    reader.read()
    return reader.reading


class _TableReader:
    def __init__(self, grid: Grid, headers: Headers, rows: RowReader) -> None:
        self.grid = grid
        self.headers = headers
        self.rows = rows
        self.reading = TableReading(title=headers.title)
        self.measure = measure_in(grid.sheet.title) or measure_in(headers.title)
        self.factor = headers.factor or Decimal(1)
        self.rounded = self.without = 0

    def read(self) -> None:
        reading = self.reading
        reading.errors += [*self.headers.problems, *self.rows.errors]
        if not self.headers.slots:
            reading.errors.append(
                self._general(
                    "Không tìm thấy cột nguồn vốn nào; tiêu đề cột phải ghi tên nguồn, "
                    "ví dụ “Ngân sách tỉnh”."
                )
            )
            return
        slots = dict(self._slots())
        for row in self.rows.found:
            if row.district is not None and not row.is_sum:
                self._row(row, row.district, slots)
        self._check_sums(slots)
        self._tell_unread()

    def _slots(self) -> Iterator[tuple[int, tuple[Slot, CapitalMeasure]]]:
        """Yield the columns whose measure is known; a fault for the others."""
        unknown = []
        for column, slot in self.headers.slots.items():
            measure = slot.measure or self.measure
            if measure and slot.source in CapitalSource.of(measure):
                yield column, (slot, measure)
            else:
                unknown.append(slot)
        if unknown:
            named = ", ".join(f"“{slot.path}”" for slot in unknown[:3])
            self.reading.errors.append(
                self._general(
                    f"Không rõ cột {named} là kế hoạch, phân bổ, giải ngân hay nợ "
                    "đọng; hãy ghi rõ ở tên trang tính, tiêu đề bảng hoặc tiêu đề cột."
                )
            )

    def _row(
        self,
        row: FoundRow,
        district: District,
        slots: Mapping[int, tuple[Slot, CapitalMeasure]],
    ) -> None:
        said: dict[CapitalKey, ReadAmount] = {}
        sums: dict[CapitalKey, ReadAmount] = {}
        for column, (slot, measure) in slots.items():
            read = self._amount(row.row, column, slot)
            self.reading.blanks += self.grid.own(row.row, column).is_blank
            if read is not None:
                into = sums if slot.is_sum else said
                into[row.code, str(slot.source), str(measure)] = read
        for key, read in sums.items():
            parts = self._parts(key, said)
            if not parts:
                said[key] = read
            elif sum(p.amount for p in parts) != read.amount:
                total = format_amount(sum((p.amount for p in parts), Decimal(0)))
                self.reading.errors.append(
                    read.problem(f"Các cột thành phần cộng lại là {total}.")
                )
        self.reading.districts.setdefault(district.code, {}).update(said)

    def _parts(
        self, key: CapitalKey, said: Mapping[CapitalKey, ReadAmount]
    ) -> list[ReadAmount]:
        place, source, measure = key
        family = FAMILIES.get(CapitalSource(source))
        if family is None:
            return [
                read for k, read in said.items() if (k[0], k[2]) == (place, measure)
            ]
        keys = [(place, str(each), measure) for each in family]
        return [said[each] for each in keys if each in said]

    def _amount(self, row: int, column: int, slot: Slot) -> ReadAmount | None:
        cell = self.grid.own(row, column)
        area = self.grid.area(row, column)
        if area and area.max_row > area.min_row:
            if not cell.is_blank:
                self._fault(cell, slot, "Ô gộp qua nhiều hàng, không rõ của hàng nào.")
            return None
        if cell.lacks_value:
            self._fault(
                cell, slot, "Công thức chưa có kết quả; hãy lưu lại bằng Excel."
            )
            return None
        reading = read_stored(cell.value, factor=self.factor)
        if reading.fault:
            self._fault(cell, slot, reading.fault)
            return None
        if reading.amount is None:
            self.without += not cell.is_blank
            return None
        self.rounded += reading.is_rounded
        return ReadAmount(
            reading.amount, self.grid.sheet.title, cell.address, slot.path, cell.shown
        )

    def _check_sums(self, slots: Mapping[int, tuple[Slot, CapitalMeasure]]) -> None:
        """Hold the rows that sum up others against them."""
        for row in self.rows.found:
            if not row.is_sum:
                continue
            for column, (slot, _) in slots.items():
                given = self._amount(row.row, column, slot)
                parts = [
                    read_stored(self.grid.own(each, column).value, factor=self.factor)
                    for each in row.members
                ]
                known = [each.amount for each in parts if each.amount is not None]
                if given and known and sum(known) != given.amount:
                    total = format_amount(sum(known, Decimal(0)))
                    self.reading.errors.append(
                        given.problem(f"Các hàng cộng lại là {total}.")
                    )

    def _tell_unread(self) -> None:
        warnings = self.reading.warnings
        if self.headers.factor is None:
            warnings.append(
                self._general("Không thấy đơn vị tính: các số đọc là triệu đồng.")
            )
        elif self.headers.factor != 1:
            warnings.append(self._general("Các số đã đổi ra triệu đồng."))
        if self.rounded:
            told = f"{self.rounded} số đã làm tròn đến 3 chữ số thập phân."
            warnings.append(self._general(told))
        if self.without:
            told = f"{self.without} ô ghi là không có số liệu: giữ số đã có."
            warnings.append(self._general(told))
        for column, path in self.headers.unread:
            if fold(path) in ("stt", "tt", "ma", "maxa", "ghichu"):
                continue
            if any(not self.grid.own(r.row, column).is_blank for r in self.rows.found):
                mark = self.grid.sheet.column_mark(column)
                warnings.append(self._general(f"Không đọc cột {mark} “{path}”."))

    def _fault(self, cell: Cell, slot: Slot, message: str) -> None:
        self.reading.errors.append(
            Problem(
                self.grid.sheet.title,
                cell.address,
                slot.path,
                clean(cell.shown),
                message,
            )
        )

    def _general(self, message: str) -> Problem:
        return Problem(self.grid.sheet.title, "", "", "", message)
