"""What each commune won and lost against the quarter before."""

from collections.abc import Mapping
from dataclasses import dataclass

from criteria.analytics.law import LawCriterion
from dashboards.analytics.names import Named
from reports.analytics.attainment import CommuneFigure, Figures

SHOWN = 12


@dataclass(frozen=True, slots=True)
class Lost:
    """A criterion that was met and is not any more.

    ``is_unknown``: it is chưa đánh giá now, not chưa đạt.
    """

    commune: Named
    criterion: LawCriterion
    is_unknown: bool


@dataclass(frozen=True, slots=True)
class Gained:
    """The criteria that a commune newly meets."""

    commune: Named
    criteria: tuple[LawCriterion, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """All that moved between two quarters, communes in name order."""

    lost: tuple[Lost, ...]
    gained: tuple[Gained, ...]

    @property
    def shown(self) -> tuple[Lost, ...]:
        return self.lost[:SHOWN]

    @property
    def rest(self) -> tuple[Lost, ...]:
        return self.lost[SHOWN:]

    @property
    def lost_communes(self) -> int:
        return len({each.commune.code for each in self.lost})

    @property
    def gained_count(self) -> int:
        return sum(len(each.criteria) for each in self.gained)


def changes(
    figures: Figures, before: Figures | None, names: Mapping[str, Named]
) -> Changes | None:
    """Compare communes that have data in both quarters, None without a quarter before.

    Met then and unmet or unknown now is lost; not met then and met now is gained.
    """
    if before is None or not before.reported:
        return None
    now = {each.place.code: each for each in figures.reported}
    then = {each.place.code: each for each in before.reported}
    both = [
        (name, now[code], then[code])
        for code, name in names.items()
        if code in now and code in then
    ]
    won = ((name, _won(figures, is_now, was)) for name, is_now, was in both)
    return Changes(
        lost=tuple(
            Lost(name, criterion, is_unknown=is_now.is_unknown(criterion))
            for name, is_now, was in both
            for criterion in _won(figures, was, is_now)
        ),
        gained=tuple(Gained(name, criteria) for name, criteria in won if criteria),
    )


def _won(
    figures: Figures, has: CommuneFigure, had: CommuneFigure
) -> tuple[LawCriterion, ...]:
    return tuple(
        each for each in figures.law.criteria if has.meets(each) and not had.meets(each)
    )
