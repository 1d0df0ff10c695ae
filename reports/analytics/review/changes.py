"""Changed cells of a district as a reviewer reads them, and what they tip."""

import enum
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from communes.analytics.places import Place
from criteria.analytics.law import Law, LawCriterion, LawGroup
from reports.analytics.attainment import Masks
from reports.choices import ResultState
from reports.models.cells import CellKey


class Turn(enum.Enum):
    """How a cell changed, in the order in which a reviewer reads."""

    FALLEN = "Giảm xuống chưa đạt"
    ATTAINED = "Mới đạt"
    UNKNOWN = "Khác: chuyển thành chưa đánh giá"
    ASSESSED = "Khác: từ chưa đánh giá thành chưa đạt"


READING = tuple(Turn)


@dataclass(frozen=True, slots=True)
class Effect:
    """A commune begins or ceases to attain a group; None stands for all criteria."""

    group: LawGroup | None
    is_gain: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """One commune and criterion, before and after."""

    place: Place
    criterion: LawCriterion
    before: ResultState
    after: ResultState

    @property
    def key(self) -> CellKey:
        return self.place.code, self.criterion.number

    @property
    def turn(self) -> Turn | None:
        """None when the cell stays what it was."""
        if self.before == self.after:
            return None
        if self.after == ResultState.MET:
            return Turn.ATTAINED
        if self.after == ResultState.UNKNOWN:
            return Turn.UNKNOWN
        return Turn.FALLEN if self.before == ResultState.MET else Turn.ASSESSED

    @property
    def is_fallen(self) -> bool:
        return self.turn is Turn.FALLEN


@dataclass(frozen=True, slots=True)
class Row:
    """One commune with its cells in the order of the criteria."""

    place: Place
    cells: tuple[Cell, ...]

    @property
    def masks_before(self) -> Masks:
        return _masks((cell.criterion, cell.before) for cell in self.cells)

    @property
    def masks_after(self) -> Masks:
        return _masks((cell.criterion, cell.after) for cell in self.cells)

    def masks_holding(self, held: Collection[CellKey]) -> Masks:
        """Return the masks after, but for cells that are held at what they were."""
        return _masks(
            (cell.criterion, cell.before if cell.key in held else cell.after)
            for cell in self.cells
        )

    @property
    def met_count(self) -> int:
        return self.masks_after.met.bit_count()


@dataclass(frozen=True, slots=True)
class Change:
    """A changed cell; ``effects`` are set on the one cell that tips a group."""

    cell: Cell
    effects: tuple[Effect, ...]


def changes_in(law: Law, rows: Iterable[Row]) -> tuple[Change, ...]:
    """Return the changed cells: losses first, then by commune and criterion."""
    rows = tuple(rows)
    effects = {cell: found for row in rows for cell, found in _effects(law, row)}
    changed = _in_reading_order(cell for row in rows for cell in row.cells)
    return tuple(Change(cell, tuple(effects.get(cell, ()))) for cell in changed)


def _masks(states: Iterable[tuple[LawCriterion, ResultState]]) -> Masks:
    met = unknown = 0
    for criterion, state in states:
        met |= criterion.bit * (state == ResultState.MET)
        unknown |= criterion.bit * (state == ResultState.UNKNOWN)
    return Masks(met=met, unknown=unknown)


def _in_reading_order(cells: Iterable[Cell]) -> list[Cell]:
    by_turn = [(READING.index(cell.turn), cell) for cell in cells if cell.turn]
    return [cell for _, cell in sorted(by_turn, key=lambda pair: pair[0])]


def _effects(law: Law, row: Row) -> Iterator[tuple[Cell, list[Effect]]]:
    """Yield each cell of a commune that tips something, with what it tips.

    Of several cells that lift a group together the last carries the effect, of
    several that bring it down the first, so that marks can be counted.
    """
    found: dict[Cell, list[Effect]] = {}
    before, after = row.masks_before.met, row.masks_after.met
    every = sum(group.mask for group in law.groups)
    masks = [(group, group.mask) for group in law.groups]
    for group, mask in [*masks, (None, every)]:
        is_gain = after & mask == mask
        if is_gain != (before & mask == mask):
            tipping = _tipping(row, mask, before ^ after)[-1 if is_gain else 0]
            found.setdefault(tipping, []).append(Effect(group, is_gain))
    yield from found.items()


def _tipping(row: Row, mask: int, moved: int) -> list[Cell]:
    """Return the cells of a group that became or ceased to be đạt, as they are read.

    When a group tips, all of them turn the same way as the group.
    """
    return _in_reading_order(
        cell for cell in row.cells if cell.criterion.bit & mask & moved
    )
