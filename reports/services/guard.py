"""The one guard that every door asks before a cell changes.

Doors: the entry page, a pasted block, an import, an approval, the back office.
Each refusal is an exception whose text is shown to the person as it is.
"""

import datetime as dt

from accounts.choices import Role
from accounts.models import User
from ntm_portal.lib import periods
from reports.choices import ReportState
from reports.models import Quarter, Report


class ChangeRefused(Exception):
    """Something forbids the change; the message says what, in Vietnamese."""


class OutOfScope(ChangeRefused):
    """The district is not this person's."""


class QuarterClosed(ChangeRefused):
    """The coordination office has closed the quarter (khóa kỳ)."""


class ReportLocked(ChangeRefused):
    """The report is submitted or approved."""


class NotAllowed(ChangeRefused):
    """The role does not have this right."""


LOCKED = {
    ReportState.SIGNING: "Báo cáo đang chờ lãnh đạo huyện duyệt; muốn sửa, đề nghị "
    "lãnh đạo huyện trả lại.",
    ReportState.SUBMITTED: "Báo cáo đã gửi, đang chờ Văn phòng Điều phối duyệt; "
    "muốn sửa, đề nghị Văn phòng trả lại.",
    ReportState.APPROVED: "Báo cáo đã duyệt; muốn sửa, đề nghị Văn phòng Điều phối "
    "mở lại.",
}


def check_quarter_open(quarter: Quarter) -> None:
    """Refuse every door once the office has closed the quarter."""
    if quarter.is_closed:
        raise QuarterClosed(
            f"{quarter.period.label} đã khóa kỳ, không nhận thay đổi nữa; "
            "Văn phòng Điều phối có thể mở khóa."
        )


def check_reviewer(user: User) -> None:
    """Refuse whoever may not approve, return, reopen or close."""
    if not user.can_review:
        raise NotAllowed("Chỉ Văn phòng Điều phối hoặc quản trị được làm việc này.")


def check_may_edit(report: Report, *, by: User, on: dt.date) -> None:
    """Refuse a change of a cell: role and scope, closed quarter, locked state.

    ``on`` is the working date.
    """
    if by.role != Role.DISTRICT and not by.can_review:
        raise NotAllowed("Tài khoản này chỉ xem, không nhập số liệu.")
    if not by.covers(report.district_id):
        raise OutOfScope("Báo cáo này thuộc huyện khác.")
    check_quarter_open(report.quarter)
    if not report.is_open:
        raise ReportLocked(LOCKED[ReportState(report.state)])


def lock_reason(report: Report, *, by: User, on: dt.date) -> str:
    """Return why the person may not change the report's cells, '' when they may."""
    try:
        check_may_edit(report, by=by, on=on)
    except ChangeRefused as refused:
        return str(refused)
    return ""


def import_refusal(report: Report | None, *, has_changes: bool) -> str:
    """Return why an import must leave a report alone, '' when it may go on.

    Typed changes are a person's work, and a submitted report waits for review:
    an import writes over neither.
    """
    if report is None:
        return ""
    name = (
        f"{report.district.full_name}, {periods.Quarter.parse(report.quarter_id).label}"
    )
    if report.state == ReportState.SUBMITTED:
        return f"{name}: báo cáo đã gửi và đang chờ duyệt, không nhập đè được."
    if has_changes:
        return f"{name}: bản nháp có ô đã sửa, không nhập đè được."
    return ""
