"""A small province for the tests of review: one approved quarter, reports after it."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from accounts.choices import Role
from accounts.models import User
from communes.models import District
from reports.choices import ResultState
from reports.models import DeadlineException, Quarter, Report
from reports.services.drafts import declare_unchanged, set_cells
from reports.services.workflow import submit_report
from tests.world import Met, approve

MET, UNMET, UNKNOWN = ResultState.MET, ResultState.UNMET, ResultState.UNKNOWN
BEFORE, QUARTER = "2020Q4", "2021Q1"
SMALL, LARGE = "618", "610"
DUE = dt.date(2021, 3, 31)
AT = dt.datetime(2021, 3, 20, 9, 40, tzinfo=dt.UTC)
FIRST, SECOND, THIRD = "23535", "23537", "23538"

Cells = Mapping[tuple[str, int], ResultState]


def officer(district: str = SMALL) -> User:
    user, _ = User.objects.get_or_create(
        username=f"huyen.{district}", role=Role.DISTRICT, district_id=district
    )
    return user


def reviewer() -> User:
    user, _ = User.objects.get_or_create(username="vpdp", role=Role.OFFICE)
    return user


def open_quarter(code: str = QUARTER, due_on: dt.date | None = DUE) -> Quarter:
    quarter, _ = Quarter.objects.update_or_create(
        code=code, defaults={"due_on": due_on}
    )
    return quarter


@contextmanager
def open_for_now(code: str) -> Iterator[None]:
    """Let a quarter that was never opened take changes, and leave it as it was."""
    quarter, _ = Quarter.objects.get_or_create(code=code)
    if quarter.due_on is None:
        open_quarter(code)
    yield
    if quarter.due_on is None:
        Quarter.objects.filter(code=code).update(due_on=None)


def exception(
    due_on: dt.date, *, district: str = SMALL, quarter: str = QUARTER
) -> DeadlineException:
    return DeadlineException.objects.create(
        district_id=district,
        quarter_id=quarter,
        due_on=due_on,
        reason="Mưa lũ.",
        at=AT,
        by=reviewer(),
    )


def approved_before(met: Met | None = None, *, district: str = SMALL) -> None:
    approve(district, BEFORE, met, on=dt.date(2021, 1, 20))


def drafted(cells: Cells, *, district: str = SMALL, quarter: str = QUARTER) -> Report:
    with open_for_now(quarter):
        return set_cells(
            district_code=district,
            quarter_code=quarter,
            cells=cells,
            by=officer(district),
            at=AT,
        ).report


def no_objections(_report: Report) -> Iterable[str]:
    """Take a report as it is."""
    return ()


def submitted(
    cells: Cells,
    *,
    district: str = SMALL,
    quarter: str = QUARTER,
    at: dt.datetime = AT,
) -> Report:
    """Send a report with these cells changed; without any, as unchanged."""
    where = {"district_code": district, "quarter_code": quarter}
    by = officer(district)
    with open_for_now(quarter):
        if cells:
            set_cells(**where, cells=cells, by=by, at=AT)
        else:
            declare_unchanged(**where, by=by, at=at)
        return submit_report(
            **where, by=by, at=at, unknown_confirmed=True, objections=no_objections
        )


def province() -> None:
    """Give every district an approved quarter and open the next one."""
    for code in District.objects.values_list("code", flat=True):
        approved_before(district=code)
    open_quarter()
