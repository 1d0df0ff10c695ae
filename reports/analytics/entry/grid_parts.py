"""Parts of an entry grid: cells with their last approved value, and counts."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from communes.analytics.places import Place
from criteria.analytics.law import LawCriterion
from ntm_portal.lib import periods
from reports.analytics.cell.comments import TalkCount
from reports.choices import ResultState
from reports.models import ReturnedCell
from reports.models.cells import CellKey

SILENCE = TalkCount()


@dataclass(frozen=True, slots=True)
class Base:
    """The approved revision that untouched cells follow."""

    quarter: str
    approved_on: dt.date

    @property
    def period(self) -> periods.Quarter:
        return periods.Quarter.parse(self.quarter)


@dataclass(frozen=True, slots=True)
class Cell:
    """One commune and criterion: what it is, and what it was.

    ``before`` is the value of the base in force, ``seen`` that of the base which
    the district has taken note of; ``is_own`` when the draft has its own value.
    ``version`` is the key of its last row in the report's log, 0 for none.
    ``returned`` says why the office gave it back; while cells are given back the
    others are closed. ``files`` counts its evidence. ``blocks`` are the titles of the
    rules for which the report cannot be sent, ``talk`` counts what was said.
    """

    place: Place
    criterion: LawCriterion
    state: ResultState
    before: ResultState
    seen: ResultState
    is_own: bool
    begins_group: bool
    version: int = 0
    returned: ReturnedCell | None = None
    files: int = 0
    is_closed: bool = False
    blocks: tuple[str, ...] = ()
    talk: TalkCount = SILENCE

    @property
    def key(self) -> str:
        return f"{self.place.code}-{self.criterion.number}"

    def marked(
        self,
        blocks: Mapping[str, tuple[str, ...]],
        talk: Mapping[CellKey | None, TalkCount],
    ) -> "Cell":
        """Return the cell with its blocks, given by key, and its talk."""
        where = self.place.code, self.criterion.number
        return replace(
            self, blocks=blocks.get(self.key, ()), talk=talk.get(where, SILENCE)
        )

    @property
    def must_answer(self) -> bool:
        """Whether the office waits for the district's answer on this cell."""
        return bool(self.returned and not self.returned.answered_at)

    @property
    def is_changed(self) -> bool:
        return self.state != self.before

    @property
    def is_unknown(self) -> bool:
        return self.state == ResultState.UNKNOWN

    @property
    def has_fallen(self) -> bool:
        """Met in the last approved quarter, and judged not to be any more."""
        return self.before == ResultState.MET and self.state == ResultState.UNMET

    @property
    def has_moved(self) -> bool:
        """Untouched here, yet another value than the one last taken note of."""
        return not self.is_own and self.state != self.seen


@dataclass(frozen=True, slots=True)
class Count:
    """Met cells of a row, a column or all; ``before`` is None without a base."""

    met: int
    before: int | None

    @property
    def change(self) -> str:
        """Return +1, −1 or =; nothing where there is nothing to compare with."""
        if self.before is None:
            return ""
        difference = self.met - self.before
        if not difference:
            return "="
        return f"+{difference}" if difference > 0 else f"−{-difference}"


@dataclass(frozen=True, slots=True)
class Row:
    """One commune with its cells in the order of the criteria."""

    place: Place
    cells: tuple[Cell, ...]
    count: Count

    @property
    def unknown(self) -> tuple[Cell, ...]:
        return tuple(cell for cell in self.cells if cell.is_unknown)

    @property
    def fallen(self) -> tuple[Cell, ...]:
        return tuple(cell for cell in self.cells if cell.has_fallen)


@dataclass(frozen=True, slots=True)
class Column:
    """One criterion with the communes that meet it."""

    count: Count
    begins_group: bool


def count(cells: Iterable[Cell], *, has_base: bool) -> Count:
    """Count the met cells, now and in the base."""
    pairs = [(cell.state, cell.before) for cell in cells]
    return Count(
        met=sum(state == ResultState.MET for state, _before in pairs),
        before=sum(before == ResultState.MET for _state, before in pairs)
        if has_base
        else None,
    )
