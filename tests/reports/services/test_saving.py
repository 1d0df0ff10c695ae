"""Several people type into one report: in order, and never over each other."""

import datetime as dt
from itertools import pairwise

import pytest

from accounts.models import User
from reports.choices import Door, ResultState
from reports.models import Report, ResultChange
from reports.services import guard
from reports.services.drafts import UnknownCell
from reports.services.saving import Change, Saved, cell_versions, save_changes
from tests.reports.returned_world import given_back
from tests.reports.review_world import (
    AT,
    FIRST,
    MET,
    QUARTER,
    SECOND,
    SMALL,
    UNKNOWN,
    UNMET,
    approved_before,
    drafted,
    officer,
    open_quarter,
    reviewer,
)
from tests.world import approve

pytestmark = pytest.mark.django_db

ONE, TWO = (FIRST, 1), (FIRST, 2)
LATER = AT + dt.timedelta(minutes=5)


@pytest.fixture(autouse=True)
def _opened(db: None) -> None:
    approved_before({FIRST: [1]})
    open_quarter()


def save(*changes: Change, by: User | None = None, at: dt.datetime = AT) -> Saved:
    return save_changes(
        district_code=SMALL,
        quarter_code=QUARTER,
        changes=changes,
        by=by or officer(),
        at=at,
    )


def typed(
    cell: tuple[str, int],
    *states: ResultState,
    version: int = 0,
    door: Door = Door.PAGE,
    window: str = "",
) -> list[Change]:
    """Return changes of one cell, one on the other; the first state is what it was.

    Those typed in a ``window`` have its name and their number as tokens.
    """
    return [
        Change(cell, new, version, seen, door, token=window and f"{window}-{number}")
        for number, (seen, new) in enumerate(pairwise(states))
    ]


def log() -> list[tuple[int, str, str]]:
    rows = ResultChange.objects.order_by("pk")
    return list(rows.values_list("criterion__number", "before", "after"))


def test_changes_are_stored_and_logged_in_the_order_typed() -> None:
    one = typed(ONE, MET, UNMET, UNKNOWN)
    two = typed(TWO, UNMET, MET)
    saved = save(one[0], *two, one[1])
    assert saved.conflicts == ()
    assert log() == [
        (1, "met", "unmet"),
        (2, "unmet", "met"),
        (1, "unmet", "unknown"),
    ]
    assert Report.objects.get().changed_cells() == {ONE: UNKNOWN, TWO: MET}


def test_the_answer_has_the_version_of_every_cell_that_was_ever_changed() -> None:
    saved = save(*typed(ONE, MET, UNMET), *typed(TWO, UNMET, MET))
    rows = ResultChange.objects.order_by("pk")
    assert saved.versions == {ONE: rows[0].pk, TWO: rows[1].pk}
    assert cell_versions(saved.draft.report) == saved.versions


def test_each_change_keeps_its_door() -> None:
    save(*typed(ONE, MET, UNMET), *typed(TWO, UNMET, MET, door=Door.PASTE))
    doors = ResultChange.objects.order_by("pk").values_list("door", flat=True)
    assert list(doors) == [Door.PAGE, Door.PASTE]


def test_a_change_on_anothers_newer_value_is_a_conflict_with_both() -> None:
    other = save(*typed(ONE, MET, UNKNOWN), by=reviewer(), at=LATER)
    saved = save(*typed(ONE, MET, UNMET), *typed(TWO, UNMET, MET))
    (conflict,) = saved.conflicts
    assert (conflict.cell, conflict.mine, conflict.theirs) == (ONE, UNMET, UNKNOWN)
    assert conflict.version == other.versions[ONE]
    assert conflict.row
    assert (conflict.row.by, conflict.row.at) == (reviewer(), LATER)
    assert saved.draft.changed == {ONE: UNKNOWN, TWO: MET}


def test_a_conflict_answered_on_the_others_value_is_stored() -> None:
    save(*typed(ONE, MET, UNKNOWN), by=reviewer())
    (conflict,) = save(*typed(ONE, MET, UNMET)).conflicts
    again = typed(ONE, conflict.theirs, UNMET, version=conflict.version)
    assert save(*again).conflicts == ()
    assert log()[-1] == (1, "unknown", "unmet")


@pytest.mark.parametrize("mine", [UNMET, UNKNOWN])
def test_two_people_who_want_the_same_do_not_disagree(mine: ResultState) -> None:
    save(*typed(ONE, MET, mine), by=reviewer())
    assert save(*typed(ONE, MET, mine)).conflicts == ()
    assert len(log()) == 1


def test_a_value_that_came_back_to_what_was_seen_is_no_conflict() -> None:
    save(*typed(ONE, MET, UNMET, MET), by=reviewer())
    assert save(*typed(ONE, MET, UNKNOWN)).conflicts == ()
    assert log()[-1] == (1, "met", "unknown")


def test_a_batch_that_comes_again_changes_and_logs_nothing_twice() -> None:
    batch = [
        *typed(ONE, MET, UNMET, UNKNOWN, window="A"),
        *typed(TWO, UNMET, MET, window="A"),
    ]
    first = save(*batch)
    again = save(*batch)
    assert again.conflicts == ()
    assert again.versions == first.versions
    assert len(log()) == 3


def test_a_plain_change_that_comes_again_stores_nothing_twice() -> None:
    first = save(*typed(ONE, MET, UNMET))
    again = save(*typed(ONE, MET, UNMET))
    assert again.conflicts == ()
    assert again.versions == first.versions
    assert len(log()) == 1


