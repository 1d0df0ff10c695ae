"""What was written, handed in and imported of a cell is among its changes."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from communes.models import District
from criteria.analytics.law import law_on
from ntm_portal.lib.periods import Quarter
from reports.analytics.cell.changes import CellChange
from reports.analytics.cell.history import read_history
from reports.analytics.quarter_report import report_of
from reports.models import IndicatorRevision, Report
from tests.reports.log_world import CELL, handed_in, minute, written
from tests.reports.review_world import (
    AT,
    BEFORE,
    FIRST,
    QUARTER,
    SECOND,
    SMALL,
    officer,
)
from tests.reports.values_world import approved_values, number, values_run

pytestmark = pytest.mark.django_db
OFFICE, DISTRICT = "vpdp", "UBND huyện Ia H'Drai"


def changes(
    quarter: str = QUARTER, *, commune: str = FIRST, sent_only: bool = False
) -> tuple[CellChange, ...]:
    report = report_of(Quarter.parse(quarter), District.objects.get(pk=SMALL))
    criterion = law_on(Quarter.parse(QUARTER).last_day).by_number[CELL[1]]
    return read_history(report, commune, criterion, sent_only=sent_only).changes


def told(found: tuple[CellChange, ...]) -> list[tuple[str, str, str, str]]:
    return [(each.subject, each.before, each.after, each.way) for each in found]


def test_what_was_written_is_there_with_both_texts() -> None:
    written()
    assert told(changes()) == [
        ("vì sao không còn đạt", "", "thực sự giảm", "ghi ở danh sách ô giảm"),
        ("ghi chú", "Mưa lũ", "Mưa bão", "ghi ở ô"),
        ("ghi chú", "", "Mưa lũ", "ghi ở ô"),
    ]
    assert [each.person for each in changes()] == [DISTRICT, OFFICE, DISTRICT]
    assert changes()[0].at == minute(3)


def test_of_a_long_text_the_changed_words_are_there() -> None:
    written()
    report = Report.objects.get()
    report.text_log.filter(before="Mưa lũ").update(
        before=f"{'đầu ' * 50}cũ {'cuối ' * 50}",
        after=f"{'đầu ' * 50}mới {'cuối ' * 50}",
    )
    assert changes()[1].before == "…đầu đầu đầu đầu cũ cuối cuối cuối cuối…"


def test_files_are_there_as_they_came_and_went() -> None:
    handed_in()
    assert told(changes()) == [
        ("minh chứng", "moi.pdf", "", "gỡ tệp"),
        ("minh chứng", "cu.pdf", "moi.pdf", "thay tệp"),
        ("minh chứng", "", "cu.pdf", "thêm tệp"),
    ]
    assert [each.person for each in changes()] == [DISTRICT, OFFICE, DISTRICT]


def test_neither_is_the_last_change_of_the_result() -> None:
    written()
    handed_in()
    report = report_of(Quarter.parse(QUARTER), District.objects.get(pk=SMALL))
    criterion = law_on(Quarter.parse(QUARTER).last_day).by_number[CELL[1]]
    found = read_history(report, FIRST, criterion, sent_only=False)
    assert found.last_change is None


def test_another_cell_has_nothing_of_it() -> None:
    written()
    handed_in()
    assert changes(commune=SECOND) == ()


@pytest.mark.parametrize(("sent_only", "count"), [(False, 6), (True, 0)])
def test_what_was_written_in_another_quarter_is_not_for_agencies(
    *, sent_only: bool, count: int
) -> None:
    written()
    handed_in()
    Report.objects.update(state="submitted", submitted_at=AT)
    assert len(changes("2021Q2", sent_only=sent_only)) == count
    assert len(changes(sent_only=sent_only)) == 6


def imported() -> IndicatorRevision:
    """Import one value of the cell twice; only the second time is it another one."""
    first = {(FIRST, "2.1"): number("50"), (FIRST, "2.2"): number("7")}
    approved_values(first, quarter=QUARTER, run=values_run("mot.xlsx"), at=minute(1))
    second = {**first, (FIRST, "2.1"): number("60")}
    return approved_values(
        second, quarter=QUARTER, run=values_run("hai.xlsx"), at=minute(2)
    )


def test_values_that_an_import_changed_are_there_with_its_file() -> None:
    imported()
    found = changes()
    assert told(found[:1]) == [("chỉ tiêu 2.1", "50 %", "60 %", "nhập từ tệp")]
    assert {each[:3] for each in told(found[1:])} == {
        ("chỉ tiêu 2.1", "", "50 %"),
        ("chỉ tiêu 2.2", "", "7 %"),
    }
    assert (found[0].detail, found[0].person) == ("hai.xlsx", OFFICE)
    assert (found[0].at, found[0].quarter.code) == (minute(2), QUARTER)


def test_values_of_an_earlier_quarter_are_not_what_stood_before() -> None:
    approved_values({(FIRST, "2.1"): number("40")}, quarter=BEFORE)
    imported()
    assert ("chỉ tiêu 2.1", "", "50 %", "nhập từ tệp") in told(changes())


def test_an_undone_import_of_values_changes_them_back() -> None:
    revision = imported()
    revision.withdrawn_on, revision.withdrawn_at = dt.date(2021, 5, 1), minute(9)
    revision.save()
    run = revision.import_run
    run.undone_by = officer()
    run.save()
    found = changes()
    assert told(found[:1]) == [("chỉ tiêu 2.1", "60 %", "50 %", "hoàn tác lần nhập")]
    assert (found[0].person, found[0].at) == (DISTRICT, minute(9))


def test_values_that_were_not_imported_are_left_to_their_own_log() -> None:
    approved_values({(FIRST, "2.1"): number("40")}, quarter=QUARTER)
    assert changes() == ()


def queries(read: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as asked:
        read()
    return len(asked)


def test_the_queries_do_not_grow_with_what_was_written() -> None:
    written()
    handed_in()
    imported()
    report = report_of(Quarter.parse(QUARTER), District.objects.get(pk=SMALL))
    criterion = law_on(Quarter.parse(QUARTER).last_day).by_number[CELL[1]]

    def read() -> None:
        read_history(report, FIRST, criterion, sent_only=False)

    few = queries(read)
    handed_in((FIRST, 2))
    for name in ("ba.xlsx", "bon.xlsx"):
        value = {(FIRST, "2.1"): number(str(len(name)))}
        approved_values(value, quarter=QUARTER, run=values_run(name))
    assert queries(read) == few == 8
