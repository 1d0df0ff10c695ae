"""Notes, causes and reasons of cells: written, kept apart, frozen."""

import datetime as dt
from collections.abc import Callable

import pytest

from accounts.models import User
from reports.choices import FallCause, ReportState
from reports.models import DraftRemark, Report, RevisionRemark, TextChange
from reports.services.drafts import UnknownCell
from reports.services.fall_causes import set_fall_causes
from reports.services.guard import AlreadyApproved, OutOfScope
from reports.services.remarks import (
    RemarkMoved,
    RemarkText,
    freeze_remarks,
    set_remark,
)
from tests.reports.review_world import (
    AT,
    FIRST,
    QUARTER,
    SECOND,
    SMALL,
    drafted,
    officer,
    open_quarter,
    reviewer,
)
from tests.world import approve

pytestmark = pytest.mark.django_db
LATER = AT + dt.timedelta(minutes=5)
LAST = "2020Q4"


def write(text: RemarkText, **changed: object) -> None:
    given = {
        "district_code": SMALL,
        "quarter_code": QUARTER,
        "cell": (FIRST, 1),
        "text": text,
        "by": officer(),
        "at": AT,
    }
    set_remark(**{**given, **changed})


@pytest.fixture(autouse=True)
def _opened(db: None) -> None:
    open_quarter()


def test_what_is_written_is_stored_with_its_person() -> None:
    write(RemarkText("Lũ", FallCause.REAL_DROP, "Đã nghiệm thu"))
    row = DraftRemark.objects.get()
    assert (row.note, row.fall_cause, row.against_reason) == (
        "Lũ",
        "real_drop",
        "Đã nghiệm thu",
    )
    assert (row.changed_by, row.changed_at) == (officer(), AT)


def test_a_second_text_takes_the_place_of_the_one_that_was_seen() -> None:
    write(RemarkText("Một"))
    write(RemarkText("Hai", seen_at=AT), at=LATER)
    assert DraftRemark.objects.get().note == "Hai"


def test_what_the_office_writes_is_marked_as_entered_on_behalf() -> None:
    write(RemarkText("Một"))
    assert not Report.objects.get().entered_on_behalf
    write(RemarkText("Hai", seen_at=AT), by=reviewer(), at=LATER)
    assert Report.objects.get().entered_on_behalf


def test_nothing_written_on_nothing_is_no_work_of_the_office() -> None:
    write(RemarkText(), by=reviewer())
    assert not Report.objects.get().entered_on_behalf


@pytest.mark.parametrize(("person", "is_marked"), [(reviewer, True), (officer, False)])
def test_causes_given_by_the_office_are_marked_as_entered_on_behalf(
    person: Callable[[], User], *, is_marked: bool
) -> None:
    set_fall_causes(
        district_code=SMALL,
        quarter_code=QUARTER,
        causes={(FIRST, 1): FallCause.REAL_DROP},
        by=person(),
        at=AT,
    )
    assert Report.objects.get().entered_on_behalf is is_marked


def test_an_empty_text_takes_the_remark_away() -> None:
    write(RemarkText("Một"))
    write(RemarkText(seen_at=AT), at=LATER)
    assert not DraftRemark.objects.exists()


@pytest.mark.parametrize("seen_at", [None, LATER])
def test_a_text_typed_on_another_remark_is_refused(
    seen_at: dt.datetime | None,
) -> None:
    write(RemarkText("Một"))
    with pytest.raises(RemarkMoved, match="vừa ghi khác"):
        write(RemarkText("Hai", seen_at=seen_at), at=LATER)
    assert DraftRemark.objects.get().note == "Một"


def test_a_text_typed_on_a_remark_that_is_gone_is_refused() -> None:
    with pytest.raises(RemarkMoved, match="vừa bị xóa"):
        write(RemarkText("Hai", seen_at=AT))


@pytest.mark.parametrize("cell", [("23344", 1), (FIRST, 20)])
def test_a_cell_that_is_none_is_refused(cell: tuple[str, int]) -> None:
    with pytest.raises(UnknownCell):
        write(RemarkText("Một"), cell=cell)


def test_another_district_is_refused() -> None:
    with pytest.raises(OutOfScope):
        write(RemarkText("Một"), by=officer("610"))


def test_an_approved_report_is_refused() -> None:
    drafted({})
    Report.objects.update(state=ReportState.APPROVED)
    with pytest.raises(AlreadyApproved):
        write(RemarkText("Một"))


