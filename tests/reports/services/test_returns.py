"""Single cells given back: what goes on, what waits, and who answers."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pytest

from reports.choices import EventKind, ReportState
from reports.models import (
    Report,
    ReturnedCell,
    Revision,
    TextChange,
)
from reports.services import decisions, drafts, guard, returns, workflow
from reports.services.decisions import Seen
from reports.services.returns import Answer, Demand
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
    no_objections,
    officer,
    open_quarter,
    reviewer,
    submitted,
)
from tests.world import approve

WHERE = {"district_code": SMALL, "quarter_code": QUARTER}
TODAY = dt.date(2021, 3, 20)
LATER = AT + dt.timedelta(hours=1)
LIFTED, FALLEN = (FIRST, 2), (SECOND, 1)
WHY = Demand("Thiếu biên bản", dt.date(2021, 3, 25))

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _sent(db: None) -> None:
    """Two changed cells wait for the office: one lifted, one fallen."""
    open_quarter()
    approved_before({SECOND: [1]})
    submitted({LIFTED: MET, FALLEN: UNMET})


def report() -> Report:
    return Report.objects.select_related("quarter").get(quarter=QUARTER)


def seen() -> Seen:
    base = report().latest_base()
    return Seen(base.pk if base else None, report().submitted_at)


def give_back(*cells: tuple[str, int], **changed: Any) -> Revision:
    demands = dict.fromkeys(cells, WHY)
    asked: dict[str, Any] = {"cells": demands, "by": reviewer(), "seen": seen()}
    return returns.return_cells(**WHERE, at=AT, **{**asked, **changed})


def answer(
    cell: tuple[str, int],
    text: str = "Đã bổ sung",
    seen_at: dt.datetime | None = None,
) -> ReturnedCell:
    said = Answer(text, seen_at)
    return returns.answer_cell(**WHERE, cell=cell, answer=said, by=officer(), at=LATER)


def save(cells: Mapping[tuple[str, int], Any]) -> None:
    drafts.set_cells(**WHERE, cells=cells, by=officer(), at=LATER)


def send() -> Report:
    return workflow.submit_report(
        **WHERE,
        by=officer(),
        at=LATER,
        unknown_confirmed=True,
        objections=no_objections,
    )


def standing() -> list[tuple[str, int]]:
    found = ReturnedCell.objects.filter(settled_at__isnull=True)
    return list(found.values_list("commune_id", "criterion__number"))


def test_the_rest_is_approved_and_a_returned_cell_keeps_the_base() -> None:
    revision = give_back(FALLEN)
    assert (revision.quarter_id, revision.number) == (QUARTER, 1)
    assert revision.approved_on == TODAY
    assert revision.cells()[LIFTED] == MET
    assert revision.cells()[FALLEN] == MET


def test_the_report_stands_on_that_revision_with_only_the_returned_cell() -> None:
    revision = give_back(FALLEN)
    assert report().state == ReportState.RETURNED
    assert report().base == revision
    assert report().changed_cells() == {FALLEN: UNMET}


def test_a_cell_without_a_base_goes_back_to_unknown() -> None:
    Revision.objects.update(withdrawn_on=TODAY, withdrawn_at=AT)
    assert give_back(LIFTED).cells()[LIFTED] == UNKNOWN


def test_every_returned_cell_keeps_its_reason_and_day() -> None:
    give_back(LIFTED, FALLEN)
    assert standing() == [LIFTED, FALLEN]
    row = ReturnedCell.objects.get(commune=FIRST)
    assert (row.reason, row.answer_by) == (WHY.reason, WHY.answer_by)
    assert (row.returned_by, row.returned_at) == (reviewer(), AT)


def test_the_history_names_the_cells() -> None:
    give_back(FALLEN)
    event = report().events.get(kind=EventKind.CELLS_RETURNED)
    assert event.reason.startswith("Trả 1 ô: ")
    assert event.reason.endswith("– tiêu chí 1.")


def test_many_returned_cells_are_named_in_part() -> None:
    give_back(*((FIRST, number) for number in range(1, 16)))
    event = report().events.get(kind=EventKind.CELLS_RETURNED)
    assert event.reason.startswith("Trả 15 ô: ")
    assert event.reason.endswith("– tiêu chí 12 và 3 ô khác.")


def test_a_cell_that_did_not_change_may_be_returned_too() -> None:
    give_back((FIRST, 7))
    assert standing() == [(FIRST, 7)]
    assert report().changed_cells() == {}


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({}, returns.NothingReturned),
        ({FALLEN: Demand("  ", WHY.answer_by)}, workflow.ReasonMissing),
        ({FALLEN: Demand("x", dt.date(2021, 3, 19))}, returns.DateMissed),
        ({("23344", 1): WHY}, drafts.UnknownCell),
        ({(FIRST, 20): WHY}, drafts.UnknownCell),
    ],
    ids=["none", "no reason", "a day that is over", "another district", "no criterion"],
)
def test_a_return_that_asks_for_nothing_sensible_changes_nothing(
    cells: Mapping[tuple[str, int], Demand], why: type[Exception]
) -> None:
    with pytest.raises(why):
        give_back(cells=cells)
    assert report().state == ReportState.SUBMITTED
    assert Revision.objects.count() == 1


def test_an_answer_may_be_asked_for_the_same_day() -> None:
    give_back(cells={FALLEN: Demand("x", TODAY)})
    assert standing() == [FALLEN]


def test_a_base_that_moved_refuses_the_return() -> None:
    old = seen()
    approve(SMALL, "2020Q4", {SECOND: [1, 2]})
    with pytest.raises(decisions.BaseMoved):
        give_back(FALLEN, seen=old)


def test_a_report_sent_again_refuses_the_return() -> None:
    old = seen()
    Report.objects.update(submitted_at=LATER)
    with pytest.raises(decisions.SubmittedAgain):
        give_back(FALLEN, seen=old)


# The district


def test_only_the_returned_cells_may_change() -> None:
    give_back(FALLEN)
    save({FALLEN: MET})
    with pytest.raises(guard.CellsClosed):
        save({LIFTED: UNMET})


def test_an_answer_keeps_who_and_when() -> None:
    give_back(FALLEN)
    row = answer(FALLEN, "  Có biên bản số 12 ")
    assert (row.answer, row.answered_by) == ("Có biên bản số 12", officer())
    assert row.answered_at == LATER


def test_an_answer_may_be_written_anew_until_it_is_sent() -> None:
    give_back(FALLEN)
    answer(FALLEN)
    assert answer(FALLEN, "Sửa lại", LATER).answer == "Sửa lại"
    send()
    with pytest.raises(guard.ReportLocked):
        answer(FALLEN)


def test_an_answer_that_was_written_over_is_in_the_log() -> None:
    give_back(FALLEN)
    answer(FALLEN)
    answer(FALLEN, "Sửa lại", LATER)
    rows = TextChange.objects.order_by("pk").values_list("part", "before", "after")
    assert list(rows) == [
        ("answer", "", "Đã bổ sung"),
        ("answer", "Đã bổ sung", "Sửa lại"),
    ]


def test_an_empty_answer_is_none() -> None:
    give_back(FALLEN)
    with pytest.raises(returns.AnswerMissing):
        answer(FALLEN, " \n")


def test_a_cell_that_was_not_returned_takes_no_answer() -> None:
    give_back(FALLEN)
    with pytest.raises(returns.NothingReturned):
        answer(LIFTED)


def test_sending_again_needs_every_answer_and_names_the_missing() -> None:
    give_back(LIFTED, FALLEN)
    answer(LIFTED)
    with pytest.raises(workflow.NotReady, match=r"Còn 1 ô .* tiêu chí 1\."):
        send()
    answer(FALLEN)
    assert send().state == ReportState.SUBMITTED


def test_a_district_that_gives_way_sends_without_any_change() -> None:
    give_back(FALLEN)
    save({FALLEN: MET})
    answer(FALLEN, "Nhất trí giữ như cũ")
    assert send().state == ReportState.SUBMITTED


# The second round


def resent() -> None:
    give_back(LIFTED, FALLEN)
    answer(LIFTED), answer(FALLEN)
    send()


def test_approval_settles_the_answers_and_takes_the_values() -> None:
    resent()
    revision = workflow.approve_report(
        **WHERE, by=reviewer(), on=TODAY, at=LATER, seen=seen()
    )
    assert (revision.number, revision.cells()[FALLEN]) == (2, UNMET)
    assert standing() == []
    assert report().state == ReportState.APPROVED


def test_returning_again_settles_the_old_row_and_opens_a_new_one() -> None:
    resent()
    revision = give_back(FALLEN)
    assert revision.cells()[LIFTED] == MET
    assert standing() == [FALLEN]
    assert ReturnedCell.objects.count() == 3
    assert report().changed_cells() == {FALLEN: UNMET}


def test_returning_the_whole_report_opens_every_cell_again() -> None:
    resent()
    workflow.return_report(**WHERE, by=reviewer(), at=LATER, reason="Sai cả bảng")
    assert standing() == []
    save({(FIRST, 9): MET})


def test_approved_cells_need_no_confirmation_when_only_answers_are_sent() -> None:
    Revision.objects.update(withdrawn_on=TODAY, withdrawn_at=AT)
    give_back(LIFTED)
    save({LIFTED: MET})
    answer(LIFTED)
    sent = workflow.submit_report(
        **WHERE,
        by=officer(),
        at=LATER,
        unknown_confirmed=False,
        objections=no_objections,
    )
    assert sent.state == ReportState.SUBMITTED
