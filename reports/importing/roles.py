"""What columns without a criterion are for, by the words of their headers."""

import re
from enum import StrEnum

from reports.importing.labels import words


class Role(StrEnum):
    """The part a column plays in a table of communes."""

    ORDER = "order"
    NAME = "name"
    DISTRICT = "district"
    TOTAL = "total"
    QUIET = "quiet"
    OTHER = "other"


# The first pattern found decides, so that "Tổng số xã đạt" is no column of names.
PATTERNS = (
    (Role.ORDER, re.compile(r"^(?:s?tt|so tt|so thu tu|no)$")),
    (Role.QUIET, re.compile(r"\bghi chu\b|^ma\b")),
    (Role.OTHER, re.compile(r"\b(?:ty le|chua|khong|tang|giam|so voi|binh quan)\b")),
    (
        Role.TOTAL,
        re.compile(r"^(?:tong|cong)\b|\btong (?:so|cong)\b|\bso (?:tieu chi|tc)\b"),
    ),
    (Role.DISTRICT, re.compile(r"^(?!.*\bxa\b).*\b(?:huyen|thanh pho)\b")),
    (
        Role.NAME,
        re.compile(r"\bxa\b(?! hoi)|\b(?:don vi|dia phuong|dia ban|danh muc)\b"),
    ),
)
PLAIN_TOTAL = re.compile(r"\btong (?:so )?(?:cac )?(?:tieu chi|tc)?(?: da)? ?(?:dat|$)")


def role_of(text: str) -> Role:
    """Return the role that a header's text gives to its column."""
    said = words(text.replace("%", " tỷ lệ "))
    return next((role for role, found in PATTERNS if found.search(said)), Role.OTHER)


def total_rank(text: str) -> int:
    """Say how surely a header means the met criteria of the row: 3 to 1."""
    said = words(text)
    if PLAIN_TOTAL.search(said):
        return 3
    return 2 if "tong" in said.split() else 1
