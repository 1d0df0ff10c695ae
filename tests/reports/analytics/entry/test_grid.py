"""The entry grid as read: values, what they were, what is left to do."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from communes.models import District
from ntm_portal.lib.periods import Quarter
from reports.analytics.entry.grid import Grid, read_grid
from reports.analytics.entry.grid_parts import Cell, Count
from reports.choices import ReportState
from reports.models import Quarter as QuarterRow
from reports.models import Report, Revision
from reports.services import drafts, workflow
from tests.reports.returned_world import given_back
from tests.reports.review_world import (
    AT,
    FIRST,
    LARGE,
    MET,
    QUARTER,
    SECOND,
    SMALL,
    UNKNOWN,
    UNMET,
    approved_before,
    drafted,
    no_objections,
    officer,
    open_quarter,
    reviewer,
    submitted,
)
from tests.world import approve

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _opened(db: None) -> None:
    open_quarter()


def grid(quarter: str = QUARTER, district: str = SMALL) -> Grid:
    found = read_grid(
        period=Quarter.parse(quarter), district=District.objects.get(pk=district)
    )
    assert found
    return found


def cell(commune: str, number: int, quarter: str = QUARTER) -> Cell:
    return next(
        each for each in grid(quarter).cells if each.key == f"{commune}-{number}"
    )


def keys(cells: tuple[Cell, ...]) -> list[str]:
    return [each.key for each in cells]


def test_looking_at_a_quarter_writes_nothing() -> None:
    QuarterRow.objects.all().delete()
    found = grid()
    assert found.report.pk is None
    assert not Report.objects.exists()
    assert not QuarterRow.objects.exists()


def test_a_quarter_before_every_law_has_no_grid() -> None:
    district = District.objects.get(pk=SMALL)
    assert read_grid(period=Quarter(2010, 1), district=district) is None


def test_the_rows_are_the_communes_of_the_programme_under_their_names() -> None:
    assert [row.place.name for row in grid().rows] == ["Ia Đal", "Ia Dom", "Ia Tơi"]


def test_a_commune_that_became_a_town_leaves_the_grid() -> None:
    approve("613", "2019Q2", {"23473": [1]})
    before = {row.place.code for row in grid("2019Q2", "613").rows}
    after = {row.place.code for row in grid("2019Q3", "613").rows}
    assert before - after == {"23473"}
    assert all(each.place.code != "23473" for each in grid("2019Q3", "613").cells)


def test_without_a_base_every_cell_is_unknown_and_nothing_is_compared() -> None:
    found = grid()
    assert found.base is None
    assert len(found.unknown) == 3 * 19
    assert found.total == Count(0, None)
    assert found.total.change == ""


def test_the_grid_is_prefilled_with_the_last_approved_quarter() -> None:
    approve(SMALL, "2020Q3", {FIRST: [2]})
    approved_before({FIRST: [1]})
    assert grid().base.period == Quarter(2020, 4)
    assert cell(FIRST, 1).state == MET
    assert cell(FIRST, 2).state == UNMET
    assert grid().changed == ()


def test_a_withdrawn_revision_is_no_base() -> None:
    approve(SMALL, "2020Q3", {FIRST: [2]})
    approved_before({FIRST: [1]})
    Revision.objects.filter(quarter="2020Q4").update(
        withdrawn_on="2021-03-01", withdrawn_at=AT
    )
    assert grid().base.quarter == "2020Q3"
    assert cell(FIRST, 2).state == MET


def test_a_changed_cell_keeps_what_it_was() -> None:
    approved_before({FIRST: [1]})
    drafted({(FIRST, 2): MET})
    changed = cell(FIRST, 2)
    assert (changed.state, changed.before, changed.is_changed) == (MET, UNMET, True)
    assert not cell(FIRST, 1).is_changed


def test_only_a_step_from_met_to_unmet_is_a_fall() -> None:
    approved_before({FIRST: [1, 2]})
    drafted({(FIRST, 1): UNMET, (FIRST, 2): UNKNOWN, (FIRST, 3): MET})
    assert keys(grid().fallen) == [f"{FIRST}-1"]


def test_rows_columns_and_the_whole_are_counted_against_the_base() -> None:
    approved_before({FIRST: [1, 2], SECOND: [1]})
    drafted({(FIRST, 1): UNMET, (FIRST, 3): MET, (SECOND, 3): MET})
    found = grid()
    assert [row.count for row in found.rows] == [Count(2, 2), Count(2, 1), Count(0, 0)]
    assert [each.count.change for each in found.columns[:4]] == ["−1", "=", "+2", "="]
    assert found.total == Count(4, 3)


def test_lines_part_the_groups_but_not_the_first() -> None:
    starts = [n for n, each in enumerate(grid().columns, 1) if each.begins_group]
    assert starts == [2, 10, 14, 18]


def test_cells_that_followed_a_moved_base_are_told() -> None:
    approved_before({FIRST: [1]})
    drafted({(FIRST, 2): MET, (SECOND, 2): MET})
    approve(SMALL, "2020Q4", {FIRST: [2, 3]})
    assert keys(grid().moved) == [f"{FIRST}-1", f"{FIRST}-3"]
    moved = grid().moved[0]
    assert (moved.seen, moved.state) == (MET, UNMET)


def test_a_moved_base_is_told_until_it_is_noted() -> None:
    approved_before({FIRST: [1]})
    drafted({(SECOND, 2): MET})
    approve(SMALL, "2020Q4", {FIRST: [3]})
    drafts.accept_base(district_code=SMALL, quarter_code=QUARTER, by=officer(), at=AT)
    assert grid().moved == ()


def test_a_report_that_was_sent_has_nothing_to_note() -> None:
    approved_before({FIRST: [1]})
    submitted({(SECOND, 2): MET})
    approve(SMALL, "2020Q4", {FIRST: [3]})
    assert grid().moved == ()


def test_an_approved_quarter_is_compared_with_the_quarter_before() -> None:
    approved_before({FIRST: [1]})
    approve(SMALL, QUARTER, {FIRST: [1, 2]})
    found = grid()
    assert found.report.state == ReportState.APPROVED
    assert (found.base.quarter, found.approval.quarter) == ("2020Q4", QUARTER)
    assert keys(found.changed) == [f"{FIRST}-2"]


def test_a_reopened_quarter_is_compared_with_its_own_approval() -> None:
    approved_before({FIRST: [1]})
    approve(SMALL, QUARTER, {FIRST: [1, 2]})
    workflow.reopen_report(
        district_code=SMALL,
        quarter_code=QUARTER,
        by=reviewer(),
        at=AT,
        reason="Sai số hộ nghèo",
    )
    found = grid()
    assert found.base == found.approval
    assert found.changed == ()
    assert found.sent_back.reason == "Sai số hộ nghèo"


def test_the_reason_of_a_return_is_told_until_it_is_sent_again() -> None:
    submitted({(FIRST, 1): MET})
    workflow.return_report(
        district_code=SMALL,
        quarter_code=QUARTER,
        by=reviewer(),
        at=AT,
        reason="Thiếu biên bản",
    )
    assert grid().sent_back.reason == "Thiếu biên bản"
    workflow.submit_report(
        district_code=SMALL,
        quarter_code=QUARTER,
        by=officer(),
        at=AT,
        unknown_confirmed=True,
        objections=no_objections,
    )
    assert grid().sent_back is None
    assert len(grid().events) == 3


@pytest.mark.parametrize("is_changed", [False, True])
@pytest.mark.parametrize("has_unknown", [False, True])
def test_the_grid_and_the_service_agree_on_what_is_missing(
    *, is_changed: bool, has_unknown: bool
) -> None:
    approve(SMALL, "2020Q4", unknown={FIRST: [5]} if has_unknown else None)
    drafted({(FIRST, 1): MET} if is_changed else {})
    draft = drafts.set_cells(
        district_code=SMALL, quarter_code=QUARTER, cells={}, by=officer(), at=AT
    )
    missing = workflow.missing_before_submit(draft, unknown_confirmed=False)
    assert grid().is_incomplete is bool(missing)
    assert grid().is_begun is is_changed


def test_a_confirmed_quarter_is_complete() -> None:
    approved_before()
    drafts.declare_unchanged(
        district_code=SMALL, quarter_code=QUARTER, by=officer(), at=AT
    )
    assert not grid().is_incomplete


def test_a_cell_knows_the_last_change_it_stands_on() -> None:
    report = drafted({(FIRST, 1): MET})
    assert cell(FIRST, 1).version == report.change_log.get().pk
    assert cell(FIRST, 2).version == 0


def test_while_a_cell_is_given_back_the_others_are_closed() -> None:
    given_back((FIRST, 1))
    found = grid()
    assert keys(found.to_answer) == keys(found.open_cells) == [f"{FIRST}-1"]
    assert cell(FIRST, 2).is_closed


def test_a_returned_cell_without_an_answer_keeps_the_report_from_being_sent() -> None:
    approved_before()
    returned = given_back((FIRST, 1))
    assert grid().is_incomplete
    returned.answer, returned.answered_at = "Đã bổ sung", AT
    returned.save()
    assert not grid().is_incomplete


def test_an_answered_cell_stays_open_until_the_decision() -> None:
    returned = given_back((FIRST, 1))
    returned.answer, returned.answered_at = "Đã bổ sung", AT
    returned.save()
    found = grid()
    assert found.to_answer == ()
    assert keys(found.returned) == keys(found.open_cells) == [f"{FIRST}-1"]


def test_a_report_sent_again_has_no_closed_cells_of_its_own() -> None:
    given_back((FIRST, 1))
    Report.objects.update(state=ReportState.SUBMITTED, submitted_at=AT)
    assert not cell(FIRST, 2).is_closed


def test_events_are_read_before_the_cells_that_they_sent() -> None:
    approved_before()
    submitted({(FIRST, 1): MET})
    with CaptureQueriesContext(connection) as asked:
        grid()
    tables = [each["sql"].split(" FROM ")[1].split()[0] for each in asked]
    assert tables.index('"reports_reportevent"') < tables.index('"reports_result"')


@pytest.mark.parametrize("district", [SMALL, LARGE])
def test_the_grid_takes_ten_queries(
    district: str, django_assert_num_queries: object
) -> None:
    approved_before(district=district)
    drafted({(grid(district=district).rows[0].place.code, 1): MET}, district=district)
    place = District.objects.get(pk=district)
    with django_assert_num_queries(10):  # type: ignore[operator]
        read_grid(period=Quarter.parse(QUARTER), district=place)
