"""The making of the files of outputs, step by step; each step happens once."""

import datetime as dt

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.timezone import localtime

from accounts.models import User
from reports.choices import DrawingState
from reports.models import Drawing, Snapshot
from reports.services.files import storing
from reports.services.guard import ChangeRefused

# Files of one person that wait or are being written.
AT_ONCE = 3
# Files that one person asks for within the span.
PER_SPAN, SPAN = 60, dt.timedelta(hours=1)
# Files are kept for those who come back soon; each can be written again.
KEPT, KEPT_FOR = 200, dt.timedelta(days=30)
FOLDER = "tep-xuat/%Y/%m"
WHY_MAX = 500


class TooManyFiles(ChangeRefused):
    """The person has too many files under way, or asked for too many."""


def check_limits(*, by: User, at: dt.datetime, besides: Drawing | None = None) -> None:
    """Raises TooManyFiles when the person may not ask for one more file now.

    ``besides`` is a file that is asked for again and does not count itself.
    """
    own = Drawing.objects.filter(by=by).exclude(pk=besides.pk if besides else 0)
    if own.under_way(at).count() >= AT_ONCE:
        raise TooManyFiles(
            f"Bạn đang có {AT_ONCE} tệp chưa viết xong; hãy chờ một tệp xong rồi xuất "
            "tiếp."
        )
    recent = own.filter(asked_at__gt=at - SPAN).order_by("-asked_at")
    times = list(recent.values_list("asked_at", flat=True)[:PER_SPAN])
    if len(times) == PER_SPAN:
        again = localtime(times[-1] + SPAN)
        raise TooManyFiles(
            f"Bạn đã xuất {PER_SPAN} tệp trong một giờ; hãy xuất tiếp sau "
            f"{again:%H:%M}."
        )


def take_turn(*, by: User) -> None:
    """Let the other requests of the person wait until this transaction is over.

    Two at once would both find room, and both take a click for the first one.
    """
    User.objects.select_for_update(of=("self",)).get(pk=by.pk)


@transaction.atomic
def ask_drawing(*, snapshot: Snapshot, by: User, at: dt.datetime) -> Drawing | None:
    """Ask for the file of an output, None while it is under way or there already.

    What waits without any worker at work may be asked for again. Raises TooManyFiles.
    """
    take_turn(by=by)
    # Two people may ask for the first time at once, when there is no row to lock yet.
    Snapshot.objects.select_for_update(of=("self",)).get(pk=snapshot.pk)
    drawing = Drawing.objects.select_for_update().filter(snapshot=snapshot).first()
    if drawing and not _may_ask_again(drawing, at):
        return None
    check_limits(by=by, at=at, besides=drawing)
    drawing = drawing or Drawing(snapshot=snapshot, attempt=0)
    drawing.by, drawing.asked_at = by, at
    drawing.state, drawing.attempt = DrawingState.WAITING, drawing.attempt + 1
    drawing.started_at = drawing.finished_at = None
    drawing.problem, drawing.file = "", ""
    drawing.save()
    return drawing


def begin_drawing(*, key: int, attempt: int, at: dt.datetime) -> Drawing | None:
    """Take a waiting file into work, None when it is not wanted (any more)."""
    taken = Drawing.objects.filter(
        pk=key, attempt=attempt, state=DrawingState.WAITING
    ).update(state=DrawingState.DRAWING, started_at=at)
    if not taken:
        return None
    return Drawing.objects.select_related(
        "snapshot__template", "snapshot__district"
    ).get(pk=key)


def finish_drawing(
    *, drawing: Drawing, data: bytes, suffix: str, at: dt.datetime
) -> None:
    """Keep the file; not when it was asked for again in the meantime."""
    with storing() as storage:
        current = _current(drawing)
        if current is None:
            return
        name = storage.store_bytes(data, suffix=suffix, at=at, folder=FOLDER)
        current.state, current.file, current.finished_at = DrawingState.READY, name, at
        current.save()


@transaction.atomic
def fail_drawing(*, drawing: Drawing, problem: str, at: dt.datetime) -> None:
    """Write down why there is no file."""
    if current := _current(drawing):
        current.state, current.finished_at = DrawingState.FAILED, at
        current.problem = problem[:WHY_MAX]
        current.save()


@transaction.atomic
def forget_old_files(*, at: dt.datetime) -> None:
    """Remove files that are old or too many; each can be written again."""
    newest = Drawing.objects.filter(state=DrawingState.READY).order_by("-asked_at")
    many = list(newest.values_list("pk", flat=True)[KEPT : KEPT + KEPT])
    old = Drawing.objects.filter(asked_at__lt=at - KEPT_FOR)
    gone = old | Drawing.objects.filter(pk__in=many)
    names = [name for name in gone.values_list("file", flat=True) if name]
    gone.delete()
    transaction.on_commit(lambda: _remove(names))


def _may_ask_again(drawing: Drawing, at: dt.datetime) -> bool:
    return (
        drawing.state == DrawingState.FAILED
        or (drawing.state == DrawingState.READY and not drawing.has_file())
        or drawing.is_given_up(at)
        or drawing.is_unattended(at)
    )


def _current(drawing: Drawing) -> Drawing | None:
    """Return the row, locked, if it still is the same attempt."""
    return (
        Drawing.objects.select_for_update()
        .filter(pk=drawing.pk, attempt=drawing.attempt, state=DrawingState.DRAWING)
        .first()
    )


def _remove(names: list[str]) -> None:
    for name in names:
        default_storage.delete(name)
