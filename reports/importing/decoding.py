"""Sheets typed before Unicode, turned into Unicode cell by cell."""

import unicodedata
from collections.abc import Collection, Mapping, Sequence

from ntm_portal.lib.spreadsheets import Cell, Sheet
from ntm_portal.lib.text import Encoding, clean, decode, detect_encoding

LAST_LATIN_1 = "\u00ff"
PICTURE_FONTS = ("wingdings", "webdings", "symbol")
FONTS: Mapping[Encoding, str] = {"tcvn3": ".VnTime", "vni": "VNI-Times"}

Position = tuple[int, int]
Kinds = Mapping[Position, Encoding]


def decode_sheet(sheet: Sheet) -> tuple[Sheet, str]:
    """Return the sheet in clean Unicode, and the name of the encoding it had.

    The name is "unicode", one old encoding, or "mixed" where several meet. Line
    breaks stay. Call it once: text decoded twice is spoilt.
    """
    texts = {place: cell for place, cell in sheet.cells.items() if _is_text(cell)}
    kinds = _with_neighbours(
        texts, {place: _detect(cell, cell.font) for place, cell in texts.items()}
    )
    values = {
        place: _clean(decode(str(cell.value), kinds[place], font=cell.font))
        for place, cell in texts.items()
    }
    return sheet.with_values(values), _name(texts, kinds)


def uses_pictures(cell: Cell) -> bool:
    """Say whether the cell's font shows pictures in place of letters."""
    return cell.font.casefold().startswith(PICTURE_FONTS)


def _is_text(cell: Cell) -> bool:
    return isinstance(cell.value, str) and not uses_pictures(cell)


def _detect(cell: Cell, font: str) -> Encoding:
    # A lone "×" is a mark whatever the font.
    text = str(cell.value)
    return "unicode" if text.strip() == "×" else detect_encoding(text, font=font)


def _clean(text: str) -> str:
    return "\n".join(clean(line) for line in text.splitlines())


def _with_neighbours(texts: Mapping[Position, Cell], kinds: Kinds) -> Kinds:
    """Settle the texts that fit several encodings by the others in the same font.

    "Xèp" is a word, and Xốp in TCVN3. Nothing is settled where the font also carries
    what only Unicode can write: such a sheet was typed in two ways.
    """
    main = _main_encodings(texts, kinds)
    return {
        place: _settle(cell, kinds[place], main.get(cell.font))
        for place, cell in texts.items()
    }


def _settle(cell: Cell, kind: Encoding, main: Encoding | None) -> Encoding:
    if main and main in FONTS:
        return _detect(cell, FONTS[main])
    # No font is known for windows-1258, so that its texts are taken for Unicode.
    is_doubtful = kind == "unicode" and _has_foreign_letters(str(cell.value))
    return main if main and is_doubtful else kind


def _main_encodings(
    texts: Mapping[Position, Cell], kinds: Kinds
) -> dict[str, Encoding]:
    """Return for a font the old encoding in which most of its texts can be."""
    by_font: dict[str, list[Position]] = {}
    for place, cell in texts.items():
        if kinds[place] != "unicode" or _needs_unicode(str(cell.value)):
            by_font.setdefault(cell.font, []).append(place)
    return {
        font: _most_common(
            [texts[place] for place in places], {kinds[place] for place in places}
        )
        for font, places in by_font.items()
        if all(kinds[place] != "unicode" for place in places)
    }


def _most_common(cells: Sequence[Cell], kinds: Collection[Encoding]) -> Encoding:
    def fits(kind: Encoding) -> int:
        return sum(_detect(cell, FONTS.get(kind, "")) == kind for cell in cells)

    return max(sorted(kinds), key=fits)


def _name(texts: Mapping[Position, Cell], kinds: Kinds) -> str:
    found = {
        kinds[place]
        for place, cell in texts.items()
        if kinds[place] != "unicode" or _has_foreign_letters(str(cell.value))
    }
    return next(iter(found), "unicode") if len(found) < 2 else "mixed"


def _has_foreign_letters(text: str) -> bool:
    return any(not c.isascii() and unicodedata.category(c)[0] in "LM" for c in text)


def _needs_unicode(text: str) -> bool:
    return any(c > LAST_LATIN_1 and unicodedata.category(c)[0] in "LM" for c in text)
