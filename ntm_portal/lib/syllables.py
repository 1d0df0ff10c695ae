"""How far a text is from Vietnamese spelling; tells encodings apart.

A Vietnamese word is one syllable: one group of vowels with at most one tone. Names
from the languages of Kon Tum (Kroong, Rơ Wa, Xiêr) keep to the same vowels.
"""

import re
import unicodedata
from itertools import pairwise

TONES = "\u0300\u0309\u0303\u0301\u0323"
SOFT_HYPHEN = "\u00ad"
LETTERS = frozenset(
    "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệfghiìỉĩíịjklmnoòỏõóọôồổỗốộơờởỡớợ"
    "pqrstuùủũúụưừửữứựvwxyỳỷỹýỵz"
    # The Icelandic letter that looks like đ, a common slip.
    "ð"
)


def _set_of(groups: str) -> frozenset[str]:
    return frozenset(groups.split())


VOWEL_GROUPS = _set_of(
    "a ă â e ê i o ô ơ u ư y ai ao au ay âu ây ea eo êu ia iê iêu iu oa oă oai oao oay "
    "oe oeo oi oo ôi ôô ơi ơu ua uâ uây uê ui uô uôi uơ uy uya uyê uyu ưa ưi ươ ươi "
    "ươu ưu yê yêu"
)
# In these groups the tone stands on the first vowel.
FIRST_TONED = _set_of("ai ao au ay âu ây ea eo êu ia iu oi ôi ơi ua ui ưa ưi ưu")
# After these there is always a consonant.
NEVER_LAST = _set_of("ă â iê yê uâ uyê uô ươ oă oo ôô")
WORD = re.compile(r"[A-Za-z\u00a1-\u024f\u0300-\u036f\u1e00-\u1eff]{2,}")
QUOTED = re.compile(r"(?<!\w)«([^«»]*)»(?!\w)")
ONSET = re.compile(r"^(?:qu|gi)(?=[aăâeêioôơuưy])")
VOWEL_GROUP = re.compile(r"[aăâeêioôơuưy]+")

FOREIGN = 3
MISSPELT = 1
WELL_SPELT = 0


def words(text: str) -> list[str]:
    """Return the words of two characters or more, odd characters inside included."""
    return WORD.findall(QUOTED.sub(r" \1 ", text))


def oddness(word: str, *, any_case: bool = False) -> int:
    """Return 0 for a possible syllable, 1 for a misspelling, 3 for no Vietnamese."""
    if word.isascii():
        return WELL_SPELT
    visible = word.replace(SOFT_HYPHEN, "")
    if not _is_vietnamese(visible) or not (any_case or _has_plain_case(visible)):
        return FOREIGN
    # Vietnamese words are too short to be hyphenated.
    return WELL_SPELT if visible == word and _is_syllable(word) else MISSPELT


def _is_vietnamese(word: str) -> bool:
    return all(char in LETTERS for char in word.lower() if not char.isascii())


def _has_plain_case(word: str) -> bool:
    """Say whether letters with marks keep to the case around: not tÕ, KÕt, TæNG."""
    return not any(
        (before.islower() and after.isupper() and not (before + after).isascii())
        or (index and after.islower() and before.isupper() and not before.isascii())
        for index, (before, after) in enumerate(pairwise(word))
    )


def _is_syllable(word: str) -> bool:
    letters = word.lower()
    bare = "".join(map(_without_tone, letters))
    toned = [i for i, letter in enumerate(letters) if letter != bare[i]]
    onset = ONSET.match(bare)
    groups = list(VOWEL_GROUP.finditer(bare, onset.end() if onset else 0))
    if len(groups) != 1:
        return not groups and word.isupper()
    return len(toned) <= 1 and _is_rhyme(groups[0], toned)


def _is_rhyme(found: re.Match[str], toned: list[int]) -> bool:
    vowels = found[0]
    if vowels in FIRST_TONED and any(index > found.start() for index in toned):
        return False
    if vowels in NEVER_LAST and found.end() == len(found.string):
        return False
    return vowels in VOWEL_GROUPS


def _without_tone(letter: str) -> str:
    parts = unicodedata.normalize("NFD", letter)
    bare = "".join(mark for mark in parts if mark not in TONES)
    return unicodedata.normalize("NFC", bare)
