"""Capital for tests: approved through the service, typed in a sheet, sent."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from ntm_portal.lib import periods
from programme.models import Amounts, CapitalKey, CapitalReport, CapitalRevision
from programme.services.capital.drafts import SavedAmounts, TypedAmount, set_amounts
from programme.services.capital.revisions import CapitalApproval, record_capital
from programme.services.capital.workflow import submit_capital
from reports.models import Quarter
from tests.reports.review_world import AT, FIRST, QUARTER, SMALL, officer

# A cell as it is written in tests: "investment", of the first commune, allocated.
Given = Mapping[CapitalKey, str]
CELL: CapitalKey = (FIRST, "central_investment", "planned")


def amounts(given: Given) -> Amounts:
    return {key: Decimal(text) for key, text in given.items()}


def approved_capital(
    given: Given,
    *,
    quarter: str = QUARTER,
    district: str = SMALL,
    is_demo: bool = False,
) -> CapitalRevision:
    row, _ = Quarter.objects.get_or_create(code=quarter)
    on = periods.Quarter.parse(quarter).last_day + dt.timedelta(days=10)
    return record_capital(
        quarter=row,
        districts={district: amounts(given)},
        approval=CapitalApproval(on=on, at=AT, is_demo=is_demo),
    )[district]


def typed(
    given: Mapping[CapitalKey, tuple[str | None, str | None]],
    *,
    at: dt.datetime = AT,
    **who: object,
) -> SavedAmounts:
    """Type amounts over what was seen."""
    by = who.get("by") or officer()
    return set_amounts(
        district_code=SMALL,
        quarter_code=QUARTER,
        amounts={
            key: TypedAmount(_amount(text), _amount(seen))
            for key, (text, seen) in given.items()
        },
        by=by,
        at=at,
    )


def sent(given: Mapping[CapitalKey, str | None]) -> CapitalReport:
    """Type amounts into an empty sheet and send it."""
    typed({key: (text, None) for key, text in given.items()})
    return submit_capital(
        district_code=SMALL, quarter_code=QUARTER, by=officer(), at=AT
    ).report


def stored() -> dict[CapitalKey, str]:
    """Return the amounts of the sheet's draft."""
    report = CapitalReport.objects.get(district_id=SMALL, quarter_id=QUARTER)
    return {row.key: str(row.amount) for row in report.drafts.all()}


def in_force() -> dict[CapitalKey, str]:
    """Return the amounts that stand approved."""
    found = (
        CapitalRevision.objects.standing()
        .filter(quarter_id=QUARTER)
        .last_by_district()
        .get(SMALL)
    )
    return {k: str(v) for k, v in found.amounts().items()} if found else {}


def _amount(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
