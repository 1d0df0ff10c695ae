"""A table with merged ranges written in every format that is read."""

import codecs
import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import openpyxl
import xlwt
from openpyxl.styles import Font

from tests.lib.workbooks.books import cell, opendocument, row, saved, table
from tests.reports.importing.tables.sheets import Value

Merged = tuple[tuple[int, int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Book:
    """The rows of a sheet; ``merged`` are (row, column, last row, column) from 0."""

    rows: list[list[Value]]
    merged: Merged = ()
    font: str = "Times New Roman"

    def typed(self, encode: Callable[[str], str], font: str) -> "Book":
        """Return the sheet with its texts in an encoding, shown in its font."""
        rows = [
            [encode(value) if isinstance(value, str) else value for value in line]
            for line in self.rows
        ]
        return replace(self, rows=rows, font=font)

    def covered(self) -> dict[tuple[int, int], tuple[int, int]]:
        """Return every cell of a merged range with the range's first cell."""
        return {
            (r, c): (r1, c1)
            for r1, c1, r2, c2 in self.merged
            for r in range(r1, r2 + 1)
            for c in range(c1, c2 + 1)
        }


def xlsx(book: Book) -> bytes:
    work = openpyxl.Workbook()
    sheet = work.worksheets[0]
    for line in book.rows:
        sheet.append(line)
    for cells in sheet.iter_rows():
        for each in cells:
            each.font = Font(name=book.font)
    for r1, c1, r2, c2 in book.merged:
        sheet.merge_cells(
            start_row=r1 + 1, start_column=c1 + 1, end_row=r2 + 1, end_column=c2 + 1
        )
    return saved(work)


def xls(book: Book) -> bytes:
    work = xlwt.Workbook()
    sheet = work.add_sheet("Biểu")
    style = xlwt.XFStyle()
    style.font.name = book.font
    covered = book.covered()
    for r, line in enumerate(book.rows):
        for c, value in enumerate(line):
            if value is not None and (r, c) not in covered:
                sheet.write(r, c, value, style)
    for r1, c1, r2, c2 in book.merged:
        sheet.write_merge(r1, r2, c1, c2, book.rows[r1][c1], style)
    return _stream(work.save)


def ods(book: Book) -> bytes:
    covered = book.covered()
    spans = {(r1, c1): (r2 - r1 + 1, c2 - c1 + 1) for r1, c1, r2, c2 in book.merged}
    width = max(map(len, book.rows))
    rows = []
    for r, line in enumerate(book.rows):
        cells = []
        for c, value in enumerate([*line, *[None] * (width - len(line))]):
            if covered.get((r, c), (r, c)) != (r, c):
                cells.append("<table:covered-table-cell/>")
                continue
            tall, wide = spans.get((r, c), (1, 1))
            span = (
                f'table:number-rows-spanned="{tall}" '
                f'table:number-columns-spanned="{wide}" table:style-name="f"'
            )
            cells.append(cell(value, span))
        rows.append(row(*cells))
    style = (
        '<style:style style:name="f" style:family="table-cell"><style:text-properties '
        f'style:font-name="{book.font}" fo:font-family="{book.font}"/></style:style>'
    )
    return opendocument(table("".join(rows), name="Biểu"), styles=style)


def plain(book: Book, delimiter: str, *, mark: bytes = b"") -> bytes:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter)
    writer.writerows([["" if v is None else v for v in line] for line in book.rows])
    return mark + stream.getvalue().encode()


def _stream(save: Callable[[io.BytesIO], object]) -> bytes:
    stream = io.BytesIO()
    save(stream)
    return stream.getvalue()


FORMATS: Mapping[str, Callable[[Book], bytes]] = {
    "xlsx": xlsx,
    "xls": xls,
    "ods": ods,
    "csv": lambda book: plain(book, ",", mark=codecs.BOM_UTF8),
    "tsv": lambda book: plain(book, "\t"),
}
