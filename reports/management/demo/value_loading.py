"""Approved values of indicators of two districts of the illustration."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping

from django.utils import timezone

from communes.models import Commune
from criteria.analytics.indicators import indicators_of
from criteria.analytics.law import law_on
from criteria.analytics.thresholds import thresholds_on
from criteria.analytics.values import GivenValue
from ntm_portal.lib.periods import Quarter
from reports.choices import ResultState
from reports.management.demo.history import QUARTERS
from reports.management.demo.loading import OFFICE_OPENS, approval_day
from reports.management.demo.values import CODES, Asked, build_values
from reports.models import IndicatorRevision, IndicatorValue, Result, Revision
from reports.models import Quarter as QuarterRow
from reports.services.indicator_values import record_values
from reports.services.revisions import Approval
from reports.services.value_rows import new_row

DISTRICTS = ("610", "618")
# Nine quarters: the last one has eight before it.
WITH_VALUES = QUARTERS[-9:]

Met = dict[Quarter, dict[str, frozenset[int]]]


def load_demo_values() -> int:
    """Record the values, unless the districts have any; return how many there are.

    They stand beside the results of then, and are left alone where those are gone.
    """
    known = IndicatorRevision.objects.filter(district_id__in=DISTRICTS)
    if known.exists():
        return 0
    found = build_values(_met(), list(_asked()))
    for quarter, values in found.items():
        _record(quarter, values)
    return sum(map(len, found.values()))


def _met() -> Met:
    """Return what the communes meet in every quarter that has results. One query."""
    rows = Result.objects.filter(
        revision__in=Revision.objects.standing(None),
        revision__quarter__in=[quarter.code for quarter in WITH_VALUES],
        revision__quarter__closed_at__isnull=True,
        revision__district__in=DISTRICTS,
    ).order_by("revision__quarter_id", "revision__number")
    states: defaultdict[str, dict[tuple[str, int], str]] = defaultdict(dict)
    for code, commune, number, state in rows.values_list(
        "revision__quarter_id", "commune_id", "criterion__number", "state"
    ):
        states[code][commune, number] = state
    return {
        Quarter.parse(code): {
            commune: frozenset(
                number
                for (of, number), state in cells.items()
                if of == commune and state == ResultState.MET
            )
            for commune in {commune for commune, _ in cells}
        }
        for code, cells in states.items()
    }


def _asked() -> Iterator[Asked]:
    """Yield the indicators with what is asked at the end. Three queries."""
    last_day = WITH_VALUES[-1].last_day
    law = law_on(last_day)
    if law is None:
        return
    thresholds = thresholds_on(law.code, last_day)
    for indicator in indicators_of(law.code):
        asked = Asked(indicator, thresholds.of(indicator.id, None))
        if indicator.code in CODES and asked.can_be_given:
            yield asked


def _record(quarter: Quarter, values: Mapping[tuple[str, int], GivenValue]) -> None:
    on = approval_day(quarter)
    morning = dt.datetime.combine(on, OFFICE_OPENS, timezone.get_current_timezone())
    districts: defaultdict[str, list[IndicatorValue]] = defaultdict(list)
    homes = dict(
        Commune.objects.filter(district__in=DISTRICTS).values_list("code", "district")
    )
    for (commune, indicator), value in values.items():
        districts[homes[commune]].append(new_row((commune, indicator), value))
    record_values(
        quarter=QuarterRow.objects.get(code=quarter.code),
        districts=districts,
        approval=Approval(on=on, at=morning, is_demo=True),
    )
