"""Files of capital kept, brought in and taken back."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localdate

from accounts.models import User
from communes.models import District
from programme.choices import CapitalState, CapitalStep
from programme.models import (
    Amounts,
    CapitalEvent,
    CapitalImport,
    CapitalKey,
    CapitalReport,
    CapitalRevision,
)
from programme.services.capital.drafts import TypedAmount, set_amounts
from programme.services.capital.revisions import (
    CapitalApproval,
    record_capital,
    withdraw_capital,
)
from reports.choices import Door, ImportState
from reports.models import Quarter
from reports.services.decisions import WrongState
from reports.services.guard import ChangeRefused, OutOfScope, check_reviewer
from reports.services.workflow import ReasonMissing


class SheetInWork(ChangeRefused):
    """Somebody's work stands where a file would be written."""


class MovedSince(ChangeRefused):
    """Somebody changed a cell since; taking it back would undo that too."""


@transaction.atomic
def apply_office_file(
    *,
    run: CapitalImport,
    districts: Mapping[str, Amounts],
    demo_districts: Iterable[str],
    changed: int,
    by: User | None,
    at: dt.datetime,
) -> None:
    """Approve a file's amounts as the next revision of each district, all or none.

    ``districts`` maps codes to everything that holds from now on; ``by`` is None for
    the command line. Raises SheetInWork naming the districts, WrongState, NotAllowed,
    QuarterClosed.
    """
    if by is not None:
        check_reviewer(by)
    run = _locked(run, ImportState.PREVIEW)
    quarter = Quarter.objects.select_for_update().get(pk=run.quarter_id)
    _check_free(quarter, districts)
    approval = CapitalApproval(
        on=run.approved_on or localdate(at), at=at, by=by, import_run=run
    )
    record_capital(
        quarter=quarter,
        districts=districts,
        approval=approval,
        demo_districts=demo_districts,
    )
    for code in districts:
        report, _ = CapitalReport.objects.get_or_create(
            district_id=code, quarter=quarter
        )
        report.state = CapitalState.APPROVED
        report.save()
        _note(report, CapitalStep.IMPORTED, run, by=by, at=at)
    _settle(run, changed, by=by, at=at)


@transaction.atomic
def apply_district_file(
    *,
    run: CapitalImport,
    amounts: Mapping[CapitalKey, TypedAmount],
    by: User,
    at: dt.datetime,
) -> None:
    """Write a district's file into its own sheet, all or none, as if typed."""
    run = _locked(run, ImportState.PREVIEW)
    _check_own(run, by)
    saved = _typed(run, amounts, by=by, at=at)
    run.moved = [
        [*key, _text(before), _text(after)] for key, (before, after) in saved.items()
    ]
    _settle(run, len(saved), by=by, at=at)


@transaction.atomic
def undo_file(
    *, run: CapitalImport, by: User, on: dt.date, at: dt.datetime, reason: str
) -> None:
    """Take a file back: its revisions are withdrawn, or its cells set back.

    Raises ReasonMissing, WrongState, LaterCapital, MovedSince, QuarterClosed, and
    what typing would.
    """
    if not reason.strip():
        raise ReasonMissing("Hãy ghi lý do hoàn tác.")
    run = _locked(run, ImportState.APPLIED)
    if run.district_id is None:
        check_reviewer(by)
        _withdraw(run, by=by, on=on, at=at, reason=reason)
    else:
        _check_own(run, by)
        back = {
            (commune, source, measure): TypedAmount(_amount(before), _amount(after))
            for commune, source, measure, before, after in run.moved
        }
        _typed(run, back, by=by, at=at)
    run.state = ImportState.UNDONE
    run.undone_at, run.undone_by, run.undo_reason = at, by, reason.strip()
    run.save()


