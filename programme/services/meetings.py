"""Meetings of the steering committee: planned, held, and their conclusions as tasks.

Of the coordination office alone. When a meeting is held its agenda is frozen: what
was laid before the committee comes out the same ever after.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from criteria.models import Agency
from ntm_portal.lib.canonical import sha256_of
from programme.choices import MeetingState, TaskRhythm
from programme.models import Conclusion, Meeting, MeetingFile, Task
from programme.services.keeping import keep, remove
from programme.services.tasks.editing import close_task, save_task
from reports.services.files import CheckedFile, storing
from reports.services.guard import ChangeRefused, check_reviewer

ARTICLE = "III.6"
TITLE_MAX = 300
MAX_FILES = 10


@dataclass(frozen=True, slots=True)
class Held:
    """When a meeting was held; ``agenda`` is the canonical text laid before it."""

    on: dt.date
    agenda: str


@dataclass(frozen=True, slots=True)
class Decided:
    """What was concluded, who does it, until when."""

    text: str
    agency: Agency
    due_on: dt.date


@transaction.atomic
def save_meeting(*, meeting: Meeting, by: User, at: dt.datetime) -> Meeting:
    """Store a planned meeting, or the words of a held one.

    State, day of holding and agenda stay as they are stored. Raises ChangeRefused.
    """
    check_reviewer(by)
    stored = Meeting.objects.select_for_update().filter(pk=meeting.pk).first()
    if stored:
        for name in ("state", "held_on", "agenda", "agenda_sha256"):
            setattr(meeting, name, getattr(stored, name))
    _check(meeting)
    keep(meeting, by=by, at=at, reason="Sửa cuộc họp" if stored else "Lên lịch họp")
    return meeting


@transaction.atomic
def remove_meeting(*, meeting: Meeting, by: User, at: dt.datetime) -> None:
    """Remove a meeting that was only planned; its history stays."""
    check_reviewer(by)
    row = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if row.is_held:
        raise ChangeRefused("Cuộc họp đã họp thì không xóa được.")
    remove(row, by=by, at=at, reason="Bỏ lịch họp")


@transaction.atomic
def hold_meeting(
    *, meeting: Meeting, held: Held, by: User, at: dt.datetime, today: dt.date
) -> Meeting:
    """Record that a meeting was held and freeze its agenda. Raises ChangeRefused."""
    check_reviewer(by)
    row = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if row.is_held:
        raise ChangeRefused(f"Cuộc họp đã ghi họp ngày {row.held_on:%d/%m/%Y}.")
    if held.on > today:
        raise ChangeRefused(f"Ngày {held.on:%d/%m/%Y} chưa tới.")
    row.state, row.held_on = MeetingState.HELD, held.on
    row.agenda, row.agenda_sha256 = held.agenda, sha256_of(held.agenda)
    _check(row)
    keep(row, by=by, at=at, reason="Ghi đã họp, chốt chương trình")
    return row


@transaction.atomic
def unhold_meeting(*, meeting: Meeting, by: User, at: dt.datetime) -> Meeting:
    """Take back that a meeting was held, as long as it has no conclusion."""
    check_reviewer(by)
    row = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if not row.is_held:
        raise ChangeRefused("Cuộc họp này chưa ghi đã họp.")
    if row.conclusions.exists():
        raise ChangeRefused("Cuộc họp đã có kết luận thì không bỏ ghi đã họp được.")
    row.state, row.held_on = MeetingState.PLANNED, None
    row.agenda = row.agenda_sha256 = ""
    _check(row)
    keep(row, by=by, at=at, reason="Bỏ ghi đã họp")
    return row


@transaction.atomic
def conclude(
    *, meeting: Meeting, decided: Decided, by: User, at: dt.datetime
) -> Conclusion:
    """Record a conclusion of a held meeting; it becomes a task of its body."""
    check_reviewer(by)
    row = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if row.held_on is None:
        raise ChangeRefused("Cuộc họp chưa ghi đã họp nên chưa có kết luận.")
    _check_due(row, decided.due_on)
    same = row.conclusions.filter(
        text=decided.text, agency=decided.agency, due_on=decided.due_on
    )
    if same.exists():
        raise ChangeRefused("Kết luận này đã ghi rồi.")
    prefix = f"BCD.{row.held_on:%Y%m%d}."
    number = _next_number(prefix)
    task = Task(
        code=f"{prefix}{number}",
        article=ARTICLE,
        rhythm=TaskRhythm.ONCE,
        starts_on=row.held_on,
        document=row.source[:120],
    )
    _fill(task, decided)
    save_task(task=task, supporting=(), handover=None, by=by, at=at)
    conclusion = Conclusion(
        meeting=row,
        number=number,
        text=decided.text,
        agency=decided.agency,
        due_on=decided.due_on,
        task=task,
    )
    keep(conclusion, by=by, at=at, reason="Ghi kết luận")
    return conclusion


@transaction.atomic
def correct_conclusion(
    *, conclusion: Conclusion, text: str, due_on: dt.date, by: User, at: dt.datetime
) -> Conclusion:
    """Give a conclusion other words or another day, and its task with it.

    Its body is changed by handing the task over.
    """
    check_reviewer(by)
    row = Conclusion.objects.select_for_update(of=("self",)).get(pk=conclusion.pk)
    _check_due(row.meeting, due_on)
    row.text, row.due_on = text, due_on
    keep(row, by=by, at=at, reason="Sửa kết luận")
    task = row.task
    lead = task.lead or row.agency
    _fill(task, Decided(text, lead, due_on))
    save_task(task=task, supporting=task.supporting.all(), handover=None, by=by, at=at)
    return row


@transaction.atomic
def remove_conclusion(*, conclusion: Conclusion, by: User, at: dt.datetime) -> None:
    """Remove a conclusion recorded by mistake: its task is closed and stays.

    It ends on the day it began, or when the quarter of its last report began.
    """
    check_reviewer(by)
    row = Conclusion.objects.select_for_update(of=("self",)).get(pk=conclusion.pk)
    task = row.task
    if task.closed_on is None:
        close_task(
            task=task,
            on=_earliest_end(task),
            reason="Kết luận ghi nhầm, đã bỏ",
            by=by,
            at=at,
        )
    remove(row, by=by, at=at, reason="Bỏ kết luận")


def attach_meeting_files(
    *, meeting: Meeting, files: Sequence[CheckedFile], by: User, at: dt.datetime
) -> list[MeetingFile]:
    """Attach signed papers to a meeting. All of them, or none."""
    check_reviewer(by)
    with storing() as storage:
        row = Meeting.objects.select_for_update().get(pk=meeting.pk)
        kept = row.files.filter(removed_at__isnull=True).count()
        if kept + len(files) > MAX_FILES:
            raise ChangeRefused(f"Mỗi cuộc họp nhận nhiều nhất {MAX_FILES} tệp.")
        return [
            MeetingFile.objects.create(meeting=row, **storage.store(each, by=by, at=at))
            for each in files
        ]


@transaction.atomic
def detach_meeting_file(*, file: MeetingFile, by: User, at: dt.datetime) -> None:
    """Take a paper off a meeting; it stays stored."""
    check_reviewer(by)
    row = MeetingFile.objects.select_for_update(of=("self",)).get(pk=file.pk)
    if row.removed_at is None:
        row.removed_at = at
        row.save(update_fields=["removed_at"])


def _next_number(prefix: str) -> int:
    """Return the first number free: tasks of removed conclusions keep theirs."""
    codes = Task.objects.filter(code__startswith=prefix).values_list("code", flat=True)
    ends = [code.removeprefix(prefix) for code in codes]
    return max((int(end) for end in ends if end.isdecimal()), default=0) + 1


def _check(meeting: Meeting) -> None:
    try:
        meeting.validate_constraints()
    except ValidationError as wrong:
        raise ChangeRefused(" ".join(wrong.messages)) from wrong


def _check_due(meeting: Meeting, due_on: dt.date) -> None:
    if meeting.held_on and due_on < meeting.held_on:
        raise ChangeRefused(
            f"Hạn không thể trước ngày họp ({meeting.held_on:%d/%m/%Y})."
        )


def _earliest_end(task: Task) -> dt.date:
    last = task.reports.told().order_by("quarter").last()
    return max(task.starts_on, last.period.first_day) if last else task.starts_on


def _fill(task: Task, decided: Decided) -> None:
    text = " ".join(decided.text.split())
    is_long = len(text) > TITLE_MAX
    task.title = f"{text[: TITLE_MAX - 1].rstrip()}…" if is_long else text
    task.expected = decided.text if is_long else ""
    task.lead, task.due_on = decided.agency, decided.due_on
