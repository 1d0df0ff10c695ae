"""Tasks made, changed and ended by the coordination office."""

import re

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from accounts.models import User
from programme.forms.tasks.editing import TaskCloseForm, TaskForm
from programme.models import Task
from programme.models.tasks import CODE_PATTERN
from programme.services.tasks.editing import (
    Handover,
    close_task,
    reopen_task,
    save_task,
)
from programme.views.tasks.page import (
    CONFLICT,
    UNPROCESSABLE,
    find_task,
    person,
    show_task,
)
from reports.services.guard import ChangeRefused
from reports.views.clock import now, today

DECISION = "QĐ 1334/QĐ-UBND ngày 25/11/2019"


def new_task(request: HttpRequest) -> HttpResponse:
    """Give out a task; ``?thuoc=`` names the one that it is a part of."""
    user = _office(request)
    if request.method == "POST":
        return _save(request, TaskForm(request.POST), user)
    named = request.GET.get("thuoc", "")
    is_code = re.fullmatch(CODE_PATTERN, named)
    above = Task.objects.filter(code=named).first() if is_code else None
    initial: dict[str, object] = {
        "starts_on": today(request),
        "document": above.document if above else "",
    }
    if above:
        count = above.parts.count() + 1
        initial |= {
            "parent": above,
            "article": above.article,
            "code": f"{above.code}.{count}",
        }
    return _page(request, TaskForm(initial=initial))


def edit_task(request: HttpRequest, code: str) -> HttpResponse:
    """Change a task."""
    user, found = _office(request), find_task(code)
    if request.method == "POST":
        return _save(request, TaskForm(request.POST, instance=found), user)
    return _page(request, TaskForm(instance=found))


@require_POST
def close(request: HttpRequest, code: str) -> HttpResponse:
    """End a task with a reason, or take its end back."""
    user, found = _office(request), find_task(code)
    form = TaskCloseForm(request.POST)
    is_end = found.closed_on is None
    if is_end and not form.is_valid():
        return show_task(request, found, status=UNPROCESSABLE, close_form=form)
    try:
        if is_end:
            said = form.cleaned_data
            close_task(
                task=found,
                on=said["closed_on"],
                reason=said["closed_reason"],
                by=user,
                at=now(),
            )
        else:
            reopen_task(task=found, by=user, at=now())
    except ChangeRefused as refused:
        form.is_valid()
        form.add_error(None, str(refused))
        return show_task(request, found, status=CONFLICT, close_form=form)
    messages.success(request, "Đã kết thúc nhiệm vụ." if is_end else "Đã mở lại.")
    return redirect("task", code)


def _office(request: HttpRequest) -> User:
    user = person(request)
    if not user.can_review:
        raise Http404("Chỉ Văn phòng Điều phối giao và sửa nhiệm vụ.")
    return user


def _save(request: HttpRequest, form: TaskForm, user: User) -> HttpResponse:
    if not form.is_valid():
        return _page(request, form, status=UNPROCESSABLE)
    try:
        row = save_task(
            task=form.instance,
            supporting=form.cleaned_data["supporting"],
            handover=_handover(form),
            by=user,
            at=now(),
        )
    except ChangeRefused as refused:
        form.add_error("handover_on", str(refused))
        return _page(request, form, status=CONFLICT)
    except ValidationError as wrong:
        for name, messages_ in wrong.message_dict.items():
            form.add_error(name if name in form.fields else None, messages_)
        return _page(request, form, status=CONFLICT)
    messages.success(request, f"Đã lưu nhiệm vụ {row.code}.")
    return redirect("task", row.code)


def _handover(form: TaskForm) -> Handover | None:
    """Return what was said of a change of hands, None unless it is whole."""
    on = form.cleaned_data.get("handover_on")
    document = form.cleaned_data.get("handover_document")
    return Handover(on, document) if on and document else None


def _page(request: HttpRequest, form: TaskForm, *, status: int = 200) -> HttpResponse:
    stored = Task.objects.filter(pk=form.instance.pk).first()
    context = {"form": form, "stored": stored}
    return render(request, "programme/tasks/edit.html", context, status=status)
