"""Rewards and the steps of dossiers go out as files and come back unchanged."""

import datetime as dt

import pytest
from django.utils import timezone

from accounts.choices import Role
from accounts.models import User
from communes.models import Commune, Recognition
from programme.exporting.tables import TableTitle, WrittenRow, write_table
from programme.forms.tables.places import Places
from programme.importing.changes import Signed, take_rows, undo_changes
from programme.importing.dossier_table import DossierStepTable
from programme.importing.reward_table import RewardTable
from programme.importing.tables import read_table
from programme.models import DossierStep, RecognitionDossier, Reward
from tests.programme.dossier_world import (
    DAL,
    KINDS,
    OTHER,
    START,
    TODAY,
    decided,
    opened,
)
from tests.world import approve

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return User.objects.create_user("vpdp", role=Role.OFFICE)


def workbook(table, rows):
    return write_table(
        table.columns,
        rows,
        title=TableTitle("Bảng", made_on=TODAY),
        places=Places(TODAY),
        blank_rows=2,
    )


def take(table, rows):
    data = workbook(table, rows)
    reading = read_table(data, "a.xlsx", table.columns, places=Places(TODAY))
    return take_rows(table, reading, signed=Signed(table.by, timezone.now()))


def step(kind, on, **more):
    values = {
        "district": "618",
        "commune": DAL,
        "level": "standard",
        "kind": kind,
        "on": on,
        "document": f"{kind}/2020",
        "result": "agreed",
    }
    return WrittenRow(None, {**values, **more})


def whole():
    days = [START + dt.timedelta(days=10 * at) for at in range(len(KINDS))]
    return [step(kind.value, on) for kind, on in zip(KINDS, days, strict=True)]


def test_a_file_of_steps_makes_a_whole_dossier_with_its_recognition(office):
    outcome = take(DossierStepTable(by=office), whole())
    assert (outcome.created, outcome.problems) == (6, ())
    assert Recognition.objects.get(commune_id=DAL).number == "decision/2020"


def test_steps_come_back_unchanged(office):
    decided(opened(office), office)
    table = DossierStepTable(by=office)
    rows = [WrittenRow(*row) for row in table.rows().items()]
    outcome = take(table, rows)
    assert (outcome.unchanged, outcome.has_changes) == (6, False)


def test_a_step_that_does_not_fit_names_its_cell_and_nothing_is_kept(office):
    outcome = take(DossierStepTable(by=office), [whole()[0], whole()[2]])
    assert "đã chuyển bước" in outcome.problems[0].message
    assert not RecognitionDossier.objects.exists()


def test_a_step_without_a_request_is_told_what_it_lacks(office):
    outcome = take(DossierStepTable(by=office), [whole()[1]])
    assert "Đề nghị của xã" in outcome.problems[0].message


def test_kind_and_result_of_a_step_stay(office):
    key = opened(office).steps.get().pk
    values = {**DossierStepTable(by=office).rows()[key], "result": "refused"}
    outcome = take(DossierStepTable(by=office), [WrittenRow(key, values)])
    assert "kết quả" in outcome.problems[0].message


def test_an_imported_file_is_undone(office):
    table = DossierStepTable(by=office)
    outcome = take(table, whole()[:3])
    undo_changes(table, outcome.changes, Signed(office, timezone.now()))
    assert not RecognitionDossier.objects.exists()
    assert DossierStep.history.filter(history_type="-").count() == 3


def test_rewards_come_in_and_back_unchanged(office):
    table = RewardTable(by=office)
    values = {
        "district": "618",
        "commune": DAL,
        "on": START,
        "document": "7/QĐ",
        "what": "Nhà văn hóa thôn",
        "amount": 1500,
    }
    assert take(table, [WrittenRow(None, values)]).created == 1
    rows = [WrittenRow(*row) for row in table.rows().items()]
    assert take(table, rows).unchanged == 1
    assert Reward.objects.get().amount == 1500


def test_a_district_brings_in_nothing_of_another():
    officer = User.objects.create_user("h", role=Role.DISTRICT, district_id="618")
    rows = [step("request", START, district="610", commune=OTHER)]
    outcome = take(DossierStepTable(by=officer), rows)
    assert "huyện khác" in outcome.problems[0].message
    assert Commune.objects.get(pk=OTHER).dossiers.count() == 0


def test_a_commune_that_lacks_criteria_needs_its_reason_in_the_file(office):
    approve("618", "2019Q4", {DAL: range(1, 18)})
    table, rows = DossierStepTable(by=office), whole()
    problem = take(table, rows).problems[0]
    assert problem.header == "Lý do công nhận khi chưa đủ tiêu chí"
    assert "còn thiếu tiêu chí 18, 19" in problem.message
    last = {"checked_reason": "Đã họp"}
    rows[-1] = step(KINDS[-1].value, START + dt.timedelta(days=50), **last)
    assert take(table, rows).problems == ()
    kept = [WrittenRow(*row) for row in table.rows().items()]
    assert take(table, kept).unchanged == len(KINDS)
