"""Long texts that people write: cleaned for keeping, and compared by paragraph."""

import unicodedata
from collections import Counter
from dataclasses import dataclass

KEPT_CONTROLS = "\n\t"
# Control characters and halves of pairs.
UNWRITABLE = frozenset({"Cc", "Cs"})
# Code points that no XML document may have.
NO_CHARACTERS = "\ufffe\uffff"


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
