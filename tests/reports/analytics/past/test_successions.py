"""Which revision stood before which."""

import datetime as dt

from reports.analytics.past.successions import predecessors
from reports.models import Revision

DAY = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)


def revision(
    pk: int, quarter: str, number: int = 1, *, day: int = 0, gone: int | None = None
) -> Revision:
    """A revision recorded on a day, withdrawn on another one."""
    return Revision(
        pk=pk,
        quarter_id=quarter,
        number=number,
        recorded_at=DAY + dt.timedelta(day),
        withdrawn_at=None if gone is None else DAY + dt.timedelta(gone),
    )


def before(*revisions: Revision) -> dict[int, int | None]:
    found = predecessors(revisions)
    return {pk: each.pk if each else None for pk, each in found.items()}


def test_quarters_follow_each_other() -> None:
    found = before(
        revision(2, "2019Q4", day=90),
        revision(1, "2019Q3"),
        revision(3, "2020Q1", day=180),
    )
    assert found == {1: None, 2: 1, 3: 2}


def test_a_correction_follows_the_revision_it_corrects() -> None:
    found = before(
        revision(1, "2019Q3"),
        revision(2, "2019Q4", day=90),
        revision(3, "2019Q3", 2, day=100),
    )
    assert found == {1: None, 2: 1, 3: 1}


def test_a_quarter_does_not_follow_a_correction_that_came_later() -> None:
    found = before(
        revision(1, "2019Q3"),
        revision(2, "2019Q3", 2, day=100),
        revision(3, "2019Q4", day=90),
    )
    assert found[3] == 1


def test_nothing_follows_what_had_been_withdrawn() -> None:
    found = before(
        revision(1, "2019Q3"),
        revision(2, "2019Q3", 2, day=10, gone=20),
        revision(3, "2019Q3", 3, day=30),
    )
    assert found == {1: None, 2: 1, 3: 1}


def test_what_was_withdrawn_later_was_still_before() -> None:
    found = before(revision(1, "2019Q3", day=1, gone=50), revision(2, "2019Q4", day=30))
    assert found == {1: None, 2: 1}


def test_revisions_of_one_instant_follow_in_the_order_written() -> None:
    assert before(revision(1, "2019Q3"), revision(2, "2019Q4")) == {1: None, 2: 1}
