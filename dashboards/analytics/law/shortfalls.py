"""Who fails a criterion, by district: for the pages of criteria and agencies."""

from collections.abc import Mapping
from dataclasses import dataclass

from communes.models import District
from criteria.analytics.law import LawCriterion
from dashboards.analytics.names import Named, named
from dashboards.analytics.over_time.runs import History, unmet_run
from dashboards.analytics.shares import length
from ntm_portal.lib.periods import Quarter
from reports.analytics.attainment import CommuneFigure, Figures


@dataclass(frozen=True, slots=True)
class Lacking:
    """A commune that does not meet a criterion.

    ``since`` is None when it has not met it from its first data on, or when nothing
    is known of earlier quarters.
    """

    commune: Named
    since: Quarter | None


@dataclass(frozen=True, slots=True)
class DistrictShortfall:
    """Communes of a district that do not meet a criterion."""

    district: District
    unmet: tuple[Lacking, ...]
    unknown: tuple[Named, ...]

    @property
    def count(self) -> int:
        return len(self.unmet) + len(self.unknown)


@dataclass(frozen=True, slots=True)
class Shortfall:
    """One criterion: how many communes meet it, and who does not."""

    criterion: LawCriterion
    attained: int
    total: int
    width: str
    tick: str
    districts: tuple[DistrictShortfall, ...]

    @property
    def missing(self) -> int:
        return self.total - self.attained


def shortfall(
    figures: Figures,
    criterion: LawCriterion,
    districts: Mapping[str, District],
    *,
    past: Mapping[str, History] | None = None,
) -> Shortfall:
    """Return who fails one criterion; unknown results are told apart. No query.

    ``past`` are the quarters of the communes up to the figures.
    """
    names = named((each.place for each in figures.communes), districts)
    failing = [each for each in figures.communes if not each.meets(criterion)]
    return Shortfall(
        criterion=criterion,
        attained=figures.total - len(failing),
        total=figures.total,
        width=length(figures.total - len(failing), figures.total),
        tick=_tick(figures.total),
        districts=tuple(
            found
            for district in districts.values()
            if (found := _district(district, failing, criterion, names, past)).count
        ),
    )


def _district(
    district: District,
    failing: list[CommuneFigure],
    criterion: LawCriterion,
    names: Mapping[str, Named],
    past: Mapping[str, History] | None,
) -> DistrictShortfall:
    own = [each for each in failing if each.place.district_code == district.code]
    unknown = {each.place.code for each in own if each.is_unknown(criterion)}
    codes = {each.place.code for each in own}
    return DistrictShortfall(
        district=district,
        unmet=tuple(
            Lacking(name, _since((past or {}).get(code, ()), criterion))
            for code, name in names.items()
            if code in codes - unknown
        ),
        unknown=tuple(n for c, n in names.items() if c in unknown),
    )


def _since(history: History, criterion: LawCriterion) -> Quarter | None:
    found = unmet_run(history, criterion)
    return None if found is None or found.is_open else found.since


def _tick(total: int) -> str:
    return f"{1 / total:.11f}" if total else "1"
