"""Words of headers: which of them name a criterion, and which number one."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher

from ntm_portal.lib.spreadsheets import Cell
from ntm_portal.lib.text import clean, fold
from ntm_portal.lib.text_cache import cached_by_text

PREFIX = r"(?:tieu ?chi|t ?chi|t ?c)"
NUMBERED = re.compile(
    rf"^(?P<prefix>{PREFIX} ?(?:(?:so|thu) )?|so )?"
    r"0*(?P<number>[1-9]\d?)(?: (?P<rest>.*))?$"
)
ADDED = re.compile(rf"^(?:{PREFIX} (?:ve )?)?(?P<name>.+?)(?: (?:{PREFIX} ?)?\d+)?$")
SEPARATED = re.compile(r"\d\s*[.):\-–]")
RANGE = re.compile(r"^(?:\d|den\b)")
BARE = re.compile(r"^[(\[#]?\s*0*(?P<number>[1-9]\d?)\s*[)\]]?\s*\.?$")
# Shorter words are an abbreviation of too much, or a slip for too much.
FEWEST_LETTERS = 4
NEAR = 0.8
CLEARLY_NEARER = 0.1


@cached_by_text
def words(text: str) -> str:
    """Return the text as plain lower-case words: "Huyện, xã" is "huyen xa"."""
    parts = re.split(r"[\W_]+", clean(text.replace("&", " và ")))
    return " ".join(filter(None, map(fold, parts)))


@dataclass(frozen=True, slots=True)
class Label:
    """A header's claim to be a criterion.

    ``is_sure`` when the criterion's own words are there; ``other`` is the criterion
    whose name stands beside this number, when they contradict each other.
    """

    number: int
    is_sure: bool
    other: int | None = None


class Labels:
    """The criteria of one set, recognised by number and by name."""

    def __init__(self, criteria: Mapping[int, str]) -> None:
        self.criteria = criteria
        self._by_name = {_key(words(name)): n for n, name in criteria.items()}
        self._by_words = {n: _main_words(words(name)) for n, name in criteria.items()}
        self._by_letter: dict[str, list[int]] = {}
        for number, name in self._by_words.items():
            self._by_letter.setdefault("".join(name)[:1], []).append(number)
        self._read: dict[str, Label | None] = {}

    def read(self, text: str) -> Label | None:
        """Return what "TC6", "Tiêu chí số 6", "6. Điện" or a bare name says.

        A name may be abbreviated by its first letters: "CSVC văn hóa", "QP-AN".
        """
        if text not in self._read:
            self._read[text] = self._label(text)
        return self._read[text]

    def near(self, text: str) -> int | None:
        """Return the one criterion whose name is nearly what the text says."""
        key = _key(words(text))
        likeness = [(_likeness(key, name), n) for name, n in self._by_name.items()]
        (best, number), (second, _) = sorted([*likeness, (0.0, 0)], reverse=True)[:2]
        is_near = len(key) > FEWEST_LETTERS and best >= NEAR
        return number if is_near and best - second >= CLEARLY_NEARER else None

    def _label(self, text: str) -> Label | None:
        said = words(text)
        named = self._named(said)
        if named:
            return Label(named, is_sure=True)
        found = NUMBERED.match(said)
        if not found or int(found["number"]) not in self.criteria:
            return None
        return self._numbered(found, text)

    def path_end(self, number: int) -> str:
        """Return the last part of a header path: "5. Trường học"."""
        return f"{number}. {self.criteria[number]}"

    def _numbered(self, found: re.Match[str], text: str) -> Label | None:
        number, rest = int(found["number"]), found["rest"] or ""
        named = self._named(rest)
        if named:
            other = None if named == number else named
            return Label(number, is_sure=True, other=other)
        if not rest:
            return Label(number, is_sure=True) if found["prefix"] else None
        is_label = found["prefix"] or SEPARATED.search(text)
        if RANGE.match(rest) or not is_label:
            return None
        return Label(number, is_sure=False)

    def _named(self, said: str) -> int | None:
        added = ADDED.match(said)
        return (
            self._by_name.get(_key(said))
            or (self._by_name.get(_key(added["name"])) if added else None)
            or self._abbreviated(said)
            or (self._abbreviated(added["name"]) if added else None)
        )

    def _abbreviated(self, said: str) -> int | None:
        parts = _main_words(said)
        if sum(map(len, parts)) < FEWEST_LETTERS:
            return None
        # No name begins with another letter than its abbreviation.
        alike = self._by_letter.get(parts[0][0], ())
        found = [n for n in alike if _abbreviates(parts, self._by_words[n])]
        return found[0] if len(found) == 1 else None


def bare_number(cell: Cell) -> int | None:
    """Return the number of a cell such as 6, "06" or "(6)", from 1 to 99."""
    if isinstance(cell.value, Decimal):
        is_whole = 1 <= cell.value <= 99 and cell.value % 1 == 0
        return int(cell.value) if is_whole else None
    found = BARE.match(clean(cell.value)) if isinstance(cell.value, str) else None
    return int(found["number"]) if found else None


def _key(said: str) -> str:
    return "".join(_main_words(said))


def _main_words(said: str) -> list[str]:
    return [word for word in said.split() if word != "va"]


def _abbreviates(parts: Sequence[str], name: Sequence[str]) -> bool:
    """Say whether each part is the next word, or the first letters of the next ones."""
    if not (parts and name):
        return not (parts or name)
    part, first_letters = parts[0], "".join(word[0] for word in name)
    if part == name[0] and _abbreviates(parts[1:], name[1:]):
        return True
    return first_letters.startswith(part) and _abbreviates(parts[1:], name[len(part) :])


def _likeness(key: str, name: str) -> float:
    return SequenceMatcher(None, key, name, autojunk=False).ratio()
