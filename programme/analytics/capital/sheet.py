"""A sheet of capital as a page shows it: rows of places, columns of sources."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from communes.analytics.places import Place, programme_communes
from communes.models import District
from ntm_portal.lib.periods import Quarter as Period
from programme.analytics.capital.checks import (
    TOTAL,
    CapitalProblem,
    MatchRule,
    check_sheet,
    total,
)
from programme.analytics.capital.words import SLUGS, group_of
from programme.choices import CapitalMeasure, CapitalSource, CapitalState
from programme.models import (
    Amounts,
    CapitalDraft,
    CapitalKey,
    CapitalReport,
    CapitalReturn,
    CapitalRevision,
    CapitalRule,
)
from reports.models import Quarter

DISTRICT_ROW = "Cấp huyện (không chia cho xã)"


@dataclass(frozen=True, slots=True)
class SheetCell:
    """One cell: what stands there now, approved, and the quarter before."""

    key: CapitalKey
    amount: Decimal | None
    approved: Decimal | None
    earlier: Decimal | None
    returned: CapitalReturn | None
    problems: tuple[str, ...]

    @property
    def name(self) -> str:
        """Return the name of its field."""
        return anchor(self.key)

    @property
    def is_changed(self) -> bool:
        return self.amount != self.approved


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A place with a cell for each source, and their sum."""

    code: str
    name: str
    cells: tuple[SheetCell, ...]
    total: Decimal | None


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A source with the sum of its column, and what is said of that sum."""

    source: CapitalSource
    group: str
    total: Decimal | None
    problems: tuple[str, ...]


@dataclass(frozen=True)
class CapitalView:
    """The sheet of a district and quarter with all that a page needs."""

    period: Period
    district: District
    report: CapitalReport
    places: tuple[Place, ...]
    standing: Amounts
    revision: CapitalRevision | None
    drafts: Mapping[CapitalKey, CapitalDraft]
    earlier: Amounts
    earlier_period: Period | None
    returns: Mapping[CapitalKey, CapitalReturn]
    rule: MatchRule | None

    @cached_property
    def names(self) -> dict[str, str]:
        """Return how places are called, the district's own part under ""."""
        return {"": DISTRICT_ROW, **{each.code: each.name for each in self.places}}

    @cached_property
    def amounts(self) -> Amounts:
        """Return every known amount as it stands now."""
        amounts = dict(self.standing)
        for key, row in self.drafts.items():
            amounts.pop(key, None)
            if row.amount is not None:
                amounts[key] = row.amount
        return amounts

    @cached_property
    def problems(self) -> tuple[CapitalProblem, ...]:
        return self.problems_with({})

    def problems_with(
        self, typed: Mapping[CapitalKey, Decimal | None]
    ) -> tuple[CapitalProblem, ...]:
        """Return what would not fit with amounts that are not stored yet."""
        amounts = {
            key: amount
            for key, amount in {**self.amounts, **typed}.items()
            if amount is not None
        }
        return check_sheet(
            amounts, rule=self.rule, earlier=self.earlier, names=self.names
        )

    @cached_property
    def said(self) -> dict[CapitalKey, tuple[str, ...]]:
        """Return what is said of a cell, of a sum under TOTAL."""
        said: dict[CapitalKey, tuple[str, ...]] = {}
        for problem in self.problems:
            for key in problem.cells:
                said[key] = (*said.get(key, ()), problem.message)
        return said

    @cached_property
    def pointers(self) -> tuple[tuple[str, str, str], ...]:
        """Return every problem with the table and the anchor where to look first."""
        return tuple(
            (
                each.message,
                SLUGS[CapitalMeasure(each.cells[0][2])],
                anchor(each.cells[0]),
            )
            for each in self.problems
        )

    def rows(self, measure: CapitalMeasure) -> tuple[SheetRow, ...]:
        """Return the rows of a measure: communes, then the district's own part."""
        sources = CapitalSource.of(measure)
        codes = [*(each.code for each in self.places), ""]
        return tuple(
            SheetRow(
                code,
                self.names[code],
                tuple(self._cell((code, source, measure)) for source in sources),
                total(self.amounts, measure, None, code),
            )
            for code in codes
        )

    def columns(self, measure: CapitalMeasure) -> tuple[SheetColumn, ...]:
        return tuple(
            SheetColumn(
                source,
                group_of(source),
                total(self.amounts, measure, (source,)),
                self.said.get((TOTAL, source, measure), ()),
            )
            for source in CapitalSource.of(measure)
        )

    def total(self, measure: CapitalMeasure) -> Decimal | None:
        return total(self.amounts, measure)

    def changed(self) -> tuple[SheetCell, ...]:
        """Return the cells that differ from the approved, as the sheet has them."""
        order = {each.code: at for at, each in enumerate(self.places)}
        measures = {each: at for at, each in enumerate(CapitalMeasure.values)}
        sources = {each: at for at, each in enumerate(CapitalSource.values)}
        keys = sorted(
            self.drafts,
            key=lambda k: (measures[k[2]], order.get(k[0], len(order)), sources[k[1]]),
        )
        return tuple(self._cell(key) for key in keys)

    def _cell(self, key: CapitalKey) -> SheetCell:
        return SheetCell(
            key=key,
            amount=self.amounts.get(key),
            approved=self.standing.get(key),
            earlier=self.earlier.get(key),
            returned=self.returns.get(key),
            problems=self.said.get(key, ()),
        )


def anchor(key: CapitalKey) -> str:
    """Return the name of a cell in a page: of its field, or of a column's sum."""
    place, source, _ = key
    return f"t-{source}" if place == TOTAL else f"o-{place or 'h'}-{source}"


def read_capital(*, period: Period, district: District) -> CapitalView:
    """Read the sheet of a district and quarter. Nine queries at most."""
    report = _report(period, district)
    revisions = CapitalRevision.objects.standing().filter(district=district)
    own = revisions.filter(quarter_id=period.code).order_by("-number").first()
    if not report.pk and own:
        report.state = CapitalState.APPROVED
    before = (
        revisions.of_year(period.code)
        .exclude(quarter_id=period.code)
        .order_by("-quarter_id", "-number")
        .first()
    )
    drafts: Iterable[CapitalDraft] = ()
    returns: Iterable[CapitalReturn] = ()
    if report.pk:
        drafts = report.drafts.all()
        returns = report.returns.filter(settled_at__isnull=True)
    return CapitalView(
        period=period,
        district=district,
        report=report,
        places=programme_communes(period.last_day, district_code=district.code),
        standing=own.amounts() if own else {},
        revision=own,
        drafts={row.key: row for row in drafts},
        earlier=before.amounts() if before else {},
        earlier_period=Period.parse(before.quarter_id) if before else None,
        returns={row.key: row for row in returns},
        rule=rule_on(period.last_day),
    )


def rule_on(day: dt.date) -> MatchRule | None:
    """Return the rule of local budgets in force on a day. One query."""
    rule = CapitalRule.objects.in_force(day).first()
    return MatchRule.of(rule) if rule else None


def _report(period: Period, district: District) -> CapitalReport:
    found = (
        CapitalReport.objects.filter(district=district, quarter_id=period.code)
        .select_related("quarter", "submitted_by__district", "submitted_by__agency")
        .first()
    )
    if found:
        found.district = district
        return found
    quarter = Quarter.objects.filter(code=period.code).first()
    return CapitalReport(
        district=district, quarter=quarter or Quarter(code=period.code)
    )
