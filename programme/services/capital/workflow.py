"""The steps of a sheet of capital: gửi, duyệt, trả lại một số ô hay cả bảng, mở lại."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.timezone import localdate

from accounts.models import User
from programme.choices import CapitalState, CapitalStep
from programme.models import (
    CapitalDraft,
    CapitalEvent,
    CapitalKey,
    CapitalReport,
    CapitalReturn,
    CapitalRevision,
)
from programme.services.capital.drafts import (
    AmountConflict,
    CapitalSheet,
    TypedAmount,
    locked_sheet,
    set_amounts,
)
from programme.services.capital.guard import check_may_edit
from programme.services.capital.revisions import CapitalApproval, record_capital
from reports.services.decisions import WrongState
from reports.services.guard import ChangeRefused, check_quarter_open, check_reviewer
from reports.services.workflow import ReasonMissing


class NothingToSend(ChangeRefused):
    """A sheet without a number says nothing."""


class AmountsMet(ChangeRefused):
    """Amounts that were to be sent along met another's; ``conflicts`` says which."""

    def __init__(self, conflicts: tuple[AmountConflict, ...]) -> None:
        super().__init__(
            f"Chưa gửi, chưa lưu: {len(conflicts)} ô có người vừa sửa; xem ở từng ô."
        )
        self.conflicts = conflicts


@dataclass(frozen=True, slots=True)
class Sent:
    """A sheet that was sent, and how many amounts were stored with it."""

    report: CapitalReport
    stored: int


class SheetMoved(ChangeRefused):
    """The sheet is not any more what the reviewer was shown."""


@transaction.atomic
def submit_capital(
    *,
    district_code: str,
    quarter_code: str,
    by: User,
    at: dt.datetime,
    typed: Mapping[CapitalKey, TypedAmount] | None = None,
) -> Sent:
    """Store what was ``typed``, then send the sheet; its cells are locked. Or neither.

    Raises NothingToSend, AmountsMet, and what typing would.
    """
    saved = set_amounts(
        district_code=district_code,
        quarter_code=quarter_code,
        amounts=typed or {},
        by=by,
        at=at,
    )
    if saved.conflicts:
        raise AmountsMet(saved.conflicts)
    sheet = locked_sheet(district_code=district_code, quarter_code=quarter_code)
    report = sheet.report
    check_may_edit(report, by=by, on=localdate(at))
    if not sheet.drafts and not sheet.standing:
        raise NothingToSend("Chưa nhập số nào nên chưa gửi được.")
    report.returns.filter(settled_at__isnull=True).update(settled_at=at)
    report.state = CapitalState.SUBMITTED
    report.submitted_at, report.submitted_by = at, by
    report.save()
    _note(report, CapitalStep.SUBMITTED, by=by, at=at)
    return Sent(report, len(saved.moved))


@transaction.atomic
def approve_capital(
    *,
    district_code: str,
    quarter_code: str,
    returned: Mapping[CapitalKey, str],
    by: User,
    at: dt.datetime,
    seen: dt.datetime | None,
) -> CapitalRevision | None:
    """Approve a sent sheet but for the cells ``returned``, each with its reason.

    Those keep the approved amount in the revision and the typed one in the draft.
    ``seen`` is when the sheet that the reviewer looked at was sent. None when nothing
    differs from what stands: then no revision is written. Raises NotAllowed,
    WrongState, SheetMoved, ReasonMissing.
    """
    sheet = _sent(district_code, quarter_code, by=by)
    if sheet.report.submitted_at != seen:
        raise SheetMoved(
            "Huyện đã gửi lại sau khi trang này mở; hãy xem số mới rồi duyệt."
        )
    _check_returned(sheet, returned)
    revision = _freeze(sheet, held=returned, by=by, at=at)
    report = sheet.report
    report.state = CapitalState.RETURNED if returned else CapitalState.APPROVED
    report.save()
    CapitalReturn.objects.bulk_create(
        _returned(report, key, reason, by=by, at=at) for key, reason in returned.items()
    )
    step = CapitalStep.PARTLY if returned else CapitalStep.APPROVED
    told = f"Trả lại {len(returned)} ô." if returned else ""
    _note(report, step, by=by, at=at, reason=told)
    return revision


