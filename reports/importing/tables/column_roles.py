"""How a table's columns were understood, and what tells its layout again."""

import hashlib
import re
from collections.abc import Iterator

from reports.importing.tables import column_choices
from reports.importing.tables.grid import Grid, has_content
from reports.importing.tables.header_texts import header_text
from reports.importing.tables.headers import Header
from reports.importing.tables.labels import words
from reports.importing.tables.layout import Layout

# What changes from quarter to quarter in the same form.
DATED = re.compile(
    r"\b(?:quy (?:iv|i{1,3}|[1-4])|thang \d{1,2}|ngay \d{1,2}|\d{1,2} \d{1,2} \d{4}"
    r"|(?:nam )?\d{4})\b"
)


def column_roles(grid: Grid, layout: Layout) -> dict[int, str]:
    """Return what every used column holds; what is not read is ignored."""
    return dict.fromkeys(grid.columns, column_choices.IGNORE) | layout.roles


def fingerprint(grid: Grid, header: Header) -> str:
    """Return a hash of the headers and their columns, whatever the rows below hold.

    Quarters, dates and years in headers do not count, nor do spelling and case.
    """
    lines = (f"{column} {text}" for column, text in _headers(grid, header))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _headers(grid: Grid, header: Header) -> Iterator[tuple[int, str]]:
    rows = [row for row in grid.rows if header.top <= row <= header.bottom]
    for column in grid.columns:
        if any(has_content(grid.own(row, column)) for row in rows):
            text = words(header_text(grid, header, column))
            yield column, " ".join(DATED.sub(" ", text).split())