def keep_file(
    *,
    name: str,
    data: bytes,
    quarter_code: str,
    district: District | None,
    by: User | None,
    at: dt.datetime,
) -> CapitalImport:
    """Keep an uploaded file, to be looked at before it is brought in."""
    quarter, _ = Quarter.objects.get_or_create(code=quarter_code)
    return CapitalImport.objects.create(
        file_name=name[:200],
        content=data,
        sha256=hashlib.sha256(data).hexdigest(),
        quarter=quarter,
        district=district,
        state=ImportState.PREVIEW,
        at=at,
        by=by,
    )


def _locked(run: CapitalImport, state: ImportState) -> CapitalImport:
    found = CapitalImport.objects.select_for_update().get(pk=run.pk)
    if found.state != state:
        raise WrongState(
            "Tệp này đã được nhập hoặc đã hoàn tác."
            if state == ImportState.PREVIEW
            else "Chỉ hoàn tác được tệp đã nhập và chưa hoàn tác."
        )
    return found


def _check_own(run: CapitalImport, by: User) -> None:
    if run.district_id and not by.covers(run.district_id):
        raise OutOfScope("Tệp này của huyện khác.")


def _check_free(quarter: Quarter, codes: Iterable[str]) -> None:
    """Refuse districts whose sheet is sent, given back or being typed."""
    reports = CapitalReport.objects.select_for_update(of=("self",)).filter(
        quarter=quarter, district_id__in=list(codes)
    )
    busy = [
        report.district.full_name
        for report in reports.select_related("district")
        if report.state in (CapitalState.SUBMITTED, CapitalState.RETURNED)
        or report.drafts.exists()
    ]
    if busy:
        raise SheetInWork(
            f"{', '.join(busy)}: báo cáo vốn có số đang gõ, đã gửi hoặc bị trả lại, "
            "không nhập đè được."
        )


def _typed(
    run: CapitalImport,
    amounts: Mapping[CapitalKey, TypedAmount],
    *,
    by: User,
    at: dt.datetime,
) -> Mapping[CapitalKey, tuple[Decimal | None, Decimal | None]]:
    saved = set_amounts(
        district_code=run.district_id or "",
        quarter_code=run.quarter_id,
        amounts=amounts,
        by=by,
        at=at,
        door=Door.FILE,
    )
    if saved.conflicts:
        raise MovedSince(
            f"{len(saved.conflicts)} ô đã được sửa sau đó: chưa ghi ô nào. Hãy xem lại "
            "bảng vốn."
        )
    return saved.moved


def _withdraw(
    run: CapitalImport, *, by: User, on: dt.date, at: dt.datetime, reason: str
) -> None:
    revisions: Sequence[CapitalRevision] = list(run.revisions.all())
    _check_free(run.quarter, [each.district_id for each in revisions])
    withdraw_capital(run=run, on=on, at=at)
    left = (
        CapitalRevision.objects.standing()
        .filter(quarter_id=run.quarter_id)
        .last_by_district()
    )
    for report in CapitalReport.objects.filter(
        quarter_id=run.quarter_id,
        district_id__in=[each.district_id for each in revisions],
    ):
        if report.district_id not in left:
            report.state = CapitalState.DRAFT
            report.save()
        _note(report, CapitalStep.WITHDRAWN, run, by=by, at=at, why=reason)


def _settle(
    run: CapitalImport, changed: int, *, by: User | None, at: dt.datetime
) -> None:
    run.state = ImportState.APPLIED
    run.cell_count = changed
    run.by, run.at = by, at
    run.save()


def _note(
    report: CapitalReport,
    step: CapitalStep,
    run: CapitalImport,
    *,
    by: User | None,
    at: dt.datetime,
    why: str = "",
) -> None:
    reason = f"{run.file_name}: {why.strip()}" if why else run.file_name
    CapitalEvent.objects.create(report=report, step=step, by=by, at=at, reason=reason)


def _text(amount: Decimal | None) -> str | None:
    return None if amount is None else str(amount)


def _amount(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
