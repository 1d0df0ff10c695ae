"""The steps of a report: nháp, đã gửi, bị trả lại, đã duyệt, mở lại.

Returned cells are in ``returns``, the signature of a district's head in ``sign_off``.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Sequence

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate

from accounts.choices import Role
from accounts.models import User
from reports.choices import EventKind, ReportState, ResultState
from reports.models import Quarter, Report, ReturnedCell, Revision
from reports.models.cells import CellKey
from reports.services.decisions import (
    Seen,
    WrongState,
    check_seen,
    freeze,
    note,
    settle_returns,
    standing_returns,
    submitted_draft,
)
from reports.services.drafts import Draft, locked_draft
from reports.services.guard import (
    ChangeRefused,
    check_may_edit,
    check_quarter_open,
    check_reviewer,
)


class NotReady(ChangeRefused):
    """The report cannot be submitted yet; the message lists what is missing."""

    def __init__(self, missing: Sequence[str]) -> None:
        super().__init__(" ".join(missing))
        self.missing = tuple(missing)

    @property
    def sentences(self) -> tuple[str, ...]:
        return self.missing


class ReasonMissing(ChangeRefused):
    """A return needs a written reason."""


@transaction.atomic
def submit_report(
    *,
    district_code: str,
    quarter_code: str,
    by: User,
    at: dt.datetime,
    unknown_confirmed: bool,
    objections: Callable[[Report], Iterable[str]],
) -> Report:
    """Send the report on, to the head of the district or the office; lock its cells.

    It goes by the head where the setting asks for it and the sender is none. Raises
    NotReady when nothing was changed nor confirmed as unchanged, when a returned
    cell has no answer, when cells are chưa đánh giá and the person has not said that
    this is meant, or when ``objections`` says why, asked of the locked report.
    """
    draft = locked_draft(district_code=district_code, quarter_code=quarter_code)
    check_may_edit(draft.report, by=by, on=localdate(at))
    returned = standing_returns(draft.report)
    missing = missing_before_submit(
        draft, returned=returned, unknown_confirmed=unknown_confirmed
    )
    missing += objections(draft.report)
    if missing:
        raise NotReady(missing)
    report = draft.report
    report.base = draft.revision
    if settings.DISTRICT_SIGN_OFF and by.role == Role.DISTRICT and not by.is_head:
        report.state = ReportState.SIGNING
        report.save()
        note(report, EventKind.SENT_TO_HEAD, by=by, at=at)
    else:
        hand_in(report, by=by, at=at)
    return report


def hand_in(report: Report, *, by: User, at: dt.datetime) -> None:
    """Put a locked report before the coordination office."""
    report.state = ReportState.SUBMITTED
    report.submitted_at = at
    report.submitted_by = by
    report.save()
    note(report, EventKind.SUBMITTED, by=by, at=at)


def missing_before_submit(
    draft: Draft, *, returned: Iterable[ReturnedCell] = (), unknown_confirmed: bool
) -> list[str]:
    """Return what still keeps a draft from being submitted, as sentences."""
    missing = []
    returned = tuple(returned)
    silent = [each for each in returned if each.answered_at is None]
    if silent:
        names = ", ".join(
            f"{each.commune.name} – tiêu chí {each.criterion.number}" for each in silent
        )
        missing.append(f"Còn {len(silent)} ô bị trả lại chưa trả lời: {names}.")
    is_begun = draft.changed or draft.report.is_unchanged or returned
    if not is_begun and not draft.report.values.exists():
        missing.append(
            "Chưa sửa ô nào; nếu quý này không có gì thay đổi, hãy xác nhận "
            "“Không thay đổi trong quý”."
        )
    answerable = {(each.commune_id, each.criterion.number) for each in returned}
    unknown = unknown_count(draft, among=answerable)
    if unknown and not unknown_confirmed:
        missing.append(
            f"Còn {unknown} ô chưa đánh giá; hãy đánh giá hoặc xác nhận gửi khi "
            "chưa đánh giá."
        )
    return missing


def unknown_count(draft: Draft, *, among: Collection[CellKey] = ()) -> int:
    """Count the cells that are chưa đánh giá; of those returned alone if there are any.

    The others of a report with returned cells are approved, and nobody may change them.
    """
    return sum(
        state == ResultState.UNKNOWN
        for code, row in draft.cells().items()
        for number, state in row.items()
        if not among or (code, number) in among
    )


@transaction.atomic
def return_report(
    *, district_code: str, quarter_code: str, by: User, at: dt.datetime, reason: str
) -> Report:
    """Give a submitted report back, whole, to the district with a written reason.

    Answers to cells returned before are settled by it: every cell is open again.
    """
    check_reviewer(by)
    if not reason.strip():
        raise ReasonMissing("Hãy ghi lý do trả lại để huyện biết phải sửa gì.")
    report = submitted_draft(district_code, quarter_code).report
    report.state = ReportState.RETURNED
    report.save()
    settle_returns(report, at=at)
    note(report, EventKind.RETURNED, by=by, at=at, reason=reason.strip())
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
    draft = submitted_draft(district_code, quarter_code)
    check_seen(draft, seen)
    revision = freeze(draft, by=by, on=on, at=at)
    settle(draft.report, revision)
    note(draft.report, EventKind.APPROVED, by=by, at=at)
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
    note(report, EventKind.REOPENED, by=by, at=at, reason=reason.strip())
    return report


@transaction.atomic
def close_quarter(*, quarter_code: str, by: User, at: dt.datetime) -> Quarter:
    """Khóa kỳ: from now on every door refuses changes of the quarter."""
    check_reviewer(by)
    return _set_closed(quarter_code, at)


@transaction.atomic
def unlock_quarter(*, quarter_code: str, by: User) -> Quarter:
    """Take back a khóa kỳ."""
    check_reviewer(by)
    return _set_closed(quarter_code, None)


def _set_closed(quarter_code: str, at: dt.datetime | None) -> Quarter:
    """Write that alone: a deadline that is set meanwhile stays."""
    locked = Quarter.objects.select_for_update()
    quarter, _ = locked.get_or_create(code=quarter_code)
    quarter.closed_at = at
    quarter.save(update_fields=["closed_at"])
    return quarter


def settle(report: Report, revision: Revision) -> None:
    """Let an approved report stand on its new revision, with no change left."""
    report.changes.all().delete()
    settle_returns(report, at=revision.recorded_at)
    report.state = ReportState.APPROVED
    report.base = revision
    report.is_unchanged = False
    report.entered_on_behalf = revision.entered_on_behalf
    report.save()
