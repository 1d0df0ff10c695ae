"""Values of indicators for tests: approved through the service, typed in a draft."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from accounts.models import User
from criteria.analytics.values import GivenValue
from criteria.models import Indicator
from ntm_portal.lib import periods
from reports.choices import ImportKind, ImportState
from reports.models import ImportRun, IndicatorRevision, IndicatorValue, Quarter
from reports.services.draft_values import SavedValues, TypedValue, set_values
from reports.services.indicator_values import record_values
from reports.services.revisions import Approval
from tests.reports.review_world import (
    AT,
    BEFORE,
    FIRST,
    QUARTER,
    SMALL,
    officer,
    reviewer,
)

# A commune and the code of an indicator.
Given = Mapping[tuple[str, str], GivenValue]
YES, NO = GivenValue(answer=True), GivenValue(answer=False)
NO_DATA = GivenValue(is_no_data=True)


def number(value: str, second: str | None = None) -> GivenValue:
    return GivenValue(Decimal(value), Decimal(second) if second else None)


def pk(code: str) -> int:
    return Indicator.objects.get(code=code).pk


def name(code: str, commune: str = FIRST) -> str:
    """Return the name of a field on the pages."""
    return f"v-{commune}-{pk(code)}"


def approved_values(
    given: Given,
    *,
    quarter: str = BEFORE,
    is_demo: bool = False,
    run: ImportRun | None = None,
    at: dt.datetime = AT,
) -> IndicatorRevision:
    row, _ = Quarter.objects.get_or_create(code=quarter)
    on = periods.Quarter.parse(quarter).last_day + dt.timedelta(days=10)
    values = [
        IndicatorValue(
            commune_id=commune,
            indicator_id=pk(code),
            number=each.number,
            second_number=each.second_number,
            answer=each.answer,
            is_no_data=each.is_no_data,
        )
        for (commune, code), each in given.items()
    ]
    return record_values(
        quarter=row,
        districts={SMALL: values},
        approval=Approval(on=on, at=at, is_demo=is_demo, import_run=run),
    )[SMALL]


def values_run(name: str = "chi-tieu.xlsx", *, quarter: str = QUARTER) -> ImportRun:
    """Return an applied import of values, by the office."""
    return ImportRun.objects.create(
        kind=ImportKind.INDICATORS,
        state=ImportState.APPLIED,
        file_name=name,
        content=b"",
        sha256="0",
        quarter_id=quarter,
        at=AT,
        by=reviewer(),
    )


def typed(
    code: str,
    value: GivenValue | None,
    *,
    seen: GivenValue | None = None,
    commune: str = FIRST,
    by: User | None = None,
) -> SavedValues:
    """Type one value into the draft of the quarter."""
    return set_values(
        district_code=SMALL,
        quarter_code=QUARTER,
        values={(commune, pk(code)): TypedValue(value, seen)},
        by=by or officer(),
        at=AT,
    )
