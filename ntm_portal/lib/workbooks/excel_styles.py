"""The parts of an .xlsx workbook that its sheets refer to: styles and strings."""

from collections import Counter
from collections.abc import Mapping
from functools import partial
from typing import TypeVar

from openpyxl.utils.escape import unescape

from ntm_portal.lib.workbooks.cell_styles import GENERAL, RichText, Style
from ntm_portal.lib.workbooks.files import Budget
from ntm_portal.lib.workbooks.number_formats import BUILTIN_FORMATS
from ntm_portal.lib.workbooks.xml_parts import Attributes, Ends, Starts

Handler = TypeVar("Handler")

SECTIONS = ("fonts", "numFmts", "cellXfs")
# As usual, and as the strict variant of the standard names it.
NAMESPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main ",
    "http://purl.oclc.org/ooxml/spreadsheetml/main ",
)


def in_excel(handlers: Mapping[str, Handler]) -> dict[str, Handler]:
    """Return the handlers of elements under their full names."""
    return {ns + name: take for ns in NAMESPACES for name, take in handlers.items()}


class StylesReader:
    """Reads styles.xml; ``styles`` are those of the cells, by their number."""

    def __init__(self) -> None:
        self.styles: list[Style] = []
        self._section = ""
        self._fonts: list[str] = []
        self._formats: dict[int, str] = dict(BUILTIN_FORMATS)

    @property
    def starts(self) -> Starts:
        return in_excel(
            {name: partial(self._enter, name) for name in SECTIONS}
            | {
                "font": self._start_font,
                "name": self._name_font,
                "numFmt": self._take_format,
                "xf": self._take_style,
            }
        )

    @property
    def ends(self) -> Ends:
        return in_excel(dict.fromkeys(SECTIONS, partial(self._enter, "")))

    def text(self, piece: str) -> None:
        """Styles have no text."""

    def _enter(self, section: str, _attributes: Attributes | None = None) -> None:
        self._section = section

    def _start_font(self, _attributes: Attributes) -> None:
        if self._section == "fonts":
            self._fonts.append("")

    def _name_font(self, attributes: Attributes) -> None:
        if self._section == "fonts":
            self._fonts[-1] = attributes["val"]

    def _take_format(self, attributes: Attributes) -> None:
        if self._section == "numFmts":
            self._formats[int(attributes["numFmtId"])] = attributes["formatCode"]

    def _take_style(self, attributes: Attributes) -> None:
        if self._section == "cellXfs":
            font = int(attributes.get("fontId", 0))
            number_format = int(attributes.get("numFmtId", 0))
            self.styles.append(
                Style(
                    self._fonts[font] if font < len(self._fonts) else "",
                    self._formats.get(number_format, GENERAL),
                )
            )


class TextReader:
    """Reads one text of a workbook, plain or in parts with fonts of their own.

    The characters are handed to ``pieces``.
    """

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self._runs: list[tuple[str, str]] = []
        self._font = ""
        self._is_phonetic = False
        self.starts: Starts = {
            "r": self._start_run,
            "rFont": self._name_font,
            "rPh": self._start_phonetic,
            "t": self._start_text,
        }
        self.ends: Ends = {"rPh": self._end_phonetic, "t": self._end_text}

    def taken(self) -> str | RichText:
        """Return the text that was read since the last."""
        runs, self._runs = self._runs, []
        self._font = ""
        text = "".join(text for _font, text in runs)
        if "_x" in text:
            text = str(unescape(text))
        if not any(font for font, _text in runs):
            return text
        lengths: Counter[str] = Counter()
        for font, part in runs:
            lengths[font] += len(part)
        return RichText(text, lengths)

    def _start_run(self, _attributes: Attributes) -> None:
        self._font = ""

    def _name_font(self, attributes: Attributes) -> None:
        self._font = attributes["val"]

    def _start_phonetic(self, _attributes: Attributes) -> None:
        self._is_phonetic = True

    def _end_phonetic(self) -> None:
        self._is_phonetic = False

    def _start_text(self, _attributes: Attributes) -> None:
        self.pieces.clear()

    def _end_text(self) -> None:
        if not self._is_phonetic:
            self._runs.append((self._font, "".join(self.pieces)))


class StringsReader:
    """Reads sharedStrings.xml; cells refer to ``strings`` by their number."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self.strings: list[str | RichText] = []
        self._reader = TextReader()
        self.text = self._reader.pieces.append

    @property
    def starts(self) -> Starts:
        return in_excel(self._reader.starts)

    @property
    def ends(self) -> Ends:
        return in_excel({**self._reader.ends, "si": self._end_string})

    def _end_string(self) -> None:
        self._budget.spend_text()
        self.strings.append(self._reader.taken())
