"""Review by the coordination office: one report, and every decision on it.

To everyone else these addresses do not exist (404). Asked by GET, a decision's
address leads back to its page.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.models import User
from ntm_portal.lib import periods
from reports.analytics.attainment import GroupAttainment
from reports.forms.approvals import OLD_PAGE
from reports.forms.returns import CellReturns
from reports.forms.review import ApproveForm, ReopenForm, ReturnForm
from reports.models import Report
from reports.services.decisions import Seen
from reports.services.guard import ChangeRefused
from reports.services.returns import Demand, return_cells
from reports.services.workflow import approve_report, reopen_report, return_report
from reports.views.clock import now, today
from reports.views.review.page import (
    UNPROCESSABLE,
    find_report,
    read,
    refreshed,
    reviewer,
    show,
    to_page,
)

TICKED = (
    "Có ô đã đánh dấu trả lại hoặc đã ghi lý do: hãy bấm “Trả các ô đã đánh dấu, "
    "duyệt phần còn lại”, hoặc bỏ đánh dấu rồi mới duyệt tất cả."
)
INCOMPLETE = "Chưa trả lại được: xem lại các ô được nhắc bên dưới."


@dataclass(frozen=True, slots=True)
class Step:
    """A decision that needs a written reason: its form, act and word of success."""

    form: type[Form]
    act: Callable[..., Report]
    done: str


RETURN = Step(ReturnForm, return_report, "Đã trả báo cáo lại cho {}.")
REOPEN = Step(
    ReopenForm,
    reopen_report,
    "Đã mở lại báo cáo để {} sửa; số đã duyệt vẫn được dùng cho đến khi có bản mới.",
)


def review(
    request: HttpRequest, quarter: periods.Quarter, district: str
) -> HttpResponse:
    """Show what a report changes and what approving it would do."""
    reviewer(request)
    return show(request, find_report(quarter, district))


def approve(
    request: HttpRequest, quarter: periods.Quarter, district: str
) -> HttpResponse:
    """Freeze a submitted report as it was on the reviewer's page.

    Cells that are ticked to be returned are not approved along with the rest.
    """
    by = reviewer(request)
    report = find_report(quarter, district)
    if request.method != "POST":
        return to_page(report)
    returns = CellReturns(request.POST, on=today(request))
    if not returns.is_empty:
        messages.error(request, TICKED)
        return show(request, report, returns=returns, status=UNPROCESSABLE)
    seen = _seen(request)
    if seen:
        _approve(request, report, by=by, seen=seen)
    return to_page(report)


def send_back_cells(
    request: HttpRequest, quarter: periods.Quarter, district: str
) -> HttpResponse:
    """Give single cells back and approve the rest; or show what that would do."""
    by = reviewer(request)
    report = find_report(quarter, district)
    if request.method != "POST":
        return to_page(report)
    is_preview = "xem" in request.POST
    returns = CellReturns(request.POST, on=today(request), is_preview=is_preview)
    if is_preview:
        return show(request, report, returns=returns)
    seen = _seen(request)
    if seen is None:
        return show(request, report, returns=returns, status=UNPROCESSABLE)
    if returns.errors:
        messages.error(request, INCOMPLETE)
        return show(request, report, returns=returns, status=UNPROCESSABLE)
    if _return_cells(request, report, returns, by=by, seen=seen):
        return to_page(report)
    return show(request, refreshed(report), returns=returns, status=UNPROCESSABLE)


def send_back(
    request: HttpRequest, quarter: periods.Quarter, district: str
) -> HttpResponse:
    """Give a submitted report back with a written reason."""
    return _decide(request, reviewer(request), find_report(quarter, district), RETURN)


def reopen(
    request: HttpRequest, quarter: periods.Quarter, district: str
) -> HttpResponse:
    """Open an approved report again; what was approved stays in force."""
    return _decide(request, reviewer(request), find_report(quarter, district), REOPEN)


def _seen(request: HttpRequest) -> Seen | None:
    """Return what the page was drawn from; say that it is old when it does not."""
    form = ApproveForm(request.POST)
    if not form.is_valid():
        messages.error(request, OLD_PAGE)
        return None
    return Seen(form.cleaned_data["seen_base"], form.cleaned_data["seen_submission"])


def _approve(request: HttpRequest, report: Report, *, by: User, seen: Seen) -> None:
    found = read(report)
    try:
        approve_report(
            district_code=report.district_id,
            quarter_code=report.quarter_id,
            by=by,
            on=today(request),
            at=now(),
            seen=seen,
        )
    except ChangeRefused as refused:
        messages.error(request, str(refused))
    else:
        moved = _moved(found.before.groups, found.after.groups)
        messages.success(request, _told("Đã duyệt.", report, moved))


def _return_cells(
    request: HttpRequest,
    report: Report,
    returns: CellReturns,
    *,
    by: User,
    seen: Seen,
) -> bool:
    found = read(report)
    try:
        return_cells(
            district_code=report.district_id,
            quarter_code=report.quarter_id,
            cells={cell: Demand(*said) for cell, said in returns.demands.items()},
            by=by,
            at=now(),
            seen=seen,
        )
    except ChangeRefused as refused:
        messages.error(request, str(refused))
        return False
    moved = _moved(found.before.groups, found.after_holding(returns.chosen).groups)
    done = (
        f"Đã trả {len(returns.demands)} ô cho {report.district.title}, "
        "duyệt phần còn lại."
    )
    messages.success(request, _told(done, report, moved))
    return True


def _moved(
    before: Iterable[GroupAttainment], after: Iterable[GroupAttainment]
) -> list[str]:
    return [
        f"Nhóm {new.group.code}: {old.attained} → {new.attained} xã."
        for old, new in zip(before, after, strict=True)
        if old.attained != new.attained
    ]


def _told(done: str, report: Report, moved: Iterable[str]) -> SafeString:
    return format_html(
        '{} {} <a href="{}?ky={}">Xem tổng quan {}</a>',
        done,
        " ".join(moved) or "Số xã đạt các nhóm không đổi.",
        reverse("overview"),
        report.quarter_id,
        report.quarter.period.label,
    )


def _decide(request: HttpRequest, by: User, report: Report, step: Step) -> HttpResponse:
    """Take a decision with its reason, or show the page with the text kept."""
    if request.method != "POST":
        return to_page(report)
    form = step.form(request.POST)
    if form.is_valid():
        try:
            step.act(
                district_code=report.district_id,
                quarter_code=report.quarter_id,
                by=by,
                at=now(),
                reason=form.cleaned_data["reason"],
            )
        except ChangeRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, step.done.format(report.district.title))
            return to_page(report)
    return show(request, refreshed(report), refused=form, status=UNPROCESSABLE)