def log() -> list[tuple[object, ...]]:
    rows = TextChange.objects.order_by("pk")
    return list(rows.values_list("part", "before", "after", "door"))


def test_every_part_that_changes_is_logged() -> None:
    write(RemarkText("Lũ", FallCause.REAL_DROP))
    write(RemarkText("Lũ lớn", FallCause.REAL_DROP, seen_at=AT), at=LATER)
    assert log() == [
        ("note", "", "Lũ", "cell"),
        ("fall_cause", "", "thực sự giảm", "cell"),
        ("note", "Lũ", "Lũ lớn", "cell"),
    ]
    last = TextChange.objects.latest("pk")
    assert (last.by, last.at, last.report) == (officer(), LATER, Report.objects.get())
    assert (last.commune_id, last.criterion.number) == (FIRST, 1)


def test_a_remark_that_is_taken_away_is_logged_as_empty() -> None:
    write(RemarkText("Lũ", against_reason="Đã nghiệm thu"))
    write(RemarkText(seen_at=AT), at=LATER)
    assert log()[2:] == [
        ("note", "Lũ", "", "cell"),
        ("against_reason", "Đã nghiệm thu", "", "cell"),
    ]


def test_a_remark_that_is_saved_as_it_was_is_not_logged() -> None:
    write(RemarkText("Lũ"))
    write(RemarkText("Lũ", seen_at=AT), at=LATER)
    assert len(log()) == 1


def test_a_refused_remark_is_not_logged() -> None:
    write(RemarkText("Lũ"))
    with pytest.raises(RemarkMoved):
        write(RemarkText("Bão"), at=LATER)
    assert len(log()) == 1


def test_causes_of_many_falls_are_logged_by_their_door() -> None:
    write(RemarkText(fall_cause=FallCause.RULE_CHANGED), cell=(SECOND, 2))
    set_fall_causes(
        district_code=SMALL,
        quarter_code=QUARTER,
        causes={
            (FIRST, 1): FallCause.REAL_DROP,
            (SECOND, 2): FallCause.REAL_DROP,
        },
        by=reviewer(),
        at=LATER,
    )
    assert log()[1:] == [("fall_cause", "", "thực sự giảm", "causes")]
    assert TextChange.objects.latest("pk").by == reviewer()


def test_an_approval_freezes_every_remark_of_the_report() -> None:
    write(RemarkText("Một"))
    write(RemarkText("Hai", FallCause.REAL_DROP), cell=(SECOND, 2))
    revision = approve(SMALL, QUARTER)
    freeze_remarks(Report.objects.get(), revision)
    frozen = RevisionRemark.objects.filter(revision=revision)
    assert set(frozen.values_list("commune_id", "note", "fall_cause")) == {
        (FIRST, "Một", ""),
        (SECOND, "Hai", "real_drop"),
    }


def test_a_cause_of_a_fall_that_did_not_happen_is_not_frozen() -> None:
    write(RemarkText(fall_cause=FallCause.REAL_DROP))
    write(RemarkText("Hai", FallCause.REAL_DROP), cell=(SECOND, 2))
    revision = approve(SMALL, QUARTER, {FIRST: [1], SECOND: [2]})
    freeze_remarks(Report.objects.get(), revision)
    frozen = RevisionRemark.objects.get()
    assert (frozen.note, frozen.fall_cause) == ("Hai", "")


@pytest.mark.parametrize(("held_in", "kept"), [(QUARTER, "Một"), (LAST, "")])
def test_a_held_cell_keeps_the_approved_remark_of_its_quarter(
    held_in: str, kept: str
) -> None:
    write(RemarkText("Một", FallCause.REAL_DROP))
    base = approve(SMALL, held_in)
    freeze_remarks(Report.objects.get(), base)
    write(RemarkText("Hai", seen_at=AT), at=LATER)
    revision = approve(SMALL, QUARTER)
    freeze_remarks(Report.objects.get(), revision, base=base, held=[(FIRST, 1)])
    notes = revision.remarks.values_list("note", "fall_cause")
    assert list(notes) == ([(kept, "real_drop")] if kept else [])


def test_a_frozen_remark_does_not_follow_the_draft() -> None:
    write(RemarkText("Một"))
    freeze_remarks(Report.objects.get(), approve(SMALL, QUARTER))
    write(RemarkText("Hai", seen_at=AT), at=LATER)
    assert RevisionRemark.objects.get().note == "Một"
