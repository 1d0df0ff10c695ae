"""The one guard that every door asks before a cell changes.

Doors: the grid, the page of a cell, the table of indicators, a pasted block, a file
of the district, an import, a decision. Each refusal is an exception whose text is
shown to the person as it is: why the cell is locked, and whom to ask.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings

from accounts.choices import Role
from accounts.models import User
from ntm_portal.lib import periods
from reports.choices import ReportState
from reports.models import Quarter, Report, ReturnedCell
from reports.models.cells import CellKey
from reports.models.returns import ReturnedCellQuerySet
from reports.services.due_days import due_on


class ChangeRefused(Exception):
    """Something forbids the change; the message says what, in Vietnamese."""

    @property
    def sentences(self) -> tuple[str, ...]:
        """Return what forbids it, each thing by itself."""
        return (str(self),)


class OutOfScope(ChangeRefused):
    """The district is not this person's (không thuộc phạm vi)."""


class QuarterClosed(ChangeRefused):
    """The coordination office has closed the quarter (khóa kỳ)."""


class NotOpened(ChangeRefused):
    """The coordination office has not opened the quarter yet (chưa mở)."""


class Overdue(ChangeRefused):
    """The district's deadline is over (quá hạn)."""


class ReportLocked(ChangeRefused):
    """The report is out of the hands of whoever enters it."""


class WaitsForHead(ReportLocked):
    """The head of the district has it (chờ lãnh đạo huyện)."""


class WaitsForOffice(ReportLocked):
    """The coordination office has it (đã gửi)."""


class AlreadyApproved(ReportLocked):
    """It is approved (đã duyệt)."""


class CellsClosed(ReportLocked):
    """Only the returned cells may change, the others were approved."""


class NotAllowed(ChangeRefused):
    """The role does not have this right."""


@dataclass(frozen=True, slots=True)
class _Lock:
    """A state in which nobody edits: why, and what each side may do about it.

    ``ask`` is what a district does, ``{}`` being the office; ``act`` what the
    office itself does.
    """

    refusal: type[ReportLocked]
    why: str
    ask: str
    act: str


LOCKS = {
    ReportState.SIGNING: _Lock(
        WaitsForHead,
        "Khóa vì đang chờ lãnh đạo huyện duyệt.",
        "Muốn sửa, đề nghị lãnh đạo huyện trả lại.",
        "Muốn sửa, đề nghị lãnh đạo huyện trả lại.",
    ),
    ReportState.SUBMITTED: _Lock(
        WaitsForOffice,
        "Khóa vì đã gửi, đang chờ duyệt.",
        "Muốn sửa, đề nghị {} trả lại báo cáo.",
        "Muốn sửa, hãy trả lại báo cáo ở trang Duyệt.",
    ),
    ReportState.APPROVED: _Lock(
        AlreadyApproved,
        "Khóa vì đã duyệt.",
        "Muốn sửa, đề nghị {} mở lại báo cáo.",
        "Muốn sửa, hãy mở lại báo cáo ở trang Duyệt.",
    ),
}


def check_quarter_open(quarter: Quarter) -> None:
    """Refuse every door once the office has closed the quarter."""
    if quarter.is_closed:
        raise QuarterClosed(
            f"Khóa vì {quarter.period.label} đã khóa kỳ, không nhận thay đổi nữa. "
            f"Muốn mở khóa, hãy hỏi {settings.OFFICE_CONTACT}."
        )


def check_reviewer(user: User) -> None:
    """Refuse whoever may not approve, return, reopen or close."""
    if not user.can_review:
        raise NotAllowed("Chỉ Văn phòng Điều phối hoặc quản trị được làm việc này.")


def check_may_edit(report: Report, *, by: User, on: dt.date) -> None:
    """Refuse a change of a cell: role, scope, closed quarter, state, deadline.

    ``on`` is the working date. Returned and reopened reports have no deadline, and
    the office may still enter what a district has let pass. At most one query, for
    the deadline.
    """
    _check_scope(report, by)
    check_quarter_open(report.quarter)
    _check_state(report, by)
    if report.state == ReportState.DRAFT:
        _check_time(report, by, on)


