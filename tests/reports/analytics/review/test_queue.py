"""Who waits, who is late and what was approved on the review page."""

import datetime as dt

import pytest

from communes.models import District
from reports.analytics.review.queue import MOST, RECENT, Narrowing, queue_of
from reports.choices import ReportState
from reports.models import DeadlineException, Quarter, Report
from reports.services.workflow import Seen, approve_report, close_quarter, return_report
from tests.reports import review_world as world
from tests.reports.review_world import (
    BEFORE,
    FIRST,
    LARGE,
    MET,
    QUARTER,
    SECOND,
    SMALL,
    UNMET,
)
from tests.world import approve

pytestmark = pytest.mark.django_db

ON = dt.date(2021, 4, 6)


def queue(narrowing=None, on=ON):
    return queue_of(Report.objects.all(), narrowing=narrowing or Narrowing(), on=on)


def returned(district=SMALL, reason="Thiếu hồ sơ"):
    return_report(
        district_code=district,
        quarter_code=QUARTER,
        by=world.reviewer(),
        at=world.AT,
        reason=reason,
    )


def approved(district=SMALL):
    report = Report.objects.get(district_id=district, quarter_id=QUARTER)
    base = report.latest_base()
    approve_report(
        district_code=district,
        quarter_code=QUARTER,
        by=world.reviewer(),
        on=ON,
        at=world.AT,
        seen=Seen(base.pk if base else None),
    )


def test_reports_wait_in_the_order_in_which_they_came():
    world.submitted({(FIRST, 1): MET}, at=world.AT)
    earlier = world.AT - dt.timedelta(days=1)
    world.submitted({("23344", 1): MET}, district=LARGE, at=earlier)
    assert [row.district.code for row in queue().waiting] == [LARGE, SMALL]


def test_a_waiting_report_counts_its_changed_cells():
    world.approved_before()
    world.submitted({(FIRST, 1): MET, (SECOND, 1): MET})
    assert [row.changed for row in queue().waiting] == [2]


def test_a_cell_that_its_new_base_agrees_with_is_not_counted():
    world.approved_before()
    world.submitted({(FIRST, 1): MET, (SECOND, 1): MET})
    world.approved_before({FIRST: [1]})
    assert [row.changed for row in queue().waiting] == [1]


def test_cells_of_a_first_report_are_all_counted():
    world.submitted({(FIRST, 1): MET, (FIRST, 2): UNMET})
    assert [row.changed for row in queue().waiting] == [2]


def test_an_opened_quarter_lists_every_district_that_has_not_begun():
    world.open_quarter()
    found = queue().under_way
    assert len(found) == District.objects.count()
    assert {row.report for row in found} == {None}


@pytest.mark.parametrize(
    ("on", "left", "late"),
    [
        (dt.date(2021, 3, 30), 1, 0),
        (dt.date(2021, 3, 31), 0, 0),
        (dt.date(2021, 4, 6), -6, 6),
    ],
)
def test_days_count_from_the_day_it_falls_due(on, left, late):
    world.open_quarter()
    row = queue(on=on).under_way[0]
    assert (row.days_left, row.days_late) == (left, late)


def test_an_exception_moves_the_day_of_its_district_alone():
    quarter = world.open_quarter()
    later = world.DUE + dt.timedelta(days=5)
    DeadlineException.objects.create(
        district_id=SMALL,
        quarter=quarter,
        due_on=later,
        reason="mưa lũ",
        at=world.AT,
        by=world.reviewer(),
    )
    days = {row.district.code: row.due_on for row in queue().under_way}
    assert (days[SMALL], days[LARGE]) == (later, world.DUE)


def test_a_waiting_report_carries_the_base_that_it_stands_on():
    first = world.submitted({(FIRST, 1): MET})
    assert [row.base for row in queue().waiting] == [None]
    world.approved_before()
    assert [row.base for row in queue().waiting] == [first.latest_base().pk]


def test_a_report_before_the_head_of_its_district_is_under_way():
    world.drafted({(FIRST, 1): MET})
    Report.objects.update(state=ReportState.SIGNING)
    assert [row.report.state for row in queue().under_way] == ["signing"]


def test_late_districts_are_counted():
    world.open_quarter()
    world.submitted({(FIRST, 1): MET})
    assert queue().late_count == District.objects.count() - 1


def test_a_quarter_without_a_due_day_lists_nobody():
    world.open_quarter(due_on=None)
    assert queue().under_way == ()


def test_a_district_whose_quarter_was_imported_is_not_asked_to_begin():
    world.open_quarter()
    approve(SMALL, QUARTER)
    assert SMALL not in {row.district.code for row in queue().under_way}


