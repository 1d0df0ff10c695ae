"""The head of a district signs before the province sees a report."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from accounts.choices import Role
from accounts.models import User
from reports.choices import EventKind, ReportState
from reports.models import Report
from reports.services import decisions, guard, sign_off, workflow
from tests.reports.review_world import (
    AT,
    FIRST,
    LARGE,
    MET,
    QUARTER,
    SMALL,
    approved_before,
    drafted,
    no_objections,
    officer,
    open_quarter,
    reviewer,
)

WHERE = {"district_code": SMALL, "quarter_code": QUARTER}
LATER = AT + dt.timedelta(days=1)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _typed(db: None, settings: Any) -> None:
    """A draft is ready to be sent, in a province where heads sign."""
    settings.DISTRICT_SIGN_OFF = True
    open_quarter()
    approved_before()
    drafted({(FIRST, 1): MET})


def head(district: str = SMALL) -> User:
    user, _ = User.objects.get_or_create(
        username=f"lanhdao.{district}",
        role=Role.DISTRICT,
        district_id=district,
        is_head=True,
    )
    return user


def send(by: User | None = None) -> Report:
    return workflow.submit_report(
        **WHERE,
        by=by or officer(),
        at=AT,
        unknown_confirmed=True,
        objections=no_objections,
    )


def sent() -> int:
    """Return what a page that is drawn now says of how the report came."""
    events = Report.objects.get().events.filter(kind=EventKind.SENT_TO_HEAD)
    return max(events.values_list("pk", flat=True), default=0)


def sign(by: User | None = None, seen: int | None = None) -> Report:
    return sign_off.sign_report(
        **WHERE, by=by or head(), at=LATER, seen=sent() if seen is None else seen
    )


def give_back(reason: str = "Sai số hộ nghèo", seen: int | None = None) -> Report:
    return sign_off.give_back(
        **WHERE,
        by=head(),
        at=LATER,
        reason=reason,
        seen=sent() if seen is None else seen,
    )


def test_what_an_officer_sends_goes_to_the_head() -> None:
    report = send()
    assert (report.state, report.submitted_at) == (ReportState.SIGNING, None)
    event = report.events.get()
    assert (event.kind, event.by) == (EventKind.SENT_TO_HEAD, officer())


@pytest.mark.parametrize("who", [head, reviewer], ids=["head", "office"])
def test_what_a_head_or_the_office_sends_goes_straight_to_the_province(
    who: object,
) -> None:
    assert send(who()).state == ReportState.SUBMITTED  # type: ignore[operator]


def test_without_the_setting_there_is_no_first_level(settings: Any) -> None:
    settings.DISTRICT_SIGN_OFF = False
    assert send().state == ReportState.SUBMITTED


def test_a_signed_report_is_submitted_by_its_head() -> None:
    send()
    report = sign()
    assert report.state == ReportState.SUBMITTED
    assert (report.submitted_by, report.submitted_at) == (head(), LATER)
    assert report.events.latest("pk").kind == EventKind.SUBMITTED


def test_a_report_is_signed_after_the_deadline_too() -> None:
    send()
    open_quarter(due_on=AT.date())
    assert sign().state == ReportState.SUBMITTED


def test_a_report_that_waits_for_its_head_is_signed_after_the_setting_went_off(
    settings: Any,
) -> None:
    send()
    settings.DISTRICT_SIGN_OFF = False
    assert sign().state == ReportState.SUBMITTED


def test_a_head_gives_back_with_a_reason() -> None:
    send()
    report = give_back(" Sai số hộ nghèo ")
    assert report.state == ReportState.RETURNED
    event = report.events.latest("pk")
    assert (event.kind, event.by) == (EventKind.RETURNED, head())
    assert event.reason == "Sai số hộ nghèo"


def test_a_head_gives_nothing_back_without_a_reason() -> None:
    send()
    with pytest.raises(workflow.ReasonMissing):
        give_back(" ")


def test_what_a_head_gave_back_comes_to_the_head_again() -> None:
    send()
    give_back()
    assert send().state == ReportState.SIGNING


@pytest.mark.parametrize("act", [sign, give_back])
def test_what_was_sent_again_since_the_page_is_neither_signed_nor_given_back(
    act: Callable[..., Report],
) -> None:
    send()
    old = sent()
    give_back()
    drafted({(FIRST, 4): MET})
    send()
    with pytest.raises(decisions.SubmittedAgain):
        act(seen=old)
    assert Report.objects.get().state == ReportState.SIGNING


def test_a_head_of_another_district_signs_nothing() -> None:
    send()
    with pytest.raises(guard.OutOfScope):
        sign(head(LARGE))


@pytest.mark.parametrize("who", [officer, reviewer], ids=["officer", "office"])
def test_nobody_signs_for_the_head(who: object) -> None:
    send()
    with pytest.raises(guard.NotAllowed):
        sign(who())  # type: ignore[operator]


def test_only_what_waits_for_the_head_is_signed() -> None:
    with pytest.raises(decisions.WrongState):
        sign()


def test_in_a_closed_quarter_nothing_is_signed() -> None:
    send()
    workflow.close_quarter(quarter_code=QUARTER, by=reviewer(), at=AT)
    with pytest.raises(guard.QuarterClosed):
        sign()
