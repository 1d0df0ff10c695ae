"""Long texts that people write: cleaned for keeping, and compared by paragraph."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

KEPT_CONTROLS = "\n\t"
# Control characters and halves of pairs.
UNWRITABLE = frozenset({"Cc", "Cs"})
# Code points that no XML document may have.
NO_CHARACTERS = "\ufffe\uffff"
WORD = re.compile(r"\S+|\n")
GAP = "…"
# Words that are shown on either side of what changed, and letters of it at most.
AROUND, LONGEST = 4, 400


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, and whether the text compared with lacks it."""

    text: str
    is_new: bool


def clean_prose(text: str) -> str:
    """Return the text in NFC with lines ended by \\n and nothing unwritable.

    White space at the ends goes; inside it stays as it was written.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(
        char
        for char in lines
        if char in KEPT_CONTROLS
        or (unicodedata.category(char) not in UNWRITABLE and char not in NO_CHARACTERS)
    )
    return unicodedata.normalize("NFC", kept).strip()


def paragraphs(text: str) -> list[str]:
    """Return the lines with something in them."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def compared(text: str, old: str) -> tuple[tuple[Paragraph, ...], tuple[str, ...]]:
    """Return the paragraphs of a text, and those of the old one that it lacks.

    A paragraph that moved counts as the same; one that is there twice is new once
    when the old text has it once.
    """
    left = Counter(paragraphs(old))
    found = []
    for paragraph in paragraphs(text):
        found.append(Paragraph(paragraph, is_new=not left[paragraph]))
        if left[paragraph]:
            left[paragraph] -= 1
    gone = []
    for paragraph in reversed(paragraphs(old)):
        if left[paragraph]:
            left[paragraph] -= 1
            gone.append(paragraph)
    return tuple(found), tuple(reversed(gone))


def turn(before: str, after: str) -> tuple[str, str]:
    """Return where two texts differ, in both, with a few words around it.

    "…" stands for what is left out: words that both have, and all beyond LONGEST.
    """
    old, new = WORD.findall(before), WORD.findall(after)
    start = _shared(old, new)
    end = _shared(old[start:][::-1], new[start:][::-1])
    return _part(old, start, end), _part(new, start, end)


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many words two texts begin with alike."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _part(words: Sequence[str], start: int, end: int) -> str:
    """Return the words but for so many at the start and the end, and those around."""
    first, last = max(0, start - AROUND), len(words) - max(0, end - AROUND)
    text = " ".join(words[first:last]).replace(" \n ", "\n").strip()
    if len(text) > LONGEST:
        text, last = text[:LONGEST].rstrip(), 0
    return f"{GAP if first else ''}{text}{GAP if last < len(words) else ''}"
