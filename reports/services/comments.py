"""Talk about a cell or a whole report: rows are added, never changed or taken away.

Only two things come later: that a comment needs a follow-up, and that it is done.
"""

import datetime as dt
import unicodedata
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from accounts.models import User
from reports.choices import ReportState
from reports.models import Comment, Report
from reports.models.remarks import REMARK_MAX as TEXT_MAX
from reports.services.comment_people import mentioned, people_who_see
from reports.services.drafts import locked_draft
from reports.services.guard import ChangeRefused, NotOpened, OutOfScope


class CommentRefused(ChangeRefused):
    """Nothing was written, or too much."""


class FollowUpMoved(ChangeRefused):
    """Somebody else was first to ask for the follow-up or to finish it."""


@dataclass(frozen=True, slots=True)
class Said:
    """What is written; ``picked`` are user names chosen beside the text."""

    text: str
    picked: tuple[str, ...] = ()
    needs_follow_up: bool = False


@transaction.atomic
def add_comment(
    *,
    report: Report,
    cell: tuple[str, int] | None,
    said: Said,
    by: User,
    at: dt.datetime,
) -> Comment:
    """Store a comment on a cell (commune code, id of the criterion) or on the report.

    Whoever sees the cell may write, in any state of the report; one that is not begun
    is begun by it once the quarter is open. Who sees it is asked of the report as it
    stands now, not as it was read. Raises ChangeRefused.
    """
    text = unicodedata.normalize("NFC", said.text).strip()
    if not text:
        raise CommentRefused("Hãy viết nội dung.")
    if len(text) > TEXT_MAX:
        raise CommentRefused(f"Dài quá {TEXT_MAX} ký tự.")
    stored = _locked(report.pk) if report.pk else _begun(report)
    commune, criterion = cell or (None, None)
    people = people_who_see(stored, criterion)
    if by.pk not in {each.pk for each in people}:
        raise OutOfScope("Ô này không thuộc phạm vi của bạn.")
    named = mentioned(text, people, said.picked)
    comment = Comment.objects.create(
        report=stored,
        commune_id=commune,
        criterion_id=criterion,
        text=text,
        needs_follow_up=said.needs_follow_up,
        by=by,
        at=at,
    )
    comment.mentions.set(each for each in named if each.pk != by.pk)
    return comment


def ask_follow_up(comment: Comment) -> None:
    """Say of a comment that it needs a follow-up; that it has one already is fine.

    Raises FollowUpMoved when it was done meanwhile.
    """
    asked = Comment.objects.filter(pk=comment.pk, done_at__isnull=True)
    if not asked.update(needs_follow_up=True):
        raise FollowUpMoved("Trao đổi này đã theo dõi xong; cần nữa thì viết tiếp.")


def finish_follow_up(comment: Comment, *, by: User, at: dt.datetime) -> None:
    """Mark a follow-up as done. Raises FollowUpMoved when it is not open."""
    open_ones = Comment.objects.filter(
        pk=comment.pk, needs_follow_up=True, done_at__isnull=True
    )
    if open_ones.update(done_at=at, done_by=by):
        return
    comment.refresh_from_db()
    if comment.done_by is None:
        raise FollowUpMoved("Trao đổi này không cần theo dõi.")
    raise FollowUpMoved(f"{comment.done_by.display_name} đã đánh dấu xong trước đó.")


def mark_inbox_read(user: User, *, upto: dt.datetime) -> None:
    """Remember that the person has read what came in up to an instant.

    An earlier one than is remembered changes nothing.
    """
    earlier = Q(inbox_seen_at__isnull=True) | Q(inbox_seen_at__lt=upto)
    User.objects.filter(earlier, pk=user.pk).update(inbox_seen_at=upto)


def _locked(report: int) -> Report:
    """Return a report as it stands now; no step is taken meanwhile."""
    return (
        Report.objects.select_for_update(of=("self",))
        .select_related("quarter", "district")
        .get(pk=report)
    )


def _begun(report: Report) -> Report:
    """Begin a report that has no row yet."""
    begun = locked_draft(
        district_code=report.district_id, quarter_code=report.quarter_id
    ).report
    if begun.state == ReportState.DRAFT and begun.quarter.due_on is None:
        raise NotOpened(
            f"{begun.quarter.period.label} chưa mở nên chưa trao đổi được ở đây."
        )
    return begun
