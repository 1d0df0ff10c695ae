"""One cell of an .ods workbook: its paragraphs, and the value they show."""

import datetime as dt
import re
from collections import Counter

from ntm_portal.lib.workbooks.cell_styles import RichText, with_font
from ntm_portal.lib.workbooks.number_formats import plain_number
from ntm_portal.lib.workbooks.opendocument_styles import OFFICE, TABLE, TEXT
from ntm_portal.lib.workbooks.sheets import ERROR, CellValue
from ntm_portal.lib.workbooks.xml_parts import Attributes

ERROR_KIND = (
    "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 value-type"
)
WHITE_SPACE = re.compile(r"[ \t\r\n]+")
DURATION = re.compile(r"PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S")
FORMULA_LANGUAGE = re.compile(r"^\w+:(?==)")
# A cell has no use for more spaces in a row than this.
MAX_SPACES = 100
NUMBERS = ("float", "percentage", "currency")


class CellText:
    """The paragraphs of a cell while it is read, with the fonts of their spans."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._lengths: Counter[str] = Counter()
        self._spans: list[str] = []
        self._paragraphs = 0
        self._is_open = False

    def clear(self) -> None:
        """Begin another cell."""
        self._pieces.clear()
        self._lengths = Counter()
        self._spans.clear()
        self._paragraphs = 0

    def taken(self) -> RichText:
        return RichText("".join(self._pieces), self._lengths)

    def start_paragraph(self) -> None:
        if self._paragraphs:
            self._pieces.append("\n")
        self._paragraphs += 1
        self._is_open = True

    def end_paragraph(self) -> None:
        self._is_open = False

    def start_span(self, font: str) -> None:
        self._spans.append(font)

    def end_span(self) -> None:
        if self._spans:
            self._spans.pop()

    def add(self, piece: str) -> None:
        """Add characters of a paragraph; white space in the file is one space."""
        if self._is_open:
            self._add(WHITE_SPACE.sub(" ", piece))

    def add_spaces(self, attributes: Attributes) -> None:
        count = int(attributes.get(f"{TEXT}c", 1))
        self._add(" " * min(count, MAX_SPACES))

    def add_tab(self) -> None:
        self._add("\t")

    def add_line_break(self) -> None:
        self._add("\n")

    def _add(self, text: str) -> None:
        self._pieces.append(text)
        self._lengths[self._spans[-1] if self._spans else ""] += len(text)


def formula_of(attributes: Attributes) -> str:
    """Return the formula, "=SUM([.B1:.C1])", empty where there is none."""
    return FORMULA_LANGUAGE.sub("", attributes.get(f"{TABLE}formula", ""))


def is_percentage(attributes: Attributes) -> bool:
    """Say whether the number of a cell is shown as a percentage."""
    return attributes.get(f"{OFFICE}value-type") == "percentage"


def content_of(
    attributes: Attributes, text: RichText, font: str
) -> tuple[CellValue, str]:
    """Return the value of a cell, and the font that shows most of it."""
    shown = text.value
    if text.fonts:
        shown, font = with_font(text, font)
    return _value(attributes, shown), font


def _value(attributes: Attributes, shown: str) -> CellValue:
    if attributes.get(ERROR_KIND) == "error":
        return shown if ERROR.fullmatch(shown) else "#VALUE!"
    kind = attributes.get(f"{OFFICE}value-type", "")
    if kind in NUMBERS and not ERROR.fullmatch(shown):
        return plain_number(float(attributes[f"{OFFICE}value"]))
    if kind in OTHERS:
        return OTHERS[kind](attributes, shown)
    text = shown or attributes.get(f"{OFFICE}string-value", "")
    # A formula whose result is an empty text has one, and it is stored.
    return text if text or kind else None


def _date(attributes: Attributes, _shown: str) -> CellValue:
    try:
        return dt.date.fromisoformat(attributes[f"{OFFICE}date-value"][:10])
    except ValueError:
        return "#VALUE!"


def _time(attributes: Attributes, shown: str) -> CellValue:
    duration = DURATION.fullmatch(attributes[f"{OFFICE}time-value"])
    return ":".join(part.zfill(2) for part in duration.groups()) if duration else shown


def _boolean(attributes: Attributes, _shown: str) -> CellValue:
    return attributes[f"{OFFICE}boolean-value"] == "true"


OTHERS = {"date": _date, "time": _time, "boolean": _boolean}
