"""Workbooks of Excel 95 to 2003, .xls. Source: [MS-XLS].

They are read record by record because the fast readers of this format trust the
sizes that a file declares: one changed number ends the whole program for want of
memory. Only the stored result of a formula is read, not its text. A program that
computes nothing stores the empty text for every formula: where no formula of a sheet
has another result, they all lack their values.
"""

import struct
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from ntm_portal.lib.workbooks.cell_styles import RichText, with_font
from ntm_portal.lib.workbooks.compound_files import CompoundFile
from ntm_portal.lib.workbooks.files import (
    Budget,
    Limits,
    damaged,
    other_kind,
    protected,
    too_many,
)
from ntm_portal.lib.workbooks.number_formats import is_percent_format, shown_as
from ntm_portal.lib.workbooks.old_records import (
    Record,
    SharedParts,
    read_shared_parts,
    records,
)
from ntm_portal.lib.workbooks.sheet_builder import UNTOLD, SheetBuilder
from ntm_portal.lib.workbooks.sheets import Cell, CellValue, Range, Sheet

ENCRYPTED_STREAM = "EncryptedPackage"
HIDDEN_ROW, HIDDEN_COLUMN = 0x20, 0x01
SPECIAL_RESULT = b"\xff\xff"
BOOLEAN_RESULT, ERROR_RESULT = 1, 2
ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


def read_old_workbook(data: bytes, limits: Limits) -> Iterator[Sheet]:
    """Yield the worksheets of an .xls file in their order.

    Raises Refusal when it is no workbook or protected by a password; a broken file
    raises Refusal, struct.error, LookupError or ValueError, wherever it breaks.
    """
    # Looked for in all bytes: the name also tells what a damaged file was.
    if ENCRYPTED_STREAM.encode("utf-16-le") in data:
        raise protected()
    file = CompoundFile(data)
    if file.stream("WordDocument", "PowerPoint Document") is not None:
        raise other_kind("là văn bản Word hoặc PowerPoint, không phải sổ tính")
    stream = file.stream("Workbook", "Book")
    if stream is None:
        raise damaged()
    budget = Budget(limits)
    parts = read_shared_parts(stream, budget)
    if len(parts.sheets) > limits.max_sheets:
        raise too_many(limits.max_sheets, "trang tính")
    for bound in parts.sheets:
        builder = SheetBuilder(bound.title, budget, is_hidden=bound.is_hidden)
        _SheetReader(builder, parts).read(records(stream, bound.at, budget))
        yield builder.sheet()


