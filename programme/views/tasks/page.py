"""One task: its reports, written by its body and looked at by the office."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from ntm_portal.lib import periods
from programme.analytics.tasks.one import (
    TaskPage,
    default_quarter,
    reportable_quarters,
    task_page,
)
from programme.choices import TaskState
from programme.forms.tasks.editing import TaskCloseForm
from programme.forms.tasks.reports import TaskReportForm, TaskReviewForm
from programme.models import Task, TaskReport
from programme.services.scope import body_of, may_write_body
from programme.services.tasks.reports import (
    MAX_FILES,
    Progress,
    Writing,
    check_may_report,
    review_report,
    write_report,
)
from reports.forms.evidence import EvidenceForm
from reports.services.files import CheckedFile, FileRefused, checked_file
from reports.services.guard import ChangeRefused
from reports.views.clock import now, today

CONFLICT, UNPROCESSABLE = 409, 422


@require_safe
def task(request: HttpRequest, code: str) -> HttpResponse:
    """Show a task, and the form of its next report to who may write it."""
    return show_task(request, find_task(code))


@require_POST
def report(request: HttpRequest, code: str, quarter: periods.Quarter) -> HttpResponse:
    """Save or send the report of a quarter."""
    found, user = find_task(code), person(request)
    if found.lead_id is None or not may_write_body(user, found.lead_id):
        raise Http404("Nhiệm vụ này của đơn vị khác.")
    form = TaskReportForm(request.POST, request.FILES)
    if not form.is_valid():
        return _unsaved(request, found, quarter, form, UNPROCESSABLE)
    is_sent = request.POST.get("viec") == "gui"
    try:
        check_may_report(found, quarter, by=user, today=today(request))
        writing = Writing(
            progress=_progress(form),
            files=_checked(form),
            version=form.cleaned_data["version"],
            is_sent=is_sent,
        )
        write_report(
            task=found,
            quarter=quarter,
            writing=writing,
            by=user,
            at=now(),
            today=today(request),
        )
    except ChangeRefused as refused:
        for sentence in refused.sentences:
            form.add_error(None, sentence)
        return _unsaved(request, found, quarter, form, CONFLICT)
    done = "Đã gửi" if is_sent else "Đã lưu nháp"
    messages.success(request, f"{done} báo cáo {quarter.label} của nhiệm vụ.")
    return redirect(f"{reverse('task', args=[code])}?ky={quarter}#bao-cao")


@require_POST
def review(request: HttpRequest, code: str, quarter: periods.Quarter) -> HttpResponse:
    """Accept a report that was sent, or give it back with a reason."""
    if not person(request).can_review:
        raise Http404("Chỉ Văn phòng Điều phối xem báo cáo.")
    found = find_task(code)
    row = get_object_or_404(TaskReport, task=found, quarter=quarter.code)
    form = TaskReviewForm(request.POST)
    if not form.is_valid():
        return show_task(
            request, found, status=UNPROCESSABLE, review=form, reviewed=row.pk
        )
    reason = form.cleaned_data["reason"] if form.cleaned_data["gives_back"] else ""
    try:
        review_report(report=row, reason=reason, by=person(request), at=now())
    except ChangeRefused as refused:
        form.add_error("reason", str(refused))
        return show_task(request, found, status=CONFLICT, review=form, reviewed=row.pk)
    done = "Đã trả lại" if reason else "Đã chấp nhận"
    messages.success(request, f"{done} báo cáo {quarter.label}.")
    return redirect(f"{reverse('task', args=[code])}#cac-bao-cao")


def show_task(
    request: HttpRequest, found: Task, *, status: int = 200, **given: Any
) -> HttpResponse:
    """Answer the page of a task; ``given`` are forms that were not taken."""
    user = request.user if isinstance(request.user, User) else None
    may_report = bool(user and found.lead_id and may_write_body(user, found.lead_id))
    page = task_page(found, sees_drafts=may_report, on=today(request))
    context = {
        "task": found,
        "page": page,
        "can_edit": bool(user and user.can_review),
        "is_own": bool(user and found.lead_id == body_of(user)),
        "review": TaskReviewForm(),
        "close_form": TaskCloseForm(),
        "bounds": EvidenceForm().bounds.partition(", mỗi ô")[0],
        "max_files": MAX_FILES,
    }
    if may_report:
        context |= _writing(request, page)
    return render(request, "programme/tasks/task.html", context | given, status=status)


def find_task(code: str) -> Task:
    tasks = Task.objects.select_related("lead__district", "parent__parent")
    return get_object_or_404(tasks, code=code)


def person(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise Http404("Trang này dành cho người có tài khoản.")
    return request.user


def _writing(request: HttpRequest, page: TaskPage) -> dict[str, Any]:
    """Return what the form of the report needs."""
    task = page.line.task
    quarters = reportable_quarters(task, today(request))
    asked = {each.code: each for each in quarters}.get(request.GET.get("ky", ""))
    quarter = asked or default_quarter(page.line)
    row = next((each for each in page.reports if each.quarter == quarter.code), None)
    return {
        "quarter": quarter,
        "quarters": quarters,
        "is_chosen": asked is not None,
        "row": row,
        "form": TaskReportForm(report=row),
    }


def _progress(form: TaskReportForm) -> Progress:
    said = form.cleaned_data
    return Progress(
        state=TaskState(said["state"]),
        text=said["text"],
        difficulty=said["difficulty"],
        proposal=said["proposal"],
        done_count=said["done_count"],
    )


def _unsaved(
    request: HttpRequest,
    found: Task,
    quarter: periods.Quarter,
    form: TaskReportForm,
    status: int,
) -> HttpResponse:
    return show_task(request, found, status=status, form=form, quarter=quarter)


def _checked(form: TaskReportForm) -> list[CheckedFile]:
    """Read the files that were chosen; every bad one is named."""
    taken, said = [], []
    for upload in form.chosen:
        try:
            taken.append(checked_file(upload))
        except FileRefused as refused:
            said.append(str(refused))
    if said:
        raise ChangeRefused(" ".join([*said, "Chưa lưu gì; hãy chọn lại tệp."]))
    return taken
