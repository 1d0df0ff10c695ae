"""Sheets typed before Unicode, turned into Unicode cell by cell."""

import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import islice

from ntm_portal.lib.legacy_text import font_encoding
from ntm_portal.lib.spreadsheets import Cell, Sheet
from ntm_portal.lib.text import Encoding, clean, decode, detect_encoding

LAST_LATIN_1 = "\u00ff"
PICTURE_FONTS = ("wingdings", "webdings", "symbol")
FONTS: Mapping[Encoding, str] = {"tcvn3": ".VnTime", "vni": "VNI-Times"}
TIMES = "×"
MOST_SAMPLES, MOST_COMPARED, LONGEST_SAMPLE = 5, 2_000, 40

Position = tuple[int, int]
# A text as stored, with the name of its font.
Text = tuple[str, str]
Kinds = Mapping[Text, Encoding]
Sample = tuple[str, str, str]


def decode_sheet(sheet: Sheet, encoding: Encoding | None = None) -> tuple[Sheet, str]:
    """Return the sheet in clean Unicode, and the name of the encoding it had.

    The name is "unicode", one old encoding, or "mixed" where several meet. Line
    breaks stay. Call it once: text decoded twice is spoilt. ``encoding`` is what a
    person says of the file, None when nobody was asked: it is taken for every text
    but those that are surely in another one.
    """
    texts = _counted(sheet.cells.values())
    kinds = _detected(texts) if encoding is None else _confirmed(texts, encoding)
    decoded = {
        (text, font): _clean(decode(text, kind, font=font))
        for (text, font), kind in kinds.items()
    }
    values = {
        place: decoded[cell.value, cell.font]
        for place, cell in sheet.cells.items()
        if isinstance(cell.value, str) and (cell.value, cell.font) in decoded
    }
    name = _name(kinds)
    return sheet.with_values(values), sheet.encoding if name == "unicode" else name


def samples_of(sheet: Sheet, decoded: Sheet) -> tuple[Sample, ...]:
    """Return cells by which a person can tell whether the decoding is right.

    Each with its address, its text as stored and as decoded, in the order of the
    sheet: names before other texts, each with letters that those chosen before lack.
    """
    changed = list(islice(_changed(sheet, decoded), MOST_COMPARED))
    chosen: list[tuple[Position, Sample]] = []
    shown: set[str] = set()
    while changed and len(chosen) < MOST_SAMPLES:
        best = max(changed, key=lambda each: _worth(each[1], shown))
        changed.remove(best)
        shown |= _words(best[1])
        chosen.append(best)
    return tuple(sample for _place, sample in sorted(chosen))


def uses_pictures(cell: Cell) -> bool:
    """Say whether the cell's font shows pictures in place of letters."""
    return _has_pictures(cell.font)


def _changed(sheet: Sheet, decoded: Sheet) -> Iterator[tuple[Position, Sample]]:
    """Yield the texts that are not only cleaner than before, each text once."""
    seen: set[str] = set()
    for place, cell in sheet.cells.items():
        text = decoded.cells[place].value
        if not isinstance(cell.value, str) or not isinstance(text, str):
            continue
        if text == cell.value:
            continue
        is_evidence = text != _clean(cell.value) and not text.isascii()
        if is_evidence and text not in seen:
            seen.add(text)
            yield place, (cell.address, cell.value, text)


def _worth(sample: Sample, shown: Collection[str]) -> tuple[bool, bool, int]:
    """Return how much a sample adds to those shown: one line, a name, new words."""
    text = sample[2]
    new = _words(sample).difference(shown)
    is_name = bool(new) and text.istitle()
    return len(text) <= LONGEST_SAMPLE, is_name, sum(map(len, new))


def _words(sample: Sample) -> set[str]:
    return {word for word in sample[2].casefold().split() if not word.isascii()}


@lru_cache(maxsize=256)
def _has_pictures(font: str) -> bool:
    return font.casefold().startswith(PICTURE_FONTS)


def _counted(cells: Iterable[Cell]) -> Mapping[Text, int]:
    """Return how often each text stands in each font, pictures left out."""
    texts = Counter((c.value, c.font) for c in cells if isinstance(c.value, str))
    return {text: n for text, n in texts.items() if not _has_pictures(text[1])}


