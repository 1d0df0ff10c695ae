"""Workbooks made for tests, and taken apart where no program would write them so."""

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

from openpyxl import Workbook

FIRST_SHEET = "xl/worksheets/sheet1.xml"


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