def test_what_was_typed_after_a_lost_answer_stands_on_what_was_sent() -> None:
    save(*typed(ONE, MET, UNMET, window="A"))
    saved = save(*typed(ONE, MET, UNMET, UNKNOWN, window="A"))
    assert saved.conflicts == ()
    assert log() == [(1, "met", "unmet"), (1, "unmet", "unknown")]


def test_a_repeat_does_not_undo_what_another_wrote_on_it() -> None:
    mine = save(*typed(ONE, MET, UNMET, window="A"))
    save(*typed(ONE, UNMET, UNKNOWN, version=mine.versions[ONE]), by=reviewer())
    saved = save(*typed(ONE, MET, UNMET, window="A"))
    assert saved.conflicts == ()
    assert saved.draft.state(ONE) == UNKNOWN


def test_a_repeat_with_more_on_it_meets_what_another_wrote_between() -> None:
    mine = save(*typed(ONE, MET, UNMET, window="A"))
    save(*typed(ONE, UNMET, UNKNOWN, version=mine.versions[ONE]), by=reviewer())
    (conflict,) = save(*typed(ONE, MET, UNMET, MET, window="A")).conflicts
    assert (conflict.mine, conflict.theirs) == (MET, UNKNOWN)


def test_the_same_person_in_two_windows_is_asked_too() -> None:
    save(*typed(ONE, MET, UNMET))
    (conflict,) = save(*typed(ONE, MET, UNKNOWN)).conflicts
    assert conflict.row
    assert conflict.row.by == officer()


def test_a_second_window_that_begins_as_the_first_did_is_asked_too() -> None:
    """What the first wrote after it is not thrown away, nor is the second's change."""
    save(*typed(ONE, MET, UNMET, UNKNOWN, window="A"))
    (conflict,) = save(*typed(ONE, MET, UNMET, window="B")).conflicts
    assert (conflict.mine, conflict.theirs) == (UNMET, UNKNOWN)
    assert len(log()) == 2


def test_a_second_window_does_not_go_on_from_what_the_first_wrote() -> None:
    save(*typed(ONE, MET, UNMET, window="A"))
    (conflict,) = save(*typed(ONE, MET, UNMET, UNKNOWN, window="B")).conflicts
    assert (conflict.mine, conflict.theirs) == (UNKNOWN, UNMET)
    assert len(log()) == 1


def test_a_change_keeps_the_token_of_its_page() -> None:
    save(*typed(ONE, MET, UNMET, window="A"), *typed(TWO, UNMET, MET))
    rows = ResultChange.objects.order_by("pk")
    assert list(rows.values_list("token", flat=True)) == ["A-0", ""]


def test_a_cell_that_followed_a_moved_base_is_a_conflict_without_a_person() -> None:
    approve(SMALL, "2020Q4", {FIRST: []}, unknown={FIRST: [1]})
    (conflict,) = save(*typed(ONE, MET, UNMET)).conflicts
    assert (conflict.theirs, conflict.version, conflict.row) == (UNKNOWN, 0, None)


def test_a_moved_base_does_not_hide_behind_an_older_change_of_the_cell() -> None:
    save(*typed(ONE, MET, UNMET, MET), by=reviewer())
    approve(SMALL, "2020Q4", {FIRST: []}, unknown={FIRST: [1]})
    (conflict,) = save(*typed(ONE, MET, UNMET)).conflicts
    assert (conflict.theirs, conflict.row) == (UNKNOWN, None)


def test_a_base_that_moved_elsewhere_disturbs_nobody() -> None:
    approve(SMALL, "2020Q4", {FIRST: [1], SECOND: [3]})
    assert save(*typed(ONE, MET, UNMET)).conflicts == ()


def test_a_change_without_a_version_holds_whatever_stands() -> None:
    drafted({ONE: UNKNOWN})
    saved = save(Change(ONE, UNMET))
    assert saved.conflicts == ()
    assert saved.draft.state(ONE) == UNMET


def test_what_was_typed_and_taken_back_is_no_change() -> None:
    save(*typed(ONE, MET, UNMET), by=reviewer())
    assert save(*typed(ONE, MET, MET)).conflicts == ()
    assert len(log()) == 1


def test_an_unknown_cell_refuses_the_batch() -> None:
    with pytest.raises(UnknownCell):
        save(*typed(ONE, MET, UNMET), *typed((FIRST, 20), UNMET, MET))
    assert log() == []


def test_while_cells_are_returned_the_others_are_closed() -> None:
    report = given_back(ONE).report
    with pytest.raises(guard.CellsClosed):
        save(*typed(TWO, UNMET, MET))
    version = cell_versions(report)[ONE]
    assert save(*typed(ONE, UNMET, UNKNOWN, version=version)).conflicts == ()


def test_conflicts_of_many_cells_take_no_more_queries_than_one(
    django_assert_max_num_queries: object,
) -> None:
    cells = [(FIRST, number) for number in range(1, 20)]
    seen = {cell: MET if cell == ONE else UNMET for cell in cells}
    save(*(Change(cell, UNKNOWN, 0, seen[cell]) for cell in cells), by=reviewer())
    turned = {MET: UNMET, UNMET: MET}
    mine = [Change(cell, turned[seen[cell]], 0, seen[cell]) for cell in cells]
    with django_assert_max_num_queries(18):  # type: ignore[operator]
        assert len(save(*mine).conflicts) == 19
