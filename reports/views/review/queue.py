"""The queue of the coordination office: what waits, what is late, khóa kỳ.

To everyone else these addresses do not exist (404). Asked by GET, a decision's
address leads back to the queue.
"""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.models import User
from ntm_portal.lib import periods
from reports.analytics.review.queue import Narrowing, queue_of
from reports.forms.approvals import BOX, BadChoice, Choice, read_choices
from reports.forms.review import NOT_BEGUN, ConfirmForm, ReviewFilter
from reports.models import Quarter, Report
from reports.services.decisions import Seen
from reports.services.guard import ChangeRefused
from reports.services.workflow import approve_report, close_quarter, unlock_quarter
from reports.views.clock import now, today
from reports.views.opened import opened_quarters
from reports.views.review.page import reviewer


def review_queue(request: HttpRequest) -> HttpResponse:
    """List what waits, what is late, what was approved, and the open quarters."""
    reviewer(request)
    opened_quarters(request)
    found = ReviewFilter(request.GET, queryset=Report.objects.all())
    found.is_valid()
    asked = found.form.cleaned_data
    narrowing = Narrowing(
        quarter=asked.get("ky"),
        district=asked.get("huyen"),
        with_silent=asked.get("buoc") in (None, "", NOT_BEGUN),
        is_narrowed=any(asked.values()),
    )
    queue = queue_of(found.qs, narrowing=narrowing, on=today(request))
    context = {
        "filter": found,
        "narrowing": narrowing,
        "queue": queue,
        "waiting": [
            (
                row,
                Choice(
                    row.quarter.code,
                    row.district.code,
                    row.base,
                    row.report.submitted_at,
                ).value,
            )
            for row in queue.waiting
            if row.report and row.report.submitted_at
        ],
    }
    return render(request, "reports/review/queue.html", context)


def approve_many(request: HttpRequest) -> HttpResponse:
    """Approve the ticked reports, each by itself: one refused holds no other up."""
    by = reviewer(request)
    if request.method == "POST":
        try:
            choices = read_choices(request.POST.getlist(BOX))
        except BadChoice as wrong:
            messages.error(request, str(wrong))
        else:
            if not choices:
                messages.error(request, "Chưa chọn báo cáo nào để duyệt.")
            for choice in choices:
                _approve(request, choice, by=by)
    return redirect("review_queue")


def close(request: HttpRequest, quarter: periods.Quarter) -> HttpResponse:
    """Khóa kỳ, after the person has confirmed it."""
    by, opened = reviewer(request), _opened(quarter)
    if _is_sure(request):
        if not opened.is_closed:
            close_quarter(quarter_code=opened.code, by=by, at=now())
        messages.success(request, f"{quarter.label} đã khóa kỳ.")
    return redirect("review_queue")


def unlock(request: HttpRequest, quarter: periods.Quarter) -> HttpResponse:
    """Take back a khóa kỳ, after the person has confirmed it."""
    by, opened = reviewer(request), _opened(quarter)
    if _is_sure(request):
        unlock_quarter(quarter_code=opened.code, by=by)
        messages.success(request, f"{quarter.label} đã mở khóa.")
    return redirect("review_queue")


def _approve(request: HttpRequest, choice: Choice, *, by: User) -> None:
    found = Report.objects.select_related("district", "quarter").filter(
        district=choice.district_code, quarter=choice.quarter_code
    )
    report = found.first()
    if report is None:
        messages.error(request, "Không có báo cáo này.")
        return
    name = f"{report.district.full_name}, {report.quarter.period.label}"
    try:
        approve_report(
            district_code=report.district_id,
            quarter_code=report.quarter_id,
            by=by,
            on=today(request),
            at=now(),
            seen=Seen(choice.base, choice.submission),
        )
    except ChangeRefused as refused:
        messages.error(request, f"{name}: chưa duyệt. {refused}")
    else:
        messages.success(request, f"{name}: đã duyệt.")


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
