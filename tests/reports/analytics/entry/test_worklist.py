"""What is still to report, and how far it is."""

import datetime as dt

import pytest

from communes.models import District
from reports.analytics.entry.worklist import (
    Task,
    approved_quarters,
    districts_at,
    next_task,
    quarters_to_report,
    read_tasks,
)
from reports.choices import ReportState
from reports.models import Quarter, Report
from reports.services.drafts import declare_unchanged
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
    exception,
    officer,
    open_quarter,
    province,
    submitted,
)
from tests.world import approve

TODAY = dt.date(2021, 3, 20)

pytestmark = pytest.mark.django_db


def task(quarter: str = QUARTER, *, today: dt.date = TODAY) -> Task:
    pair = (District.objects.get(pk=SMALL), Quarter.objects.get(pk=quarter))
    return read_tasks([pair], today=today)[0]


def owed() -> list[str]:
    quarters = quarters_to_report(District.objects.get(pk=SMALL))
    return [quarter.code for quarter in quarters]


def test_nothing_is_begun_in_a_quarter_that_was_just_opened() -> None:
    approved_before(None)
    open_quarter()
    found = task()
    assert found.state is None
    assert (found.changed, found.unknown, found.cells) == (0, 0, 57)
    assert found.is_open


def test_without_a_base_every_cell_is_unknown() -> None:
    open_quarter()
    assert task().unknown == task().cells == 57


def test_changed_and_unknown_cells_are_counted_on_top_of_the_base() -> None:
    approve(SMALL, "2020Q4", {FIRST: [1]}, unknown={FIRST: [2, 3]})
    open_quarter()
    drafted({(FIRST, 1): UNMET, (FIRST, 2): MET, (SECOND, 1): UNKNOWN})
    assert (task().changed, task().unknown) == (3, 2)


def test_a_cell_that_the_base_caught_up_with_is_no_change() -> None:
    approved_before({FIRST: [1]})
    open_quarter()
    drafted({(FIRST, 2): MET})
    approve(SMALL, "2020Q4", {FIRST: [2]})
    assert task().changed == 0


def test_a_commune_outside_the_programme_is_not_counted() -> None:
    approve("613", "2019Q2")
    open_quarter("2019Q3", None)
    pair = (District.objects.get(pk="613"), Quarter.objects.get(pk="2019Q3"))
    found = read_tasks([pair], today=TODAY)[0]
    assert (found.cells, found.unknown) == (8 * 19, 0)


def test_a_quarter_before_every_law_has_no_cells() -> None:
    open_quarter("2010Q1", None)
    assert task("2010Q1").cells == 0


@pytest.mark.parametrize(
    ("today", "left"),
    [
        (dt.date(2021, 3, 20), 11),
        (dt.date(2021, 3, 31), 0),
        (dt.date(2021, 4, 3), -3),
    ],
)
def test_days_left_turn_negative_after_the_due_day(today: dt.date, left: int) -> None:
    open_quarter()
    assert task(today=today).days_left == left


def test_a_quarter_without_a_due_day_has_no_days_left() -> None:
    open_quarter(due_on=None)
    assert task().days_left is None


def test_a_sent_report_is_not_open_any_more() -> None:
    open_quarter()
    submitted({(FIRST, 1): MET})
    assert task().is_sent
    assert not task().is_open


def test_a_closed_quarter_is_not_open() -> None:
    Quarter.objects.filter(pk=open_quarter().pk).update(closed_at=AT)
    assert not task().is_open


def test_a_quarter_approved_from_a_file_counts_as_approved() -> None:
    open_quarter()
    approve(SMALL, QUARTER)
    assert task().is_approved
    assert task().report is None


def test_a_district_owes_the_quarters_that_were_opened_latest_first() -> None:
    open_quarter("2020Q4", dt.date(2020, 12, 31))
    open_quarter()
    open_quarter("2021Q2", None)
    assert owed() == [QUARTER, "2020Q4"]


