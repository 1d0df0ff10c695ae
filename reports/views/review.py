"""Review by the coordination office: the queue, one report, every decision.

To everyone else these addresses do not exist (404). Asked by GET, a decision's
address leads back to its page.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.models import User
from ntm_portal.lib import periods
from reports.analytics.attainment import NoLaw
from reports.analytics.review import GroupImpact, Review, review_of
from reports.analytics.review_queue import Narrowing, queue_of
from reports.choices import ReportState
from reports.forms.review import (
    NOT_BEGUN,
    ApproveForm,
    ConfirmForm,
    ReopenForm,
    ReturnForm,
    ReviewFilter,
)
from reports.models import Quarter, Report
from reports.services.guard import ChangeRefused
from reports.services.workflow import (
    Seen,
    approve_report,
    close_quarter,
    reopen_report,
    return_report,
    unlock_quarter,
)
from reports.views.clock import now, today

UNPROCESSABLE = 422


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


def review_queue(request: HttpRequest) -> HttpResponse:
    """List what waits, what is late, what was approved, and the open quarters."""
    _reviewer(request)
    found = ReviewFilter(request.GET, queryset=Report.objects.all())
    found.is_valid()
    asked = found.form.cleaned_data
    narrowing = Narrowing(
        quarter=asked.get("ky"),
        district=asked.get("huyen"),
        with_silent=asked.get("buoc") in (None, "", NOT_BEGUN),
        is_narrowed=any(asked.values()),
    )
    context = {
        "filter": found,
        "narrowing": narrowing,
        "queue": queue_of(found.qs, narrowing=narrowing, on=today(request)),
    }
    return render(request, "reports/review_queue.html", context)


def review(
    request: HttpRequest, quarter: periods.Quarter, district: str
) -> HttpResponse:
    """Show what a report changes and what approving it would do."""
    _reviewer(request)
    return _page(request, _report(quarter, district))


def approve(
    request: HttpRequest, quarter: periods.Quarter, district: str
) -> HttpResponse:
    """Freeze a submitted report as it was on the reviewer's page."""
    by = _reviewer(request)
    report = _report(quarter, district)
    if request.method == "POST":
        form = ApproveForm(request.POST)
        if form.is_valid():
            _approve(request, report, by=by, seen=form.cleaned_data)
        else:
            messages.error(request, "Trang duyệt đã cũ; hãy xem lại rồi hãy duyệt.")
    return _to(report)


def send_back(
    request: HttpRequest, quarter: periods.Quarter, district: str
) -> HttpResponse:
    """Give a submitted report back with a written reason."""
    return _decide(request, _reviewer(request), _report(quarter, district), RETURN)


def reopen(
    request: HttpRequest, quarter: periods.Quarter, district: str
) -> HttpResponse:
    """Open an approved report again; what was approved stays in force."""
    return _decide(request, _reviewer(request), _report(quarter, district), REOPEN)


def close(request: HttpRequest, quarter: periods.Quarter) -> HttpResponse:
    """Khóa kỳ, after the person has confirmed it."""
    by, opened = _reviewer(request), _opened(quarter)
    if _is_sure(request):
        if not opened.is_closed:
            close_quarter(quarter_code=opened.code, by=by, at=now())
        messages.success(request, f"{quarter.label} đã khóa kỳ.")
    return redirect("review_queue")


def unlock(request: HttpRequest, quarter: periods.Quarter) -> HttpResponse:
    """Take back a khóa kỳ, after the person has confirmed it."""
    by, opened = _reviewer(request), _opened(quarter)
    if _is_sure(request):
        unlock_quarter(quarter_code=opened.code, by=by)
        messages.success(request, f"{quarter.label} đã mở khóa.")
    return redirect("review_queue")


def _reviewer(request: HttpRequest) -> User:
    if not isinstance(request.user, User) or not request.user.can_review:
        raise Http404("Trang này dành cho Văn phòng Điều phối.")
    return request.user


def _report(quarter: periods.Quarter, district_code: str) -> Report:
    reports = Report.objects.select_related(
        "quarter",
        "district",
        "submitted_by__district",
        "submitted_by__agency",
        "base__quarter",
        "base__approved_by__district",
        "base__approved_by__agency",
    )
    return get_object_or_404(
        reports, quarter_id=quarter.code, district_id=district_code
    )


def _opened(quarter: periods.Quarter) -> Quarter:
    is_opened = Q(due_on__isnull=False) | Q(closed_at__isnull=False)
    return get_object_or_404(Quarter, is_opened, code=quarter.code)


def _is_sure(request: HttpRequest) -> bool:
    if request.method != "POST":
        return False
    form = ConfirmForm(request.POST)
    for error in form.errors.get("sure", []):
        messages.error(request, str(error))
    return form.is_valid()


def _read(report: Report) -> Review:
    try:
        return review_of(report)
    except NoLaw as reason:
        raise Http404(str(reason)) from reason


def _page(
    request: HttpRequest, report: Report, *, refused: Form | None = None
) -> HttpResponse:
    """Answer with the page, and with the form whose text was not accepted."""
    found = _read(report)
    context = {
        "review": found,
        "report": report,
        "period": report.quarter.period,
        "heading": _heading(report),
        "approve_form": ApproveForm(
            initial={
                "seen_base": found.base.pk if found.base else None,
                "seen_submission": report.submitted_at.isoformat()
                if report.submitted_at
                else "",
            }
        ),
        "return_form": refused if isinstance(refused, ReturnForm) else ReturnForm(),
        "reopen_form": refused if isinstance(refused, ReopenForm) else ReopenForm(),
        "waiting": Report.objects.submitted().select_related("district", "quarter"),
    }
    status = UNPROCESSABLE if refused else 200
    return render(request, "reports/review.html", context, status=status)


def _heading(report: Report) -> str:
    begin = "Duyệt báo cáo" if report.state == ReportState.SUBMITTED else "Báo cáo"
    return f"{begin} {report.district.title}, {report.quarter.period.label}"


def _approve(
    request: HttpRequest, report: Report, *, by: User, seen: Mapping[str, Any]
) -> None:
    impacts = _read(report).impacts
    try:
        approve_report(
            district_code=report.district_id,
            quarter_code=report.quarter_id,
            by=by,
            on=today(request),
            at=now(),
            seen=Seen(seen["seen_base"], seen["seen_submission"]),
        )
    except ChangeRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _approved(report, impacts))


def _approved(report: Report, impacts: Iterable[GroupImpact]) -> SafeString:
    moved = [
        f"Nhóm {each.group.code}: {each.before.attained} → {each.after.attained} xã."
        for each in impacts
        if each.difference
    ]
    return format_html(
        'Đã duyệt. {} <a href="{}?ky={}">Xem tổng quan {}</a>',
        " ".join(moved) or "Số xã đạt các nhóm không đổi.",
        reverse("overview"),
        report.quarter_id,
        report.quarter.period.label,
    )


def _decide(request: HttpRequest, by: User, report: Report, step: Step) -> HttpResponse:
    """Take a decision with its reason, or show the page with the text kept."""
    if request.method != "POST":
        return _to(report)
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
            return _to(report)
    fresh = _report(report.quarter.period, report.district_id)
    return _page(request, fresh, refused=form)


def _to(report: Report) -> HttpResponse:
    return redirect("review", report.quarter_id, report.district_id)
