"""Since when something holds of a commune, quarter after quarter without a break."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from criteria.analytics.law import LawCriterion
from ntm_portal.lib.periods import Quarter
from reports.analytics.attainment import CommuneFigure, Figures

Step = tuple[Quarter, CommuneFigure]
History = Sequence[Step]


@dataclass(frozen=True, slots=True)
class Run:
    """``since`` the first quarter of the run.

    ``is_open``: it began with the commune's first data, perhaps earlier in truth.
    """

    since: Quarter
    is_open: bool


def histories(series: Sequence[Figures]) -> Mapping[str, History]:
    """Return the quarters with data of each commune, the newest last, by its code.

    Only those under the set of criteria of the newest: other sets have other criteria.
    """
    found: dict[str, list[Step]] = {}
    for figures in series:
        if figures.law.code != series[-1].law.code:
            continue
        for commune in figures.communes:
            if commune.masks is not None:
                found.setdefault(commune.place.code, []).append(
                    (figures.period, commune)
                )
    return found


def run(history: History, holds: Callable[[CommuneFigure], bool]) -> Run | None:
    """Return since when something holds up to the newest quarter; None: not now."""
    since = None
    for quarter, commune in reversed(history):
        if not holds(commune):
            break
        since = quarter
    return None if since is None else Run(since, is_open=since == history[0][0])


def is_unmet(commune: CommuneFigure, criterion: LawCriterion) -> bool:
    """Whether a criterion is chưa đạt: neither met nor unknown."""
    return not commune.meets(criterion) and not commune.is_unknown(criterion)


def unmet_run(history: History, criterion: LawCriterion) -> Run | None:
    """Return since when a criterion is unmet without a break."""
    return run(history, lambda commune: is_unmet(commune, criterion))
