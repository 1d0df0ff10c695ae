"""What stands in a cell, what it came to replace, and how many files each cell has."""

from pathlib import Path
from typing import Any

import pytest

from criteria.analytics.law import law_on
from ntm_portal.lib import periods
from reports.analytics.cell.evidence import (
    CellEvidence,
    evidence_counts,
    read_evidence,
)
from reports.choices import ReportState
from reports.models import Evidence, Report
from reports.services.evidence import remove_evidence, replace_evidence
from tests.reports.evidence_world import added, checked, one_file
from tests.reports.review_world import (
    AT,
    BEFORE,
    FIRST,
    QUARTER,
    SECOND,
    SMALL,
    officer,
    open_for_now,
    open_quarter,
)


@pytest.fixture(autouse=True)
def _quarter(db: None, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    open_quarter()


def replaced(row: Evidence, name: str) -> Evidence:
    return replace_evidence(evidence=row, file=checked(name), by=officer(), at=AT)


def read(quarter: str = QUARTER, *, sent_only: bool = False) -> CellEvidence:
    law = law_on(periods.Quarter.parse(quarter).last_day)
    report = Report.objects.get(district_id=SMALL, quarter_id=quarter)
    return read_evidence(report, FIRST, law.by_number[5], sent_only=sent_only)


def test_a_file_knows_all_that_it_came_to_replace():
    third = replaced(replaced(one_file("1.pdf"), "2.pdf"), "3.pdf")
    (file,) = read().files
    assert file.row == third
    assert [each.row.name for each in file.older] == ["2.pdf", "1.pdf"]
    assert [each.newer.name for each in file.older] == ["3.pdf", "2.pdf"]


def test_a_new_file_stands_where_the_old_one_stood():
    first = one_file("1.pdf")
    one_file("2.pdf")
    replaced(first, "3.pdf")
    assert [each.row.name for each in read().files] == ["3.pdf", "2.pdf"]


def test_what_was_removed_stands_apart_with_what_it_had_replaced():
    second = replaced(one_file("1.pdf"), "2.pdf")
    remove_evidence(evidence=second, by=officer(), at=AT)
    found = read()
    assert found.files == ()
    (gone,) = found.removed
    assert [gone.row.name, gone.older[0].row.name] == ["2.pdf", "1.pdf"]


def test_files_of_other_cells_and_later_quarters_are_not_among_them():
    with open_for_now(BEFORE):
        Report.objects.create(district_id=SMALL, quarter_id=BEFORE)
        added(checked("cu.pdf"), quarter=BEFORE)
    added(checked("khac.pdf"), cell=(SECOND, 5))
    one_file("moi.pdf")
    found = read(BEFORE)
    assert [each.row.name for each in found.files] == ["cu.pdf"]
    assert found.earlier_period is None


def test_the_earlier_files_are_those_that_stood():
    with open_for_now(BEFORE):
        Report.objects.create(district_id=SMALL, quarter_id=BEFORE)
        rows = added(checked("1.pdf"), checked("2.pdf"), quarter=BEFORE).rows
        remove_evidence(evidence=rows[0], by=officer(), at=AT)
    one_file("moi.pdf")
    found = read()
    assert [each.row.name for each in found.earlier] == ["2.pdf"]
    assert found.earlier_period == periods.Quarter.parse(BEFORE)


@pytest.mark.parametrize("state", ReportState)
def test_earlier_files_of_a_report_that_is_not_sent_are_left_out_on_demand(state):
    with open_for_now(BEFORE):
        before = Report.objects.create(district_id=SMALL, quarter_id=BEFORE)
        added(checked("cu.pdf"), quarter=BEFORE)
    Report.objects.filter(pk=before.pk).update(state=state, submitted_at=AT)
    one_file("moi.pdf")
    found = read(sent_only=True)
    assert [each.row.name for each in found.files] == ["moi.pdf"]
    is_sent = state in (ReportState.SUBMITTED, ReportState.APPROVED)
    assert [each.row.name for each in found.earlier] == ["cu.pdf"] * is_sent


def test_a_cell_costs_two_queries(django_assert_num_queries):
    replaced(one_file("1.pdf"), "2.pdf")
    report = Report.objects.select_related("quarter").get()
    criterion = law_on(periods.Quarter.parse(QUARTER).last_day).by_number[5]
    with django_assert_num_queries(2):
        found = read_evidence(report, FIRST, criterion, sent_only=False)
        assert found.files[0].row.by.display_name
        assert found.files[0].older[0].newer.by.display_name


def test_cells_are_counted_in_one_query(django_assert_num_queries):
    replaced(one_file("1.pdf"), "2.pdf")
    added(checked("3.pdf"))
    added(checked("4.pdf"), cell=(SECOND, 7))
    remove_evidence(
        evidence=added(checked("5.pdf"), cell=(SECOND, 8)).rows[0], by=officer(), at=AT
    )
    report = Report.objects.get()
    with django_assert_num_queries(1):
        counts = evidence_counts(report)
    assert counts == {(FIRST, 5): 2, (SECOND, 7): 1}


def test_a_report_not_begun_has_none():
    assert evidence_counts(Report()) == {}
