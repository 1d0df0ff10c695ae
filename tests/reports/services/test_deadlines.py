"""Another deadline for one district."""

import datetime as dt
from typing import Any

import pytest

from reports.models import DeadlineException, Quarter
from reports.services.deadlines import ReasonMissing, grant_exception
from reports.services.due_days import effective_due_on
from reports.services.guard import ChangeRefused, NotAllowed, NotOpened, QuarterClosed
from reports.services.openings import BadDeadline
from reports.services.workflow import close_quarter
from tests.reports.review_world import (
    AT,
    LARGE,
    QUARTER,
    SMALL,
    exception,
    officer,
    open_quarter,
    reviewer,
)

COMMON, LATER = dt.date(2021, 3, 20), dt.date(2021, 3, 25)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _opened(db: None) -> None:
    open_quarter(due_on=COMMON)


def grant(due_on: dt.date = LATER, **other: Any) -> DeadlineException:
    return grant_exception(
        **{
            "district_code": SMALL,
            "quarter_code": QUARTER,
            "due_on": due_on,
            "reason": "Mưa lũ.",
            "by": reviewer(),
            "at": AT,
            **other,
        }
    )


def due(district: str = SMALL) -> dt.date | None:
    quarter = Quarter.objects.get(pk=QUARTER)
    return effective_due_on(district_code=district, quarter=quarter)


def test_the_district_has_its_own_deadline_the_others_the_common_one() -> None:
    grant()
    assert (due(), due(LARGE)) == (LATER, COMMON)


def test_reason_person_and_time_are_kept() -> None:
    given = grant(reason="  Mưa lũ\r\nchia cắt. ")
    assert (given.reason, given.by, given.at) == (
        "Mưa lũ\nchia cắt.",
        reviewer(),
        AT,
    )


def test_the_last_one_given_counts() -> None:
    grant(dt.date(2021, 3, 30))
    grant(LATER, at=AT + dt.timedelta(hours=1))
    assert due() == LATER


def test_the_common_deadline_again_takes_an_exception_back() -> None:
    grant()
    grant(COMMON, at=AT + dt.timedelta(hours=1))
    assert due() == COMMON


def test_a_common_deadline_moved_beyond_the_exception_holds_for_all() -> None:
    exception(LATER)
    open_quarter(due_on=dt.date(2021, 3, 31))
    assert due() == dt.date(2021, 3, 31)


def test_a_quarter_that_is_not_open_has_no_due_day() -> None:
    open_quarter(due_on=None)
    assert due() is None


@pytest.mark.parametrize(
    ("asked", "refusal"),
    [
        ({"reason": " \n "}, ReasonMissing),
        ({"due_on": dt.date(2021, 3, 19)}, BadDeadline),
        ({"due_on": dt.date(2022, 4, 1)}, BadDeadline),
        ({"at": AT + dt.timedelta(days=6)}, BadDeadline),
    ],
    ids=["no reason", "before the common one", "a year too late", "over"],
)
def test_an_exception_that_makes_no_sense_is_refused(
    asked: dict[str, Any], refusal: type[ChangeRefused]
) -> None:
    with pytest.raises(refusal):
        grant(**asked)
    assert not DeadlineException.objects.exists()


def test_a_district_gives_itself_no_exception() -> None:
    with pytest.raises(NotAllowed):
        grant(by=officer())


def test_a_quarter_that_is_not_open_has_no_exceptions() -> None:
    open_quarter(due_on=None)
    with pytest.raises(NotOpened):
        grant()


def test_a_closed_quarter_takes_no_exception() -> None:
    close_quarter(quarter_code=QUARTER, by=reviewer(), at=AT)
    with pytest.raises(QuarterClosed):
        grant()
