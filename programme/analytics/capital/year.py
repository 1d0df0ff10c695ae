"""Capital of a year at a period: for each district that of its latest quarter in it.

Amounts run from the first of January, so a later quarter holds the earlier ones.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from ntm_portal.lib.periods import Quarter
from ntm_portal.lib.text import round_half_up
from programme.analytics.capital.checks import MatchRule, total
from programme.analytics.capital.sheet import rule_on
from programme.choices import CapitalMeasure, CapitalSource
from programme.models import Amounts, CapitalFigure, CapitalRevision

PLANNED, ALLOCATED = CapitalMeasure.PLANNED, CapitalMeasure.ALLOCATED
DISBURSED, DEBT = CapitalMeasure.DISBURSED, CapitalMeasure.DEBT


@dataclass(frozen=True, slots=True)
class Money:
    """The four measures of some part of the capital; None when nothing is known."""

    planned: Decimal | None
    allocated: Decimal | None
    disbursed: Decimal | None
    debt: Decimal | None = None

    @property
    def rate(self) -> Decimal | None:
        """Return disbursed as a percentage of allocated."""
        return share_of(self.disbursed, self.allocated)


@dataclass(frozen=True)
class YearCapital:
    """Everything known of the capital of a year at a period."""

    period: Quarter
    revisions: Mapping[str, CapitalRevision]
    amounts: Mapping[str, Amounts]
    rule: MatchRule | None

    @cached_property
    def merged(self) -> Amounts:
        """Return the amounts of the province, the district as the place of each."""
        sums: Amounts = {}
        for code, amounts in self.amounts.items():
            for (_, source, measure), amount in amounts.items():
                key = (code, source, measure)
                sums[key] = sums.get(key, Decimal(0)) + amount
        return sums

    @property
    def is_demo(self) -> bool:
        return any(each.is_demo for each in self.revisions.values())

    def money(
        self,
        sources: Iterable[CapitalSource] | None = None,
        district: str | None = None,
    ) -> Money:
        """Return the sums of some sources of one district, of all when none is named.

        Debt is told only of all sources: it has none.
        """
        chosen = None if sources is None else tuple(sources)
        planned, allocated, disbursed = (
            total(self.merged, measure, chosen, district)
            for measure in (PLANNED, ALLOCATED, DISBURSED)
        )
        debt = total(self.merged, DEBT, None, district) if chosen is None else None
        return Money(planned, allocated, disbursed, debt)

    def of_commune(self, code: str, district: str) -> Decimal | None:
        """Return what was allocated to a commune itself."""
        return total(self.amounts.get(district, {}), ALLOCATED, None, code)

    def by_commune(self) -> dict[str, Decimal]:
        """Return what was allocated to each commune of which it is known."""
        sums: dict[str, Decimal] = {}
        for amounts in self.amounts.values():
            for (commune, _, measure), amount in amounts.items():
                if commune and measure == ALLOCATED:
                    sums[commune] = sums.get(commune, Decimal(0)) + amount
        return sums


def year_capital(period: Quarter, as_of: dt.date | None = None) -> YearCapital:
    """Return the capital of the period's year, to the period. Three queries."""
    revisions = (
        CapitalRevision.objects.standing(as_of).of_year(period.code).last_by_district()
    )
    amounts: dict[str, Amounts] = {code: {} for code in revisions}
    of = {revision.pk: code for code, revision in revisions.items()}
    for figure in CapitalFigure.objects.filter(revision__in=of):
        amounts[of[figure.revision_id]][figure.key] = figure.amount
    return YearCapital(period, revisions, amounts, rule_on(period.last_day))


def share_of(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """Return part as a percentage of whole with one decimal; None when unknown."""
    if part is None or not whole:
        return None
    return round_half_up(part * 100 / whole, 1)


def latest_capital() -> YearCapital | None:
    """Return the capital of the last quarter that has any. Four queries at most."""
    codes = CapitalRevision.objects.standing().order_by("-quarter_id")
    code = codes.values_list("quarter_id", flat=True).first()
    return year_capital(Quarter.parse(code)) if code else None
