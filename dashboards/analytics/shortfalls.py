"""Who fails a criterion, by district: for the pages of criteria and agencies."""

from collections.abc import Mapping
from dataclasses import dataclass

from communes.models import District
from criteria.analytics.law import LawCriterion
from dashboards.analytics.names import Named, named
from dashboards.analytics.shares import length
from reports.analytics.attainment import CommuneFigure, Figures


@dataclass(frozen=True, slots=True)
class DistrictShortfall:
    """Communes of a district that do not meet a criterion."""

    district: District
    unmet: tuple[Named, ...]
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
    figures: Figures, criterion: LawCriterion, districts: Mapping[str, District]
) -> Shortfall:
    """Return who fails one criterion; unknown results are told apart."""
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
            for code, district in districts.items()
            if (found := _district(district, code, failing, criterion, names)).count
        ),
    )


def _district(
    district: District,
    code: str,
    failing: list[CommuneFigure],
    criterion: LawCriterion,
    names: Mapping[str, Named],
) -> DistrictShortfall:
    own = [each for each in failing if each.place.district_code == code]
    unknown = {each.place.code for each in own if each.is_unknown(criterion)}
    codes = {each.place.code for each in own}
    return DistrictShortfall(
        district=district,
        unmet=tuple(n for c, n in names.items() if c in codes - unknown),
        unknown=tuple(n for c, n in names.items() if c in unknown),
    )


def _tick(total: int) -> str:
    return f"{1 / total:.11f}" if total else "1"
