"""Nháp, đã gửi, bị trả lại, đã duyệt, mở lại: each step, and each refusal."""

import datetime as dt
from typing import Any

import pytest

from reports.choices import EventKind, ReportState
from reports.models import CommuneSummary, Quarter, Report, ReportEvent, Revision
from reports.services import decisions, guard, workflow
from reports.services.decisions import Seen
from tests.reports.review_world import (
    AT,
    FIRST,
    MET,
    QUARTER,
    SECOND,
    SMALL,
    UNKNOWN,
    UNMET,
    approved_before,
    drafted,
    no_objections,
    officer,
    open_quarter,
    reviewer,
    submitted,
)
from tests.world import approve

WHERE = {"district_code": SMALL, "quarter_code": QUARTER}
ON = dt.date(2021, 4, 5)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _opened(db: None) -> None:
    open_quarter()


def send(*, unknown_confirmed: bool = False) -> Report:
    return workflow.submit_report(
        **WHERE,
        by=officer(),
        at=AT,
        unknown_confirmed=unknown_confirmed,
        objections=no_objections,
    )


def approved(seen_base: int | None = None) -> Revision:
    if seen_base is None:
        base = Report.objects.get(district=SMALL, quarter=QUARTER).base
        seen_base = base.pk if base else None
    return workflow.approve_report(
        **WHERE, by=reviewer(), on=ON, at=AT, seen=Seen(seen_base)
    )


def returned(reason: str = "Thiếu biên bản") -> Report:
    return workflow.return_report(**WHERE, by=reviewer(), at=AT, reason=reason)


def reopened(reason: str = "Sai số hộ nghèo") -> Report:
    return workflow.reopen_report(**WHERE, by=reviewer(), at=AT, reason=reason)


def state() -> str:
    return Report.objects.get().state


def test_a_report_without_any_change_is_not_sent() -> None:
    approved_before()
    with pytest.raises(workflow.NotReady, match="Chưa sửa ô nào"):
        send()
    assert not Report.objects.exists()


def test_unknown_cells_need_a_word() -> None:
    approved_before()
    drafted({(FIRST, 1): MET, (FIRST, 2): UNKNOWN})
    with pytest.raises(workflow.NotReady, match="Còn 1 ô chưa đánh giá"):
        send()
    assert send(unknown_confirmed=True).state == ReportState.SUBMITTED


def test_sending_notes_who_when_and_on_what() -> None:
    approved_before()
    drafted({(FIRST, 1): MET})
    report = send()
    assert (report.submitted_by, report.submitted_at) == (officer(), AT)
    assert report.base == Revision.objects.get()
    event = ReportEvent.objects.get()
    assert (event.kind, event.by, event.at) == (EventKind.SUBMITTED, officer(), AT)


def test_a_confirmed_quarter_is_sent_without_changes() -> None:
    approved_before()
    assert submitted({}).state == ReportState.SUBMITTED


def test_a_sent_report_is_not_sent_twice() -> None:
    approved_before()
    submitted({(FIRST, 1): MET})
    with pytest.raises(guard.ReportLocked):
        send()


def test_a_report_is_not_sent_for_another_district() -> None:
    with pytest.raises(guard.OutOfScope):
        workflow.submit_report(
            **WHERE,
            by=officer("610"),
            at=AT,
            unknown_confirmed=True,
            objections=no_objections,
        )


def test_a_closed_quarter_is_not_sent() -> None:
    approved_before()
    drafted({(FIRST, 1): MET})
    workflow.close_quarter(quarter_code=QUARTER, by=reviewer(), at=AT)
    with pytest.raises(guard.QuarterClosed):
        send()


def test_a_return_needs_a_reason() -> None:
    submitted({(FIRST, 1): MET})
    with pytest.raises(workflow.ReasonMissing):
        returned(" \n")
    assert state() == ReportState.SUBMITTED


def test_a_returned_report_keeps_its_cells_and_says_why() -> None:
    submitted({(FIRST, 1): MET})
    report = returned("  Thiếu biên bản ")
    assert report.state == ReportState.RETURNED
    assert report.changed_cells() == {(FIRST, 1): MET}
    assert report.events.latest("pk").reason == "Thiếu biên bản"


def test_a_returned_report_is_edited_and_sent_again() -> None:
    submitted({(FIRST, 1): MET})
    returned()
    drafted({(FIRST, 1): UNMET})
    assert send(unknown_confirmed=True).state == ReportState.SUBMITTED


@pytest.mark.parametrize("step", [returned, approved])
def test_a_draft_is_neither_returned_nor_approved(step: object) -> None:
    drafted({(FIRST, 1): MET})
    with pytest.raises(decisions.WrongState):
        step()  # type: ignore[operator]


def test_a_district_does_not_approve_itself() -> None:
    submitted({(FIRST, 1): MET})
    with pytest.raises(guard.NotAllowed):
        workflow.approve_report(**WHERE, by=officer(), on=ON, at=AT, seen=Seen(None))


