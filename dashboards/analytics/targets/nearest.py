"""Communes that miss one criterion of a group: the ones that would tip a target."""

from collections.abc import Mapping
from dataclasses import dataclass

from criteria.analytics.law import LawCriterion
from dashboards.analytics.names import Named
from reports.analytics.attainment import CommuneFigure, Figures, GroupAttainment

SHOWN = 12


@dataclass(frozen=True, slots=True)
class Missing:
    """Communes that miss only this criterion of its group, in name order."""

    criterion: LawCriterion
    communes: tuple[Named, ...]

    @property
    def shown(self) -> tuple[Named, ...]:
        return self.communes[:SHOWN]

    @property
    def rest(self) -> tuple[Named, ...]:
        return self.communes[SHOWN:]


@dataclass(frozen=True, slots=True)
class Nearest:
    """The near communes of one group with a target, by missing criterion."""

    attainment: GroupAttainment
    missing: tuple[Missing, ...]

    @property
    def count(self) -> int:
        return sum(len(each.communes) for each in self.missing)

    @property
    def is_enough(self) -> bool:
        """Whether the near communes would make up for all that are short."""
        return self.count >= (self.attainment.short or 0)


def nearest(figures: Figures, names: Mapping[str, Named]) -> tuple[Nearest, ...]:
    """Return the near communes of each group with a target.

    The criterion that keeps the most communes comes first. ``names`` are all
    communes of the figures, in the order to list them.
    """
    by_code = {each.place.code: each for each in figures.reported}
    ordered = {name: by_code[code] for code, name in names.items() if code in by_code}
    return tuple(
        Nearest(attained, _missing(attained, ordered))
        for attained in figures.groups
        if attained.group.target
    )


def _missing(
    attained: GroupAttainment, communes: Mapping[Named, CommuneFigure]
) -> tuple[Missing, ...]:
    lists: dict[LawCriterion, list[Named]] = {}
    for name, commune in communes.items():
        left = commune.missing(attained.group)
        if len(left) == 1:
            lists.setdefault(left[0], []).append(name)
    rows = (Missing(criterion, tuple(found)) for criterion, found in lists.items())
    return tuple(
        sorted(rows, key=lambda row: (-len(row.communes), row.criterion.number))
    )
