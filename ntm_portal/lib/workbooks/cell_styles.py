"""How cells are shown: their fonts and number formats, and texts in several fonts."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

GENERAL = "General"


class Style(NamedTuple):
    """The name of a cell's font, and its number format."""

    font: str = ""
    number_format: str = GENERAL


PLAIN = Style()


@dataclass(frozen=True, slots=True)
class RichText:
    """A text, and how many of its letters are in which font.

    The letters in the font of the cell itself are counted under "".
    """

    value: str
    fonts: Mapping[str, int]


def with_font(text: str | RichText, own: str) -> tuple[str, str]:
    """Return the text and the font of most of it, ``own`` being that of the cell."""
    if isinstance(text, str):
        return text, own
    lengths: Counter[str] = Counter()
    for font, length in text.fonts.items():
        lengths[font or own] += length
    return text.value, lengths.most_common(1)[0][0]
