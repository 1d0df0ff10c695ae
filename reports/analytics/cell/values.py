"""The values of a cell's indicators, what is asked of them, and what they suggest.

A value is the draft's own one, else the one approved for the quarter: values of other
quarters are not carried over, they are only shown beside.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from communes.analytics.areas import area_classes_on
from criteria.analytics.indicators import LawIndicator, indicators_of
from criteria.analytics.judging import Verdict, judge, suggest
from criteria.analytics.law import Law, LawCriterion
from criteria.analytics.thresholds import (
    LawThreshold,
    threshold_words,
    thresholds_on,
)
from criteria.analytics.value_words import answer_words, given_value, value_words
from criteria.analytics.values import GivenValue
from criteria.choices import IndicatorKind, Outcome
from criteria.models import Criterion
from ntm_portal.lib import periods
from reports.analytics.indicator_values import standing_values
from reports.analytics.register_hints import (
    COOPERATIVES,
    RegisterHint,
    cooperative_hints,
)
from reports.choices import ResultState
from reports.models import DraftValue, IndicatorRevision, IndicatorValue, Report

SUGGESTED = {Outcome.MET: ResultState.MET, Outcome.UNMET: ResultState.UNMET}
Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class EarlierValue:
    """The last value approved for an earlier quarter."""

    value: GivenValue
    period: periods.Quarter


@dataclass(frozen=True, slots=True)
class ValueLine:
    """One indicator of a commune.

    ``value`` is what the commune has now, ``draft`` the row of the draft that says so
    (None: it is as approved for this quarter, or was never said); ``register`` is what
    a register of the portal says of it.
    """

    indicator: LawIndicator
    threshold: LawThreshold
    value: GivenValue | None
    draft: DraftValue | None
    earlier: EarlierValue | None
    verdict: Verdict
    register: RegisterHint | None = None

    @property
    def is_number(self) -> bool:
        return self.indicator.kind == IndicatorKind.NUMBER

    @property
    def yes(self) -> str:
        return answer_words(self.indicator)[True]

    @property
    def no(self) -> str:
        return answer_words(self.indicator)[False]

    @property
    def words(self) -> str:
        """Return the value as a person reads it, "" for none."""
        return value_words(self.indicator, self.value)

    @property
    def earlier_words(self) -> str:
        earlier = self.earlier
        return value_words(self.indicator, earlier.value) if earlier else ""

    @property
    def asked(self) -> str:
        """Return the threshold in words."""
        return threshold_words(self.indicator, self.threshold)

    @property
    def can_take_register(self) -> bool:
        """Whether a register says another value than the one that stands."""
        said = self.register.value if self.register else None
        return said is not None and said != self.value

    @property
    def can_keep(self) -> bool:
        """Whether an earlier value differs from the one that stands."""
        return self.earlier is not None and self.earlier.value != self.value


@dataclass(frozen=True, slots=True)
class CellValues:
    """The indicators of a cell in order, and what all of them suggest for it."""

    lines: tuple[ValueLine, ...]
    suggestion: Outcome

    @property
    def suggested(self) -> ResultState | None:
        """Return the result that the values suggest, None when they suggest none."""
        return SUGGESTED.get(self.suggestion)

    @property
    def missing(self) -> int:
        """Return how many indicators have no value."""
        return sum(line.value is None for line in self.lines)

    def is_against(self, state: ResultState) -> bool:
        """Whether a result says the opposite of what the values suggest."""
        is_judged = state != ResultState.UNKNOWN
        return is_judged and self.suggested not in (None, state)


def read_values(
    report: Report, commune_code: str, criterion: LawCriterion
) -> CellValues:
    """Return the indicators of one cell of a report. Ten queries at most."""
    return read_values_of(report, [commune_code], criterion)[commune_code]


def read_values_of(
    report: Report, commune_codes: Collection[str], criterion: LawCriterion
) -> dict[str, CellValues]:
    """Return the indicators of a criterion by commune code.

    The report may be unsaved: then nothing is typed. Ten queries at most, however
    many communes there are.
    """
    law = Criterion.objects.values_list("criteria_set_id", flat=True)
    set_code = law.get(pk=criterion.id)
    reader = _reader(report, commune_codes, [criterion], set_code=set_code)
    return {code: reader.cell(code, criterion.number) for code in commune_codes}


def read_all_values(
    report: Report, commune_codes: Collection[str], law: Law
) -> dict[tuple[str, int], CellValues]:
    """Return the indicators of all criteria, by commune code and criterion number.

    As read_values_of(), but nine queries at most.
    """
    reader = _reader(report, commune_codes, law.criteria, set_code=law.code)
    return {
        (code, criterion.number): reader.cell(code, criterion.number)
        for code in commune_codes
        for criterion in law.criteria
    }


@dataclass(frozen=True, slots=True)
class _Reader:
    """Everything that the values of some communes stand on, read once."""

    indicators: Mapping[int, tuple[LawIndicator, ...]]
    thresholds: Mapping[Key, LawThreshold]
    standing: Mapping[Key, GivenValue]
    own: Mapping[Key, DraftValue]
    earlier: Mapping[Key, EarlierValue]
    registers: Mapping[Key, RegisterHint]

    def cell(self, code: str, number: int) -> CellValues:
        lines = tuple(self._line(code, each) for each in self.indicators[number])
        return CellValues(lines, suggest(line.verdict for line in lines))

    def _line(self, code: str, indicator: LawIndicator) -> ValueLine:
        key = code, indicator.id
        draft = self.own.get(key)
        value = _given(draft) if draft else self.standing.get(key)
        threshold = self.thresholds[key]
        return ValueLine(
            indicator=indicator,
            threshold=threshold,
            value=value,
            draft=draft,
            earlier=self.earlier.get(key),
            verdict=judge(indicator, threshold, value),
            register=self.registers.get(key),
        )


def _reader(
    report: Report,
    codes: Collection[str],
    criteria: Collection[LawCriterion],
    *,
    set_code: str,
) -> _Reader:
    day = report.quarter.period.last_day
    indicators = _by_criterion(set_code, criteria)
    thresholds = thresholds_on(set_code, day)
    areas = area_classes_on(day, commune_codes=codes)
    district = report.district_id
    standing = standing_values(report.quarter_id, district_codes=[district])
    ids = [each.id for found in indicators.values() for each in found]
    return _Reader(
        indicators=indicators,
        thresholds={
            (code, pk): thresholds.of(pk, areas.get(code))
            for code in codes
            for pk in ids
        },
        standing=standing[district].values if district in standing else {},
        own=_own(report, codes, ids),
        earlier=_earlier(report, codes, ids),
        registers=_registers(day, codes, indicators.values()),
    )


def _by_criterion(
    set_code: str, criteria: Collection[LawCriterion]
) -> dict[int, tuple[LawIndicator, ...]]:
    every = indicators_of(set_code)
    return {
        criterion.number: tuple(
            each for each in every if each.criterion_number == criterion.number
        )
        for criterion in criteria
    }


def _registers(
    day: dt.date,
    codes: Collection[str],
    indicators: Iterable[tuple[LawIndicator, ...]],
) -> dict[Key, RegisterHint]:
    """Return what registers say of the indicators. One query at most."""
    told = [e.id for found in indicators for e in found if e.code == COOPERATIVES]
    if not told:
        return {}
    hints = cooperative_hints(day, codes)
    return {(code, pk): hint for code, hint in hints.items() for pk in told}


def _own(
    report: Report, codes: Collection[str], indicators: Iterable[int]
) -> dict[Key, DraftValue]:
    if report._state.adding:
        return {}
    rows = DraftValue.objects.filter(
        report=report, commune_id__in=codes, indicator_id__in=indicators
    )
    people = rows.select_related("changed_by__district", "changed_by__agency")
    return {(row.commune_id, row.indicator_id): row for row in people}


def _earlier(
    report: Report, codes: Collection[str], indicators: Iterable[int]
) -> dict[Key, EarlierValue]:
    """Return the value of the last quarter before that has one. Two queries."""
    revisions = IndicatorRevision.objects.standing(None).filter(
        district_id=report.district_id, quarter_id__lt=report.quarter_id
    )
    last = dict(revisions.order_by("number").values_list("quarter_id", "pk"))
    quarters = {pk: quarter for quarter, pk in last.items()}
    rows = IndicatorValue.objects.filter(
        revision_id__in=quarters,
        commune_id__in=codes,
        indicator_id__in=indicators,
    ).order_by("revision__quarter_id")
    found: dict[Key, EarlierValue] = {}
    for row in rows:
        value = _given(row)
        if value is not None:
            period = periods.Quarter.parse(quarters[row.revision_id])
            found[row.commune_id, row.indicator_id] = EarlierValue(value, period)
    return found


def _given(row: DraftValue | IndicatorValue) -> GivenValue | None:
    return given_value(row.number, row.second_number, row.answer, row.is_no_data)
