"""What keeps an import of results from writing, and what it leaves behind."""

from typing import Any

import pytest
from django.db.models import Model

from ntm_portal.lib.periods import Quarter
from reports.analytics.attainment import figures_at
from reports.choices import EventKind, ReportState, ResultState
from reports.importing.readings import CellCounts
from reports.importing.runs import ImportRefused, apply_reading, read_appendix
from reports.models import (
    CommuneSummary,
    ImportRun,
    Report,
    ReportEvent,
    Result,
    Revision,
)
from reports.services import revisions
from reports.services.drafts import declare_unchanged
from reports.services.workflow import (
    Seen,
    approve_report,
    close_quarter,
    reopen_report,
)
from tests.reports.importing.files import (
    AT,
    CODES,
    FIRST,
    ON,
    RESULTS_2019,
    bring,
    only,
    read,
    request,
    sample_bytes,
    three,
    workbook,
)
from tests.reports.review_world import (
    SMALL,
    approved_before,
    drafted,
    officer,
    open_quarter,
    reviewer,
    submitted,
)

QUARTER = "2021Q1"
FIRST_CELL = (CODES[FIRST], 3)

pytestmark = pytest.mark.usefixtures("reference")


def typed() -> Report:
    return drafted({FIRST_CELL: ResultState.MET})


def approved() -> Report:
    report = submitted({FIRST_CELL: ResultState.MET})
    approve_report(
        district_code=SMALL,
        quarter_code=QUARTER,
        by=reviewer(),
        on=ON,
        at=AT,
        seen=Seen(None),
    )
    report.refresh_from_db()
    return report


def test_a_draft_with_typed_changes_refuses_its_district_by_name() -> None:
    typed()
    reading = read(workbook(three()))
    problem = only(reading.errors)
    assert problem.cell == "B4"
    assert "Huyện Ia H'Drai" in problem.message
    assert reading.counts == CellCounts(refused=57)


def test_a_quarter_confirmed_as_unchanged_is_a_persons_work_too() -> None:
    approved_before()
    open_quarter(due_on=AT.date())
    declare_unchanged(district_code=SMALL, quarter_code=QUARTER, by=officer(), at=AT)
    assert "ô đã sửa" in only(read(workbook(three())).errors).message


def test_a_submitted_report_refuses_its_district_by_name() -> None:
    submitted({FIRST_CELL: ResultState.MET})
    problem = only(read(workbook(three())).errors)
    assert "Ia H'Drai" in problem.message
    assert "chờ duyệt" in problem.message


def test_a_closed_quarter_refuses_the_file() -> None:
    close_quarter(quarter_code=QUARTER, by=reviewer(), at=AT)
    reading = read(workbook(three()))
    assert "khóa kỳ" in only(reading.errors).message
    assert reading.counts == CellCounts(refused=57)


def test_one_locked_district_refuses_the_whole_file() -> None:
    drafted({FIRST_CELL: ResultState.MET}, quarter="2019Q3")
    with pytest.raises(ImportRefused) as refusal:
        bring(sample_bytes(RESULTS_2019))
    assert refusal.value.reading.counts == CellCounts(created=1558, refused=57)
    assert not Revision.objects.exists()
    assert not ImportRun.objects.exists()


def test_a_lock_that_came_after_reading_is_seen_when_applying() -> None:
    reading = read(workbook(three()))
    typed()
    with pytest.raises(ImportRefused, match="ô đã sửa"):
        apply_reading(reading, by=None, at=AT)


def test_an_approved_report_stands_on_the_imported_revision() -> None:
    report = approved()
    applied = bring(workbook(three()))
    report.refresh_from_db()
    assert applied.run is not None
    assert report.state == ReportState.APPROVED
    assert report.base == applied.run.revisions.get()
    event = ReportEvent.objects.filter(report=report).first()
    assert event is not None
    assert event.kind == EventKind.IMPORTED


def test_a_reopened_report_without_changes_is_approved_by_the_import() -> None:
    report = approved()
    reopen_report(
        district_code=SMALL,
        quarter_code=QUARTER,
        by=reviewer(),
        at=AT,
        reason="xem lại",
    )
    bring(workbook(three()))
    report.refresh_from_db()
    assert report.state == ReportState.APPROVED


def test_no_report_is_made_where_there_was_none() -> None:
    bring(workbook(three()))
    assert not Report.objects.exists()


def test_a_failure_in_the_middle_leaves_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    insert = revisions.insert_rows

    def fail_at_the_summaries(model: type[Model], *rows: Any) -> None:
        if model is CommuneSummary:
            raise RuntimeError
        insert(model, *rows)

    monkeypatch.setattr(revisions, "insert_rows", fail_at_the_summaries)
    with pytest.raises(RuntimeError):
        bring(sample_bytes(RESULTS_2019))
    assert not Revision.objects.exists()
    assert not Result.objects.exists()
    assert not ImportRun.objects.exists()


def test_reading_alone_writes_nothing() -> None:
    read_appendix(request(workbook(three())))
    assert not ImportRun.objects.exists()
    assert not Revision.objects.exists()
    assert figures_at(Quarter(2021, 1)).not_reported == 85
