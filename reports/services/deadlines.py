"""Another deadline for one district, with the reason why."""

import datetime as dt

from django.db import transaction
from django.utils.timezone import localdate

from accounts.models import User
from communes.models import District
from ntm_portal.lib.prose import clean_prose
from reports.models import DeadlineException, Quarter
from reports.services.guard import (
    ChangeRefused,
    NotOpened,
    check_quarter_open,
    check_reviewer,
)
from reports.services.openings import BadDeadline


class ReasonMissing(ChangeRefused):
    """An exception needs a written reason."""


@transaction.atomic
def grant_exception(
    *,
    district_code: str,
    quarter_code: str,
    due_on: dt.date,
    reason: str,
    by: User,
    at: dt.datetime,
) -> DeadlineException:
    """Give one district another deadline; the last one given counts.

    Raises NotAllowed for whoever may not, QuarterClosed, NotOpened for a quarter
    without a deadline, ReasonMissing, and BadDeadline for a day that is over or
    before the common deadline (that day itself takes an exception back).
    """
    check_reviewer(by)
    reason = clean_prose(reason)
    if not reason:
        raise ReasonMissing("Hãy ghi lý do gia hạn; huyện và Văn phòng đều đọc.")
    quarter = Quarter.objects.select_for_update().get(code=quarter_code)
    check_quarter_open(quarter)
    if quarter.due_on is None:
        raise NotOpened(f"{quarter.period.label} chưa có hạn chung để gia hạn.")
    if due_on < quarter.due_on:
        raise BadDeadline(
            f"Hạn riêng không thể trước hạn chung {quarter.due_on:%d/%m/%Y}."
        )
    if due_on < localdate(at):
        raise BadDeadline(f"Hạn {due_on:%d/%m/%Y} đã qua; hãy chọn từ hôm nay trở đi.")
    if due_on > quarter.period.shift(4).last_day:
        raise BadDeadline(f"Hạn không thể muộn hơn một năm sau {quarter.period.label}.")
    return DeadlineException.objects.create(
        district=District.objects.get(pk=district_code),
        quarter=quarter,
        due_on=due_on,
        reason=reason,
        by=by,
        at=at,
    )
