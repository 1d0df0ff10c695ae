"""Numbers in front of a row: 1, 01., 1.1, I, A."""

import re
from typing import NamedTuple

from ntm_portal.lib.text import clean
from ntm_portal.lib.text_cache import cached_by_text

ARABIC = r"\d+(?:[.,]\d+)*"
# Who has no capital I at hand writes a small L.
ROMAN = r"[IVXLl]+"
NUMBER = re.compile(rf"^\(?(?:(?P<arabic>{ARABIC})|(?P<roman>{ROMAN}|[A-H]))[.)/:]*$")
IN_FRONT = re.compile(
    rf"^\(?(?P<number>{ARABIC}(?=[.)/:\s–-])|(?:{ROMAN}|[A-E])(?=\s?[.)/:–-]))"
    r"\s?[.)/:–-]*\s*(?P<name>[^\W\d].*)$"
)
BULLET = re.compile(r"^[-–+•]\s*(?=\w)")


class Numbered(NamedTuple):
    """A row's number ("" without) and its name without it."""

    number: str
    name: str


def is_arabic(number: str) -> bool:
    """Say whether the text is a running number such as 1, "02." or 1.1."""
    found = NUMBER.match(number)
    return bool(found and found["arabic"])


def is_roman(number: str) -> bool:
    """Say whether the text is I, IV. or a capital letter, as districts have."""
    found = NUMBER.match(number)
    return bool(found and found["roman"])


def is_number(number: str) -> bool:
    return NUMBER.match(number) is not None


@cached_by_text
def split_number(text: str) -> Numbered:
    """Take the number in front off a name: "I. Huyện Đắk Glei", "- Đắk Cấm"."""
    plain = BULLET.sub("", clean(text))
    found = IN_FRONT.match(plain)
    if not found:
        return Numbered("", plain)
    return Numbered(found["number"], found["name"])
