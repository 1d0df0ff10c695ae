"""Which revision stood before which: what each one changed, and what undoing it did."""

from collections.abc import Iterable
from typing import TypeVar

from reports.models import IndicatorRevision, Revision

Version = TypeVar("Version", Revision, IndicatorRevision)


def predecessors(revisions: Iterable[Version]) -> dict[int, Version | None]:
    """Return for each revision of a district the one that it came after.

    That is the last one in order of quarter and number among those before it which
    were recorded earlier and not withdrawn by then: the one that was in force for
    the quarter when it was recorded.
    """
    known = sorted(revisions, key=_order)
    return {
        each.pk: next(
            (
                before
                for before in reversed(known[:position])
                if _stood_at(before, each)
            ),
            None,
        )
        for position, each in enumerate(known)
    }


def _order(revision: Version) -> tuple[str, int]:
    return revision.quarter_id, revision.number


def _stood_at(before: Version, later: Version) -> bool:
    if (before.recorded_at, before.pk) > (later.recorded_at, later.pk):
        return False
    gone_at = before.withdrawn_at
    return gone_at is None or gone_at > later.recorded_at
