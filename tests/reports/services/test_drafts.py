"""Drafts: only what differs from the base is stored, and the base may move."""

import datetime as dt
from collections.abc import Mapping

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from reports.choices import ReportState, ResultState
from reports.models import DraftResult, Report, ResultChange
from reports.services import drafts, guard
from tests.reports.review_world import (
    FIRST,
    MET,
    QUARTER,
    SECOND,
    SMALL,
    UNKNOWN,
    UNMET,
    officer,
    open_quarter,
    reviewer,
)
from tests.reports.values_world import number, typed
from tests.world import approve

AT = dt.datetime(2021, 3, 20, 9, 40, tzinfo=dt.UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _opened(db: None) -> None:
    open_quarter()


def save(
    cells: Mapping[tuple[str, int], ResultState],
    *,
    by: User | None = None,
    quarter: str = QUARTER,
) -> drafts.Draft:
    return drafts.set_cells(
        district_code=SMALL,
        quarter_code=quarter,
        cells=cells,
        by=by or officer(),
        at=AT,
    )


def confirm_unchanged(by: User | None = None, seen: int | None = None) -> drafts.Draft:
    return drafts.declare_unchanged(
        district_code=SMALL, quarter_code=QUARTER, by=by or officer(), at=AT, seen=seen
    )


def stored() -> set[tuple[str, int, str]]:
    rows = DraftResult.objects.values_list("commune_id", "criterion__number", "state")
    return set(rows)


def log() -> list[tuple[str, int, str, str]]:
    rows = ResultChange.objects.order_by("pk")
    return list(rows.values_list("commune_id", "criterion__number", "before", "after"))


def test_only_cells_that_differ_from_the_base_are_stored() -> None:
    approve(SMALL, "2020Q4", {FIRST: [1]})
    draft = save({(FIRST, 1): MET, (FIRST, 2): MET, (SECOND, 1): UNKNOWN})
    assert stored() == {(FIRST, 2, "met"), (SECOND, 1, "unknown")}
    assert draft.changed == {(FIRST, 2): MET, (SECOND, 1): UNKNOWN}


def test_a_cell_set_back_to_the_base_is_no_longer_a_change() -> None:
    approve(SMALL, "2020Q4", {FIRST: [1]})
    save({(FIRST, 1): UNMET, (FIRST, 2): MET})
    draft = save({(FIRST, 1): MET, (FIRST, 2): UNMET})
    assert stored() == set()
    assert draft.changed == {}


def test_without_a_base_every_cell_is_unknown_until_it_is_typed() -> None:
    draft = save({(FIRST, 1): MET})
    cells = draft.cells()
    assert cells[FIRST][1] == MET
    assert cells[FIRST][2] == cells[SECOND][1] == UNKNOWN


def test_every_change_of_a_cell_is_logged_with_what_it_was() -> None:
    approve(SMALL, "2020Q4", {FIRST: [1]})
    save({(FIRST, 1): UNMET})
    save({(FIRST, 1): UNKNOWN})
    save({(FIRST, 1): MET})
    assert log() == [
        (FIRST, 1, "met", "unmet"),
        (FIRST, 1, "unmet", "unknown"),
        (FIRST, 1, "unknown", "met"),
    ]


def test_a_cell_that_stays_what_it_is_is_not_logged() -> None:
    approve(SMALL, "2020Q4", {FIRST: [1]})
    save({(FIRST, 1): MET})
    assert log() == []


def test_an_unknown_cell_refuses_all() -> None:
    with pytest.raises(drafts.UnknownCell, match="không có ô xã 23344"):
        save({(FIRST, 1): MET, ("23344", 1): MET})
    with pytest.raises(drafts.UnknownCell, match="tiêu chí 20"):
        save({(FIRST, 20): MET})
    assert stored() == set()
    assert not Report.objects.exists()


def test_a_quarter_before_every_law_has_no_cells() -> None:
    with pytest.raises(drafts.UnknownCell, match="Chưa có bộ tiêu chí"):
        save({(FIRST, 1): MET}, quarter="2010Q1")


def test_a_locked_report_takes_no_cell() -> None:
    save({(FIRST, 1): MET})
    Report.objects.update(state=ReportState.SUBMITTED, submitted_at=timezone.now())
    with pytest.raises(guard.ReportLocked):
        save({(FIRST, 2): MET})
    assert stored() == {(FIRST, 1, "met")}


def test_a_quarter_approved_from_a_file_is_not_begun_anew() -> None:
    approve(SMALL, QUARTER, {FIRST: [1]})
    with pytest.raises(guard.ReportLocked, match="đã duyệt"):
        save({(FIRST, 2): MET})
    assert not Report.objects.exists()


def test_what_the_office_enters_is_marked() -> None:
    assert save({(FIRST, 1): MET}).report.entered_on_behalf is False
    assert save({(FIRST, 2): MET}, by=reviewer()).report.entered_on_behalf is True
    assert save({(FIRST, 3): MET}).report.entered_on_behalf is True


def test_who_saves_nothing_has_entered_nothing() -> None:
    approve(SMALL, "2020Q4", {FIRST: [1]})
    assert save({}, by=reviewer()).report.entered_on_behalf is False
    assert save({(FIRST, 1): MET}, by=reviewer()).report.entered_on_behalf is False


def test_untouched_cells_follow_a_base_that_moved() -> None:
    approve(SMALL, "2020Q4", {FIRST: [1]})
    save({(FIRST, 2): MET})
    approve(SMALL, "2020Q4", {FIRST: [3]})
    cells = save({}).cells()[FIRST]
    assert (cells[1], cells[2], cells[3]) == (UNMET, MET, MET)


def test_a_later_quarter_is_never_the_base() -> None:
    approve(SMALL, "2020Q4", {FIRST: [1]})
    approve(SMALL, "2021Q2", {FIRST: [2]})
    assert save({}).cells()[FIRST][1] == MET
    assert save({}).cells()[FIRST][2] == UNMET


def test_taking_note_of_the_base_keeps_the_typed_cells() -> None:
    first = approve(SMALL, "2020Q4", {FIRST: [1]})
    assert save({(FIRST, 2): MET}).report.base == first
    second = approve(SMALL, "2020Q4", {FIRST: [3]})
    drafts.accept_base(district_code=SMALL, quarter_code=QUARTER, by=officer(), at=AT)
    assert Report.objects.get().base == second
    assert stored() == {(FIRST, 2, "met")}


def test_declaring_unchanged_gives_typed_cells_back_and_logs_it() -> None:
    approve(SMALL, "2020Q4", {FIRST: [1]})
    save({(FIRST, 1): UNMET})
    draft = confirm_unchanged()
    assert stored() == set()
    assert draft.report.is_unchanged
    assert log()[-1] == (FIRST, 1, "unmet", "met")


def test_a_changed_cell_ends_the_confirmation() -> None:
    approve(SMALL, "2020Q4", {FIRST: [1]})
    confirm_unchanged()
    assert save({(FIRST, 2): MET}).report.is_unchanged is False


def test_saving_a_cell_as_it_is_keeps_the_confirmation() -> None:
    approve(SMALL, "2020Q4", {FIRST: [1]})
    confirm_unchanged()
    assert save({(FIRST, 1): MET}).report.is_unchanged is True


def test_a_stranger_confirms_nothing() -> None:
    with pytest.raises(guard.OutOfScope):
        confirm_unchanged(officer("610"))
    assert not Report.objects.exists()


def test_typed_changes_and_a_confirmation_are_work_of_a_person() -> None:
    approve(SMALL, "2020Q4", {FIRST: [1]})
    assert not drafts.has_typed_changes(save({}).report)
    assert drafts.has_typed_changes(confirm_unchanged().report)
    assert drafts.has_typed_changes(save({(FIRST, 2): MET}).report)


@pytest.mark.skipif(
    not connection.features.has_select_for_update,
    reason="SQLite khóa cả tệp, không có thứ tự khóa.",
)
def test_the_quarter_is_locked_before_the_report_as_imports_do() -> None:
    save({(FIRST, 1): MET})
    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        drafts.locked_draft(district_code=SMALL, quarter_code=QUARTER)
    locking = [each["sql"] for each in queries if "FOR UPDATE" in each["sql"]]
    assert ["reports_report" in sql for sql in locking] == [False, True]
    assert "reports_quarter" in locking[0]


def test_setting_many_cells_back_takes_no_more_queries_than_one(
    django_assert_max_num_queries: object,
) -> None:
    approve(SMALL, "2020Q4")
    cells = {(FIRST, number): MET for number in range(1, 20)}
    save(cells)
    with transaction.atomic(), django_assert_max_num_queries(22):  # type: ignore[operator]
        save(dict.fromkeys(cells, UNMET))
    assert stored() == set()


@pytest.mark.parametrize("seen", [0, 1, 3])
def test_only_as_many_changes_are_given_up_as_the_person_saw(seen: int) -> None:
    approve(SMALL, "2020Q4")
    save({(FIRST, 1): MET, (FIRST, 2): MET})
    with pytest.raises(drafts.DraftMoved, match="đang có 2 ô đã sửa"):
        confirm_unchanged(seen=seen)
    assert len(stored()) == 2
    confirm_unchanged(seen=2)
    assert stored() == set()


def test_a_quarter_with_typed_values_of_indicators_is_not_unchanged() -> None:
    approve(SMALL, "2020Q4")
    typed("17.1", number("50", "40"))
    with pytest.raises(drafts.DraftMoved, match="có 1 giá trị chỉ tiêu đã gõ"):
        confirm_unchanged()
    assert not Report.objects.get().is_unchanged


def test_without_approved_data_nothing_can_be_unchanged() -> None:
    with pytest.raises(drafts.NothingToKeep, match="đánh giá từng ô"):
        confirm_unchanged()
    assert not Report.objects.exists()
