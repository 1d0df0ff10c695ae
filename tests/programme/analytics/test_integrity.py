"""Integrity of the programme: every check finds the damage that it is for."""

import datetime as dt

import pytest
from django.db import connection
from django.utils import timezone

from communes.models import Cooperative, Village
from criteria.models import Agency
from ntm_portal.lib.periods import Quarter
from programme.analytics.integrity import run_programme_checks
from programme.choices import CapitalState, DossierStepKind
from programme.models import (
    CapitalFigure,
    CapitalImport,
    CapitalReport,
    CapitalRevision,
    Conclusion,
    DossierStep,
    Meeting,
    Task,
    TaskHandover,
    VillageResult,
)
from programme.services.meetings import (
    Decided,
    Held,
    conclude,
    hold_meeting,
    save_meeting,
)
from reports.choices import ImportState
from tests.programme import dossier_world, register_world, task_world
from tests.programme.capital_world import CELL, approved_capital, typed
from tests.reports.review_world import AT, FIRST, QUARTER, SMALL, open_quarter

pytestmark = pytest.mark.django_db
TODAY = dt.date(2021, 4, 20)
GIVEN = (FIRST, "province", "allocated")
PAID = (FIRST, "province", "disbursed")
IN_CELLS = "capital_stands_in_the_cells_of_its_sheet"


def violations(name):
    found = {check.name: check.count for check in run_programme_checks(today=TODAY)}
    assert [other for other in found if found[other] and other != name] == []
    return found[name]


@pytest.fixture
def revision():
    return approved_capital({GIVEN: "5", PAID: "5", ("", "whole", "disbursed"): "0"})


@pytest.fixture
def conclusion():
    office, now = task_world.office(), timezone.now()
    meeting = save_meeting(meeting=Meeting(planned_on=AT.date()), by=office, at=now)
    held = Held(AT.date(), "{}")
    hold_meeting(meeting=meeting, held=held, by=office, at=now, today=TODAY)
    decided = Decided("Rà soát", Agency.objects.get(pk="SYT"), TODAY)
    return conclude(meeting=meeting, decided=decided, by=office, at=now)


@pytest.fixture
def dossier():
    office = register_world.office()
    dossier = dossier_world.opened(office)
    dossier_world.step(dossier, office, DossierStepKind.DISTRICT)
    return dossier


def founded(**dates):
    Cooperative.objects.create(
        commune_id=FIRST, name="HTX Một", founded_on=TODAY, **dates
    )


def imported(revision, state):
    run = CapitalImport.objects.create(
        file_name="a.xlsx",
        content=b"",
        quarter=revision.quarter,
        state=state,
        at=AT,
        by=task_world.office(),
    )
    CapitalRevision.objects.filter(pk=revision.pk).update(import_run=run)


@pytest.mark.usefixtures("revision", "conclusion", "dossier")
def test_sound_rows_pass_every_check():
    task_world.write()
    founded(stopped_on=TODAY)
    row = register_world.village()
    VillageResult.objects.create(village=row, year=2020)
    assert [c.name for c in run_programme_checks(today=TODAY) if not c.ok] == []


@pytest.mark.usefixtures("revision")
def test_more_disbursed_than_allocated_is_no_damage():
    CapitalFigure.objects.filter(measure="disbursed").update(amount="5.001")
    assert violations(IN_CELLS) == 0


@pytest.mark.usefixtures("revision")
def test_an_amount_in_a_cell_that_no_sheet_has_is_found():
    CapitalFigure.objects.filter(source="whole").update(measure="planned")
    assert violations(IN_CELLS) == 1


def test_an_amount_below_zero_is_found():
    unguarded(CapitalFigure, "capital_figure_not_negative")
    approved_capital({GIVEN: "-5", PAID: "5"})
    assert violations(IN_CELLS) == 1


def test_capital_of_another_districts_commune_is_found(revision):
    CapitalFigure.objects.filter(source="province").update(commune="23344")
    assert violations("capital_stays_in_its_district") == 2


def test_a_gap_in_the_chain_of_revisions_is_found(revision):
    CapitalRevision.objects.filter(pk=revision.pk).update(number=2)
    assert violations("capital_revision_numbers_have_no_gap") == 1


def test_an_approval_of_tomorrow_is_found(revision):
    tomorrow = TODAY + dt.timedelta(days=1)
    CapitalRevision.objects.filter(pk=revision.pk).update(approved_on=tomorrow)
    assert violations("capital_approvals_are_not_in_the_future") == 1


def test_a_withdrawn_revision_without_an_undone_import_is_found(revision):
    CapitalRevision.objects.filter(pk=revision.pk).update(
        withdrawn_on=TODAY, withdrawn_at=AT
    )
    assert violations("withdrawn_capital_belongs_to_undone_imports") == 1


