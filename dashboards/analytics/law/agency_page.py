"""What an agency answers for at a period: the criteria it leads or supports."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from communes.models import District
from criteria.analytics.assignments import Duty, Ledger
from criteria.analytics.law import LawCriterion
from criteria.choices import AssignmentRole
from criteria.models import Agency, Indicator
from dashboards.analytics.law.shortfalls import Shortfall, shortfall
from dashboards.analytics.over_time.runs import History
from reports.analytics.attainment import Figures


@dataclass(frozen=True, slots=True)
class Led:
    """A criterion that the agency leads; ``indicators`` when only in part."""

    shortfall: Shortfall
    indicators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AgencyPage:
    led: tuple[Led, ...]
    supported: tuple[str, ...]

    @property
    def missing(self) -> int:
        """Return how many communes, summed over the criteria led, are missing."""
        return sum(each.shortfall.missing for each in self.led)


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """One agency in the list: what it leads and how much of that is missing."""

    agency: Agency
    led: tuple[int, ...]
    missing: int


def agency_page(
    agency: Agency,
    figures: Figures,
    ledger: Ledger | None,
    districts: Mapping[str, District],
    *,
    past: Mapping[str, History] | None = None,
) -> AgencyPage:
    """Return what the agency answers for. One query.

    ``past`` tells since when communes fail its criteria.
    """
    if ledger is None:
        return AgencyPage((), ())
    codes = dict(Indicator.objects.values_list("pk", "code"))
    duties = ledger.of_agency(agency.code)
    led = ledger.led_by(agency.code)
    by_id = figures.law.by_id
    return AgencyPage(
        led=tuple(
            Led(
                shortfall(figures, criterion, districts, past=past),
                _indicators(duties, criterion, codes),
            )
            for criterion in figures.law.criteria
            if criterion.id in led
        ),
        supported=tuple(
            codes[duty.indicator_id]
            if duty.indicator_id is not None
            else by_id[duty.criterion_id].title
            for duty in duties
            if duty.role == AssignmentRole.SUPPORT and duty.criterion_id in by_id
        ),
    )


def _indicators(
    duties: Iterable[Duty], criterion: LawCriterion, codes: Mapping[int, str]
) -> tuple[str, ...]:
    """Return which indicators of a criterion an agency leads."""
    return tuple(
        codes[duty.indicator_id]
        for duty in duties
        if duty.criterion_id == criterion.id
        and duty.indicator_id is not None
        and duty.role == AssignmentRole.LEAD
    )


def agency_lines(
    agencies: list[Agency], figures: Figures, ledger: Ledger | None
) -> tuple[AgencyLine, ...]:
    """Return the agencies with what they lead, in the given order. No query."""
    attained = {each.criterion.id: each.attained for each in figures.criteria}
    lines = []
    for agency in agencies:
        led = ledger.led_by(agency.code) if ledger else frozenset()
        criteria = [each for each in figures.law.criteria if each.id in led]
        lines.append(
            AgencyLine(
                agency=agency,
                led=tuple(each.number for each in criteria),
                missing=sum(figures.total - attained[each.id] for each in criteria),
            )
        )
    return tuple(lines)
