"""What communes meet now: at the newest period that has approved data."""

from collections.abc import Iterable
from dataclasses import dataclass

from criteria.analytics.law import LawCriterion
from ntm_portal.lib.periods import Quarter
from reports.analytics.attainment import CommuneFigure, figures_at, latest_period


@dataclass(frozen=True, slots=True)
class NowMet:
    """How many criteria a commune meets at the newest period, and which it lacks.

    ``met`` is None without approved data. What is not assessed is lacking too.
    """

    period: Quarter
    met: int | None
    total: int
    lacking: tuple[LawCriterion, ...]

    @property
    def is_full(self) -> bool:
        return self.met == self.total

    @property
    def shortfall(self) -> str:
        """Say what is lacking in a line that can be kept, "" for nothing."""
        if self.is_full:
            return ""
        if self.met is None:
            return f"{self.period.label}: xã chưa có số liệu đã duyệt"
        numbers = ", ".join(str(each.number) for each in self.lacking)
        return (
            f"{self.period.label}: đạt {self.met}/{self.total}, còn thiếu tiêu chí "
            f"{numbers}"
        )


def now_met(codes: Iterable[str]) -> dict[str, NowMet]:
    """Return what communes meet now, by code; empty without any approved data.

    Six queries; communes outside the programme are absent.
    """
    wanted = frozenset(codes)
    period = latest_period() if wanted else None
    if period is None:
        return {}
    figures = figures_at(period)
    return {
        each.place.code: NowMet(
            period=period,
            met=each.met_count,
            total=len(figures.law.criteria),
            lacking=_lacking(each, figures.law.criteria),
        )
        for each in figures.communes
        if each.place.code in wanted
    }


def _lacking(
    commune: CommuneFigure, criteria: Iterable[LawCriterion]
) -> tuple[LawCriterion, ...]:
    if commune.masks is None:
        return ()
    return tuple(each for each in criteria if not commune.meets(each))
