"""What columns without a criterion are for, by the words of their headers."""

import re
from enum import StrEnum
from functools import lru_cache

from reports.importing.tables.labels import words


class Role(StrEnum):
    """The part a column plays in a table of communes."""

    ORDER = "order"
    NAME = "name"
    DISTRICT = "district"
    TOTAL = "total"
    QUIET = "quiet"
    OTHER = "other"


EARLIER = r"\bcung ky\b|\b(?:quy|nam|ky|thang|dot) truoc\b"
# The first pattern found decides, so that "Tổng số xã đạt" is no column of names.
PATTERNS = (
    (Role.ORDER, re.compile(r"^(?:s?tt|so tt|so thu tu|no)$")),
    (
        Role.QUIET,
        # "hạ tầng" reads like "tăng" without marks.
        re.compile(r"\bghi chu\b|^ma\b|(?<!ha )\b(?:tang|giam)\b(?! ngheo)|\bso voi\b"),
    ),
    (
        Role.OTHER,
        re.compile(r"\b(?:ty le|ti le|chua|khong|binh quan)\b|" + EARLIER),
    ),
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
# A plan's total counts what is met already, a result's does not count the plan.
PLANNED = re.compile(r"\b(?:ke hoach|muc tieu|phan dau|dang ky|chi tieu|du kien)\b")
PLAIN_TOTAL = re.compile(r"\btong (?:so )?(?:cac )?(?:tieu chi|tc)?(?: da)? ?(?:dat|$)")


@lru_cache(maxsize=4096)
def role_of(text: str) -> Role:
    """Return the role that a header's text gives to its column."""
    said = words(text.replace("%", " tỷ lệ "))
    return next((role for role, found in PATTERNS if found.search(said)), Role.OTHER)


def total_rank(text: str) -> int:
    """Say how surely a header means the met criteria of the row: 3 to 0.

    0 is what a plan counts, which only in a table of plans totals the row.
    """
    said = words(text)
    if PLANNED.search(said):
        return 0
    if PLAIN_TOTAL.search(said):
        return 3
    return 2 if "tong" in said.split() else 1


def tells_another_time(text: str) -> bool:
    """Say whether a header's words mean an earlier quarter or a plan."""
    said = words(text)
    return bool(re.search(EARLIER, said) or PLANNED.search(said))
