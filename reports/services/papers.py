"""The signed paper report: every scan is kept, the last one counts."""

import datetime as dt
from dataclasses import dataclass

from accounts.choices import Role
from accounts.models import User
from ntm_portal.lib.file_kinds import JPG, PDF, PNG
from reports.choices import ReportState
from reports.models import SignedPaper
from reports.services.drafts import locked_draft
from reports.services.files import CheckedFile, storing
from reports.services.guard import (
    NotAllowed,
    NotOpened,
    OutOfScope,
    check_quarter_open,
)

SCAN_KINDS = (PDF, JPG, PNG)


@dataclass(frozen=True, slots=True)
class PaperDetails:
    """What stands on the signed paper."""

    number: str
    signed_on: dt.date
    signer: str


def add_paper(
    *,
    district_code: str,
    quarter_code: str,
    details: PaperDetails,
    file: CheckedFile,
    by: User,
    at: dt.datetime,
) -> SignedPaper:
    """Keep a scan beside the report; the ones before it stay.

    Other than cells, it may be added in every state of the report, until the
    quarter is closed. One that is not begun is begun by it once the quarter is open.
    Raises ChangeRefused.
    """
    with storing() as storage:
        draft = locked_draft(district_code=district_code, quarter_code=quarter_code)
        if by.role != Role.DISTRICT and not by.can_review:
            raise NotAllowed("Tài khoản này chỉ xem, không gửi được báo cáo giấy.")
        if not by.covers(district_code):
            raise OutOfScope("Báo cáo này thuộc huyện khác.")
        quarter = draft.report.quarter
        check_quarter_open(quarter)
        if draft.report.state == ReportState.DRAFT and quarter.due_on is None:
            raise NotOpened(
                f"{quarter.period.label} chưa mở nên chưa nhận báo cáo giấy."
            )
        return SignedPaper.objects.create(
            report=draft.report,
            number=details.number,
            signed_on=details.signed_on,
            signer=details.signer,
            **storage.store(file, by=by, at=at),
        )
