"""The guard: who may change a cell, when, and why not."""

import datetime as dt

import pytest

from accounts.choices import Role
from accounts.models import User
from communes.models import District
from criteria.models import Agency
from reports.choices import ReportState
from reports.models import Quarter, Report
from reports.services import guard

ON = dt.date(2021, 3, 20)
CLOSED_AT = dt.datetime(2021, 4, 20, 8, 0, tzinfo=dt.UTC)

pytestmark = pytest.mark.django_db


def someone(role: Role, district: str | None = None) -> User:
    agency = Agency.objects.first() if role == Role.DEPARTMENT else None
    return User(username=role, role=role, district_id=district, agency=agency)


def report(
    state: ReportState = ReportState.DRAFT, *, closed_at: dt.datetime | None = None
) -> Report:
    return Report(
        district=District.objects.get(pk="618"),
        quarter=Quarter(code="2021Q1", closed_at=closed_at),
        state=state,
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
    [(ReportState.SUBMITTED, "trả lại"), (ReportState.APPROVED, "mở lại")],
)
def test_a_locked_report_says_what_would_open_it(
    state: ReportState, words: str
) -> None:
    with pytest.raises(guard.ReportLocked, match=words):
        guard.check_may_edit(report(state), by=someone(Role.DISTRICT, "618"), on=ON)


def test_the_office_does_not_write_into_an_approved_report_either() -> None:
    reason = guard.lock_reason(
        report(ReportState.APPROVED), by=someone(Role.OFFICE), on=ON
    )
    assert reason.startswith("Báo cáo đã duyệt")


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
    assert reason.startswith("Huyện Ia H'Drai, Quý I/2021: bản nháp có ô đã sửa")


def test_an_import_leaves_a_submitted_report_alone() -> None:
    reason = guard.import_refusal(report(ReportState.SUBMITTED), has_changes=False)
    assert "đang chờ duyệt" in reason