def _detect(text: str, font: str) -> Encoding:
    # A lone "×" is a mark whatever the font.
    return "unicode" if text.strip() == TIMES else detect_encoding(text, font=font)


def _clean(text: str) -> str:
    return "\n".join(clean(line) for line in text.splitlines())


def _detected(texts: Mapping[Text, int]) -> Kinds:
    return _with_neighbours(
        texts, {(text, font): _detect(text, font) for text, font in texts}
    )


def _confirmed(texts: Mapping[Text, int], encoding: Encoding) -> Kinds:
    """Return the encodings of the texts of a file that is said to be in one.

    A font that also carries what only Unicode can write was typed in two ways: there
    the spelling of each text decides, and between equals the commoner way.
    """
    modern: Counter[str] = Counter()
    old: Counter[str] = Counter()
    for (text, font), count in texts.items():
        modern[font] += count if _needs_unicode(text) else 0
    for (text, font), count in texts.items():
        if modern[font]:
            old[font] += count if _detect(text, "") == encoding else 0
    return {
        (text, font): _confirm(
            text,
            font,
            encoding,
            is_sure=not modern[font],
            is_likely=old[font] >= modern[font],
        )
        for text, font in texts
    }


def _confirm(
    text: str, font: str, encoding: Encoding, *, is_sure: bool, is_likely: bool
) -> Encoding:
    if encoding == "unicode" or _needs_unicode(text) or text.strip() == TIMES:
        return "unicode"
    if _names_another(font, encoding):
        return _detect(text, font)
    if is_sure:
        return encoding
    return _detect(text, FONTS.get(encoding, "") if is_likely else "")


def _names_another(font: str, encoding: Encoding) -> bool:
    named = font_encoding(font)
    return named not in ("unicode", encoding)


def _with_neighbours(texts: Mapping[Text, int], kinds: Kinds) -> Kinds:
    """Settle the texts that fit several encodings by the others in the same font.

    "Xèp" is a word, and Xốp in TCVN3. Nothing is settled where the font also carries
    what only Unicode can write: such a sheet was typed in two ways.
    """
    main = _main_encodings(texts, kinds)
    return {
        (text, font): _settle(text, kind, main.get(font))
        for (text, font), kind in kinds.items()
    }


def _settle(text: str, kind: Encoding, main: Encoding | None) -> Encoding:
    if main and main in FONTS:
        return _detect(text, FONTS[main])
    # No font is known for windows-1258, so that its texts are taken for Unicode.
    is_doubtful = kind == "unicode" and _has_foreign_letters(text)
    return main if main and is_doubtful else kind


def _main_encodings(texts: Mapping[Text, int], kinds: Kinds) -> dict[str, Encoding]:
    """Return for a font the old encoding in which most of its texts can be."""
    by_font: dict[str, list[Text]] = {}
    for (text, font), kind in kinds.items():
        if kind != "unicode" or _needs_unicode(text):
            by_font.setdefault(font, []).append((text, font))
    return {
        font: _most_common(
            {text: texts[text, font] for text, _font in written},
            {kinds[each] for each in written},
        )
        for font, written in by_font.items()
        if all(kinds[each] != "unicode" for each in written)
    }


def _most_common(texts: Mapping[str, int], kinds: Collection[Encoding]) -> Encoding:
    def fits(kind: Encoding) -> int:
        font = FONTS.get(kind, "")
        return sum(n for text, n in texts.items() if _detect(text, font) == kind)

    return max(sorted(kinds), key=fits)


def _name(kinds: Kinds) -> str:
    found = {
        kind
        for (text, _font), kind in kinds.items()
        if kind != "unicode" or _has_foreign_letters(text)
    }
    return next(iter(found), "unicode") if len(found) < 2 else "mixed"


def _has_foreign_letters(text: str) -> bool:
    return any(not c.isascii() and unicodedata.category(c)[0] in "LM" for c in text)


def _needs_unicode(text: str) -> bool:
    return any(c > LAST_LATIN_1 and unicodedata.category(c)[0] in "LM" for c in text)
