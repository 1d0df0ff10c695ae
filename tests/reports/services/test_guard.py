"""The guard: who may change a cell, when, and why not."""

import datetime as dt
from typing import Any

import pytest

from accounts.choices import Role
from accounts.models import User
from communes.models import District
from criteria.models import Agency, Criterion
from reports.choices import ReportState
from reports.models import DeadlineException, Quarter, Report, ReturnedCell
from reports.services import guard

ON = DUE = dt.date(2021, 3, 20)
LATE = dt.date(2021, 3, 21)
OFFICER = (Role.DISTRICT, "618")
CLOSED_AT = dt.datetime(2021, 4, 20, 8, 0, tzinfo=dt.UTC)

pytestmark = pytest.mark.django_db


def someone(role: Role, district: str | None = None) -> User:
    agency = Agency.objects.first() if role == Role.DEPARTMENT else None
    return User(username=role, role=role, district_id=district, agency=agency)


def report(
    state: ReportState = ReportState.DRAFT,
    *,
    due_on: dt.date | None = DUE,
    closed_at: dt.datetime | None = None,
) -> Report:
    return Report(
        district=District.objects.get(pk="618"),
        quarter=Quarter(code="2021Q1", due_on=due_on, closed_at=closed_at),
        state=state,
    )


def stored(state: ReportState = ReportState.DRAFT) -> Report:
    quarter, _ = Quarter.objects.get_or_create(code="2021Q1", due_on=DUE)
    return Report.objects.create(
        district_id="618", quarter=quarter, state=state, submitted_at=CLOSED_AT
    )


def postpone(report: Report, *days: dt.date) -> None:
    by = User.objects.create(username="vpdp", role=Role.OFFICE)
    for minute, day in enumerate(days):
        DeadlineException.objects.create(
            district=report.district,
            quarter=report.quarter,
            due_on=day,
            reason="mưa lũ",
            by=by,
            at=CLOSED_AT + dt.timedelta(minutes=minute),
        )


def give_back(report: Report, commune: str, number: int) -> ReturnedCell:
    by, _ = User.objects.get_or_create(username="vpdp", role=Role.OFFICE)
    return ReturnedCell.objects.create(
        report=report,
        commune_id=commune,
        criterion=Criterion.objects.get(number=number),
        reason="thiếu biên bản",
        answer_by=LATE,
        returned_at=CLOSED_AT,
        returned_by=by,
    )


@pytest.mark.parametrize(
    "state", [ReportState.DRAFT, ReportState.RETURNED, ReportState.REOPENED]
)
@pytest.mark.parametrize(
    "who",
    [(Role.DISTRICT, "618"), (Role.OFFICE, None), (Role.ADMIN, None)],
    ids=["district", "office", "admin"],
)
def test_an_open_report_may_be_edited(
    who: tuple[Role, str | None], state: ReportState
) -> None:
    assert guard.lock_reason(report(state), by=someone(*who), on=ON) == ""


@pytest.mark.parametrize("role", [Role.DEPARTMENT, Role.LEADER])
def test_who_only_reads_may_not_edit(role: Role) -> None:
    with pytest.raises(guard.NotAllowed, match="chỉ xem"):
        guard.check_may_edit(report(), by=someone(role), on=ON)


def test_another_district_may_not_edit() -> None:
    with pytest.raises(guard.OutOfScope, match="huyện khác"):
        guard.check_may_edit(report(), by=someone(Role.DISTRICT, "610"), on=ON)


@pytest.mark.parametrize("role", [Role.OFFICE, Role.ADMIN])
def test_a_closed_quarter_refuses_even_the_office(role: Role) -> None:
    with pytest.raises(guard.QuarterClosed, match="Quý I/2021 đã khóa kỳ"):
        guard.check_may_edit(report(closed_at=CLOSED_AT), by=someone(role), on=ON)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (ReportState.SIGNING, "lãnh đạo huyện trả lại"),
        (ReportState.SUBMITTED, "đề nghị Văn phòng .* tỉnh trả lại"),
        (ReportState.APPROVED, "đề nghị Văn phòng .* tỉnh mở lại"),
    ],
)
def test_a_locked_report_says_who_would_open_it(state: ReportState, words: str) -> None:
    with pytest.raises(guard.ReportLocked, match=words):
        guard.check_may_edit(report(state), by=someone(Role.DISTRICT, "618"), on=ON)


def test_the_office_does_not_write_into_an_approved_report_either() -> None:
    reason = guard.lock_reason(
        report(ReportState.APPROVED), by=someone(Role.OFFICE), on=ON
    )
    assert reason == "Khóa vì đã duyệt. Muốn sửa, hãy mở lại báo cáo ở trang Duyệt."


# Chưa mở, quá hạn


@pytest.mark.parametrize(
    ("who", "whom"),
    [(OFFICER, "đề nghị Văn phòng"), ((Role.OFFICE, None), "Hãy đặt hạn báo cáo")],
    ids=["district", "office"],
)
def test_a_quarter_never_opened_takes_no_draft(
    who: tuple[Role, str | None], whom: str
) -> None:
    with pytest.raises(guard.NotOpened, match=f"Khóa vì chưa mở .*{whom}"):
        guard.check_may_edit(report(due_on=None), by=someone(*who), on=ON)


@pytest.mark.parametrize("state", [ReportState.RETURNED, ReportState.REOPENED])
def test_what_was_given_back_is_edited_in_a_quarter_never_opened(
    state: ReportState,
) -> None:
    found = report(state, due_on=None)
    assert guard.lock_reason(found, by=someone(*OFFICER), on=LATE) == ""


