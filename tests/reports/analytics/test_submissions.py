"""Who has sent which report, and whether in time."""

import datetime as dt
from typing import Any

import pytest

from communes.models import District
from reports.analytics.submissions import Standing, read_standings
from reports.choices import EventKind, Punctuality, ReportState
from reports.models import Quarter, Report, ReportEvent
from tests.reports.review_world import (
    QUARTER,
    SMALL,
    exception,
    officer,
    open_quarter,
    reviewer,
)
from tests.world import approve

DUE = dt.date(2021, 3, 20)
# An hour before midnight of the due day in Viet Nam.
LAST_HOUR = dt.datetime(2021, 3, 20, 16, 0, tzinfo=dt.UTC)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _opened(db: None) -> None:
    open_quarter(due_on=DUE)


def sent(*at: dt.datetime, state: ReportState = ReportState.SUBMITTED) -> Report:
    """Make the district's report as it is after having been sent at these times."""
    report = Report.objects.create(
        district_id=SMALL, quarter_id=QUARTER, state=state, submitted_at=max(at)
    )
    for each in at:
        note(report, EventKind.SUBMITTED, each)
    return report


def note(report: Report, kind: EventKind, at: dt.datetime) -> ReportEvent:
    return ReportEvent.objects.create(
        report=report, kind=kind, at=at, by=officer(), reason="x"
    )


def standing(on: dt.date = DUE) -> Standing:
    district, quarter = District.objects.get(pk=SMALL), Quarter.objects.get(pk=QUARTER)
    return read_standings([quarter], [district], on=on)[SMALL, QUARTER]


def test_sent_in_the_last_hour_of_the_day_is_in_time() -> None:
    sent(LAST_HOUR)
    assert standing(DUE + DAY).punctuality == Punctuality.ON_TIME


def test_sent_after_midnight_is_a_day_late() -> None:
    sent(LAST_HOUR + HOUR)
    found = standing(DUE + 9 * DAY)
    assert (found.punctuality, found.days_late) == (Punctuality.LATE, 1)


def test_the_first_sending_counts_whatever_came_after() -> None:
    report = sent(LAST_HOUR, LAST_HOUR + 9 * DAY)
    note(report, EventKind.RETURNED, LAST_HOUR + DAY)
    found = standing(DUE + 10 * DAY)
    assert found.punctuality == Punctuality.ON_TIME
    assert found.sent is not None
    assert found.sent.at == LAST_HOUR


def test_before_the_day_nothing_is_missing() -> None:
    found = standing(DUE)
    assert (found.punctuality, found.days) == (Punctuality.NOT_DUE, 0)


def test_after_the_day_a_report_is_missing_by_days() -> None:
    found = standing(DUE + 4 * DAY)
    assert (found.punctuality, found.days_late) == (Punctuality.MISSING, 4)


@pytest.mark.parametrize("state", [ReportState.DRAFT, ReportState.SIGNING])
def test_a_report_that_never_left_the_district_is_missing(state: ReportState) -> None:
    Report.objects.create(district_id=SMALL, quarter_id=QUARTER, state=state)
    assert standing(DUE + DAY).punctuality == Punctuality.MISSING


def test_with_its_own_deadline_a_district_is_not_late() -> None:
    exception(DUE + 5 * DAY)
    sent(LAST_HOUR + 3 * DAY)
    assert standing(DUE + 9 * DAY).punctuality == Punctuality.ON_TIME


def test_the_exception_given_last_counts() -> None:
    exception(DUE + 9 * DAY)
    last = exception(DUE + 5 * DAY)
    assert standing().due.extension == last


def test_an_exception_that_the_common_deadline_overtook_is_none() -> None:
    exception(DUE + DAY)
    open_quarter(due_on=DUE + 3 * DAY)
    assert (standing().due.on, standing().due.extension) == (DUE + 3 * DAY, None)


def test_data_from_a_file_without_a_report_is_neither_late_nor_missing() -> None:
    approve(SMALL, QUARTER)
    found = standing(DUE + 30 * DAY)
    assert found.punctuality == Punctuality.FROM_FILE
    assert not found.is_owed


def test_without_a_deadline_nothing_is_owed() -> None:
    open_quarter(due_on=None)
    found = standing(DUE + DAY)
    assert (found.punctuality, found.is_owed) == (Punctuality.NO_DUE, False)


@pytest.mark.parametrize(
    ("state", "is_owed"),
    [
        (ReportState.DRAFT, True),
        (ReportState.SIGNING, True),
        (ReportState.SUBMITTED, False),
        (ReportState.RETURNED, True),
        (ReportState.APPROVED, False),
        (ReportState.REOPENED, False),
    ],
)
def test_owed_is_what_the_district_has_to_send(
    state: ReportState, *, is_owed: bool
) -> None:
    Report.objects.create(
        district_id=SMALL, quarter_id=QUARTER, state=state, submitted_at=LAST_HOUR
    )
    assert standing().is_owed == is_owed


def test_the_last_return_is_told_only_while_the_report_is_returned() -> None:
    report = sent(LAST_HOUR, state=ReportState.RETURNED)
    note(report, EventKind.RETURNED, LAST_HOUR + HOUR)
    last = note(report, EventKind.CELLS_RETURNED, LAST_HOUR + DAY)
    assert standing().returned == last
    Report.objects.update(state=ReportState.SUBMITTED)
    assert standing().returned is None


def test_four_queries_for_any_number(django_assert_num_queries: Any) -> None:
    sent(LAST_HOUR)
    exception(DUE + DAY)
    reviewer()
    quarters, districts = list(Quarter.objects.all()), list(District.objects.all())
    with django_assert_num_queries(4):
        found = read_standings(quarters, districts, on=DUE)
        [(each.sent and str(each.sent.by), each.due) for each in found.values()]