def check_may_sign(report: Report, *, by: User) -> None:
    """Refuse whoever is not a head of the report's district."""
    if not by.is_head:
        raise NotAllowed("Chỉ lãnh đạo huyện được ký duyệt hoặc trả lại ở bước này.")
    _check_scope(report, by)
    check_quarter_open(report.quarter)


def check_cells_open(report: Report, cells: Iterable[CellKey]) -> None:
    """Refuse cells that were approved while others were returned.

    One query for a returned report, none for another.
    """
    if report.state != ReportState.RETURNED:
        return
    returned = set(_standing(report).values_list("commune_id", "criterion__number"))
    if returned and not set(cells) <= returned:
        raise CellsClosed(
            f"Khóa vì đã duyệt: chỉ {len(returned)} ô bị trả lại sửa được, các ô khác "
            f"đã duyệt. Muốn sửa ô khác, đề nghị {settings.OFFICE_CONTACT} mở lại sau "
            "khi duyệt xong."
        )


def lock_reason(report: Report, *, by: User, on: dt.date) -> str:
    """Return why the person may not change the report's cells, '' when they may."""
    try:
        check_may_edit(report, by=by, on=on)
    except ChangeRefused as refused:
        return str(refused)
    return ""


def import_refusal(report: Report | None, *, has_changes: bool) -> str:
    """Return why an import must leave a report alone, '' when it may go on.

    Typed changes are a person's work, a report sent waits for a decision and cells
    that were returned for an answer: an import writes over none of them.
    """
    if report is None:
        return ""
    name = (
        f"{report.district.full_name}, {periods.Quarter.parse(report.quarter_id).label}"
    )
    if report.state == ReportState.SIGNING:
        return f"{name}: báo cáo đang chờ lãnh đạo huyện duyệt, không nhập đè được."
    if report.state == ReportState.SUBMITTED:
        return f"{name}: báo cáo đã gửi và đang chờ duyệt, không nhập đè được."
    if has_changes:
        return (
            f"{name}: bản nháp có ô đã sửa, hoặc chỉ tiêu đã sửa, không nhập đè được."
        )
    if report.state == ReportState.RETURNED and _standing(report).exists():
        return f"{name}: có ô bị trả lại đang chờ huyện trả lời, không nhập đè được."
    return ""


def _check_scope(report: Report, by: User) -> None:
    if by.role != Role.DISTRICT and not by.can_review:
        raise NotAllowed(
            "Khóa vì không thuộc phạm vi: tài khoản này chỉ xem, không nhập số liệu. "
            f"Cần nhập, hãy hỏi {settings.OFFICE_CONTACT}."
        )
    if not by.covers(report.district_id):
        raise OutOfScope(
            "Khóa vì không thuộc phạm vi: báo cáo này thuộc huyện khác. Nếu tài khoản "
            f"bị giao nhầm huyện, hãy hỏi {settings.OFFICE_CONTACT}."
        )


def _check_state(report: Report, by: User) -> None:
    lock = LOCKS.get(ReportState(report.state))
    if lock:
        ask = lock.act if by.can_review else lock.ask.format(settings.OFFICE_CONTACT)
        raise lock.refusal(f"{lock.why} {ask}")


def _check_time(report: Report, by: User, on: dt.date) -> None:
    label, office = report.quarter.period.label, settings.OFFICE_CONTACT
    if report.quarter.due_on is None:
        ask = (
            "Hãy đặt hạn báo cáo cho kỳ này rồi mới nhập."
            if by.can_review
            else f"Muốn nhập, đề nghị {office} mở kỳ."
        )
        raise NotOpened(f"Khóa vì chưa mở ({label} chưa có hạn báo cáo). {ask}")
    # No exception brings a deadline forward: before the common one none is read.
    if by.can_review or on <= report.quarter.due_on:
        return
    due = due_on(report)
    if due and on > due:
        raise Overdue(
            f"Khóa vì quá hạn (hạn {due:%d/%m/%Y}). Muốn gửi muộn, đề nghị {office} "
            "gia hạn hoặc nhập thay."
        )


def _standing(report: Report) -> ReturnedCellQuerySet:
    return ReturnedCell.objects.filter(report=report).standing()
