"""Progress of a task: written and sent by its body, looked at by the office.

What is sent is locked until the office gives it back. Who leads today writes, of
every quarter; the office may write in the place of a silent body.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from ntm_portal.lib.periods import Quarter
from programme.choices import TaskReportStage, TaskState
from programme.models import Task, TaskFile, TaskReport
from programme.services.keeping import keep
from programme.services.scope import check_body
from reports.services.files import CheckedFile, Storage, storing
from reports.services.guard import ChangeRefused, NotAllowed, check_reviewer

MAX_FILES = 10
RETURNED, ACCEPTED = TaskReportStage.RETURNED, TaskReportStage.ACCEPTED


class ReportSent(ChangeRefused):
    """The office has the report: it is out of the body's hands."""


class ReportMoved(ChangeRefused):
    """Somebody has saved the report since the page was drawn."""


class NotReportable(ChangeRefused):
    """The task has no report of this quarter."""


@dataclass(frozen=True, slots=True)
class Progress:
    """What a body says of a quarter; ``done_count`` only where things are counted."""

    state: TaskState
    text: str = ""
    difficulty: str = ""
    proposal: str = ""
    done_count: int | None = None


@dataclass(frozen=True, slots=True)
class Writing:
    """One saving: words, new files, and the version that the page was drawn from."""

    progress: Progress
    files: Sequence[CheckedFile] = ()
    version: int = 0
    is_sent: bool = False


def write_report(
    *,
    task: Task,
    quarter: Quarter,
    writing: Writing,
    by: User,
    at: dt.datetime,
    today: dt.date,
) -> TaskReport:
    """Save the report of a task and quarter as a draft, or send it.

    Raises a ChangeRefused whose text says why; then nothing is stored, no file either.
    """
    with storing() as storage:
        # Two first drafts of one quarter, and whoever ends the task, wait here.
        task = Task.objects.select_for_update().get(pk=task.pk)
        check_may_report(task, quarter, by=by, today=today)
        if writing.is_sent:
            _check_whole(writing.progress)
        found = TaskReport.objects.select_for_update()
        report = found.filter(task=task, quarter=quarter.code).first() or TaskReport(
            task=task, quarter=quarter.code
        )
        _check_open(report, writing.version)
        _fill(report, task, writing, by=by, at=at)
        keep(report, by=by, at=at, reason=_word(writing))
        _add_files(report, writing.files, storage, by=by, at=at)
    return report


def review_report(
    *, report: TaskReport, reason: str, by: User, at: dt.datetime
) -> TaskReport:
    """Accept a sent report, or give it back when there is a reason.

    An accepted one can still be given back.
    """
    check_reviewer(by)
    with transaction.atomic():
        row = TaskReport.objects.select_for_update().get(pk=report.pk)
        if not row.is_told or (row.stage == ACCEPTED and not reason):
            raise ChangeRefused(
                f"Báo cáo đang ở bước “{row.get_stage_display()}”, hãy tải lại trang."
            )
        row.stage = RETURNED if reason else ACCEPTED
        row.return_reason, row.at, row.by = reason, at, by
        row.version += 1
        keep(row, by=by, at=at, reason="Trả lại" if reason else "Chấp nhận")
    return row


def remove_file(*, file: TaskFile, by: User, at: dt.datetime) -> TaskFile:
    """Take a file off a report that is still open; it stays stored."""
    with transaction.atomic():
        report = TaskReport.objects.select_for_update(of=("self",)).get(
            pk=file.report_id
        )
        _check_writer(report.task, by)
        if report.is_told:
            raise ReportSent("Báo cáo đã gửi, không gỡ tệp được nữa.")
        row = TaskFile.objects.select_for_update().get(pk=file.pk)
        if row.removed_at is None:
            row.removed_at, row.removed_by = at, by
            row.save()
    return row


def check_may_report(task: Task, quarter: Quarter, *, by: User, today: dt.date) -> None:
    """Refuse whoever may not report, and quarters outside of the task's time."""
    _check_writer(task, by)
    if quarter > Quarter.of(today):
        raise NotReportable(f"{quarter.label} chưa bắt đầu.")
    if quarter.last_day < task.starts_on:
        raise NotReportable(
            f"Nhiệm vụ bắt đầu ngày {task.starts_on:%d/%m/%Y}, không có báo cáo của "
            f"{quarter.label}."
        )
    if task.closed_on and task.closed_on < quarter.first_day:
        raise NotReportable(
            f"Nhiệm vụ đã kết thúc ngày {task.closed_on:%d/%m/%Y}, không báo cáo nữa."
        )


def _check_writer(task: Task, by: User) -> None:
    if task.lead_id is None:
        raise NotReportable("Nhiệm vụ này thực hiện qua các nhiệm vụ con.")
    try:
        check_body(by, task.lead_id)
    except NotAllowed:
        raise NotAllowed(
            "Tài khoản này chỉ xem, không báo cáo nhiệm vụ; đơn vị chủ trì báo cáo."
        ) from None


def _check_open(report: TaskReport, version: int) -> None:
    if report.is_told:
        raise ReportSent("Báo cáo đã gửi; muốn sửa, đề nghị Văn phòng trả lại.")
    if report.version != version:
        who = report.by.display_name if report.by else "Người khác"
        raise ReportMoved(
            f"{who} đã lưu báo cáo này trong lúc bạn đang viết. Nội dung bạn gõ còn ở "
            "dưới; hãy chép lại nếu cần rồi tải lại trang."
        )


def _check_whole(progress: Progress) -> None:
    if not progress.text:
        raise ChangeRefused("Hãy ghi kết quả thực hiện trước khi gửi.")
    if progress.state == TaskState.STUCK and not progress.difficulty:
        raise ChangeRefused("Tình trạng là vướng mắc thì phải ghi vướng mắc ở đâu.")


def _fill(
    report: TaskReport, task: Task, writing: Writing, *, by: User, at: dt.datetime
) -> None:
    said = writing.progress
    report.state, report.text = said.state, said.text
    report.difficulty, report.proposal = said.difficulty, said.proposal
    report.done_count = said.done_count if task.target_count else None
    report.at, report.by = at, by
    report.version += 1
    if writing.is_sent:
        report.stage, report.sent_at = TaskReportStage.SENT, at
        report.return_reason = ""


def _add_files(
    report: TaskReport,
    files: Sequence[CheckedFile],
    storage: Storage,
    *,
    by: User,
    at: dt.datetime,
) -> None:
    kept = {file.sha256 for file in report.files.all() if file.removed_at is None}
    new = [storage.store(file, by=by, at=at) for file in files]
    rows = {row["sha256"]: row for row in new if row["sha256"] not in kept}
    if len(kept) + len(rows) > MAX_FILES:
        raise ChangeRefused(f"Mỗi báo cáo nhận nhiều nhất {MAX_FILES} tệp.")
    for row in rows.values():
        TaskFile.objects.create(report=report, **row)


def _word(writing: Writing) -> str:
    return "Gửi báo cáo" if writing.is_sent else "Lưu nháp"
