"""The one guard that every door asks before an amount of capital changes.

The quarter's deadline and its closing are those of the results.
"""

import datetime as dt

from django.conf import settings

from accounts.choices import Role
from accounts.models import User
from programme.choices import CapitalState
from programme.models import CapitalReport
from reports.models import Quarter
from reports.services.due_days import effective_due_on
from reports.services.guard import (
    AlreadyApproved,
    ChangeRefused,
    NotAllowed,
    NotOpened,
    OutOfScope,
    Overdue,
    WaitsForOffice,
    check_quarter_open,
)


def check_may_edit(report: CapitalReport, *, by: User, on: dt.date) -> None:
    """Refuse a change: role, scope, closed quarter, state, deadline.

    ``on`` is the working date. What was given back has no deadline, and the office may
    enter a quarter that was never opened. One query at most, for the deadline.
    """
    _check_scope(report, by)
    check_quarter_open(report.quarter)
    _check_state(report, by)
    if report.state == CapitalState.DRAFT and not by.can_review:
        _check_time(report.quarter, report.district_id, on)


def lock_reason(report: CapitalReport, *, by: User, on: dt.date) -> str:
    """Return why the person may not change the sheet, "" when they may."""
    try:
        check_may_edit(report, by=by, on=on)
    except ChangeRefused as refused:
        return str(refused)
    return ""


def _check_scope(report: CapitalReport, by: User) -> None:
    if by.role != Role.DISTRICT and not by.can_review:
        raise NotAllowed("Tài khoản này chỉ xem, không nhập số vốn.")
    if not by.covers(report.district_id):
        raise OutOfScope("Báo cáo vốn này thuộc huyện khác.")


def _check_state(report: CapitalReport, by: User) -> None:
    office = settings.OFFICE_CONTACT
    if report.state == CapitalState.SUBMITTED:
        ask = (
            "Muốn sửa, hãy trả lại ở trang duyệt vốn."
            if by.can_review
            else f"Muốn sửa, đề nghị {office} trả lại."
        )
        raise WaitsForOffice(f"Khóa vì đã gửi, đang chờ duyệt. {ask}")
    if report.state == CapitalState.APPROVED:
        ask = (
            "Muốn sửa, hãy mở lại ở trang duyệt vốn."
            if by.can_review
            else f"Muốn sửa, đề nghị {office} mở lại."
        )
        raise AlreadyApproved(f"Khóa vì đã duyệt. {ask}")


def _check_time(quarter: Quarter, district: str, on: dt.date) -> None:
    label, office = quarter.period.label, settings.OFFICE_CONTACT
    due = effective_due_on(district_code=district, quarter=quarter)
    if due is None:
        raise NotOpened(
            f"Khóa vì chưa mở ({label} chưa có hạn báo cáo). Muốn nhập, đề nghị "
            f"{office} mở kỳ."
        )
    if on > due:
        raise Overdue(
            f"Khóa vì quá hạn (hạn {due:%d/%m/%Y}). Muốn gửi muộn, đề nghị {office} "
            "gia hạn hoặc nhập thay."
        )
