"""What if: the figures as they would be if chosen criteria of communes were đạt."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from criteria.analytics.law import LawCriterion
from dashboards.analytics.bands import FACES
from dashboards.analytics.names import Named
from dashboards.analytics.shares import average, average_change
from dashboards.analytics.targets.ways import Way
from reports.analytics.attainment import (
    CriterionAttainment,
    Figures,
    GroupAttainment,
    Masks,
)

# One ticked cell: a commune's code and a criterion's number.
Cell = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Box:
    """One criterion that a commune misses, to be ticked."""

    criterion: LawCriterion
    value: str
    is_ticked: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A commune that does not attain a group; ``is_near``: on the shortest way."""

    commune: Named
    is_near: bool
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class GroupMove:
    """One group now and as supposed; ``newly`` are the communes that make it so."""

    now: GroupAttainment
    then: GroupAttainment
    newly: tuple[Named, ...]

    @property
    def change(self) -> int:
        return self.then.attained - self.now.attained

    @property
    def tips(self) -> bool:
        """Whether the target is reached only as supposed."""
        return bool(self.then.reached and not self.now.reached)


@dataclass(frozen=True, slots=True)
class Count:
    """One counted thing now and as supposed."""

    name: str
    now: int
    then: int

    @property
    def change(self) -> int:
        return self.then - self.now


@dataclass(frozen=True, slots=True)
class CriterionMove:
    """One criterion by itself now and as supposed."""

    now: CriterionAttainment
    then: CriterionAttainment


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Every figure beside what it would be if ``cells`` cells were đạt."""

    then: Figures
    groups: tuple[GroupMove, ...]
    bands: tuple[Count, ...]
    criteria: tuple[CriterionMove, ...]
    average_now: Decimal | None
    average_then: Decimal | None
    average_change: Decimal | None
    cells: int


def ticked(figures: Figures, cells: Iterable[Cell]) -> frozenset[Cell]:
    """Return those of the cells that can be supposed: with data and not đạt yet."""
    open_cells = {
        (each.place.code, criterion.number)
        for each in figures.reported
        for criterion in figures.law.criteria
        if not each.meets(criterion)
    }
    return frozenset(cells) & open_cells


def what_if(
    figures: Figures, cells: Collection[Cell], names: Mapping[str, Named]
) -> WhatIf:
    """Suppose that the cells are đạt and count again. No query.

    The cells are those that ``ticked`` lets through; with none every figure stays.
    ``names`` are all communes of the figures in the order to list them.
    """
    then = figures.with_results(_supposed(figures, cells), quarter=figures.period.code)
    newly = _newly_attaining(figures, then, names)
    return WhatIf(
        then=then,
        groups=tuple(
            GroupMove(now, supposed, newly[now.group.code])
            for now, supposed in zip(figures.groups, then.groups, strict=True)
        ),
        bands=tuple(
            Count(FACES[name][0], count, then.bands[name])
            for name, count in figures.bands.items()
        ),
        criteria=tuple(
            move
            for move in map(CriterionMove, figures.criteria, then.criteria)
            if move.now.attained != move.then.attained
        ),
        average_now=average(figures),
        average_then=average(then),
        average_change=average_change(then, figures),
        cells=len(cells),
    )


def lines(way: Way, cells: Collection[Cell]) -> tuple[Line, ...]:
    """Return the communes of a way with what of theirs is ticked."""
    near = {each.commune.code for each in (*way.certain, *way.choice)}
    return tuple(
        Line(
            commune=each.commune,
            is_near=each.commune.code in near,
            boxes=tuple(
                Box(
                    criterion,
                    f"{each.commune.code}.{criterion.number}",
                    (each.commune.code, criterion.number) in cells,
                )
                for criterion in each.missing
            ),
        )
        for each in way.candidates
    )


def _supposed(figures: Figures, cells: Collection[Cell]) -> dict[str, Masks]:
    added: dict[str, int] = {}
    for code, number in cells:
        added[code] = added.get(code, 0) | figures.law.by_number[number].bit
    return {
        each.place.code: Masks(
            met=each.masks.met | added[each.place.code],
            unknown=each.masks.unknown & ~added[each.place.code],
        )
        for each in figures.reported
        if each.masks is not None and each.place.code in added
    }


def _newly_attaining(
    figures: Figures, then: Figures, names: Mapping[str, Named]
) -> dict[str, tuple[Named, ...]]:
    """Return by group code the communes that attain it only as supposed."""
    now = {each.place.code: each for each in figures.communes}
    supposed = {each.place.code: each for each in then.communes}
    return {
        group.code: tuple(
            name
            for code, name in names.items()
            if supposed[code].attains(group) and not now[code].attains(group)
        )
        for group in figures.law.groups
    }