def test_approval_freezes_every_cell_with_its_summary() -> None:
    approved_before({FIRST: [18]})
    submitted({(FIRST, 19): MET, (SECOND, 1): UNKNOWN})
    revision = approved()
    assert (revision.quarter_id, revision.number) == (QUARTER, 1)
    assert revision.approved_on == ON
    assert revision.cells()[FIRST, 18] == revision.cells()[FIRST, 19] == MET
    summary = CommuneSummary.objects.get(revision=revision, commune=FIRST)
    assert (summary.met_count, summary.groups_mask) == (2, 1 << 5)


def test_an_approved_report_stands_on_its_own_revision() -> None:
    submitted({(FIRST, 1): MET})
    revision = approved()
    report = Report.objects.get()
    assert (report.state, report.base) == (ReportState.APPROVED, revision)
    assert report.changed_cells() == {}


def test_approval_is_refused_when_the_base_moved_meanwhile() -> None:
    approved_before()
    submitted({(FIRST, 1): MET})
    seen = Revision.objects.get().pk
    approve(SMALL, "2020Q4", {SECOND: [2]})
    with pytest.raises(decisions.BaseMoved):
        approved(seen)
    assert state() == ReportState.SUBMITTED


def test_what_the_office_entered_is_approved_as_such() -> None:
    workflow.submit_report(
        **WHERE, by=officer(), at=AT, unknown_confirmed=True, objections=no_objections
    ) if drafted({(FIRST, 1): MET}) else None
    Report.objects.update(entered_on_behalf=True)
    assert approved().entered_on_behalf


def test_a_correction_by_the_district_is_not_taken_for_the_offices() -> None:
    submitted({(FIRST, 1): MET})
    Report.objects.update(entered_on_behalf=True)
    approved()
    assert reopened().entered_on_behalf is False
    drafted({(FIRST, 1): UNMET})
    send(unknown_confirmed=True)
    assert not approved().entered_on_behalf


def test_illustration_stays_illustration_when_approved() -> None:
    approve(SMALL, "2020Q4", is_demo=True)
    submitted({(FIRST, 1): MET})
    assert approved().is_demo


def test_only_an_approved_report_is_reopened() -> None:
    submitted({(FIRST, 1): MET})
    with pytest.raises(decisions.WrongState):
        reopened()


def test_reopening_needs_a_reason() -> None:
    submitted({(FIRST, 1): MET})
    approved()
    with pytest.raises(workflow.ReasonMissing):
        reopened("")


def test_a_reopened_report_leaves_its_revision_in_force() -> None:
    submitted({(FIRST, 1): MET})
    revision = approved()
    report = reopened()
    drafted({(FIRST, 1): UNMET})
    assert report.latest_base() == revision
    assert revision.cells()[FIRST, 1] == MET


def test_a_correction_is_the_next_revision_of_the_quarter() -> None:
    submitted({(FIRST, 1): MET})
    approved()
    reopened()
    drafted({(FIRST, 1): UNMET})
    send(unknown_confirmed=True)
    revision = approved()
    assert revision.number == 2
    assert revision.cells()[FIRST, 1] == UNMET


def test_a_quarter_approved_from_a_file_can_be_reopened() -> None:
    approve(SMALL, QUARTER, {FIRST: [1]})
    assert reopened().state == ReportState.REOPENED


def test_a_closed_quarter_is_neither_returned_nor_approved_nor_reopened() -> None:
    submitted({(FIRST, 1): MET})
    workflow.close_quarter(quarter_code=QUARTER, by=reviewer(), at=AT)
    for step in (returned, approved, reopened):
        with pytest.raises(guard.QuarterClosed):
            step()


def test_a_quarter_is_closed_and_unlocked_again() -> None:
    workflow.close_quarter(quarter_code=QUARTER, by=reviewer(), at=AT)
    assert Quarter.objects.get().closed_at == AT
    workflow.unlock_quarter(quarter_code=QUARTER, by=reviewer())
    assert not Quarter.objects.get().is_closed


@pytest.mark.parametrize("is_closed", [True, False])
def test_a_deadline_that_is_set_meanwhile_stays(
    monkeypatch: pytest.MonkeyPatch, *, is_closed: bool
) -> None:
    moved, save = dt.date(2021, 4, 15), Quarter.save

    def save_after_another(quarter: Quarter, **options: Any) -> None:
        Quarter.objects.filter(pk=quarter.pk).update(due_on=moved)
        save(quarter, **options)

    monkeypatch.setattr(Quarter, "save", save_after_another)
    if is_closed:
        workflow.close_quarter(quarter_code=QUARTER, by=reviewer(), at=AT)
    else:
        workflow.unlock_quarter(quarter_code=QUARTER, by=reviewer())
    quarter = Quarter.objects.get()
    assert (quarter.due_on, quarter.is_closed) == (moved, is_closed)


def test_a_district_does_not_close_a_quarter() -> None:
    with pytest.raises(guard.NotAllowed):
        workflow.close_quarter(quarter_code=QUARTER, by=officer(), at=AT)
    with pytest.raises(guard.NotAllowed):
        workflow.unlock_quarter(quarter_code=QUARTER, by=officer())
