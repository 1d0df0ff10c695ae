"""Vietnamese text typed in the encodings of the time before Unicode.

A workbook keeps such text as the Western characters of the same bytes: only the
font, .VnTime or VNI-Times, made them look Vietnamese. Three encodings are read:
TCVN3 (TCVN 5712:1993, the fonts .Vn…), VNI for Windows (the fonts VNI-…) and
Windows-1258 text that a program took for Western text.
"""

import re
import unicodedata
from collections.abc import Callable
from typing import Literal

from ntm_portal.lib.syllables import FOREIGN, TONES, oddness, words

Encoding = Literal["unicode", "tcvn3", "vni", "windows-1258"]

# Letters that no other encoding's bytes look like: the text is Unicode.
UNICODE_ONLY = re.compile("[ăĂđĐĩĨũŨơƠưƯ\u0300-\u0323\u1ea0-\u1ef9]")

# TCVN 5712-1 as glibc reads it (iconv -f TCVN5712-1), from A1 and from 80; the last
# capitals are control characters, which no workbook holds. B0-B4 are tones, written
# after their vowel.
TCVN3_HIGH = (
    "ĂÂÊÔƠƯĐăâêôơưđẰ\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴ"
    "ẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ"
)
TCVN3_LOW = "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ"
TCVN3 = {chr(0xA1 + index): letter for index, letter in enumerate(TCVN3_HIGH)} | {
    chr(0x80 + index): letter for index, letter in enumerate(TCVN3_LOW)
}
VOWELS = frozenset("aăâeêioôơuưyAĂÂEÊIOÔƠUƯY")
# The fonts .Vn… lack the capitals with tones: their users typed the small letter.
UNUSED = frozenset(c for c in TCVN3 if TCVN3[c].isupper() and TCVN3[c] not in "ĂÂÊÔƠƯĐ")

# VNI for Windows: a vowel and the character that carries its marks, or one letter.
VNI_SINGLE = dict(zip("ñôöæóòî", "đơưỉĩịỵ", strict=True))
VNI_PAIRS = (
    ("aeouyôö", "", zip("øûõùï", TONES, strict=True)),
    ("aeo", "\u0302", zip("âàåãáä", ("", *TONES), strict=True)),
    ("a", "\u0306", zip("êèúüéë", ("", *TONES), strict=True)),
)
VNI_SMALL = VNI_SINGLE | {
    vowel + char: unicodedata.normalize(
        "NFC", VNI_SINGLE.get(vowel, vowel) + shape + tone
    )
    for vowels, shape, chars in VNI_PAIRS
    for char, tone in chars
    for vowel in vowels
}
VNI = VNI_SMALL | {old.upper(): letter.upper() for old, letter in VNI_SMALL.items()}
VNI_LETTER = re.compile("|".join(sorted(VNI, key=len, reverse=True)))
VNI_PAIR = re.compile("|".join(old for old in VNI if len(old) == 2))


def detect_encoding(text: str, *, font: str = "") -> Encoding:
    """Return the encoding in which the text is spelled best.

    Where several fit, the font's encoding is taken, or without one Unicode: a short
    text may need a look at its neighbours ("Xèp" is a word, and Xốp in TCVN3). Plain
    ASCII reads alike in all encodings and is unicode.
    """
    if text.isascii() or UNICODE_ONLY.search(text):
        return "unicode"
    # TCVN3 was the commoner, but has no reason for vowels followed by such letters.
    old: list[Encoding] = (
        ["vni", "tcvn3"] if VNI_PAIR.search(text) else ["tcvn3", "vni"]
    )
    candidates = [font_encoding(font), "unicode", *old, "windows-1258"]
    return min(candidates, key=lambda encoding: _oddness(text, encoding))


def decode(text: str, encoding: Encoding, *, font: str = "") -> str:
    """Return the text as composed Unicode (NFC), spaces and line breaks as they are.

    The fonts .Vn…H show small letters as capitals, and they become capitals; plain
    ASCII too, which is unicode. What only Unicode can write is shown in another font.
    """
    decoded = DECODERS[encoding](text)
    if _shows_capitals(font) and (encoding == "tcvn3" or text.isascii()):
        decoded = decoded.upper()
    return unicodedata.normalize("NFC", decoded)


def font_encoding(font: str) -> Encoding:
    """Return the encoding for which a font was made: .VnTime, VNI-Times, any other."""
    name = font.casefold()
    if name.startswith(".vn"):
        return "tcvn3"
    return "vni" if name.startswith("vni") else "unicode"


def _shows_capitals(font: str) -> bool:
    return font_encoding(font) == "tcvn3" and font.endswith("H")


def _oddness(text: str, encoding: Encoding) -> int:
    return sum(_word_oddness(word, encoding) for word in words(text))


def _word_oddness(word: str, encoding: Encoding) -> int:
    if encoding == "tcvn3" and not UNUSED.isdisjoint(word):
        return FOREIGN
    # In TCVN3 a word in capitals has small letters wherever there is a tone.
    return oddness(decode(word, encoding), any_case=encoding == "tcvn3")


def _from_unicode(text: str) -> str:
    return text


def _from_tcvn3(text: str) -> str:
    decoded = ""
    for char in text:
        letter = TCVN3.get(char, char)
        # After anything but a vowel the character is itself: m², 20°C.
        is_tone = letter not in TONES or decoded[-1:] in VOWELS
        decoded += letter if is_tone else char
    return decoded


def _from_vni(text: str) -> str:
    return VNI_LETTER.sub(lambda found: VNI[found[0]], text)


def _from_windows_1258(text: str) -> str:
    try:
        return text.encode("cp1252").decode("cp1258")
    except UnicodeError:
        return text


DECODERS: dict[Encoding, Callable[[str], str]] = {
    "unicode": _from_unicode,
    "tcvn3": _from_tcvn3,
    "vni": _from_vni,
    "windows-1258": _from_windows_1258,
}