def test_the_deadline_is_counted_in() -> None:
    assert guard.lock_reason(report(), by=someone(*OFFICER), on=DUE) == ""


def test_after_the_deadline_a_district_is_told_the_day_and_whom_to_ask() -> None:
    with pytest.raises(guard.Overdue) as refusal:
        guard.check_may_edit(stored(), by=someone(*OFFICER), on=LATE)
    assert str(refusal.value) == (
        "Khóa vì quá hạn (hạn 20/03/2021). Muốn gửi muộn, đề nghị Văn phòng Điều phối "
        "nông thôn mới tỉnh gia hạn hoặc nhập thay."
    )


def test_whom_to_ask_is_a_setting(settings: Any) -> None:
    settings.OFFICE_CONTACT = "bà Y Hà, 0260 386 2222"
    reason = guard.lock_reason(stored(), by=someone(*OFFICER), on=LATE)
    assert "đề nghị bà Y Hà, 0260 386 2222 gia hạn" in reason


@pytest.mark.parametrize("role", [Role.OFFICE, Role.ADMIN])
def test_after_the_deadline_the_office_still_enters(role: Role) -> None:
    assert guard.lock_reason(stored(), by=someone(role), on=LATE) == ""


@pytest.mark.parametrize("state", [ReportState.RETURNED, ReportState.REOPENED])
def test_what_was_given_back_has_no_deadline(state: ReportState) -> None:
    assert guard.lock_reason(stored(state), by=someone(*OFFICER), on=LATE) == ""


@pytest.mark.parametrize(
    ("days", "on", "is_open"),
    [
        ([dt.date(2021, 3, 25)], dt.date(2021, 3, 25), True),
        ([dt.date(2021, 3, 25)], dt.date(2021, 3, 26), False),
        ([dt.date(2021, 3, 28), dt.date(2021, 3, 25)], dt.date(2021, 3, 26), False),
        ([dt.date(2021, 3, 28), DUE], LATE, False),
    ],
    ids=["its last day", "after it", "the last one counts", "taken back"],
)
def test_an_exception_moves_the_deadline_of_its_district(
    days: list[dt.date], on: dt.date, *, is_open: bool
) -> None:
    found = stored()
    postpone(found, *days)
    assert (guard.lock_reason(found, by=someone(*OFFICER), on=on) == "") is is_open


def test_the_deadline_takes_one_query_and_only_once_the_common_day_is_over(
    django_assert_num_queries: Any,
) -> None:
    found, by = stored(), someone(*OFFICER)
    assert found.district.code
    with django_assert_num_queries(0):
        guard.check_may_edit(found, by=by, on=DUE)
    with django_assert_num_queries(1):
        guard.lock_reason(found, by=by, on=LATE)


# Returned cells


def test_beside_returned_cells_the_others_are_closed() -> None:
    found = stored(ReportState.RETURNED)
    give_back(found, "23535", 5)
    guard.check_cells_open(found, [("23535", 5)])
    with pytest.raises(guard.CellsClosed, match="chỉ 1 ô bị trả lại sửa được"):
        guard.check_cells_open(found, [("23535", 5), ("23535", 6)])


def test_a_report_returned_as_a_whole_is_open_in_every_cell() -> None:
    found = stored(ReportState.RETURNED)
    cell = give_back(found, "23535", 5)
    ReturnedCell.objects.filter(pk=cell.pk).update(settled_at=CLOSED_AT)
    guard.check_cells_open(found, [("23535", 6)])


def test_cells_of_a_draft_take_no_query(django_assert_num_queries: Any) -> None:
    found = stored()
    with django_assert_num_queries(0):
        guard.check_cells_open(found, [("23535", 6)])
    found.state = ReportState.RETURNED
    with django_assert_num_queries(1):
        guard.check_cells_open(found, [("23535", 6)])


@pytest.mark.parametrize("role", [Role.DISTRICT, Role.DEPARTMENT, Role.LEADER])
def test_only_the_office_and_the_admin_review(role: Role) -> None:
    district = "618" if role == Role.DISTRICT else None
    with pytest.raises(guard.NotAllowed, match="Văn phòng Điều phối"):
        guard.check_reviewer(someone(role, district))


def test_an_import_needs_no_leave_where_nobody_has_begun() -> None:
    assert guard.import_refusal(None, has_changes=False) == ""


def test_an_import_may_follow_an_untouched_draft() -> None:
    assert guard.import_refusal(report(), has_changes=False) == ""


def test_an_import_leaves_typed_changes_alone() -> None:
    reason = guard.import_refusal(report(), has_changes=True)
    assert reason.startswith("Huyện Ia H'Drai, Quý I/2021: bản nháp có ô đã sửa, hoặc")


def test_an_import_leaves_a_submitted_report_alone() -> None:
    reason = guard.import_refusal(report(ReportState.SUBMITTED), has_changes=False)
    assert "đang chờ duyệt" in reason


def test_an_import_leaves_a_report_before_the_head_alone() -> None:
    reason = guard.import_refusal(report(ReportState.SIGNING), has_changes=False)
    assert "chờ lãnh đạo huyện" in reason


def test_an_import_leaves_cells_that_wait_for_an_answer_alone() -> None:
    found = stored(ReportState.RETURNED)
    assert guard.import_refusal(found, has_changes=False) == ""
    give_back(found, "23535", 5)
    assert "ô bị trả lại" in guard.import_refusal(found, has_changes=False)