@transaction.atomic
def return_capital(
    *, district_code: str, quarter_code: str, by: User, at: dt.datetime, reason: str
) -> CapitalReport:
    """Give a sent sheet back whole, with a reason; nothing is approved."""
    if not reason.strip():
        raise ReasonMissing("Hãy ghi lý do trả lại để huyện biết phải sửa gì.")
    report = _sent(district_code, quarter_code, by=by).report
    report.state = CapitalState.RETURNED
    report.save()
    _note(report, CapitalStep.RETURNED, by=by, at=at, reason=reason.strip())
    return report


@transaction.atomic
def reopen_capital(
    *, district_code: str, quarter_code: str, by: User, at: dt.datetime, reason: str
) -> CapitalReport:
    """Open an approved sheet again; its last revision stays in force."""
    check_reviewer(by)
    if not reason.strip():
        raise ReasonMissing("Hãy ghi lý do mở lại.")
    sheet = locked_sheet(district_code=district_code, quarter_code=quarter_code)
    report = sheet.report
    check_quarter_open(report.quarter)
    if report.state != CapitalState.APPROVED:
        raise WrongState("Chỉ mở lại được báo cáo vốn đã duyệt.")
    report.state = CapitalState.RETURNED
    report.save()
    _note(report, CapitalStep.REOPENED, by=by, at=at, reason=reason.strip())
    return report


def _sent(district_code: str, quarter_code: str, *, by: User) -> CapitalSheet:
    check_reviewer(by)
    sheet = locked_sheet(district_code=district_code, quarter_code=quarter_code)
    check_quarter_open(sheet.report.quarter)
    if sheet.report.state != CapitalState.SUBMITTED:
        raise WrongState("Chỉ duyệt hoặc trả lại được báo cáo vốn đã gửi.")
    return sheet


def _check_returned(sheet: CapitalSheet, returned: Mapping[CapitalKey, str]) -> None:
    for key, reason in returned.items():
        if key not in sheet.drafts:
            raise WrongState("Chỉ trả lại được ô có thay đổi.")
        if not reason.strip():
            raise ReasonMissing("Mỗi ô trả lại phải có lý do.")


def _returned(
    report: CapitalReport, key: CapitalKey, reason: str, *, by: User, at: dt.datetime
) -> CapitalReturn:
    commune, source, measure = key
    return CapitalReturn(
        report=report,
        commune_id=commune or None,
        source=source,
        measure=measure,
        reason=reason.strip(),
        at=at,
        by=by,
    )


def _freeze(
    sheet: CapitalSheet, *, held: Collection[CapitalKey], by: User, at: dt.datetime
) -> CapitalRevision | None:
    accepted = [row for key, row in sheet.drafts.items() if key not in held]
    amounts = dict(sheet.standing)
    for row in accepted:
        amounts.pop(row.key, None)
        if row.amount is not None:
            amounts[row.key] = row.amount
    CapitalDraft.objects.filter(pk__in=[row.pk for row in accepted]).delete()
    if amounts == sheet.standing:
        return None
    code = sheet.report.district_id
    old = sheet.revision
    keeps = any(amounts.get(key) == each for key, each in sheet.standing.items())
    recorded = record_capital(
        quarter=sheet.report.quarter,
        districts={code: amounts},
        approval=CapitalApproval(on=localdate(at), at=at, by=by),
        demo_districts=[code] if old and old.is_demo and keeps else [],
    )
    return recorded[code]


def _note(
    report: CapitalReport,
    step: CapitalStep,
    *,
    by: User,
    at: dt.datetime,
    reason: str = "",
) -> None:
    CapitalEvent.objects.create(report=report, step=step, by=by, at=at, reason=reason)
