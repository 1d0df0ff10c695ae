"""The province by district: who attains what, and the heat map."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from communes.models import District
from dashboards.analytics.shares import average
from ntm_portal.lib.periods import Quarter
from reports.analytics.attainment import CriterionAttainment, Figures


@dataclass(frozen=True, slots=True)
class HeatCell:
    """Communes that meet one criterion; ``css`` is the class of their share."""

    count: int
    css: str
    starts_group: bool


@dataclass(frozen=True, slots=True)
class DistrictRow:
    """Figures of one district, or of the province when ``district`` is None.

    ``carried_from`` is the earlier quarter that its figures come from.
    """

    district: District | None
    communes: int
    not_reported: int
    average: Decimal | None
    full: int
    groups: tuple[int, ...]
    heat: tuple[HeatCell, ...]
    carried_from: Quarter | None

    @property
    def is_silent(self) -> bool:
        """Whether there is no data at all, which is not the same as none met."""
        return self.not_reported == self.communes


def district_rows(
    figures: Figures, districts: Mapping[str, District]
) -> tuple[DistrictRow, ...]:
    """Return one row for each district that has communes in the programme."""
    return tuple(
        _row(figures.of_district(code), district)
        for code, district in districts.items()
        if any(each.place.district_code == code for each in figures.communes)
    )


def province_row(figures: Figures) -> DistrictRow:
    """Return the row of totals."""
    return _row(figures, None)


def shade(count: int, total: int) -> str:
    """Return the class of a share: none, under 25, 50, 75, 100 percent, all."""
    if count == 0:
        return "h0"
    return "h5" if count == total else f"h{count * 4 // total + 1}"


def _row(figures: Figures, district: District | None) -> DistrictRow:
    carried = figures.carried if district else ()
    starts = {group.criteria[0].number for group in figures.law.groups[1:]}
    return DistrictRow(
        district=district,
        communes=figures.total,
        not_reported=figures.not_reported,
        average=average(figures),
        full=figures.bands["19"],
        groups=tuple(each.attained for each in figures.groups),
        heat=tuple(_cell(each, starts) for each in figures.criteria),
        carried_from=Quarter.parse(carried[0].quarter) if carried else None,
    )


def _cell(attained: CriterionAttainment, starts: set[int]) -> HeatCell:
    return HeatCell(
        count=attained.attained,
        css=shade(attained.attained, attained.total),
        starts_group=attained.criterion.number in starts,
    )
