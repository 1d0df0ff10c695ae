"""A meeting of the steering committee: its agenda, its papers, and its conclusions."""

import json
from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts.models import User
from dashboards.analytics.programme.agenda import Agenda, agenda_on, agenda_text
from dashboards.exporting.apart import NotDrawn, can_draw_pdf
from dashboards.exporting.meeting_paper import Papers, papers
from dashboards.exporting.meeting_pdf import meeting_pdf
from dashboards.exporting.meeting_word import meeting_word
from dashboards.exporting.pdf import NO_PANGO
from ntm_portal.lib.canonical import sha256_of
from ntm_portal.lib.file_kinds import DOCX, PDF, FileKind
from programme.forms.meetings import ConclusionForm, HeldForm
from programme.models import Meeting
from programme.services.meetings import Decided, Held, conclude, hold_meeting
from reports.forms.evidence import EvidenceForm
from reports.services.guard import ChangeRefused
from reports.views.clock import now, today

UNPROCESSABLE = 422
# At most so many sections of the agenda stand beside the forms.
BESIDE = 3
NOT_INTACT = (
    "Chương trình họp đã lưu không còn đúng với mã băm của nó; hãy báo quản trị."
)


@require_safe
def meeting_page(request: HttpRequest, key: int) -> HttpResponse:
    """Show a meeting with its agenda, drawn from today's data until it is held."""
    return _show(request, _meeting(key))


def hold(request: HttpRequest, key: int) -> HttpResponse:
    """Record that the meeting was held, and freeze its agenda as of that day."""
    by, found = _office(request), _meeting(key)
    if request.method != "POST":
        return redirect("steering_meeting", key)
    form = HeldForm(request.POST)
    if form.is_valid():
        on = form.cleaned_data["held_on"]
        try:
            agenda = agenda_on(min(on, today(request)), today=today(request))
            held = Held(on, agenda_text(agenda))
            hold_meeting(
                meeting=found, held=held, by=by, at=now(), today=today(request)
            )
        except ChangeRefused as refused:
            form.add_error("held_on", str(refused))
        else:
            messages.success(request, "Đã ghi đã họp và chốt chương trình họp.")
            return redirect("steering_meeting", key)
    return _show(request, found, held_form=form)


def add_conclusion(request: HttpRequest, key: int) -> HttpResponse:
    """Record a conclusion, which becomes a task."""
    by, found = _office(request), _meeting(key)
    if request.method != "POST":
        return redirect("steering_meeting", key)
    form = ConclusionForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        decided = Decided(given["text"], given["agency"], given["due_on"])
        try:
            made = conclude(meeting=found, decided=decided, by=by, at=now())
        except ChangeRefused as refused:
            form.add_error("due_on", str(refused))
        else:
            task = f"nhiệm vụ {made.task.code} của {made.agency.short_name}"
            messages.success(request, f"Đã ghi kết luận và giao {task}.")
            return redirect("steering_meeting", key)
    return _show(request, found, conclusion_form=form)


@require_safe
def word(request: HttpRequest, key: int) -> HttpResponse:
    """Answer the papers as a Word document."""
    return _file(request, key, DOCX, meeting_word)


@require_safe
def pdf(request: HttpRequest, key: int) -> HttpResponse:
    """Answer the papers as a PDF, or say why there is none."""
    return _file(request, key, PDF, meeting_pdf)


def _file(
    request: HttpRequest, key: int, kind: FileKind, write: Callable[[Papers], bytes]
) -> HttpResponse:
    found = _meeting(key)
    agenda = _agenda(request, found)
    if agenda is None:
        messages.error(request, NOT_INTACT)
        return redirect("steering_meeting", key)
    try:
        data = write(papers(found, agenda))
    except NotDrawn as none:
        messages.error(request, str(none))
        return redirect("steering_meeting", key)
    on = found.held_on or found.planned_on
    name = f"tai-lieu-hop-{on.isoformat()}{kind.suffixes[0]}"
    return HttpResponse(
        data,
        content_type=kind.content_type,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "private, no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )


def _show(
    request: HttpRequest,
    found: Meeting,
    *,
    held_form: HeldForm | None = None,
    conclusion_form: ConclusionForm | None = None,
) -> HttpResponse:
    agenda = _agenda(request, found)
    day = today(request)
    may_write = cast(User, request.user).can_review
    files = found.files.filter(removed_at__isnull=True).select_related("by")
    said = papers(found, agenda) if agenda else None
    numbered = list(enumerate(said.sections, start=1)) if said else []
    beside = _short_ones(said) if said else 0
    context: dict[str, Any] = {
        "meeting": found,
        "papers": said,
        "numbered": numbered,
        "beside": numbered[:beside],
        "below": numbered[beside:],
        "has_work": may_write or bool(files),
        "agenda": agenda,
        "not_intact": "" if agenda else NOT_INTACT,
        "no_pdf": "" if can_draw_pdf() else NO_PANGO,
        "conclusions": found.conclusions.select_related("agency", "task__lead"),
        "may_write": may_write,
        "held_form": held_form
        or HeldForm(initial={"held_on": min(found.planned_on, day)}),
        "conclusion_form": conclusion_form or ConclusionForm(),
        "file_form": EvidenceForm(),
        "files": files,
        "changes": Meeting.history.filter(id=found.pk).select_related("history_user"),
    }
    status = UNPROCESSABLE if held_form or conclusion_form else 200
    return render(request, "dashboards/steering.html", context, status=status)


def _short_ones(said: Papers) -> int:
    """Return how many sections come before the first that needs the whole width."""
    found = (
        n for n, each in enumerate(said.sections) if each.is_of_tasks and each.rows
    )
    return min(next(found, BESIDE), BESIDE)


def _agenda(request: HttpRequest, found: Meeting) -> Agenda | None:
    """Return the agenda kept with a held meeting, else today's; None if not intact."""
    if not found.is_held:
        day = today(request)
        return agenda_on(day, today=day, before=found.pk)
    if sha256_of(found.agenda) != found.agenda_sha256:
        return None
    kept: Agenda = json.loads(found.agenda)
    return kept


def _meeting(key: int) -> Meeting:
    return get_object_or_404(Meeting, pk=key)


def _office(request: HttpRequest) -> User:
    user = cast(User, request.user)
    if not user.can_review:
        raise Http404("Việc này của Văn phòng Điều phối.")
    return user