def test_a_revision_left_standing_by_an_undone_import_is_found(revision):
    imported(revision, ImportState.UNDONE)
    assert violations("undone_capital_imports_have_no_standing_revision") == 1


@pytest.mark.usefixtures("revision")
def test_approved_capital_of_which_none_is_in_force_is_found():
    for district in (SMALL, "617"):
        CapitalReport.objects.create(
            district_id=district, quarter_id=QUARTER, state=CapitalState.APPROVED
        )
    assert violations("approved_capital_has_a_revision") == 1


def test_a_change_left_on_approved_capital_is_found():
    open_quarter()
    typed({CELL: ("5", None)})
    approved_capital({CELL: "4"})
    CapitalReport.objects.update(state=CapitalState.APPROVED)
    assert violations("approved_capital_has_no_changes") == 1


@pytest.mark.parametrize(
    "damage",
    [
        {"starts_on": "2021-01-01"},
        {"closed_on": "2020-09-30", "closed_reason": "x"},
        {"lead": None},
    ],
)
def test_a_report_outside_of_its_tasks_time_or_of_nobody_is_found(damage):
    task_world.write(quarter=Quarter(2020, 4))
    Task.objects.filter(code=task_world.CODE).update(**damage)
    assert violations("task_reports_fall_within_their_task") == 1


@pytest.mark.parametrize(("before", "after"), [(None, "SKHDT"), ("SKHDT", None)])
def test_a_task_handed_over_at_any_day_keeps_its_reports(before, after):
    report = task_world.write()
    for on in (AT.date(), TODAY):
        TaskHandover.objects.create(
            task=report.task, before_id=before, after_id=after, on=on, document="1"
        )
    Task.objects.filter(pk=report.task_id).update(lead=after)
    assert violations("task_reports_fall_within_their_task") == 0


def test_a_draft_outside_of_its_task_s_time_is_no_damage():
    task_world.write(is_sent=False)
    Task.objects.filter(code=task_world.CODE).update(starts_on="2021-01-01")
    assert violations("task_reports_fall_within_their_task") == 0


@pytest.mark.parametrize(
    "damage",
    [
        {"on": dossier_world.START - dt.timedelta(days=1)},
        {"kind": DossierStepKind.COUNCIL},
    ],
)
def test_a_step_of_a_dossier_out_of_its_order_is_found(dossier, damage):
    DossierStep.objects.filter(dossier=dossier, kind="district").update(**damage)
    assert violations("dossier_steps_follow_in_order") == 1


def test_a_step_after_a_refusal_and_a_dossier_without_steps_are_found(dossier):
    DossierStep.objects.filter(kind="request").update(result="refused")
    assert violations("dossier_steps_follow_in_order") == 1
    DossierStep.objects.all().delete()
    assert violations("dossier_steps_follow_in_order") == 1


def test_a_cooperative_that_stopped_before_it_began_is_found():
    unguarded(Cooperative, "cooperative_in_order")
    founded(stopped_on=TODAY - dt.timedelta(days=1))
    assert violations("cooperatives_stop_after_they_began") == 1


def unguarded(model, constraint):
    """Let the rest of the test write what the database refuses."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
        else:
            table = model._meta.db_table
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {constraint}")


@pytest.fixture(autouse=True)
def _guarded_again(db):
    yield
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA ignore_check_constraints = OFF")


@pytest.mark.parametrize("dates", [{"valid_from": TODAY}, {"valid_to": "2019-12-31"}])
def test_a_result_of_a_year_without_the_village_is_found(dates):
    row = register_world.village()
    VillageResult.objects.create(village=row, year=2020)
    Village.objects.update(**dates)
    assert violations("village_results_lie_within_their_village") == 1


@pytest.mark.usefixtures("conclusion")
def test_an_agenda_changed_after_it_was_frozen_is_found():
    Meeting.objects.update(agenda='{"thêm": 1}')
    assert violations("agendas_match_their_hash") == 1


@pytest.mark.parametrize("damage", [{"lead": None}, {"due_on": None}])
def test_a_conclusion_without_body_or_day_is_found(conclusion, damage):
    Task.objects.filter(pk=conclusion.task_id).update(**damage)
    assert violations("conclusions_have_body_and_day") == 1


@pytest.mark.usefixtures("conclusion")
def test_a_conclusion_due_before_its_meeting_is_found():
    Conclusion.objects.update(due_on=AT.date() - dt.timedelta(days=1))
    assert violations("conclusions_have_body_and_day") == 1


@pytest.mark.usefixtures("revision", "conclusion", "dossier")
def test_the_number_of_queries_is_fixed(django_assert_num_queries):
    task_world.write()
    with django_assert_num_queries(16):
        run_programme_checks(today=TODAY)
