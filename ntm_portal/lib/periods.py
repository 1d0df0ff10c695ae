"""Quarters: the only unit of time that reports and figures know.

A quarter is written ``2019Q4`` in code, addresses and files, and
"Quý IV/2019" on every page and paper.
"""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Self

ROMAN = ("I", "II", "III", "IV")
CODE = re.compile(r"(\d{4})Q([1-4])", re.ASCII)
TITLE = re.compile(
    r"(?:quý|qúy|quí)\s*(?P<quarter>[il]v|[il]{1,3}|[1-4])"
    r"\s*(?:/|-|năm|\s)\s*(?:năm\s*)?(?P<year>20\d\d)",
    re.IGNORECASE,
)


class BadQuarter(ValueError):
    """The text is not a quarter such as 2019Q4."""


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """One quarter of one year; quarters sort by time."""

    year: int
    number: int

    @classmethod
    def parse(cls, code: str) -> Self:
        """Read ``2019Q4``; anything else raises BadQuarter."""
        found = CODE.fullmatch(code)
        if not found or not 2000 <= int(found[1]) <= 2100:
            raise BadQuarter(f"“{code}” không phải là quý, ví dụ đúng: 2019Q4.")
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def of(cls, day: dt.date) -> Self:
        """Return the quarter that holds the day."""
        return cls(day.year, (day.month + 2) // 3)

    @classmethod
    def in_title(cls, text: str) -> tuple[Self, ...]:
        """Return every quarter that a sheet's title names, in reading order."""
        return tuple(
            cls(int(found["year"]), _number(found["quarter"]))
            for found in TITLE.finditer(text)
        )

    @property
    def code(self) -> str:
        return f"{self.year}Q{self.number}"

    @property
    def label(self) -> str:
        return f"Quý {ROMAN[self.number - 1]}/{self.year}"

    @property
    def short_label(self) -> str:
        return f"Quý {ROMAN[self.number - 1]}"

    @property
    def first_day(self) -> dt.date:
        return dt.date(self.year, self.number * 3 - 2, 1)

    @property
    def last_day(self) -> dt.date:
        return self.next().first_day - dt.timedelta(days=1)

    def approved_too_early(self, on: dt.date) -> str:
        """Return why nothing of the quarter can be approved on a day, "" when it can.

        Approved before it began, figures as of a day would know the future.
        """
        if on >= self.first_day:
            return ""
        return (
            f"Ngày duyệt {on:%d/%m/%Y} trước khi {self.label} bắt đầu "
            f"({self.first_day:%d/%m/%Y})."
        )

    def next(self) -> Self:
        return self.shift(1)

    def previous(self) -> Self:
        return self.shift(-1)

    def shift(self, quarters: int) -> Self:
        """Return the quarter that many quarters later (earlier when negative)."""
        year, index = divmod(self.year * 4 + self.number - 1 + quarters, 4)
        return type(self)(year, index + 1)

    def since(self, other: Self) -> int:
        """Return how many quarters after the other one this is."""
        return (self.year - other.year) * 4 + self.number - other.number

    def __str__(self) -> str:
        return self.code


def _number(text: str) -> int:
    # A small L is often typed for a capital I.
    upper = text.upper().replace("L", "I")
    return ROMAN.index(upper) + 1 if upper in ROMAN else int(text)