def first(*, today: dt.date = TODAY) -> str | None:
    """Return the quarter of what the district is to do first."""
    district = District.objects.get(pk=SMALL)
    pairs = [(district, quarter) for quarter in quarters_to_report(district)]
    found = next_task(read_tasks(pairs, today=today))
    return found.quarter.code if found else None


def test_the_next_task_is_what_falls_due_next() -> None:
    open_quarter()
    open_quarter("2021Q2", dt.date(2021, 6, 20))
    drafted({(FIRST, 1): MET}, quarter="2020Q2")
    assert first() == QUARTER


def test_of_late_tasks_the_oldest_comes_first() -> None:
    open_quarter("2020Q3", dt.date(2020, 9, 20))
    open_quarter("2020Q4", dt.date(2020, 12, 20))
    open_quarter()
    assert first() == "2020Q3"


def test_what_came_back_goes_before_what_is_only_due() -> None:
    open_quarter()
    open_quarter("2021Q2", dt.date(2021, 6, 20))
    submitted({(FIRST, 1): MET}, quarter="2021Q2")
    Report.objects.update(state=ReportState.RETURNED)
    assert first() == "2021Q2"


def test_a_report_that_is_sent_or_closed_is_no_task() -> None:
    open_quarter()
    submitted({(FIRST, 1): MET})
    Quarter.objects.create(code="2020Q4", due_on=TODAY, closed_at=AT)
    assert first() is None


def test_a_report_begun_in_a_quarter_never_opened_is_on_the_list() -> None:
    drafted({(FIRST, 1): MET}, quarter="2020Q2")
    assert owed() == ["2020Q2"]


def test_approved_quarters_carry_their_count_and_the_change() -> None:
    approve(SMALL, "2020Q3", {FIRST: [1]})
    approve(SMALL, "2020Q4", {FIRST: [1]})
    approve(SMALL, "2020Q4", {FIRST: [1, 2], SECOND: [3]})
    found = approved_quarters(District.objects.get(pk=SMALL))
    assert [(x.label, x.met, x.communes, x.change) for x in found] == [
        ("Quý IV/2020", 3, 3, "+2"),
        ("Quý III/2020", 1, 3, ""),
    ]
    assert found[0].revision.number == 2


def test_districts_carry_the_state_of_their_report() -> None:
    quarter = open_quarter()
    submitted({(FIRST, 1): MET})
    approve("610", QUARTER)
    states = dict(districts_at(quarter).values_list("code", "state"))
    assert states[SMALL] == ReportState.SUBMITTED
    assert states["610"] == ReportState.APPROVED
    assert states["611"] == "none"


def test_a_confirmed_quarter_shows_no_changed_cell() -> None:
    approved_before()
    open_quarter()
    declare_unchanged(district_code=SMALL, quarter_code=QUARTER, by=officer(), at=AT)
    assert (task().changed, task().report.is_unchanged) == (0, True)


def test_tasks_take_seven_queries_for_any_number(
    django_assert_num_queries: object,
) -> None:
    province()
    drafted({(FIRST, 1): MET})
    quarter = Quarter.objects.get(pk=QUARTER)
    everyone = [(each, quarter) for each in District.objects.order_by("-code")]
    for pairs in (everyone[:1], everyone):
        with django_assert_num_queries(7):  # type: ignore[operator]
            read_tasks(pairs, today=TODAY)


def test_a_district_with_its_own_deadline_counts_to_that() -> None:
    approved_before(None)
    open_quarter(due_on=TODAY)
    exception(dt.date(2021, 3, 25))
    assert (task().due.on, task().days_left) == (dt.date(2021, 3, 25), 5)


@pytest.mark.parametrize(
    ("quarter", "name"), [("2020Q4", "Báo cáo năm 2020"), ("2020Q3", "")]
)
def test_an_approved_report_that_sums_up_is_named(quarter: str, name: str) -> None:
    approve(SMALL, quarter)
    assert approved_quarters(District.objects.get(pk=SMALL))[0].name == name
