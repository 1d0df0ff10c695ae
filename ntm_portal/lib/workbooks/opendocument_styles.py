"""Styles of .ods workbooks, as far as they tell fonts and hidden sheets."""

from ntm_portal.lib.workbooks.xml_parts import Attributes, Ends, Starts

_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
STYLE, TABLE, OFFICE = f"{_ODF}style:1.0 ", f"{_ODF}table:1.0 ", f"{_ODF}office:1.0 "
TEXT, DRAW = f"{_ODF}text:1.0 ", f"{_ODF}drawing:1.0 "
SVG, FO = f"{_ODF}svg-compatible:1.0 ", f"{_ODF}xsl-fo-compatible:1.0 "
MAX_PARENTS = 16

StyleName = tuple[str, str]


class StylesReader:
    """Reads styles wherever they stand; a style is named by its family and name."""

    def __init__(self) -> None:
        self.hidden_tables: set[str] = set()
        self._faces: dict[str, str] = {}
        self._fonts: dict[StyleName, str] = {}
        self._parents: dict[StyleName, str] = {}
        self._current: StyleName | None = None
        self.starts: Starts = {
            f"{STYLE}font-face": self._take_face,
            f"{STYLE}style": self._start_style,
            f"{STYLE}default-style": self._start_style,
            f"{STYLE}text-properties": self._take_font,
            f"{STYLE}table-properties": self._take_display,
        }
        self.ends: Ends = {
            f"{STYLE}style": self._end_style,
            f"{STYLE}default-style": self._end_style,
        }

    def text(self, piece: str) -> None:
        """Styles have no text."""

    def font(self, family: str, name: str) -> str:
        """Return the font of a style, else of those that it builds upon."""
        for _generation in range(MAX_PARENTS):
            if font := self._fonts.get((family, name)):
                return font
            name = self._parents.get((family, name), "")
        return self._fonts.get((family, ""), "")

    def _take_face(self, attributes: Attributes) -> None:
        family = attributes.get(f"{SVG}font-family", "")
        self._faces[attributes.get(f"{STYLE}name", "")] = family.strip("'\"")

    def _start_style(self, attributes: Attributes) -> None:
        # Only default styles have no name.
        family = attributes.get(f"{STYLE}family", "")
        self._current = (family, attributes.get(f"{STYLE}name", ""))
        parent = attributes.get(f"{STYLE}parent-style-name", "")
        self._parents[self._current] = parent

    def _end_style(self) -> None:
        self._current = None

    def _take_font(self, attributes: Attributes) -> None:
        face = attributes.get(f"{STYLE}font-name", "")
        family = attributes.get(f"{FO}font-family", "").strip("'\"")
        if self._current:
            self._fonts[self._current] = self._faces.get(face) or face or family

    def _take_display(self, attributes: Attributes) -> None:
        if self._current and attributes.get(f"{TABLE}display") == "false":
            self.hidden_tables.add(self._current[1])
