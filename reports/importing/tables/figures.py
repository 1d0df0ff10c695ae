"""Averages and shares written in a sheet, held against the counts behind them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from ntm_portal.lib.spreadsheets import Cell
from ntm_portal.lib.text import clean, format_number, quotient, round_half_up

# A stored quotient has more digits than anybody wrote, the last ones binary.
MOST_PLACES = 9
WRITTEN = re.compile(
    r"^(?P<whole>\d{1,9})(?:[.,](?P<rest>\d{1,15}))?\s*(?P<percent>%?)$"
)


@dataclass(frozen=True, slots=True)
class Ratio:
    """Counts whose quotient a figure may show, times 1 or, in percent, times 100."""

    part: int
    whole: int
    scale: int = 1


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as written, with the decimals that it has."""

    value: Decimal
    is_percent: bool = False

    @classmethod
    def read(cls, cell: Cell) -> Self | None:
        """Read 12,24 or 55,3 % or a stored number; None for anything else."""
        if isinstance(cell.value, Decimal):
            return cls(cell.value)
        found = (
            WRITTEN.match(clean(cell.value)) if isinstance(cell.value, str) else None
        )
        if found is None:
            return None
        number = f"{found['whole']}.{found['rest'] or ''}".rstrip(".")
        return cls(Decimal(number), is_percent=bool(found["percent"]))

    @property
    def is_whole(self) -> bool:
        """Say whether it is written as a count is: without decimals or percent."""
        return not (self.is_percent or self.places)

    @property
    def places(self) -> int:
        exponent = self.value.as_tuple().exponent
        return min(MOST_PLACES, max(0, -exponent)) if isinstance(exponent, int) else 0

    def shows(self, ratio: Ratio) -> bool:
        """Say whether the figure is the ratio, rounded half up to its decimals."""
        if self.is_percent and ratio.scale == 1:
            return False
        return round_half_up(self.value, self.places) == self._rounded(ratio)

    def expected(self, ratios: Sequence[Ratio]) -> str:
        """Return what should be written in its place: the ratio nearest to it."""
        rounded = [r for r in map(self._rounded, ratios) if r is not None]
        nearest = min(rounded, key=lambda each: abs(each - self.value))
        return format_number(nearest, self.places) + "%" * self.is_percent

    def _rounded(self, ratio: Ratio) -> Decimal | None:
        return quotient(ratio.part * ratio.scale, ratio.whole, places=self.places)
