"""Log of what people write beside the figures of a report."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from accounts.models import User
from reports.choices import Door, FallCause, TextPart
from reports.models import Report, TextChange

# A text is saved whenever its writer pauses: what follows within this time is the
# same piece of writing.
ONE_SITTING = dt.timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Turn:
    """A text before and after; of a cell its commune and the id of its criterion."""

    part: TextPart
    before: str
    after: str
    commune: str | None = None
    criterion: int | None = None


def log_texts(
    report: Report, turns: Iterable[Turn], *, door: Door, by: User, at: dt.datetime
) -> None:
    """Keep every text that became another one. One query at most."""
    TextChange.objects.bulk_create(
        _row(report, turn, door=door, by=by, at=at)
        for turn in turns
        if turn.before != turn.after
    )


def log_writing(
    report: Report, turns: Iterable[Turn], *, by: User, at: dt.datetime
) -> None:
    """Keep texts of a report that are saved while they are written.

    What the same person writes on within ONE_SITTING is one change, unless it takes
    the text back to where that began. A query for each text, and one for new rows.
    """
    log_texts(
        report, list(_begun(report, turns, by=by, at=at)), door=Door.WORDS, by=by, at=at
    )


def cause_words(cause: str) -> str:
    """Return the cause of a fall as a person reads it, "" for none."""
    return FallCause(cause).label if cause else ""


def _begun(
    report: Report, turns: Iterable[Turn], *, by: User, at: dt.datetime
) -> Iterator[Turn]:
    """Yield what begins a change of its own; the rest goes on with the last one."""
    for turn in turns:
        last = report.text_log.filter(part=turn.part).order_by("-pk").first()
        if last is None or not _goes_on(last, turn, by=by, at=at):
            yield turn
            continue
        last.after, last.at = turn.after, at
        last.save(update_fields=["after", "at"])


def _goes_on(last: TextChange, turn: Turn, *, by: User, at: dt.datetime) -> bool:
    return (
        last.by_id == by.pk
        and at - last.at <= ONE_SITTING
        and last.after == turn.before
        and last.before != turn.after
    )


def _row(
    report: Report, turn: Turn, *, door: Door, by: User, at: dt.datetime
) -> TextChange:
    return TextChange(
        report=report,
        commune_id=turn.commune,
        criterion_id=turn.criterion,
        part=turn.part,
        before=turn.before,
        after=turn.after,
        door=door,
        at=at,
        by=by,
    )
