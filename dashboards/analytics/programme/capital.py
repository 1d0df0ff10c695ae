"""Capital of a year at a period: sums, shares, gaps, and what difficult communes get.

The figures of a year are, for each district, those of its latest quarter not after the
period with approved capital: amounts run from the first of January.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from communes.analytics.areas import area_classes_on
from communes.choices import AreaClass
from communes.models import District
from ntm_portal.lib.periods import Quarter
from ntm_portal.lib.text import round_half_up
from programme.analytics.capital.checks import (
    CapitalProblem,
    Gap,
    check_match,
    gaps,
    total,
)
from programme.analytics.capital.words import GROUPS
from programme.analytics.capital.year import Money, YearCapital, share_of
from programme.choices import CapitalMeasure, CapitalSource
from programme.models import (
    CapitalRevision,
    PublishedCapital,
)
from reports.analytics.attainment import CommuneFigure, Figures

ALLOCATED = CapitalMeasure.ALLOCATED
# What stands before the colon of a publication, with the name that readers know.
PAPERS = {"kontumtv": "Đài PT-TH Kon Tum (kontumtv.vn)"}


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source with its sums, and its share of all that was allocated."""

    source: CapitalSource
    money: Money
    share: Decimal | None


@dataclass(frozen=True, slots=True)
class GroupLines:
    """Sources under one heading with their sum."""

    name: str
    lines: tuple[SourceLine, ...]
    money: Money
    share: Decimal | None


@dataclass(frozen=True, slots=True)
class DistrictLine:
    """A district's sums, where they come from, and how its budgets match."""

    district: District
    revision: CapitalRevision | None
    money: Money
    gaps: tuple[Gap, ...]

    @property
    def quarter(self) -> Quarter | None:
        return Quarter.parse(self.revision.quarter_id) if self.revision else None


@dataclass(frozen=True, slots=True)
class AreaLine:
    """Communes of one area: their money beside what they attain.

    ``known`` of the communes have allocated capital of their own on record.
    """

    area: AreaClass | None
    communes: int
    known: int
    allocated: Decimal | None
    share: Decimal | None
    met: int
    reported: int

    @property
    def label(self) -> str:
        return self.area.label if self.area else "Chưa rõ khu vực"

    @property
    def per_commune(self) -> Decimal | None:
        if self.allocated is None or not self.known:
            return None
        return round_half_up(self.allocated / self.known, 1)

    @property
    def average(self) -> Decimal | None:
        """Return criteria met for each commune with results."""
        if not self.reported:
            return None
        return round_half_up(Decimal(self.met) / self.reported, 2)


@dataclass(frozen=True, slots=True)
class PublishedYear:
    """What was published of one period."""

    period: str
    rows: tuple[PublishedCapital, ...]

    @property
    def published_in(self) -> str:
        said = next((row.published_in for row in self.rows if row.published_in), "")
        return PAPERS.get(said.partition(":")[0].strip(), said)


def group_lines(year: YearCapital) -> tuple[GroupLines, ...]:
    """Return every source of which something is known, under its heading."""
    whole = total(year.merged, ALLOCATED)
    groups = []
    for name, sources in GROUPS:
        lines = tuple(
            SourceLine(source, money, share_of(money.allocated, whole))
            for source in sources
            if _is_known(money := year.money((source,)))
        )
        if lines:
            money = year.money(sources)
            share = share_of(money.allocated, whole)
            groups.append(GroupLines(name, lines, money, share))
    return tuple(groups)


def district_lines(
    year: YearCapital, districts: Mapping[str, District]
) -> tuple[DistrictLine, ...]:
    """Return every district, those without capital too."""
    return tuple(
        DistrictLine(
            district=district,
            revision=year.revisions.get(code),
            money=year.money(None, code),
            gaps=gaps(year.merged, year.rule, code) if year.rule else (),
        )
        for code, district in districts.items()
    )


def province_problems(
    year: YearCapital, districts: Mapping[str, District]
) -> tuple[CapitalProblem, ...]:
    """Return how local budgets of the province miss their parts (II.2.5)."""
    if year.rule is None:
        return ()
    names = {code: district.full_name for code, district in districts.items()}
    return tuple(check_match(year.merged, year.rule, names))


def area_lines(year: YearCapital, figures: Figures) -> tuple[AreaLine, ...]:
    """Return the communes by area of the period's last day, III first. One query.

    Only money that is on record for communes themselves is shared out.
    """
    areas = area_classes_on(figures.period.last_day)
    money = year.by_commune()
    whole = sum(
        (money.get(each.place.code, Decimal(0)) for each in figures.communes),
        Decimal(0),
    )
    order: tuple[AreaClass | None, ...] = (
        AreaClass.III,
        AreaClass.II,
        AreaClass.I,
        None,
    )
    lines = []
    for area in order:
        those = [c for c in figures.communes if areas.get(c.place.code) == area]
        if those:
            lines.append(_area_line(area, those, money, whole))
    return tuple(lines)


def published_years() -> tuple[PublishedYear, ...]:
    """Return what was published, period by period. One query."""
    rows = PublishedCapital.objects.all()
    return tuple(
        PublishedYear(period, tuple(those))
        for period, those in groupby(rows, key=lambda row: row.period)
    )


def _is_known(money: Money) -> bool:
    known = (money.planned, money.allocated, money.disbursed)
    return any(each is not None for each in known)


def _area_line(
    area: AreaClass | None,
    communes: Sequence[CommuneFigure],
    money: Mapping[str, Decimal],
    whole: Decimal,
) -> AreaLine:
    owns = [money[each.place.code] for each in communes if each.place.code in money]
    allocated = sum(owns, Decimal(0)) if owns else None
    counts = [each.met_count for each in communes if each.met_count is not None]
    return AreaLine(
        area=area,
        communes=len(communes),
        known=len(owns),
        allocated=allocated,
        share=share_of(allocated, whole),
        met=sum(counts),
        reported=len(counts),
    )
