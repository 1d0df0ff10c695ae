"""The indicators of one criterion in the communes of many reports at once."""

from collections.abc import Collection, Iterable

from communes.analytics.areas import area_classes_on
from criteria.analytics.indicators import LawIndicator, indicators_of
from criteria.analytics.judging import judge, suggest
from criteria.analytics.law import Law, LawCriterion
from criteria.analytics.thresholds import thresholds_on
from criteria.analytics.value_words import given_value
from criteria.analytics.values import GivenValue
from ntm_portal.lib import periods
from reports.analytics.cell.values import CellValues, ValueLine
from reports.analytics.indicator_values import standing_values
from reports.models import DraftValue, Evidence, Report

Values = dict[tuple[str, int], GivenValue | None]


def read_values_across(
    period: periods.Quarter,
    law: Law,
    criterion: LawCriterion,
    *,
    reports: Collection[Report],
    commune_codes: Collection[str],
) -> dict[str, CellValues]:
    """Return what the indicators of a criterion say, by commune code.

    Values of earlier quarters are not read. Six queries, however many reports.
    """
    day = period.last_day
    indicators = [
        each
        for each in indicators_of(law.code)
        if each.criterion_number == criterion.number
    ]
    thresholds = thresholds_on(law.code, day)
    areas = area_classes_on(day, commune_codes=commune_codes)
    given = _given(period, reports, [each.id for each in indicators])

    def line(code: str, indicator: LawIndicator) -> ValueLine:
        value = given.get((code, indicator.id))
        threshold = thresholds.of(indicator.id, areas.get(code))
        return ValueLine(
            indicator=indicator,
            threshold=threshold,
            value=value,
            draft=None,
            earlier=None,
            verdict=judge(indicator, threshold, value),
        )

    found = {}
    for code in commune_codes:
        lines = tuple(line(code, each) for each in indicators)
        found[code] = CellValues(lines, suggest(each.verdict for each in lines))
    return found


def files_across(reports: Iterable[Report], criterion: LawCriterion) -> dict[str, int]:
    """Return how many files stand for a criterion, by commune code. One query."""
    rows = (
        Evidence.objects.filter(report__in=reports, criterion_id=criterion.id)
        .current()
        .values_list("commune_id", flat=True)
    )
    found: dict[str, int] = {}
    for commune in rows:
        found[commune] = found.get(commune, 0) + 1
    return found


def _given(
    period: periods.Quarter, reports: Collection[Report], indicators: Collection[int]
) -> Values:
    districts = [each.district_id for each in reports]
    found: Values = {}
    for standing in standing_values(period.code, district_codes=districts).values():
        found.update(standing.values)
    for row in DraftValue.objects.filter(
        report__in=reports, indicator_id__in=indicators
    ):
        given = given_value(row.number, row.second_number, row.answer, row.is_no_data)
        found[row.commune_id, row.indicator_id] = given
    return found
