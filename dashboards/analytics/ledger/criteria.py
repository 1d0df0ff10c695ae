"""The criteria that a body answers for: who fails them now, and a year ago."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from communes.models import District
from criteria.analytics.assignments import Ledger
from criteria.analytics.law import LawCriterion
from criteria.choices import AssignmentRole
from criteria.models import Agency, Indicator
from dashboards.analytics.names import named
from reports.analytics.attainment import CommuneFigure, Figures

YEAR = 4


@dataclass(frozen=True, slots=True)
class Answered:
    """A criterion that a body answers for.

    ``failing`` are communes that do not meet it, or of which nothing is known;
    ``before`` as many a year earlier, None without figures. ``where`` are districts
    with their counts, or the communes of the one district (count None).
    """

    criterion: LawCriterion
    indicators: tuple[str, ...]
    failing: int
    before: int | None
    total: int
    where: tuple[tuple[str, int | None], ...]

    @property
    def change(self) -> int | None:
        return None if self.before is None else self.failing - self.before


@dataclass(frozen=True, slots=True)
class Uncovered:
    """A criterion without a lead, or the indicators of it that have none."""

    criterion: LawCriterion
    indicators: tuple[str, ...]
    is_whole: bool


def a_year_before(series: Sequence[Figures]) -> Figures | None:
    """Return the figures four quarters before the last ones, None without data."""
    shown = series[-1].period
    return next((each for each in series if shown.since(each.period) == YEAR), None)


def criteria_of(
    agency: Agency, figures: Figures, ledger: Ledger | None
) -> tuple[LawCriterion, ...]:
    """Return what a body answers for; a committee for all in its district."""
    if agency.district_id:
        return figures.law.criteria
    led = ledger.led_by(agency.code) if ledger else frozenset()
    return tuple(each for each in figures.law.criteria if each.id in led)


def failing(figures: Figures, criterion: LawCriterion, agency: Agency) -> int:
    """Count the communes that fail a criterion, of a committee in its own district."""
    communes = _communes(figures, agency)
    return sum(not each.meets(criterion) for each in communes)


def failing_before(
    past: Figures | None, criterion: LawCriterion, agency: Agency
) -> int | None:
    """Count the same a year earlier; None without figures of this criterion."""
    if past is None or criterion.id not in past.law.by_id:
        return None
    return failing(past, criterion, agency)


def answered(
    agency: Agency,
    figures: Figures,
    past: Figures | None,
    ledger: Ledger | None,
    districts: Mapping[str, District],
) -> tuple[Answered, ...]:
    """Return the criteria of one body, in order. One query."""
    codes = dict(Indicator.objects.values_list("pk", "code"))
    communes = _communes(figures, agency)
    return tuple(
        Answered(
            criterion=criterion,
            indicators=_indicators(ledger, agency, criterion, codes),
            failing=failing(figures, criterion, agency),
            before=failing_before(past, criterion, agency),
            total=len(communes),
            where=_where(communes, criterion, agency, districts),
        )
        for criterion in criteria_of(agency, figures, ledger)
    )


def uncovered(figures: Figures, ledger: Ledger | None) -> tuple[Uncovered, ...]:
    """Return criteria and indicators that nobody leads. One query."""
    rows = Indicator.objects.filter(criterion__in=figures.law.by_id).order_by(
        "position"
    )
    found = []
    for criterion in figures.law.criteria:
        own = [each for each in rows if each.criterion_id == criterion.id]
        alone = tuple(
            each.code
            for each in own
            if ledger is None
            or not ledger.for_indicator(criterion.id, each.pk, AssignmentRole.LEAD)
        )
        is_whole = ledger is None or not ledger.leads(criterion.id)
        if alone or is_whole:
            found.append(Uncovered(criterion, alone, is_whole=is_whole))
    return tuple(found)


def _communes(figures: Figures, agency: Agency) -> tuple[CommuneFigure, ...]:
    if agency.district_id is None:
        return figures.communes
    code = agency.district_id
    return tuple(each for each in figures.communes if each.place.district_code == code)


def _where(
    communes: Iterable[CommuneFigure],
    criterion: LawCriterion,
    agency: Agency,
    districts: Mapping[str, District],
) -> tuple[tuple[str, int | None], ...]:
    places = [each.place for each in communes if not each.meets(criterion)]
    if agency.district_id:
        return tuple((each.name, None) for each in named(places, districts).values())
    counts = Counter(each.district_code for each in places)
    return tuple(
        (district.short_name, counts[code])
        for code, district in districts.items()
        if counts[code]
    )


def _indicators(
    ledger: Ledger | None,
    agency: Agency,
    criterion: LawCriterion,
    codes: Mapping[int, str],
) -> tuple[str, ...]:
    """Return which indicators of a criterion a body leads, if not the whole."""
    duties = ledger.of_agency(agency.code) if ledger else ()
    return tuple(
        codes[duty.indicator_id]
        for duty in duties
        if duty.criterion_id == criterion.id
        and duty.indicator_id is not None
        and duty.role == AssignmentRole.LEAD
    )