def test_an_untouched_draft_of_a_quarter_that_falls_due_is_listed():
    world.open_quarter()
    Report.objects.create(district_id=SMALL, quarter_id=QUARTER)
    rows = [row for row in queue().under_way if row.district.code == SMALL]
    assert [(row.report.state, row.changed) for row in rows] == [("draft", 0)]


def test_an_untouched_draft_of_an_imported_quarter_is_not_listed():
    world.open_quarter()
    approve(SMALL, QUARTER)
    Report.objects.create(district_id=SMALL, quarter_id=QUARTER)
    assert SMALL not in {row.district.code for row in queue().under_way}


def test_a_typed_draft_is_listed_even_when_it_does_not_fall_due():
    world.drafted({(FIRST, 1): MET})
    assert [(row.changed, row.days_left) for row in queue().under_way] == [(1, None)]


def test_a_returned_report_says_when_and_why():
    world.submitted({(FIRST, 1): MET})
    returned(reason="Thiếu biên bản")
    row = queue().under_way[0]
    assert (row.report.state, row.reason, row.noted_at) == (
        "returned",
        "Thiếu biên bản",
        world.AT,
    )


def test_reports_under_way_are_sorted_by_quarter_and_state():
    world.open_quarter()
    world.drafted({("23344", 1): MET}, district=LARGE)
    world.submitted({(FIRST, 1): MET})
    returned()
    found = [row.district.code for row in queue().under_way]
    assert found[:3] == [SMALL, LARGE, "608"]


def test_an_approved_report_is_listed_with_its_revision():
    world.submitted({(FIRST, 1): MET})
    approved()
    found = queue()
    assert found.waiting == ()
    assert [report.base.approved_on for report in found.approved] == [ON]


def test_only_the_latest_approved_reports_are_listed_unless_narrowed():
    codes = list(District.objects.values_list("code", flat=True))
    for year in (2018, 2019):
        Quarter.objects.create(code=f"{year}Q1")
        for code in codes:
            Report.objects.create(
                district_id=code,
                quarter_id=f"{year}Q1",
                state=ReportState.APPROVED,
                base=approve(code, f"{year}Q1"),
            )
    assert len(queue().approved) == RECENT
    narrowed = queue(Narrowing(is_narrowed=True)).approved
    assert len(narrowed) == len(codes) * 2 < MOST


def test_a_narrowed_list_keeps_districts_that_have_not_begun_only_if_asked():
    world.open_quarter()
    quarter, district = Quarter.objects.get(), District.objects.get(code=SMALL)
    assert len(queue(Narrowing(quarter, district)).under_way) == 1
    assert queue(Narrowing(quarter, district, with_silent=False)).under_way == ()


def test_narrowing_to_another_quarter_leaves_nobody():
    world.open_quarter()
    other = Quarter.objects.create(code=BEFORE)
    assert queue(Narrowing(other)).under_way == ()


def test_an_opened_quarter_counts_its_districts():
    world.province()
    world.submitted({(FIRST, 1): MET})
    world.submitted({("23344", 1): MET}, district=LARGE)
    approved()
    (line,) = queue().quarters
    assert (line.approved, line.waiting, len(line.pending)) == (1, 1, 8)


def test_a_closed_quarter_is_still_listed_but_nobody_is_late_in_it():
    world.open_quarter()
    close_quarter(quarter_code=QUARTER, by=world.reviewer(), at=world.AT)
    found = queue()
    assert [line.quarter.code for line in found.quarters] == [QUARTER]
    assert found.under_way == ()


def test_a_returned_report_of_a_closed_quarter_is_listed_without_days():
    world.open_quarter()
    world.submitted({(FIRST, 1): MET})
    returned()
    close_quarter(quarter_code=QUARTER, by=world.reviewer(), at=world.AT)
    assert [row.days_left for row in queue().under_way] == [None]


def test_opened_quarters_are_listed_newest_first():
    world.open_quarter(BEFORE)
    world.open_quarter()
    assert [line.quarter.code for line in queue().quarters] == [QUARTER, BEFORE]


@pytest.mark.parametrize("count", [1, 3])
def test_the_queue_takes_eight_queries_whatever_its_length(
    count, django_assert_num_queries
):
    world.province()
    for code, commune in list({SMALL: FIRST, LARGE: "23344", "611": "23380"}.items())[
        :count
    ]:
        world.submitted({(commune, 1): MET}, district=code)
    with django_assert_num_queries(8):
        assert len(queue().waiting) == count
