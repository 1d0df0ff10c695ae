"""Undo of an import: withdrawn, stored, and refused where something stands on it."""

import datetime as dt

import pytest

from criteria.models import AssignmentList, CommunePlan
from criteria.services.assignments import list_in_force
from criteria.services.plans import plan_in_force
from criteria.services.reference import SET_CODE
from ntm_portal.lib.periods import Quarter
from reports.analytics.attainment import figures_at
from reports.choices import EventKind, ImportState, ReportState, ResultState
from reports.importing.runs import keep_preview
from reports.models import ImportRun, Report, ReportEvent, Revision
from reports.services.drafts import locked_draft, set_cells
from reports.services.guard import ChangeRefused, QuarterClosed
from reports.services.withdrawals import NotApplied, UndoRefused, undo_import
from reports.services.workflow import (
    close_quarter,
    reopen_report,
    submit_report,
)
from tests.reports.importing.files import (
    AT,
    CODES,
    DUTIES,
    DUTIES_2019,
    FIRST,
    ON,
    RESULTS_2019,
    TARGETS,
    TARGETS_2019,
    bring,
    edited,
    read,
    sample_bytes,
    three,
    workbook,
)
from tests.reports.review_world import SMALL, no_objections, officer, reviewer
from tests.world import approve

PERIOD = Quarter(2021, 1)
DAY = ON + dt.timedelta(days=20)

pytestmark = pytest.mark.usefixtures("reference")


def imported(met: tuple[int, ...] = (1, 2)) -> ImportRun:
    run = bring(workbook(three(first=met))).run
    assert run is not None
    return run


def undo(run: ImportRun, on: dt.date = DAY) -> ImportRun:
    return undo_import(run_id=run.pk, by=reviewer(), on=on, at=AT, reason="nhập nhầm")


def met_on(as_of: dt.date | None) -> int:
    return figures_at(PERIOD, as_of=as_of).criteria_met_total


def report_of_quarter(state: ReportState = ReportState.APPROVED) -> Report:
    return Report.objects.create(district_id=SMALL, quarter_id=PERIOD.code, state=state)


def reopened() -> None:
    reopen_report(
        district_code=SMALL,
        quarter_code=PERIOD.code,
        by=reviewer(),
        at=AT,
        reason="xem lại",
    )


def typed() -> None:
    set_cells(
        district_code=SMALL,
        quarter_code=PERIOD.code,
        cells={(CODES[FIRST], 9): ResultState.MET},
        by=officer(),
        at=AT,
    )


def test_what_was_before_is_in_force_again() -> None:
    imported((1,))
    run = imported((1, 2, 3))
    assert met_on(None) == 7
    undo(run)
    assert met_on(None) == 5


def test_withdrawn_data_still_counts_until_the_day_of_withdrawal() -> None:
    undo(imported())
    assert met_on(ON - dt.timedelta(days=1)) == 0
    assert met_on(ON) == 6
    assert met_on(DAY - dt.timedelta(days=1)) == 6
    assert met_on(DAY) == 0
    assert Revision.objects.count() == 1


def test_a_withdrawal_is_never_before_the_approval() -> None:
    undo(imported(), on=ON - dt.timedelta(days=90))
    assert Revision.objects.get().withdrawn_on == ON


def test_the_run_says_who_undid_it_when_and_why() -> None:
    run = undo(imported())
    run.refresh_from_db()
    assert run.state == ImportState.UNDONE
    assert run.undone_by == reviewer()
    assert run.undone_at == AT
    assert run.undo_reason == "nhập nhầm"


def test_the_file_may_be_imported_again_after_undo() -> None:
    undo(imported())
    imported()
    assert met_on(None) == 6
    assert list(Revision.objects.values_list("number", flat=True)) == [1, 2]


def test_undoing_twice_is_refused() -> None:
    run = imported()
    undo(run)
    with pytest.raises(NotApplied, match="đã được hoàn tác"):
        undo(run)


def test_a_preview_has_nothing_to_undo() -> None:
    kept = keep_preview(read(workbook(three())), by=reviewer(), at=AT)
    with pytest.raises(NotApplied, match="chưa ghi gì"):
        undo(kept)


def test_a_run_that_does_not_exist_is_told_apart() -> None:
    with pytest.raises(ImportRun.DoesNotExist):
        undo_import(run_id=0, by=None, on=DAY, at=AT)


def test_a_later_revision_of_the_same_quarter_refuses_by_name() -> None:
    run = imported()
    imported((1, 2, 3))
    with pytest.raises(UndoRefused, match="Huyện Ia H'Drai: đã có bản duyệt sau"):
        undo(run)
    assert not Revision.objects.filter(withdrawn_on__isnull=False).exists()


