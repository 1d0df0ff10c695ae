"""The past of one cell: twelve quarters, and every change by every door."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from communes.models import District
from criteria.analytics.law import LawCriterion, law_on
from criteria.models import Indicator
from ntm_portal.lib.periods import Quarter
from reports.analytics.cell.history import SHOWN, CellHistory, read_history
from reports.analytics.cell.page import report_of
from reports.choices import Door, ImportKind, ImportState, ReportState
from reports.models import ImportRun, Report, ResultChange, Revision, ValueChange
from tests.reports.review_world import (
    AT,
    BEFORE,
    FIRST,
    MET,
    QUARTER,
    SMALL,
    UNKNOWN,
    UNMET,
    drafted,
    officer,
    open_quarter,
    reviewer,
)
from tests.world import approve

pytestmark = pytest.mark.django_db


def criterion(number: int = 1) -> LawCriterion:
    return law_on(Quarter.parse(QUARTER).last_day).by_number[number]


def history(
    quarter: str = QUARTER, *, commune: str = FIRST, sent_only: bool = False
) -> CellHistory:
    district = District.objects.get(communes__code=commune)
    report = report_of(Quarter.parse(quarter), district)
    return read_history(report, commune, criterion(), sent_only=sent_only)


def turns(found: CellHistory) -> list[tuple[str, str, str]]:
    return [(each.before, each.after, each.way) for each in found.changes]


def imported(name: str = "bieu.xlsx") -> ImportRun:
    return ImportRun.objects.create(
        kind=ImportKind.RESULTS,
        state=ImportState.APPLIED,
        file_name=name,
        content=b"",
        sha256="0",
        at=AT,
        by=reviewer(),
    )


def withdraw(revision: Revision) -> None:
    Revision.objects.filter(pk=revision.pk).update(
        withdrawn_on=dt.date(2021, 3, 1),
        withdrawn_at=dt.datetime(2021, 3, 1, 8, tzinfo=dt.UTC),
    )
    ImportRun.objects.update(undone_by=officer("610"))


def test_the_twelve_quarters_before_are_there_oldest_first() -> None:
    quarters = [each.quarter.code for each in history().quarters]
    assert (len(quarters), quarters[0], quarters[-1]) == (12, "2018Q1", "2020Q4")


def test_a_quarter_without_data_of_its_own_carries_the_one_before() -> None:
    approve(SMALL, "2020Q2", {FIRST: [1]})
    past = {each.quarter.code: each for each in history().quarters}
    assert past["2020Q1"].state is None
    assert (past["2020Q2"].state, past["2020Q2"].is_carried) == (MET, False)
    assert (past["2020Q4"].state, past["2020Q4"].is_carried) == (MET, True)
    assert past["2020Q4"].source == Quarter.parse("2020Q2")


def test_a_quarter_has_its_last_standing_revision() -> None:
    approve(SMALL, "2020Q4")
    approve(SMALL, "2020Q4", {FIRST: [1]})
    withdraw(approve(SMALL, "2020Q4"))
    last = history().quarters[-1]
    assert (last.state, last.revision.number) == (MET, 2)


def test_a_commune_has_no_state_outside_of_the_programme() -> None:
    approve("613", "2019Q2", {"23473": [1]})
    past = {each.quarter.code: each for each in history(commune="23473").quarters}
    assert past["2019Q2"].state == MET
    assert (past["2019Q3"].state, past["2019Q3"].revision) == (None, None)


def test_a_typed_change_has_its_person_and_its_door() -> None:
    approve(SMALL, "2020Q4", {FIRST: [1]}, at=AT - dt.timedelta(days=60))
    open_quarter()
    drafted({(FIRST, 1): UNMET, (FIRST, 2): MET})
    change = history().changes[0]
    assert (change.before, change.after) == (MET, UNMET)
    assert change.person == officer().display_name
    assert change.way == Door.PAGE.label
    assert change.quarter == Quarter.parse(QUARTER)


def test_changes_of_earlier_reports_are_there_and_later_ones_are_not() -> None:
    open_quarter("2020Q3")
    open_quarter("2020Q4")
    drafted({(FIRST, 1): MET}, quarter="2020Q3")
    drafted({(FIRST, 1): UNMET}, quarter="2020Q4")
    assert turns(history("2020Q3")) == [(UNKNOWN, MET, Door.PAGE.label)]
    assert len(history("2020Q4").changes) == 2


def test_an_approval_that_changed_the_cell_is_a_change() -> None:
    approve(SMALL, "2020Q3", {FIRST: [1]}, by=reviewer())
    approve(SMALL, "2020Q4", by=reviewer())
    found = history()
    assert turns(found) == [
        (MET, UNMET, "duyệt báo cáo"),
        (UNKNOWN, MET, "duyệt báo cáo"),
    ]
    assert found.changes[0].person == reviewer().display_name


def test_an_approval_of_the_same_is_no_change() -> None:
    approve(SMALL, "2020Q3", {FIRST: [1]})
    approve(SMALL, "2020Q4", {FIRST: [1]})
    assert len(history().changes) == 1


def test_a_change_by_an_import_names_its_file_and_person() -> None:
    approve(SMALL, "2020Q3", {FIRST: [1]})
    approve(SMALL, "2020Q4", import_run=imported())
    change = history().changes[0]
    assert (change.way, change.detail) == ("nhập từ tệp", "bieu.xlsx")
    assert change.person == reviewer().display_name


def test_undoing_an_import_is_a_change_back() -> None:
    approve(SMALL, "2020Q3", {FIRST: [1]}, at=AT - dt.timedelta(days=90))
    withdraw(
        approve(SMALL, "2020Q4", import_run=imported(), at=AT - dt.timedelta(days=50))
    )
    found = history()
    assert turns(found)[:2] == [
        (UNMET, MET, "hoàn tác lần nhập"),
        (MET, UNMET, "nhập từ tệp"),
    ]
    assert found.changes[0].person == officer("610").display_name


def value_typed(report: Report, number: int) -> None:
    ValueChange.objects.create(
        report=report,
        commune_id=FIRST,
        indicator=Indicator.objects.filter(criterion__number=number).first(),
        after="đạt",
        door=Door.PAGE,
        at=AT + dt.timedelta(hours=1),
        by=officer(),
    )


def test_values_of_its_indicators_are_among_the_changes() -> None:
    open_quarter()
    report = drafted({(FIRST, 1): MET})
    for number in (1, 2):
        value_typed(report, number)
    found = history()
    assert [each.subject for each in found.changes] == ["chỉ tiêu 1.1", ""]
    assert found.last_change.after == MET


@pytest.mark.parametrize("state", ReportState)
def test_what_is_typed_in_another_report_is_left_out_on_demand_until_it_is_sent(
    state: ReportState,
) -> None:
    open_quarter()
    before = drafted({(FIRST, 1): MET}, quarter=BEFORE)
    value_typed(before, 1)
    Report.objects.filter(pk=before.pk).update(state=state, submitted_at=AT)
    drafted({(FIRST, 1): UNMET})
    quarters = [each.quarter.code for each in history(sent_only=True).changes]
    is_sent = state in (ReportState.SUBMITTED, ReportState.APPROVED)
    assert sorted(quarters) == [*[BEFORE, BEFORE] * is_sent, QUARTER]


def test_a_cell_without_any_change_has_no_last_one() -> None:
    assert history().last_change is None


def test_of_very_many_changes_the_newest_are_shown() -> None:
    open_quarter()
    report = drafted({(FIRST, 1): MET})
    log(report, SHOWN)
    found = history()
    assert (len(found.changes), found.is_cut) == (SHOWN, True)
    assert found.changes[0].at == AT + dt.timedelta(minutes=SHOWN)


def log(report: Report, count: int) -> None:
    ResultChange.objects.bulk_create(
        ResultChange(
            report=report,
            commune_id=FIRST,
            criterion_id=criterion().id,
            before=MET,
            after=UNMET,
            at=AT + dt.timedelta(minutes=minute + 1),
            by=officer(),
        )
        for minute in range(count)
    )


def test_the_queries_do_not_grow_with_the_past() -> None:
    open_quarter()
    drafted({(FIRST, 1): MET})
    district = District.objects.get(pk=SMALL)
    report, read = report_of(Quarter.parse(QUARTER), district), criterion()
    few = queries(lambda: read_history(report, FIRST, read, sent_only=False))
    for quarter in ("2019Q4", "2020Q1", "2020Q2"):
        approve(SMALL, quarter, {FIRST: [1]}, import_run=imported(quarter))
    log(report, 5)
    assert (
        queries(lambda: read_history(report, FIRST, read, sent_only=False)) == few == 7
    )


def queries(read: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as asked:
        read()
    return len(asked)
