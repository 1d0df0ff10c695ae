"""A refused file given back as .xlsx, with its bad cells marked and listed.

An .xlsx or .xlsm file keeps its formats, fonts, formulas and charts. Macros, shapes
and, where Pillow is not installed, pictures are dropped, as are the stored results of
formulas: spreadsheet programs compute them when they open the file. Of any other
file, and of one that openpyxl would need too much time or memory for, the values are
written into the same cells of a new workbook.
"""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace

from openpyxl import Workbook, load_workbook
from openpyxl.utils import range_boundaries
from openpyxl.workbook.properties import CalcProperties

from ntm_portal.lib.spreadsheets import read_workbook
from ntm_portal.lib.text import format_number
from ntm_portal.lib.workbooks.files import DEFAULT_LIMITS, Limits
from ntm_portal.lib.workbooks.mark_lists import (
    Mark,
    add_list,
    forget_list,
    is_mark_list,
)
from ntm_portal.lib.workbooks.marked_cells import mark_cell, unmark_cell
from ntm_portal.lib.workbooks.rebuilt_workbooks import rebuilt

__all__ = ["Mark", "is_mark_list", "mark_workbook"]

MEGABYTE = 1024 * 1024
# openpyxl keeps about fifty bytes for each byte of XML.
MAX_XML = 12 * MEGABYTE
XML_SUFFIXES = (".xml", ".rels", ".vml")
# openpyxl makes a cell of every address in these, however many they are.
EXPANDED = re.compile(rb"<(?:\w+:)?(?:mergeCell|hyperlink|comment)\b[^>]*")
REFERENCE = re.compile(rb"""\bref\s*=\s*["']([^"']*)""")
MAX_EXPANDED = 200_000
# Programs grow slow with thousands of comments, and nobody corrects so many by hand.
MAX_MARKS = 2_000


class _Unsuitable(Exception):
    """openpyxl should not or cannot work on the file itself."""


def mark_workbook(
    data: bytes,
    *,
    name: str,
    marks: Sequence[Mark],
    limits: Limits = DEFAULT_LIMITS,
) -> bytes:
    """Return the file as .xlsx with these marks, and a first sheet that lists them.

    A bad cell is coloured and has a comment with its messages; in a merged range it
    is the top left cell. What names no cell, or no sheet of the file, is only listed.
    Marks of an earlier time are taken off; of very many only the first are set.
    ``name`` is for messages and, for plain text, the title of the sheet. Raises
    UnreadableWorkbook for what read_workbook refuses within the limits.
    """
    sheets, shown = read_workbook(data, name=name, limits=limits), _few(marks)
    try:
        with warnings.catch_warnings():
            # The library warns about what it drops, as the docstring above does.
            warnings.simplefilter("ignore")
            return _marked(_opened(data), shown)
    except Exception:
        # It has no exception of its own: an unusual or broken part ends in KeyError,
        # TypeError, ValueError or others, on opening or on saving.
        book, titles = rebuilt(sheets)
        renamed = [replace(x, sheet=titles.get(x.sheet, x.sheet)) for x in shown]
        return _marked(book, renamed)


def _opened(data: bytes) -> Workbook:
    if not zipfile.is_zipfile(io.BytesIO(data)):
        raise _Unsuitable
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        _check_suitable(archive)
    return load_workbook(io.BytesIO(data), rich_text=True)


def _check_suitable(archive: zipfile.ZipFile) -> None:
    parts = [x for x in archive.infolist() if x.filename.endswith(XML_SUFFIXES)]
    if sum(part.file_size for part in parts) > MAX_XML:
        raise _Unsuitable
    if sum(_expanded(archive.read(part)) for part in parts) > MAX_EXPANDED:
        raise _Unsuitable


def _expanded(xml: bytes) -> int:
    """Return how many cells the ranges of a part stand for."""
    return sum(_area(reference.decode()) for reference in _references(xml))


def _references(xml: bytes) -> Iterator[bytes]:
    for element in EXPANDED.finditer(xml):
        if found := REFERENCE.search(element[0]):
            yield found[1]


def _area(reference: str) -> int:
    min_column, min_row, max_column, max_row = range_boundaries(reference)
    return int((max_column - min_column + 1) * (max_row - min_row + 1))


def _marked(book: Workbook, marks: Sequence[Mark]) -> bytes:
    for title, address in forget_list(book):
        unmark_cell(book[title], address)
    for (title, address), messages in _by_cell(marks).items():
        if title in book.sheetnames:
            mark_cell(book[title], address, messages)
    add_list(book, marks)
    # Formulas have lost their stored results.
    book.calculation = CalcProperties(fullCalcOnLoad=True)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _by_cell(marks: Sequence[Mark]) -> dict[tuple[str, str], list[str]]:
    by_cell: dict[tuple[str, str], list[str]] = {}
    for mark in marks:
        if mark.names_cell:
            by_cell.setdefault((mark.sheet, mark.cell), []).append(mark.message)
    return by_cell


def _few(marks: Sequence[Mark]) -> list[Mark]:
    """Return the first marks; where there are more, a last one says how many."""
    rest = len(marks) - MAX_MARKS
    if rest <= 0:
        return list(marks)
    more = f"Còn {format_number(rest)} lỗi nữa chưa được đánh dấu trong tệp này."
    return [*marks[:MAX_MARKS], Mark("", "", "", "", more)]
