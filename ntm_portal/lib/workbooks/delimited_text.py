"""Tables in plain text: .csv, .tsv and .txt, as spreadsheet programs save them."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import PurePath

from ntm_portal.lib.legacy_text import detect_encoding
from ntm_portal.lib.workbooks.files import Budget, Limits, other_kind, too_large
from ntm_portal.lib.workbooks.sheet_builder import SheetBuilder
from ntm_portal.lib.workbooks.sheets import Cell, Sheet
from ntm_portal.lib.workbooks.single_bytes import vietnamese, western

# Old programs give such tables the name of a workbook, and Excel opens them.
SUFFIXES = (".csv", ".tsv", ".txt", ".xls")
# In the order in which they are taken where several would do: a comma may be that of
# a decimal, and a semicolon may stand between names.
DELIMITERS = "\t;,"
SAMPLE_ROWS = 200
SAMPLE_CHARACTERS = 50_000
BYTE_ORDER_MARKS = {
    b"\xef\xbb\xbf": "utf-8",
    b"\xff\xfe": "utf-16-le",
    b"\xfe\xff": "utf-16-be",
}
# What programs write before the table to name its delimiter.
DELIMITER_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
CONTROLS = re.compile("[\x00-\x08\x0e-\x1f]")
LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
MAX_LINE = 1_000_000
UNICODE = "unicode"
WORD = re.compile(r"\S*[^\x00-\x7f]\S*")


def read_delimited(data: bytes, *, name: str, limits: Limits) -> Sheet:
    """Read a table in plain text; its sheet has the file's name without the suffix.

    Texts stay texts, numbers too, and there are no formulas. UTF-8, UTF-16 with a
    byte order mark and Windows-1258 become Unicode. Text typed in the fonts .Vn… or
    VNI-… stays the Western characters of the same bytes, as a workbook has it.
    Raises Refusal when the file is no text, or its name does not say that the text
    is a table.
    """
    text, encoding = _decoded(data)
    if not name.lower().endswith(SUFFIXES):
        raise other_kind(
            "không phải là sổ tính Excel mà là văn bản không có đuôi "
            ".csv, .tsv hay .txt"
        )
    delimiter, text = _delimiter(text)
    builder = SheetBuilder(PurePath(name).stem, Budget(limits))
    for row, values in enumerate(_rows(text, delimiter), start=1):
        # Blank lines cost time as well.
        builder.reach(row, max(len(values), 1))
        for column, value in enumerate(values, start=1):
            if value:
                builder.add(Cell(row, column, value))
    return replace(builder.sheet(), encoding=encoding)


def _decoded(data: bytes) -> tuple[str, str]:
    """Return the text, and the name of the old encoding that its bytes were in."""
    text, encoding = _characters(data)
    text = text.rstrip("\x1a")
    if CONTROLS.search(text):
        raise other_kind("không phải là sổ tính")
    return text, encoding


def _characters(data: bytes) -> tuple[str, str]:
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace"), UNICODE
    try:
        return data.decode("utf-8"), UNICODE
    except UnicodeDecodeError:
        return _single_bytes(data)


def _single_bytes(data: bytes) -> tuple[str, str]:
    text = western(data)
    sample = " ".join(dict.fromkeys(WORD.findall(text)))[:SAMPLE_CHARACTERS]
    if detect_encoding(sample) == "windows-1258":
        return vietnamese(data), "windows-1258"
    return text, UNICODE


def _delimiter(text: str) -> tuple[str, str]:
    """Return the delimiter and the text of the table."""
    if named := DELIMITER_LINE.match(text):
        return named[1], text[named.end() :]
    return max(DELIMITERS, key=lambda delimiter: _fitness(text, delimiter)), text


def _fitness(text: str, delimiter: str) -> float:
    """Return how well a delimiter makes columns: many, and alike in most rows."""
    rows = [row for row in islice(_rows(text, delimiter), SAMPLE_ROWS) if row]
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return 0
    width, count = widths.most_common(1)[0]
    return (count / len(rows)) ** 2 * (width - 1)


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(_lines(text), delimiter=delimiter)


def _lines(text: str) -> Iterator[str]:
    for line in LINE.finditer(text):
        if line.end() - line.start() > MAX_LINE:
            raise too_large("một dòng dài bất thường")
        yield line[0]
