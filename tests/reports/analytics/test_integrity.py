"""Integrity: every check finds the damage it is for, and only then complains."""

import datetime as dt

import pytest
from django.utils import timezone

from accounts.models import User
from communes.models import Commune, CommunePeriod
from reports.analytics.integrity import run_checks
from reports.choices import ImportKind, ImportState, ReportState, ResultState
from reports.models import (
    CommuneSummary,
    DraftResult,
    ImportRun,
    Report,
    Result,
    Revision,
)
from tests.world import approve

pytestmark = pytest.mark.django_db
TODAY = dt.date(2021, 3, 20)


def violations(name):
    return {check.name: check.count for check in run_checks(today=TODAY)}[name]


@pytest.fixture
def revision():
    return approve("618", "2019Q3", {"23535": [1, 18, 19], "23537": range(1, 20)})


@pytest.mark.usefixtures("revision")
def test_sound_data_passes_every_check():
    assert [check.name for check in run_checks(today=TODAY) if not check.ok] == []


def test_an_empty_portal_passes_every_check():
    assert all(check.ok for check in run_checks(today=TODAY))


@pytest.mark.usefixtures("revision")
def test_a_changed_result_disagrees_with_its_summary():
    Result.objects.filter(commune="23535", criterion__number=1).update(
        state=ResultState.UNMET
    )
    assert violations("summaries_equal_results") == 1


@pytest.mark.usefixtures("revision")
def test_a_summary_with_a_wrong_group_is_found():
    CommuneSummary.objects.filter(commune="23535").update(groups_mask=0)
    assert violations("summaries_equal_results") == 1


@pytest.mark.usefixtures("revision")
def test_a_missing_summary_is_found():
    CommuneSummary.objects.filter(commune="23535").delete()
    assert violations("summaries_equal_results") == 1


@pytest.mark.usefixtures("revision")
def test_a_summary_without_results_is_found():
    Result.objects.filter(commune="23535").delete()
    assert violations("summaries_equal_results") == 1


@pytest.mark.usefixtures("revision")
def test_a_revision_without_one_cell_is_found():
    Result.objects.filter(commune="23535", criterion__number=2).delete()
    assert violations("revisions_cover_the_programme") == 1


@pytest.mark.usefixtures("revision")
def test_a_revision_without_a_commune_that_always_was_one_is_found():
    Result.objects.filter(commune="23535").delete()
    assert violations("revisions_cover_the_programme") == 1


@pytest.mark.usefixtures("revision")
def test_a_unit_that_became_another_is_no_damage_when_it_is_told_afterwards():
    since = dt.date(2019, 9, 1)
    CommunePeriod.objects.filter(commune="23535").update(valid_to="2019-08-31")
    town = {"name": "Ia Dom", "kind": "town", "valid_from": since, "source": "thử"}
    CommunePeriod.objects.create(commune_id="23535", **town)
    assert violations("revisions_cover_the_programme") == 0
    new = Commune.objects.create(
        code="99999", district_id="618", name="Xã mới", source="thử"
    )
    new.periods.create(name="Xã mới", kind="commune", valid_from=since, source="thử")
    CommunePeriod.objects.filter(commune="23535", kind="town").delete()
    CommunePeriod.objects.filter(commune="23535").update(valid_to=None)
    assert violations("revisions_cover_the_programme") == 0


@pytest.mark.usefixtures("revision")
def test_a_unit_that_never_was_a_commune_is_found_in_a_revision():
    CommunePeriod.objects.filter(commune="23535").update(kind="ward")
    assert violations("revisions_cover_the_programme") == 1


@pytest.mark.usefixtures("revision")
def test_a_result_of_another_district_is_found():
    Result.objects.filter(commune="23535", criterion__number=2).update(commune="23344")
    assert violations("results_stay_in_their_district") == 1


def test_a_gap_in_the_numbers_is_found(revision):
    Revision.objects.filter(pk=revision.pk).update(number=2)
    assert violations("revision_numbers_have_no_gap") == 1


def test_an_approval_of_tomorrow_is_found(revision):
    tomorrow = TODAY + dt.timedelta(days=1)
    Revision.objects.filter(pk=revision.pk).update(approved_on=tomorrow)
    assert violations("approvals_are_not_in_the_future") == 1


def test_a_withdrawn_revision_without_an_undone_import_is_found(revision):
    Revision.objects.filter(pk=revision.pk).update(
        withdrawn_on=TODAY, withdrawn_at=timezone.now()
    )
    assert violations("withdrawn_revisions_belong_to_undone_imports") == 1


def test_a_withdrawn_revision_of_an_undone_import_is_sound(revision):
    run = ImportRun.objects.create(
        kind=ImportKind.RESULTS,
        state=ImportState.UNDONE,
        file_name="a.xlsx",
        content=b"",
        at=timezone.now(),
    )
    Revision.objects.filter(pk=revision.pk).update(
        withdrawn_on=TODAY, withdrawn_at=timezone.now(), import_run=run
    )
    assert violations("withdrawn_revisions_belong_to_undone_imports") == 0


def test_a_revision_left_standing_by_an_undone_import_is_found(revision):
    run = ImportRun.objects.create(
        kind=ImportKind.RESULTS,
        state=ImportState.UNDONE,
        file_name="a.xlsx",
        content=b"",
        at=timezone.now(),
    )
    Revision.objects.filter(pk=revision.pk).update(import_run=run)
    assert violations("undone_imports_have_no_standing_revision") == 1


def test_an_approved_report_without_a_revision_is_found(revision):
    Report.objects.create(
        district_id="617", quarter=revision.quarter, state=ReportState.APPROVED
    )
    assert violations("approved_reports_have_a_revision") == 1


def test_a_change_left_on_an_approved_report_is_found(revision):
    report = Report.objects.create(
        district_id="618", quarter=revision.quarter, state=ReportState.APPROVED
    )
    DraftResult.objects.create(
        report=report,
        commune_id="23535",
        criterion=Result.objects.first().criterion,
        state=ResultState.MET,
        changed_at=timezone.now(),
        changed_by=User.objects.create_user("ai"),
    )
    assert violations("approved_reports_have_no_changes") == 1


def test_overlapping_names_of_a_unit_are_found():
    CommunePeriod.objects.create(
        commune_id="23344",
        name="Đắk Blô",
        kind="ward",
        valid_from=dt.date(2020, 1, 1),
        source="kiểm thử",
    )
    assert violations("names_of_units_do_not_overlap") == 1
