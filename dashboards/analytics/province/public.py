"""What anybody may see: approved figures of the province and its districts."""

import datetime as dt
from dataclasses import dataclass

from communes.analytics.places import districts_by_code
from communes.analytics.recognitions import recognised_on
from dashboards.analytics.bands import Standing, standing
from dashboards.analytics.comparing.basis import Basis, basis
from dashboards.analytics.districts import DistrictRow, district_rows, province_row
from dashboards.analytics.shares import one_of
from dashboards.analytics.targets.goals import (
    Earlier,
    Goal,
    goals,
    outcomes_at_deadlines,
)
from ntm_portal.lib.periods import Quarter
from reports.analytics.attainment import Figures, figures_at, latest_period
from reports.analytics.earlier import earlier_figures


@dataclass(frozen=True, slots=True)
class PublicPage:
    """Figures of the latest quarter; no person and no single commune is named."""

    figures: Figures
    carried: tuple[tuple[str, Quarter], ...]
    basis: Basis | None
    goals: tuple[Goal, ...]
    standing: Standing
    districts: tuple[DistrictRow, ...]
    province: DistrictRow
    is_demo: bool
    day: dt.date

    @property
    def period(self) -> Quarter:
        return self.figures.period

    @property
    def bases(self) -> tuple[Basis, ...]:
        return (self.basis,) if self.basis else ()

    @property
    def before(self) -> Quarter:
        return self.period.previous()

    @property
    def one_commune(self) -> str:
        """Share of one commune, as the width of a tick of the target bars."""
        return one_of(self.figures.total)


def public_page(day: dt.date) -> PublicPage | None:
    """Compute the page on a day, None before anything is approved."""
    period = latest_period()
    if period is None:
        return None
    figures = figures_at(period)
    earlier = earlier_figures(period.previous())
    districts = districts_by_code()
    outcomes = outcomes_at_deadlines(figures.law, day=day, as_of=None)
    return PublicPage(
        figures=figures,
        carried=tuple(
            (districts[each.district_code].short_name, Quarter.parse(each.quarter))
            for each in figures.carried
        ),
        basis=basis(figures, earlier, districts),
        goals=goals(figures, Earlier(earlier), outcomes, day=day),
        standing=standing(figures, earlier, recognised_on(period.last_day)),
        districts=district_rows(figures, districts),
        province=province_row(figures),
        is_demo=any(source.is_demo for source in figures.sources.values()),
        day=day,
    )