class _SheetReader:
    """Reads the records of one worksheet."""

    def __init__(self, builder: SheetBuilder, parts: SharedParts) -> None:
        self._builder = builder
        self._parts = parts
        self._formula = Cell(1, 1, None)
        self._empty_results: list[Cell] = []
        self._has_results = False

    def read(self, sheet: Iterator[Record]) -> None:
        takes = self._takes()
        for record in sheet:
            if take := takes.get(record.kind):
                take(record)
        if not self._has_results:
            for cell in self._empty_results:
                self._builder.add(replace(cell, value=None))

    def _takes(self) -> Mapping[int, Callable[[Record], None]]:
        return {
            0x006: self._take_formula,
            0x07D: self._take_columns,
            0x0BD: self._take_small_numbers,
            0x0D6: self._take_label,
            0x0E5: self._take_merged,
            0x0FD: self._take_shared_text,
            0x203: self._take_number,
            0x204: self._take_label,
            0x205: self._take_boolean,
            0x207: self._take_formula_text,
            0x208: self._take_row,
            0x27E: self._take_small_number,
        }

    def _add(self, record: Record, value: CellValue | RichText, formula: str) -> Cell:
        row, column, style = struct.unpack_from("<HHH", record.body)
        font, number_format = self._parts.style(style)
        if isinstance(value, str | RichText):
            value, font = with_font(value, font)
        is_percent = is_percent_format(number_format)
        cell = Cell(row + 1, column + 1, value, font, formula, is_percent=is_percent)
        if formula or value != "":
            self._builder.add(cell)
        return cell

    def _number(self, number: float, style: int) -> CellValue:
        number_format = self._parts.style(style).number_format
        return shown_as(number, number_format, self._parts.epoch)

    def _take_number(self, record: Record) -> None:
        style, number = struct.unpack_from("<Hd", record.body, 4)
        self._add(record, self._number(number, style), "")

    def _take_small_number(self, record: Record) -> None:
        style, packed = struct.unpack_from("<HI", record.body, 4)
        self._add(record, self._number(_unpacked(packed), style), "")

    def _take_small_numbers(self, record: Record) -> None:
        row, first = struct.unpack_from("<HH", record.body)
        numbers = record.body[4:-2]
        for column, (style, packed) in enumerate(
            struct.iter_unpack("<HI", numbers), start=first + 1
        ):
            value = self._number(_unpacked(packed), style)
            font, number_format = self._parts.style(style)
            is_percent = is_percent_format(number_format)
            cell = Cell(row + 1, column, value, font, is_percent=is_percent)
            self._builder.add(cell)

    def _take_shared_text(self, record: Record) -> None:
        (number,) = struct.unpack_from("<I", record.body, 6)
        self._add(record, self._parts.strings[number], "")

    def _take_label(self, record: Record) -> None:
        (length,) = struct.unpack_from("<H", record.body, 6)
        self._add(record, self._parts.text(record, 8, length), "")

    def _take_boolean(self, record: Record) -> None:
        value, is_error = struct.unpack_from("<BB", record.body, 6)
        self._add(record, _error(value) if is_error else bool(value), "")

    def _take_formula(self, record: Record) -> None:
        style, result = struct.unpack_from("<H8s", record.body, 4)
        value = self._result(result, style)
        self._formula = self._add(record, value, UNTOLD)
        if value == "":
            self._empty_results.append(self._formula)
        else:
            self._has_results = True

    def _result(self, result: bytes, style: int) -> CellValue:
        if not result.endswith(SPECIAL_RESULT):
            return self._number(struct.unpack("<d", result)[0], style)
        if result[0] == BOOLEAN_RESULT:
            return bool(result[2])
        # A text that is not empty follows in a record of its own.
        return _error(result[2]) if result[0] == ERROR_RESULT else ""

    def _take_formula_text(self, record: Record) -> None:
        (length,) = struct.unpack_from("<H", record.body)
        text = self._parts.text(record, 2, length)
        self._builder.add(replace(self._formula, value=text))
        self._has_results = True

    def _take_row(self, record: Record) -> None:
        row, options = struct.unpack_from("<H10xH", record.body)
        if options & HIDDEN_ROW:
            self._builder.hide_rows(row + 1, row + 1)

    def _take_columns(self, record: Record) -> None:
        first, last, options = struct.unpack_from("<HH4xH", record.body)
        if options & HIDDEN_COLUMN:
            self._builder.hide_columns(first + 1, last + 1)

    def _take_merged(self, record: Record) -> None:
        for min_row, max_row, min_column, max_column in struct.iter_unpack(
            "<HHHH", record.body[2 : 2 + record.body[0] * 8 + record.body[1] * 2048]
        ):
            self._builder.merge(
                Range(min_row + 1, min_column + 1, max_row + 1, max_column + 1)
            )


def _unpacked(packed: int) -> float:
    """Return the number of four bytes: an integer, or the first half of a double."""
    number: float
    if packed & 2:
        number = (packed ^ 0x80000000) // 4 - 0x20000000
    else:
        (number,) = struct.unpack("<d", struct.pack("<II", 0, packed & ~3))
    return number / 100 if packed & 1 else number


def _error(code: int) -> str:
    return ERRORS.get(code, "#VALUE!")
