"""Vietnamese text and numbers: how they are cleaned, compared, sorted and written.

Text in the old encodings is read by ntm_portal.lib.legacy_text, whose two functions
are offered here as well.
"""

import re
import unicodedata
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from ntm_portal.lib.legacy_text import Encoding, decode, detect_encoding
from ntm_portal.lib.text_cache import cached_by_text

__all__ = [
    "Encoding",
    "clean",
    "decode",
    "detect_encoding",
    "fold",
    "format_decimal",
    "format_number",
    "percent",
    "quotient",
    "round_half_up",
    "sort_key",
]

# Soft hyphen, zero-width characters, marks of writing direction, byte order mark.
INVISIBLE = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
# The second is the Icelandic letter of the same shape, a common slip. To Unicode these
# apostrophes are letters.
PLAIN_LETTERS = str.maketrans("đð", "dd", "ʹʻʼʽ")
ALPHABET = {"ă": "a1", "â": "a2", "đ": "d1", "ê": "e1", "ô": "o1", "ơ": "o2", "ư": "u1"}
TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
APOSTROPHES = re.compile("['’‘′ʹʻʼʽ`´]")
WORD_OR_NUMBER = re.compile(r"\d+|[^\W\d_]+")
WORD_END = "01"
PRIMARY_END = "00"
# Enough digits for any count or amount: rounding must never overflow.
EXACT = Context(prec=400, rounding=ROUND_HALF_UP)
# What a spreadsheet shows of a number computed in binary.
SHOWN_DIGITS = Context(prec=15, rounding=ROUND_HALF_UP)


@cached_by_text
def clean(text: str) -> str:
    """Return Unicode text composed (NFC), without invisible characters.

    White space of every kind becomes one plain space, none at the ends. Text in an
    old encoding must be decoded first: there the soft hyphen is the letter ư.
    """
    composed = unicodedata.normalize("NFC", INVISIBLE.sub("", text))
    return " ".join(composed.split())


@cached_by_text
def fold(text: str) -> str:
    """Return only the letters and digits, lower case and without marks.

    "Ia H’Drai", "ia h'drai" and "Ia HDrai" fold to the same; composed and
    decomposed text too.
    """
    plain = unicodedata.normalize("NFKD", text).casefold().translate(PLAIN_LETTERS)
    return "".join(c for c in unicodedata.normalize("NFKD", plain) if c.isalnum())


def sort_key(text: str) -> str:
    """Return a key that sorts in the order of the Vietnamese alphabet.

    Letters decide first (a ă â b c d đ e ê …), then tones (ngang, huyền, hỏi, ngã,
    sắc, nặng); numbers by their value. The key has only digits and lower-case
    letters, two for each letter, so that every database sorts it alike.
    """
    parts = WORD_OR_NUMBER.findall(APOSTROPHES.sub("", clean(text).lower()))
    letters = [pair for part in parts for pair in (*_letters(part), (WORD_END, ""))]
    primary = "".join(letter for letter, _tone in letters)
    return primary + PRIMARY_END + "".join(tone for _letter, tone in letters)


def round_half_up(value: Decimal, places: int) -> Decimal:
    """Round to the given number of decimals; 0,05 becomes 0,1."""
    return value.quantize(Decimal(1).scaleb(-places), context=EXACT)


def quotient(part: int, whole: int, *, places: int) -> Decimal | None:
    """Return part ÷ whole rounded half up once, from the exact quotient.

    None when there is no whole: no data is not 0.
    """
    if whole == 0:
        return None
    scaled, rest = divmod(abs(part) * 10**places, abs(whole))
    scaled += rest * 2 >= abs(whole)
    sign = -1 if (part < 0) != (whole < 0) else 1
    return Decimal(sign * scaled).scaleb(-places, context=EXACT)


def percent(part: int, whole: int, places: int = 1) -> Decimal | None:
    """Return part as a percentage of whole, None when there is no whole."""
    return quotient(part * 100, whole, places=places)


def format_number(value: Decimal | int, places: int = 0) -> str:
    """Write a number the Vietnamese way, 1.234,5, rounded half up to the places."""
    return _vietnamese(round_half_up(Decimal(value), places))


@lru_cache(maxsize=4096)
def format_decimal(value: Decimal) -> str:
    """Write a number with the decimals it has and no grouping: 2020, 98,5."""
    shown = SHOWN_DIGITS.plus(value).normalize(EXACT) if value else Decimal(0)
    return f"{shown:f}".replace(".", ",")


def _vietnamese(value: Decimal) -> str:
    # A small negative number rounds to "-0", which nobody writes.
    english = f"{value if value else abs(value):,f}"
    return english.translate(str.maketrans(",.", ".,"))


def _letters(part: str) -> list[tuple[str, str]]:
    if not part.isdecimal():
        return [_letter(char) for char in part]
    # The longer number is the greater.
    digits = str(int(part))
    return [(f"1{min(len(digits), 9)}", ""), *((f"1{digit}", "") for digit in digits)]


def _letter(char: str) -> tuple[str, str]:
    parts = unicodedata.normalize("NFD", char)
    tone = next((TONES[mark] for mark in parts if mark in TONES), "0")
    bare = "".join(mark for mark in parts if mark not in TONES)
    letter = unicodedata.normalize("NFC", bare)
    return ALPHABET.get(letter, f"{(fold(letter) or 'z')[0]}0"), tone
