"""The first level of review: the head of a district signs what goes to the province.

Only the setting DISTRICT_SIGN_OFF brings a report here; one that is here is signed
or given back even after the setting was turned off.
"""

import datetime as dt

from django.db import transaction

from accounts.models import User
from reports.choices import EventKind, ReportState
from reports.models import Report
from reports.services.decisions import SubmittedAgain, WrongState, note
from reports.services.drafts import locked_draft
from reports.services.guard import check_may_sign
from reports.services.workflow import ReasonMissing, hand_in


@transaction.atomic
def sign_report(
    *, district_code: str, quarter_code: str, by: User, at: dt.datetime, seen: int
) -> Report:
    """Sign a report as the district's head: it goes on to the coordination office.

    ``seen`` is the key of the event by which what the head has read was sent. Raises
    SubmittedAgain when it was sent again since.
    """
    report = _waiting_for_head(district_code, quarter_code, by, seen=seen)
    hand_in(report, by=by, at=at)
    return report


@transaction.atomic
def give_back(
    *,
    district_code: str,
    quarter_code: str,
    by: User,
    at: dt.datetime,
    reason: str,
    seen: int,
) -> Report:
    """Give a report back to the officers of the district with a written reason.

    ``seen`` and its refusal are those of ``sign_report``.
    """
    report = _waiting_for_head(district_code, quarter_code, by, seen=seen)
    if not reason.strip():
        raise ReasonMissing("Hãy ghi lý do trả lại để cán bộ biết phải sửa gì.")
    report.state = ReportState.RETURNED
    report.save()
    note(report, EventKind.RETURNED, by=by, at=at, reason=reason.strip())
    return report


def _waiting_for_head(
    district_code: str, quarter_code: str, by: User, *, seen: int
) -> Report:
    draft = locked_draft(district_code=district_code, quarter_code=quarter_code)
    check_may_sign(draft.report, by=by)
    if draft.report.state != ReportState.SIGNING:
        raise WrongState("Báo cáo này không chờ lãnh đạo huyện duyệt.")
    sent = draft.report.events.filter(kind=EventKind.SENT_TO_HEAD)
    if sent.order_by("pk").values_list("pk", flat=True).last() != seen:
        raise SubmittedAgain(
            "Cán bộ huyện đã trình lại báo cáo sau khi trang này được mở; hãy xem lại "
            "các ô rồi ký."
        )
    return draft.report
