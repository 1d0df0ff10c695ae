"""Workbooks made to exhaust the machine, each small as a file."""

import io
import struct
from collections.abc import Callable
from random import Random

import xlwt
from openpyxl import Workbook

from tests.lib.workbooks.books import (
    FIRST_SHEET,
    archive,
    cell,
    edited,
    opendocument,
    parts_of,
    row,
    saved,
    table,
    with_rows,
    workbook_with,
)

STRINGS = "xl/sharedStrings.xml"
SHEET_XML = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
)
MANY_ROWS = 'table:number-rows-repeated="1048576"'
MANY_COLUMNS = 'table:number-columns-repeated="16384"'
NUMBER = 'office:value-type="float" office:value="1"'


def with_part(path: str, content: str | bytes) -> bytes:
    """Return a workbook with a part more, and so much noise that it packs badly."""
    parts = parts_of(workbook_with({"A1": "x"}))
    noise = Random(1).randbytes(len(content) // 80)  # noqa: S311 - no secret
    return archive({**parts, path: content, "noise": noise})


def shared_strings() -> bytes:
    data = with_part(STRINGS, f"<sst {SHEET_XML[11:]}" + "<si><t/></si>" * 510_000)
    relation = (
        '<Relationship Id="s" Type="t/sharedStrings" Target="sharedStrings.xml"/>'
    )
    return edited(
        data,
        "xl/_rels/workbook.xml.rels",
        lambda text: text.replace("</Relationships>", f"{relation}</Relationships>"),
    )


def filled_down() -> bytes:
    rows = "".join(
        f'<row r="{number}"><c r="A{number}"><f t="shared" si="0"/></c></row>'
        for number in range(2, 30_000)
    )
    formula = "+".join(["B1"] * 90)
    return with_rows(
        f'<row r="1"><c r="A1"><f t="shared" si="0">{formula}</f></c></row>{rows}'
        '<row r="1048576"><c><v>1</v></c></row>'
    )


def many_sheets() -> bytes:
    workbook = Workbook()
    workbook.worksheets[0]["A1"] = "x"
    for number in range(1_000):
        workbook.create_sheet(f"{number}")
    return saved(workbook)


def old_workbook_in_a_circle() -> bytes:
    """Return an .xls whose second sector follows itself, as often as one will."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("a")
    for number in range(2_000):
        sheet.write(number, 0, f"{number}" * 20)
    stream = io.BytesIO()
    book.save(stream)
    data = bytearray(stream.getvalue())
    (sector_table,) = struct.unpack_from("<I", data, 76)
    struct.pack_into("<I", data, 512 * (sector_table + 1) + 4, 1)
    entry = data.index("Workbook".encode("utf-16-le"))
    struct.pack_into("<I", data, entry + 120, 0xFFFFFFF0)
    return bytes(data)


def old_workbook_that_claims_all_memory() -> bytes:
    """Return an .xls that declares thousands of millions of rows and texts."""
    book = xlwt.Workbook()
    book.add_sheet("a").write(65_535, 255, "x")
    stream = io.BytesIO()
    book.save(stream)
    data = bytearray(stream.getvalue())
    size = data.index(struct.pack("<HH", 0x200, 14))
    struct.pack_into("<IIHH", data, size + 4, 0, 0x0FFFFFFF, 0, 0xFFFF)
    texts = data.index(struct.pack("<HHII", 0xFC, 12, 1, 1))
    struct.pack_into("<II", data, texts + 4, 0x7FFFFFFF, 0x7FFFFFFF)
    return bytes(data)


def repeated(rows: str, columns: str) -> bytes:
    return opendocument(table(row(cell(1, columns), more=rows)))


def full_tables() -> bytes:
    sheet = table(row(cell(1, MANY_COLUMNS.replace("16384", "400"))) * 490)
    return opendocument(sheet * 60)


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "unpacks-to-too-much": (
        lambda: archive({"xl/a.xml": b" " * 210_000_000}),
        "giải nén ra hơn 200 MB",
    ),
    "unpacks-a-hundredfold": (
        lambda: archive({"xl/a.xml": b" " * 15_000_000}),
        "gấp hơn 100 lần",
    ),
    "blank-cells": (
        lambda: with_part(
            FIRST_SHEET, f"{SHEET_XML}<sheetData><row>{'<c/>' * 2_100_000}"
        ),
        "phần tử",
    ),
    "deep": (lambda: with_part(FIRST_SHEET, "<a>" * 1_500_000), "bị hỏng"),
    "long-text": (
        lambda: with_rows(
            '<row><c t="inlineStr"><is><t>'
            + Random(2).randbytes(12_000_000).hex()  # noqa: S311 - no secret
            + "\U0001f600</t></is></c></row>"
        ),
        "ký tự",
    ),
    "long-tag": (
        lambda: with_rows(f'<row r="{"1" * 5_000_000}"/>'),
        "thẻ XML dài",
    ),
    "long-comment": (
        lambda: with_part("xl/theme/a.xml", f"<!--{'a' * 30_000_000}--><a/>"),
        "thẻ XML dài",
    ),
    "shared-strings": (shared_strings, "chuỗi chữ"),
    "filled-down": (filled_down, "A1048576"),
    "many-sheets": (many_sheets, "hơn 500 trang tính"),
    "last-cell": (lambda: workbook_with({"XFD1048576": "x"}), "XFD1048576"),
    "wide-area": (lambda: workbook_with({"SF199999": "x"}), "SF199999"),
    "ods-grid": (lambda: repeated(MANY_ROWS, MANY_COLUMNS), "SG1"),
    "ods-rows": (lambda: repeated(MANY_ROWS, ""), "A1048576"),
    "ods-cells": (
        lambda: repeated(
            MANY_ROWS.replace("1048576", "190000"), MANY_COLUMNS.replace("16384", "400")
        ),
        "200.000 ô",
    ),
    "ods-tables": (full_tables, "500.000 ô"),
    "xls-circle": (old_workbook_in_a_circle, "bị hỏng"),
    "xls-sizes": (old_workbook_that_claims_all_memory, "IV65536"),
    "csv-commas": (lambda: b"," * 15_000_000, "một dòng dài"),
    "csv-rows": (lambda: b"a\n" * 5_000_000, "A200001"),
    "csv-blank-lines": (lambda: b"\n" * 19_900_000, "A200001"),
    "csv-blank-cells": (lambda: b",\n" * 9_900_000, "B200001"),
    "csv-blank-columns": (lambda: (b"," * 900_000 + b"\n") * 22, "bị hỏng"),
    "csv-quote": (lambda: b'"' + b"a\n" * 5_000_000, "bị hỏng"),
}
