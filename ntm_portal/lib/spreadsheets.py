"""Workbooks read into sheets of plain values: .xlsx, .xlsm, .xls, .ods, .csv, .tsv.

The one way in for all formats. Macros are never run and formulas are never computed:
a cell has the value that was stored with the file. A percentage has its stored value
(0.125), as its text in a table of plain text ("12,5%").
"""

from collections.abc import Iterator

from ntm_portal.lib.workbooks.archives import open_archive
from ntm_portal.lib.workbooks.delimited_text import read_delimited
from ntm_portal.lib.workbooks.excel_workbooks import ExcelWorkbook
from ntm_portal.lib.workbooks.files import (
    DEFAULT_LIMITS,
    OLE_SIGNATURE,
    ZIP_SIGNATURES,
    Limits,
    Refusal,
    UnreadableWorkbook,
    archive_kind,
    check_is_text,
    check_size,
    damaged,
)
from ntm_portal.lib.workbooks.old_workbooks import read_old_workbook
from ntm_portal.lib.workbooks.opendocument import MIMETYPE, read_opendocument
from ntm_portal.lib.workbooks.sheets import (
    Cell,
    CellValue,
    Range,
    Sheet,
    column_letters,
)

__all__ = [
    "SUFFIXES",
    "Cell",
    "CellValue",
    "Limits",
    "Range",
    "Sheet",
    "UnreadableWorkbook",
    "column_letters",
    "read_workbook",
]

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv")


def read_workbook(
    data: bytes, *, name: str, limits: Limits = DEFAULT_LIMITS
) -> tuple[Sheet, ...]:
    """Read the sheets of a workbook, or the one table of a file in plain text.

    What the file is shows in its content; its name is for messages and, for plain
    text, the title of the sheet. Raises UnreadableWorkbook, with a message for the
    user, for anything that is no workbook, is broken or holds more than the limits.
    """
    try:
        check_size(data, limits)
        sheets = tuple(_sheets(data, name, limits))
        if not any(sheet.max_row for sheet in sheets):
            raise Refusal("không có ô nào có dữ liệu.")
    except Refusal as refusal:
        raise UnreadableWorkbook(f"Tệp “{name}” {refusal}") from refusal
    except Exception as error:
        # A broken file ends in BadZipFile, ExpatError, KeyError, ValueError,
        # struct.error or others, wherever it breaks.
        raise UnreadableWorkbook(f"Tệp “{name}” {damaged()}") from error
    return sheets


def _sheets(data: bytes, name: str, limits: Limits) -> Iterator[Sheet]:
    if data.startswith(ZIP_SIGNATURES):
        yield from _sheets_of_archive(data, limits)
    elif data.startswith(OLE_SIGNATURE):
        yield from read_old_workbook(data, limits)
    else:
        check_is_text(data)
        yield read_delimited(data, name=name, limits=limits)


def _sheets_of_archive(data: bytes, limits: Limits) -> Iterator[Sheet]:
    with open_archive(data, limits) as archive:
        if archive_kind(archive.paths, archive.head(MIMETYPE)) == "excel":
            yield from ExcelWorkbook(archive, limits).sheets()
        else:
            yield from read_opendocument(archive, limits)
