"""Họp Ban Chỉ đạo: the meetings, and what the office writes of one."""

from typing import Any, cast

from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts.models import User
from programme.analytics.meetings import in_order, next_meeting
from programme.forms.meetings import CorrectionForm, MeetingForm
from programme.models import Conclusion, Meeting, MeetingFile
from programme.services.meetings import (
    attach_meeting_files,
    correct_conclusion,
    detach_meeting_file,
    remove_conclusion,
    remove_meeting,
    save_meeting,
    unhold_meeting,
)
from reports.forms.evidence import EvidenceForm
from reports.services.files import checked_file
from reports.services.guard import ChangeRefused
from reports.views.clock import now, today

UNPROCESSABLE = 422


def meeting_list(request: HttpRequest) -> HttpResponse:
    """List the meetings and by when the next one is due; a POST plans one."""
    user = cast(User, request.user)
    is_post = request.method == "POST"
    if is_post:
        _office(request)
    coming = next_meeting(today(request))
    form = MeetingForm(
        request.POST if is_post else None,
        initial={"planned_on": max(coming.due_on, today(request))},
    )
    if is_post and form.is_valid():
        meeting = _saved(request, form, Meeting())
        if meeting:
            messages.success(request, "Đã lên lịch họp.")
            return redirect("steering_meeting", meeting.pk)
    context = {
        "rows": in_order(
            Meeting.objects.without_agenda().with_counts(), today(request)
        ),
        "coming": coming,
        "form": form if user.can_review else None,
        "dropped": _dropped() if user.can_review else (),
    }
    status = UNPROCESSABLE if is_post else 200
    return render(request, "programme/meetings/list.html", context, status=status)


def edit(request: HttpRequest, key: int) -> HttpResponse:
    """Change the words of a meeting; remove a planned one when asked so."""
    by = _office(request)
    found = get_object_or_404(Meeting, pk=key)
    is_post = request.method == "POST"
    if is_post and "xoa" in request.POST:
        return _removed(request, found, by)
    form = MeetingForm(
        request.POST if is_post else None, initial=MeetingForm.initial_of(found)
    )
    if is_post and form.is_valid() and _saved(request, form, found):
        messages.success(request, "Đã ghi.")
        return redirect("steering_meeting", key)
    context = {"form": form, "meeting": found}
    status = UNPROCESSABLE if is_post else 200
    return render(request, "programme/meetings/edit.html", context, status=status)


def unhold(request: HttpRequest, key: int) -> HttpResponse:
    """Take back that a meeting was held."""
    by = _office(request)
    found = get_object_or_404(Meeting, pk=key)
    if request.method == "POST":
        try:
            unhold_meeting(meeting=found, by=by, at=now())
        except ChangeRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, "Đã bỏ ghi đã họp; chương trình lại theo số nay.")
    return redirect("steering_meeting", key)


def conclusion(request: HttpRequest, key: int, conclusion: int) -> HttpResponse:
    """Change words or day of a conclusion, or remove it when asked so."""
    by = _office(request)
    rows = Conclusion.objects.select_related("meeting", "agency", "task__lead")
    found = get_object_or_404(rows, pk=conclusion, meeting=key)
    is_post = request.method == "POST"
    if is_post and "xoa" in request.POST:
        remove_conclusion(conclusion=found, by=by, at=now())
        messages.success(request, "Đã bỏ kết luận; nhiệm vụ của nó được kết thúc.")
        return redirect("steering_meeting", key)
    form = CorrectionForm(
        request.POST if is_post else None,
        initial={"text": found.text, "due_on": found.due_on},
    )
    if is_post and form.is_valid():
        given = form.cleaned_data
        try:
            correct_conclusion(
                conclusion=found,
                text=given["text"],
                due_on=given["due_on"],
                by=by,
                at=now(),
            )
        except ChangeRefused as refused:
            form.add_error("due_on", str(refused))
        else:
            messages.success(request, "Đã sửa kết luận và nhiệm vụ của nó.")
            return redirect("steering_meeting", key)
    context = {"form": form, "conclusion": found, "meeting": found.meeting}
    status = UNPROCESSABLE if is_post else 200
    return render(request, "programme/meetings/conclusion.html", context, status=status)


def attach(request: HttpRequest, key: int) -> HttpResponse:
    """Keep the signed papers that were chosen, or none of them and say why."""
    by = _office(request)
    found = get_object_or_404(Meeting, pk=key)
    form = EvidenceForm(request.POST, request.FILES)
    if request.method == "POST" and form.is_valid():
        try:
            files = [checked_file(each) for each in form.cleaned_data["uploads"]]
            attach_meeting_files(meeting=found, files=files, by=by, at=now())
        except ChangeRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, f"Đã đính kèm {len(files)} tệp.")
    elif request.method == "POST":
        messages.error(request, " ".join(map(str, form.errors["uploads"])))
    return redirect("steering_meeting", key)


@require_safe
def download(request: HttpRequest, key: int, file: int) -> FileResponse:
    """Answer a signed paper as it was handed in, to be saved and not shown."""
    found = _file(key, file)
    try:
        stream = found.file.open("rb")
    except OSError as lost:
        raise Http404("Tệp không còn trên máy chủ.") from lost
    response = FileResponse(
        stream,
        as_attachment=True,
        filename=found.name,
        content_type=found.content_type,
    )
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def detach(request: HttpRequest, key: int, file: int) -> HttpResponse:
    """Take a paper off; it stays stored."""
    by = _office(request)
    found = _file(key, file)
    if request.method == "POST":
        detach_meeting_file(file=found, by=by, at=now())
        messages.success(request, f"Đã gỡ tệp “{found.name}”.")
    return redirect("steering_meeting", key)


def _dropped() -> QuerySet[Any]:
    """Return meetings whose plan was dropped, as they were, the latest first."""
    states: QuerySet[Any] = Meeting.history.filter(history_type="-")
    return states.select_related("history_user").order_by("-history_date")


def _saved(request: HttpRequest, form: MeetingForm, meeting: Meeting) -> Meeting | None:
    try:
        return save_meeting(
            meeting=form.fill(meeting), by=cast(User, request.user), at=now()
        )
    except ChangeRefused as refused:
        form.add_error("planned_on", str(refused))
    return None


def _removed(request: HttpRequest, found: Meeting, by: User) -> HttpResponse:
    try:
        remove_meeting(meeting=found, by=by, at=now())
    except ChangeRefused as refused:
        messages.error(request, str(refused))
        return redirect("steering_meeting", found.pk)
    messages.success(request, "Đã bỏ lịch họp; lịch sử vẫn còn.")
    return redirect("steering_meetings")


def _file(key: int, file: int) -> MeetingFile:
    rows = MeetingFile.objects.filter(meeting=key, removed_at__isnull=True)
    return get_object_or_404(rows, pk=file)


def _office(request: HttpRequest) -> User:
    user = cast(User, request.user)
    if not user.can_review:
        raise Http404("Việc này của Văn phòng Điều phối.")
    return user
