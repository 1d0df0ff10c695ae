"""The steps of a report: nháp, đã nộp, bị trả lại, đã duyệt, mở lại."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.timezone import localdate

from accounts.models import User
from reports.choices import EventKind, ReportState, ResultState
from reports.models import Quarter, Report, ReportEvent, Revision
from reports.services.drafts import Draft, locked_draft
from reports.services.guard import (
    ChangeRefused,
    check_may_edit,
    check_quarter_open,
    check_reviewer,
)
from reports.services.revisions import Approval, record_revision


class NotReady(ChangeRefused):
    """The report cannot be submitted yet; the message lists what is missing."""


class WrongState(ChangeRefused):
    """The step does not follow from where the report stands."""


class BaseMoved(ChangeRefused):
    """The data under the report changed since the reviewer read it."""


class SubmittedAgain(ChangeRefused):
    """The report was returned and sent again since the reviewer read it."""


class ReasonMissing(ChangeRefused):
    """A return needs a written reason."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the reviewer's page was drawn from.

    ``base`` is the id of the base revision (None: there was none), ``submission``
    the time at which the report was sent (None: approved without a page).
    """

    base: int | None
    submission: dt.datetime | None = None


@transaction.atomic
def submit_report(
    *,
    district_code: str,
    quarter_code: str,
    by: User,
    at: dt.datetime,
    unknown_confirmed: bool,
) -> Report:
    """Send the report to the coordination office and lock its cells.

    Raises NotReady when nothing was changed nor confirmed as unchanged, or when
    cells are chưa đánh giá and the person has not said that this is meant.
    """
    draft = locked_draft(district_code=district_code, quarter_code=quarter_code)
    check_may_edit(draft.report, by=by, on=localdate(at))
    missing = missing_before_submit(draft, unknown_confirmed=unknown_confirmed)
    if missing:
        raise NotReady(" ".join(missing))
    report = draft.report
    report.base = draft.revision
    report.state = ReportState.SUBMITTED
    report.submitted_at = at
    report.submitted_by = by
    report.save()
    _note(report, EventKind.SUBMITTED, by=by, at=at)
    return report


def missing_before_submit(draft: Draft, *, unknown_confirmed: bool) -> list[str]:
    """Return what still keeps a draft from being submitted, as sentences."""
    missing = []
    if not draft.changed and not draft.report.is_unchanged:
        missing.append(
            "Chưa sửa ô nào; nếu quý này không có gì thay đổi, hãy xác nhận "
            "“Không thay đổi trong quý”."
        )
    unknown = unknown_count(draft)
    if unknown and not unknown_confirmed:
        missing.append(
            f"Còn {unknown} ô chưa đánh giá; hãy đánh giá hoặc xác nhận gửi khi "
            "chưa đánh giá."
        )
    return missing


def unknown_count(draft: Draft) -> int:
    return sum(
        state == ResultState.UNKNOWN
        for row in draft.cells().values()
        for state in row.values()
    )


@transaction.atomic
def return_report(
    *, district_code: str, quarter_code: str, by: User, at: dt.datetime, reason: str
) -> Report:
    """Give a submitted report back to the district with a written reason."""
    check_reviewer(by)
    if not reason.strip():
        raise ReasonMissing("Hãy ghi lý do trả lại để huyện biết phải sửa gì.")
    report = _submitted(district_code, quarter_code).report
    report.state = ReportState.RETURNED
    report.save()
    _note(report, EventKind.RETURNED, by=by, at=at, reason=reason.strip())
    return report


@transaction.atomic
def approve_report(
    *,
    district_code: str,
    quarter_code: str,
    by: User,
    on: dt.date,
    at: dt.datetime,
    seen: Seen,
) -> Revision:
    """Freeze the submitted cells as the next revision, with its summaries.

    Raises BaseMoved or SubmittedAgain when that is not what was seen.
    """
    check_reviewer(by)
    draft = _submitted(district_code, quarter_code)
    report, base = draft.report, draft.revision
    _check_seen(draft, seen)
    revision = record_revision(
        district_code=district_code,
        quarter=report.quarter,
        law=draft.law,
        cells=draft.cells(),
        approval=Approval(
            on=on,
            at=at,
            by=by,
            is_demo=bool(base and base.is_demo),
            on_behalf=report.entered_on_behalf,
        ),
    )
    settle(report, revision)
    _note(report, EventKind.APPROVED, by=by, at=at)
    return revision


@transaction.atomic
def reopen_report(
    *, district_code: str, quarter_code: str, by: User, at: dt.datetime, reason: str
) -> Report:
    """Open an approved report again; its last revision stays in force."""
    check_reviewer(by)
    if not reason.strip():
        raise ReasonMissing("Hãy ghi lý do mở lại.")
    report = locked_draft(district_code=district_code, quarter_code=quarter_code).report
    check_quarter_open(report.quarter)
    if report.state != ReportState.APPROVED:
        raise WrongState("Chỉ mở lại được báo cáo đã duyệt.")
    report.state = ReportState.REOPENED
    report.is_unchanged = report.entered_on_behalf = False
    report.save()
    _note(report, EventKind.REOPENED, by=by, at=at, reason=reason.strip())
    return report


@transaction.atomic
def close_quarter(*, quarter_code: str, by: User, at: dt.datetime) -> Quarter:
    """Khóa kỳ: from now on every door refuses changes of the quarter."""
    check_reviewer(by)
    quarter, _ = Quarter.objects.get_or_create(code=quarter_code)
    quarter.closed_at = at
    quarter.save()
    return quarter


@transaction.atomic
def unlock_quarter(*, quarter_code: str, by: User) -> Quarter:
    """Take back a khóa kỳ."""
    check_reviewer(by)
    quarter, _ = Quarter.objects.get_or_create(code=quarter_code)
    quarter.closed_at = None
    quarter.save()
    return quarter


def settle(report: Report, revision: Revision) -> None:
    """Let an approved report stand on its new revision, with no change left."""
    report.changes.all().delete()
    report.state = ReportState.APPROVED
    report.base = revision
    report.is_unchanged = False
    report.entered_on_behalf = revision.entered_on_behalf
    report.save()


def _check_seen(draft: Draft, seen: Seen) -> None:
    if (draft.revision.pk if draft.revision else None) != seen.base:
        raise BaseMoved(
            "Số liệu gốc của huyện vừa thay đổi; hãy xem lại các ô trước khi duyệt."
        )
    if seen.submission and draft.report.submitted_at != seen.submission:
        raise SubmittedAgain(
            "Huyện đã gửi lại báo cáo sau khi trang này được mở; hãy xem lại các ô "
            "trước khi duyệt."
        )


def _submitted(district_code: str, quarter_code: str) -> Draft:
    draft = locked_draft(district_code=district_code, quarter_code=quarter_code)
    check_quarter_open(draft.report.quarter)
    if draft.report.state != ReportState.SUBMITTED:
        raise WrongState("Báo cáo này không ở trạng thái chờ duyệt.")
    return draft


def _note(
    report: Report, kind: EventKind, *, by: User, at: dt.datetime, reason: str = ""
) -> None:
    ReportEvent.objects.create(report=report, kind=kind, by=by, at=at, reason=reason)
