"""Notes, causes and reasons of cells: written, kept apart, frozen."""

import datetime as dt

import pytest

from reports.choices import FallCause, ReportState
from reports.models import DraftRemark, Report, RevisionRemark
from reports.services.drafts import UnknownCell
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
)
from tests.world import approve

pytestmark = pytest.mark.django_db
LATER = AT + dt.timedelta(minutes=5)


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


def test_a_frozen_remark_does_not_follow_the_draft() -> None:
    write(RemarkText("Một"))
    freeze_remarks(Report.objects.get(), approve(SMALL, QUARTER))
    write(RemarkText("Hai", seen_at=AT), at=LATER)
    assert RevisionRemark.objects.get().note == "Một"
