"""How far the file of an output is, for the page that waits for it."""

import datetime as dt
from dataclasses import dataclass

from reports.choices import DrawingState
from reports.models import Drawing, Snapshot

GIVEN_UP = "Việc viết tệp đã dừng giữa chừng."
NEVER_BEGUN = (
    "chưa có tiến trình nào nhận việc. Hãy báo quản trị chạy manage.py db_worker rồi "
    "bấm “Viết lại”."
)


@dataclass(frozen=True, slots=True)
class Progress:
    """``state`` is None when there is no file and nobody asked for it.

    ``ahead`` files are to be written before, ``seconds`` have passed since this one
    was begun, or asked for while it waits.
    """

    state: DrawingState | None
    ahead: int = 0
    seconds: int = 0
    is_unattended: bool = False
    problem: str = ""

    @property
    def is_ready(self) -> bool:
        return self.state is DrawingState.READY

    @property
    def is_under_way(self) -> bool:
        return self.state in (DrawingState.WAITING, DrawingState.DRAWING)

    @property
    def may_ask(self) -> bool:
        """Whether the file may be asked for (again)."""
        return self.is_unattended or not (self.is_ready or self.is_under_way)


def progress_of(snapshot: Snapshot, *, at: dt.datetime) -> Progress:
    """Return how far the file is. One query; one to three more while it waits."""
    drawing = Drawing.objects.filter(snapshot=snapshot).first()
    if drawing is None:
        return Progress(None)
    if drawing.is_given_up(at):
        was_begun = drawing.state != DrawingState.WAITING
        return Progress(
            DrawingState.FAILED, problem=GIVEN_UP if was_begun else NEVER_BEGUN
        )
    state = DrawingState(drawing.state)
    if state is DrawingState.WAITING:
        return Progress(
            state,
            ahead=Drawing.objects.ahead_of(drawing, at).count(),
            seconds=_seconds(drawing.asked_at, at),
            is_unattended=drawing.is_unattended(at),
        )
    if state is DrawingState.DRAWING:
        return Progress(state, seconds=_seconds(drawing.started_at or at, at))
    if state is DrawingState.READY and not drawing.has_file():
        return Progress(None)
    return Progress(state, problem=drawing.problem)


def _seconds(since: dt.datetime, at: dt.datetime) -> int:
    return max(0, int((at - since).total_seconds()))