def test_every_district_that_stands_in_the_way_is_named() -> None:
    run = bring(sample_bytes(RESULTS_2019)).run
    approve("610", "2019Q3")
    approve("618", "2019Q3")
    assert run is not None
    with pytest.raises(UndoRefused) as refusal:
        undo(run)
    assert "Đắk Glei" in str(refusal.value)
    assert "Ia H'Drai" in str(refusal.value)
    assert Revision.objects.standing(None).count() == 12


def test_a_later_revision_that_was_withdrawn_does_not_refuse() -> None:
    first, second = imported(), imported((1, 2, 3))
    undo(second)
    undo(first)
    assert met_on(None) == 0


def test_a_later_quarter_does_not_refuse() -> None:
    run = imported()
    approve(SMALL, "2021Q2")
    assert undo(run).state == ImportState.UNDONE


def test_typed_changes_refuse_by_name() -> None:
    report_of_quarter()
    run = imported()
    reopened()
    typed()
    with pytest.raises(UndoRefused, match=r"Ia H'Drai.*không hoàn tác được"):
        undo(run)


def test_a_submitted_report_refuses_by_name() -> None:
    report_of_quarter()
    run = imported()
    reopened()
    typed()
    submit_report(
        district_code=SMALL,
        quarter_code=PERIOD.code,
        by=officer(),
        at=AT,
        unknown_confirmed=True,
        objections=no_objections,
    )
    with pytest.raises(UndoRefused, match="chờ duyệt, không hoàn tác được"):
        undo(run)


def test_a_closed_quarter_refuses() -> None:
    run = imported()
    close_quarter(quarter_code=PERIOD.code, by=reviewer(), at=AT)
    with pytest.raises(QuarterClosed):
        undo(run)


def test_a_report_is_back_on_the_revision_before() -> None:
    before = approve(SMALL, PERIOD.code)
    report = report_of_quarter()
    undo(imported())
    report.refresh_from_db()
    assert (report.state, report.base) == (ReportState.APPROVED, before)


def test_a_reopened_report_stays_open_on_the_revision_before() -> None:
    before = approve(SMALL, PERIOD.code)
    report = report_of_quarter()
    run = imported()
    reopened()
    undo(run)
    report.refresh_from_db()
    assert (report.state, report.base) == (ReportState.REOPENED, before)


def test_a_report_is_entered_on_behalf_as_its_revision_was() -> None:
    approve(SMALL, PERIOD.code, on_behalf=True)
    report = report_of_quarter()
    run = imported()
    report.refresh_from_db()
    assert not report.entered_on_behalf
    undo(run)
    report.refresh_from_db()
    assert report.entered_on_behalf


def test_a_draft_without_data_was_entered_by_nobody() -> None:
    report = report_of_quarter()
    run = imported()
    Report.objects.update(entered_on_behalf=True)
    undo(run)
    report.refresh_from_db()
    assert not report.entered_on_behalf


def test_a_report_without_a_revision_before_is_a_draft_on_the_quarter_before() -> None:
    before = approve(SMALL, "2020Q4")
    report = report_of_quarter()
    undo(imported())
    report.refresh_from_db()
    assert (report.state, report.base) == (ReportState.DRAFT, before)
    event = ReportEvent.objects.filter(report=report).first()
    assert event is not None
    assert (event.kind, event.reason) == (EventKind.WITHDRAWN, "nhập nhầm")


def test_a_draft_of_the_next_quarter_follows() -> None:
    run = imported()
    draft = locked_draft(district_code=SMALL, quarter_code="2021Q2")
    assert draft.base
    undo(run)
    assert not locked_draft(district_code=SMALL, quarter_code="2021Q2").base


def test_a_plan_is_withdrawn() -> None:
    run = bring(sample_bytes(TARGETS_2019), TARGETS).run
    assert run is not None
    undo(run)
    assert plan_in_force(SET_CODE) is None
    assert CommunePlan.objects.count() == 1


def test_a_plan_below_a_later_one_stays() -> None:
    run = bring(sample_bytes(TARGETS_2019), TARGETS).run
    bring(edited(TARGETS_2019, {"C95": "x"}), TARGETS)
    assert run is not None
    with pytest.raises(ChangeRefused, match="phiên bản 2"):
        undo(run)
    run.refresh_from_db()
    assert run.state == ImportState.APPLIED


def test_a_list_is_withdrawn_and_the_sample_holds_again() -> None:
    run = bring(sample_bytes(DUTIES_2019), DUTIES).run
    assert run is not None
    undo(run)
    assert list_in_force(SET_CODE, ON) == AssignmentList.objects.get(number=1)


def test_a_list_below_a_later_one_stays() -> None:
    run = bring(sample_bytes(DUTIES_2019), DUTIES).run
    bring(edited(DUTIES_2019, {"D8": "Sở Giao thông vận tải"}), DUTIES)
    assert run is not None
    with pytest.raises(UndoRefused, match="phiên bản 3"):
        undo(run)
