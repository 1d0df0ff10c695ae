"""Workbooks made for tests, and taken apart where no program would write them so."""

import io
import struct
import zipfile
from collections.abc import Callable, Mapping
from typing import Any
from xml.sax.saxutils import escape

from openpyxl import Workbook
from xlwt.CompoundDoc import XlsDoc

from ntm_portal.lib.workbooks.files import OLE_SIGNATURE

FIRST_SHEET = "xl/worksheets/sheet1.xml"
ODS_MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
ODF = "urn:oasis:names:tc:opendocument:xmlns"
ODF_NAMESPACES = " ".join(
    f'xmlns:{prefix}="{ODF}:{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "style": "style",
        "table": "table",
        "text": "text",
        "draw": "drawing",
        "svg": "svg-compatible",
        "fo": "xsl-fo-compatible",
    }.items()
)
EXCEL_97, EXCEL_95 = 0x600, 0x500


def saved(workbook: Workbook) -> bytes:
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def workbook_with(cells: Mapping[str, Any]) -> bytes:
    """Return a workbook of one sheet with values by address."""
    workbook = Workbook()
    for address, value in cells.items():
        workbook.worksheets[0][address] = value
    return saved(workbook)


def archive(parts: Mapping[str, bytes | str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for path, content in parts.items():
            target.writestr(path, content)
    return stream.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        return {path: source.read(path) for path in source.namelist()}


def edited(data: bytes, path: str, edit: Callable[[str], str]) -> bytes:
    """Return the workbook with the text of one part replaced."""
    parts = parts_of(data)
    return archive({**parts, path: edit(parts[path].decode()).encode()})


def with_rows(rows: str) -> bytes:
    """Return a workbook whose only sheet has these <row> elements."""
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{rows}</sheetData></worksheet>"
    )
    return edited(workbook_with({"A1": "x"}), FIRST_SHEET, lambda _before: sheet)


def as_macro_workbook(data: bytes) -> bytes:
    """Return an .xlsx workbook as the .xlsm that Excel makes of it."""
    parts = parts_of(data)
    types = parts["[Content_Types].xml"].replace(
        b"openxmlformats-officedocument.spreadsheetml.sheet.main",
        b"ms-excel.sheet.macroEnabled.main",
    )
    return archive(
        {**parts, "[Content_Types].xml": types, "xl/vbaProject.bin": OLE_SIGNATURE}
    )


def opendocument(body: str, *, styles: str = "", more: str = "") -> bytes:
    """Return an .ods workbook with these table elements, and automatic styles."""
    content = (
        f"<office:document-content {ODF_NAMESPACES}>{more}"
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    return archive({"mimetype": ODS_MIMETYPE, "content.xml": content})


def table(rows: str, *, name: str = "Bảng", more: str = "") -> str:
    return f'<table:table table:name="{name}" {more}>{rows}</table:table>'


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def cell(value: object, more: str = "") -> str:
    """Return a cell element with a text, a number or nothing."""
    match value:
        case None:
            return f"<table:table-cell {more}/>"
        case int() | float():
            kind = f'office:value-type="float" office:value="{value}"'
        case _:
            kind = 'office:value-type="string"'
    text = "</text:p><text:p>".join(escape(str(value)).split("\n"))
    return f"<table:table-cell {kind} {more}><text:p>{text}</text:p></table:table-cell>"


def old_workbook(*records: bytes, version: int = EXCEL_97) -> bytes:
    """Return an .xls file of one sheet with these records."""
    start = record(0x809, struct.pack("<HH12x", version, 5))
    title = b"\x05\x00Bang1" if version == EXCEL_97 else b"\x05Bang1"
    at = len(start) + 4 + 6 + len(title) + len(END)
    bound = record(0x85, struct.pack("<IBB", at, 0, 0) + title)
    sheet = record(0x809, struct.pack("<HH12x", version, 0x10))
    return compound(b"".join([start, bound, END, sheet, *records, END]))


def record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def compound(stream: bytes) -> bytes:
    """Return a compound file with this stream as its workbook."""
    target = io.BytesIO()
    XlsDoc().save(target, stream)
    return target.getvalue()


END = record(0x0A, b"")
