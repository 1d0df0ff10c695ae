"""The records of an .xls file, and what its sheets share. Source: [MS-XLS] 2.3, 2.4."""

import datetime as dt
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from ntm_portal.lib.workbooks.cell_styles import GENERAL, PLAIN, RichText, Style
from ntm_portal.lib.workbooks.files import Budget, damaged, protected
from ntm_portal.lib.workbooks.number_formats import (
    BUILTIN_FORMATS,
    MAC_EPOCH,
    WINDOWS_EPOCH,
)
from ntm_portal.lib.workbooks.old_strings import byte_text, shared_texts, unicode_text

BOF, EOF, CONTINUE = 0x809, 0x0A, 0x3C
PASSWORD, DATE_MODE, BOUND_SHEET, SHARED_STRINGS = 0x2F, 0x22, 0x85, 0xFC
FONT, FORMAT, STYLE = 0x31, 0x41E, 0xE0
EXCEL_97 = 0x600
WORKSHEET = 0
# No font has this number; the next font has the next one.
SKIPPED_FONT = 4


class Record(NamedTuple):
    """A record's number, its bytes, and those of the records that continue it."""

    kind: int
    segments: list[bytes]

    @property
    def body(self) -> bytes:
        return self.segments[0]


class BoundSheet(NamedTuple):
    """A sheet as the workbook lists it, with the place of its records."""

    title: str
    at: int
    is_hidden: bool


@dataclass(slots=True)
class SharedParts:
    """What the cells of all sheets refer to."""

    is_unicode: bool = True
    epoch: dt.datetime = WINDOWS_EPOCH
    fonts: list[str] = field(default_factory=list)
    formats: dict[int, str] = field(default_factory=lambda: dict(BUILTIN_FORMATS))
    styles: list[Style] = field(default_factory=list)
    strings: list[str | RichText] = field(default_factory=list)
    sheets: list[BoundSheet] = field(default_factory=list)

    def style(self, number: int) -> Style:
        return self.styles[number] if number < len(self.styles) else PLAIN

    def text(self, record: Record, at: int, length: int) -> str:
        """Return a text of so many letters at this place of a record."""
        if self.is_unicode:
            return unicode_text(record.segments, at, length)
        return byte_text(record.body, at, length)


def records(stream: bytes, at: int, budget: Budget) -> Iterator[Record]:
    """Yield the records from BOF to EOF, without sheets nested between (charts).

    What is cut short raises struct.error or Refusal.
    """
    current: Record | None = None
    for kind, body in _single_records(stream, at, budget):
        if kind == CONTINUE and current:
            current.segments.append(body)
            continue
        if current:
            yield current
        current = Record(kind, [body])
    if current:
        yield current


def read_shared_parts(stream: bytes, budget: Budget) -> SharedParts:
    """Read the first records of a workbook, which tell of all sheets."""
    parts = SharedParts()
    for record in records(stream, 0, budget):
        if record.kind == PASSWORD:
            raise protected()
        if take := TAKES.get(record.kind):
            take(parts, record)
        elif record.kind == SHARED_STRINGS:
            parts.strings = _strings(parts, record, budget)
    return parts


def _single_records(
    stream: bytes, at: int, budget: Budget
) -> Iterator[tuple[int, bytes]]:
    depth = 0
    while True:
        kind, length = struct.unpack_from("<HH", stream, at)
        budget.spend_elements(1)
        at += 4 + length
        if at > len(stream):
            raise damaged()
        depth += (kind == BOF) - (kind == EOF)
        if depth == 0:
            break
        if depth == 1:
            yield kind, stream[at - length : at]
    if kind != EOF:
        raise damaged()


def _strings(
    parts: SharedParts, record: Record, budget: Budget
) -> list[str | RichText]:
    strings = []
    for text in shared_texts(record.segments, parts.fonts):
        budget.spend_text()
        budget.spend_characters(len(text if isinstance(text, str) else text.value))
        strings.append(text)
    return strings


def _take_version(parts: SharedParts, record: Record) -> None:
    (version,) = struct.unpack_from("<H", record.body)
    parts.is_unicode = version == EXCEL_97


def _take_date_mode(parts: SharedParts, record: Record) -> None:
    parts.epoch = MAC_EPOCH if record.body[0] else WINDOWS_EPOCH


def _take_font(parts: SharedParts, record: Record) -> None:
    if len(parts.fonts) == SKIPPED_FONT:
        parts.fonts.append("")
    parts.fonts.append(parts.text(record, 15, record.body[14]))


def _take_format(parts: SharedParts, record: Record) -> None:
    layout = "<HH" if parts.is_unicode else "<HB"
    number, length = struct.unpack_from(layout, record.body)
    parts.formats[number] = parts.text(record, struct.calcsize(layout), length)


def _take_style(parts: SharedParts, record: Record) -> None:
    font, number_format = struct.unpack_from("<HH", record.body)
    parts.styles.append(
        Style(
            parts.fonts[font] if font < len(parts.fonts) else "",
            parts.formats.get(number_format, GENERAL),
        )
    )


def _take_sheet(parts: SharedParts, record: Record) -> None:
    at, state, kind, length = struct.unpack_from("<IBBB", record.body)
    if kind == WORKSHEET:
        title = parts.text(record, 7, length)
        parts.sheets.append(BoundSheet(title, at, is_hidden=bool(state & 3)))


TAKES = {
    BOF: _take_version,
    DATE_MODE: _take_date_mode,
    FONT: _take_font,
    FORMAT: _take_format,
    STYLE: _take_style,
    BOUND_SHEET: _take_sheet,
}
