"""Dossiers of recognition: order, days, the recognition that comes of them."""

import datetime as dt

import pytest
from django.utils import timezone

from accounts.choices import Role
from accounts.models import User
from communes.models import Recognition
from programme.choices import DossierState, DossierStepKind, RecognitionLevel
from programme.choices import StepResult as Result
from programme.models import DossierStep
from programme.services.recognition.dossiers import (
    NotChecked,
    NotOpenable,
    OutOfOrder,
    StepWords,
    correct_step,
    take_back_step,
)
from programme.services.recognition.recognising import DecisionContradicted
from reports.services.guard import NotAllowed, OutOfScope
from tests.programme.dossier_world import (
    DAL,
    KINDS,
    OTHER,
    START,
    TODAY,
    TOI,
    brought_to_decision,
    decided,
    opened,
    step,
)
from tests.world import approve

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return User.objects.create_user("vpdp", role=Role.OFFICE)


@pytest.fixture
def officer():
    return User.objects.create_user("h", role=Role.DISTRICT, district_id="618")


@pytest.fixture
def dossier(officer):
    return opened(officer)


def test_a_dossier_opens_with_the_request_as_its_first_step(dossier):
    first = dossier.steps.get()
    assert (first.kind, first.on) == (DossierStepKind.REQUEST, START)
    assert dossier.waits_for() is DossierStepKind.DISTRICT


def test_a_district_opens_none_for_a_commune_of_another(officer):
    with pytest.raises(OutOfScope):
        opened(officer, OTHER)


def test_whoever_only_reads_opens_none():
    leader = User.objects.create_user("l", role=Role.LEADER)
    with pytest.raises(NotAllowed):
        opened(leader)


@pytest.mark.usefixtures("dossier")
def test_a_second_dossier_of_the_same_level_is_refused(officer):
    with pytest.raises(NotOpenable, match="chưa xong"):
        opened(officer)


def test_only_the_office_moves_a_dossier_on(dossier, officer):
    with pytest.raises(NotAllowed):
        step(dossier, officer, DossierStepKind.DISTRICT)


def test_a_step_out_of_order_is_refused_and_nothing_is_kept(dossier, office):
    with pytest.raises(OutOfOrder):
        step(dossier, office, DossierStepKind.COUNCIL)
    assert dossier.steps.count() == 1


def test_a_day_before_the_step_before_is_refused(dossier, office):
    early = START - dt.timedelta(days=1)
    with pytest.raises(OutOfOrder, match="10/01/2020"):
        step(dossier, office, DossierStepKind.DISTRICT, on=early)


def test_a_day_to_come_is_refused(dossier, office):
    late = TODAY + dt.timedelta(days=1)
    with pytest.raises(OutOfOrder, match="chưa tới"):
        step(dossier, office, DossierStepKind.DISTRICT, on=late)


def test_a_step_given_back_is_taken_again(dossier, office):
    step(dossier, office, DossierStepKind.DISTRICT, result=Result.RETURNED)
    step(dossier, office, DossierStepKind.DISTRICT)
    dossier.refresh_from_db()
    assert dossier.waits_for() is DossierStepKind.DEPARTMENTS


def test_a_refused_dossier_stops(dossier, office):
    step(dossier, office, DossierStepKind.DISTRICT, result=Result.REFUSED)
    dossier.refresh_from_db()
    assert dossier.state == DossierState.REFUSED
    with pytest.raises(OutOfOrder):
        step(dossier, office, DossierStepKind.DEPARTMENTS)


def test_the_decision_makes_the_recognition(dossier, office):
    made = decided(dossier, office)
    dossier.refresh_from_db()
    found = Recognition.objects.get(commune_id=DAL)
    assert dossier.recognition == found
    assert (found.number, found.decided_on) == ("99/QĐ-UBND", made.on)


def test_a_recognition_known_without_a_day_gets_number_and_day(dossier, office):
    known = Recognition.objects.create(
        commune_id=DAL, known_by=dt.date(2020, 6, 1), source="báo"
    )
    decided(dossier, office)
    found = Recognition.objects.get(commune_id=DAL)
    assert (found.pk, found.number) == (known.pk, "99/QĐ-UBND")


def test_a_decision_later_than_the_recognition_was_known_is_refused(dossier, office):
    Recognition.objects.create(commune_id=DAL, known_by=dt.date(2020, 1, 1), source="")
    with pytest.raises(DecisionContradicted):
        decided(dossier, office)
    assert not DossierStep.objects.filter(kind=DossierStepKind.DECISION).exists()


def test_a_recognised_commune_opens_no_second_dossier_of_the_level(dossier, office):
    decided(dossier, office)
    with pytest.raises(NotOpenable, match="99/QĐ-UBND"):
        opened(office, on=dt.date(2020, 9, 1))


def test_a_higher_level_needs_a_recognised_commune(officer, office):
    with pytest.raises(NotOpenable, match="chưa được công nhận"):
        opened(officer, level=RecognitionLevel.ADVANCED)
    decided(opened(officer), office)
    higher = opened(officer, level=RecognitionLevel.ADVANCED, on=dt.date(2020, 9, 1))
    assert higher.waits_for() is DossierStepKind.DISTRICT


def test_a_higher_level_leaves_the_recognition_alone(officer, office):
    decided(opened(officer), office)
    higher = opened(officer, level=RecognitionLevel.ADVANCED, on=dt.date(2020, 9, 1))
    for kind in KINDS[1:]:
        step(higher, office, kind, on=dt.date(2020, 10, 1))
    higher.refresh_from_db()
    assert (higher.state, higher.recognition) == (DossierState.RECOGNISED, None)
    assert Recognition.objects.filter(commune_id=DAL).count() == 1


def test_a_corrected_decision_corrects_the_recognition(dossier, office):
    made = decided(dossier, office)
    correct_step(
        step=made,
        words=StepWords(made.on, "100/QĐ-UBND"),
        by=office,
        at=timezone.now(),
        today=TODAY,
    )
    assert Recognition.objects.get(commune_id=DAL).number == "100/QĐ-UBND"


def test_a_corrected_step_stays_between_its_neighbours(dossier, office):
    step(dossier, office, DossierStepKind.DISTRICT)
    with pytest.raises(OutOfOrder, match="không thể sau bước"):
        correct_step(
            step=dossier.steps.first(),
            words=StepWords(dt.date(2020, 3, 1), "12"),
            by=office,
            at=timezone.now(),
            today=TODAY,
        )


def test_the_day_of_a_corrected_request_is_the_dossier_s(dossier, office):
    day = START - dt.timedelta(days=3)
    correct_step(
        step=dossier.steps.get(),
        words=StepWords(day, "12"),
        by=office,
        at=timezone.now(),
        today=TODAY,
    )
    dossier.refresh_from_db()
    assert dossier.requested_on == day


def test_a_corrected_request_stays_in_the_time_of_its_commune(office):
    # Xã Đăk Long became thị trấn Măng Đen on 01/09/2019.
    dossier = opened(office, code="23473", on=dt.date(2019, 8, 1))
    with pytest.raises(NotOpenable, match="không phải là xã"):
        correct_step(
            step=dossier.steps.get(),
            words=StepWords(dt.date(2019, 9, 1), "1/TTr"),
            by=office,
            at=timezone.now(),
            today=TODAY,
        )


def test_a_step_taken_back_stays_in_the_history(dossier, office):
    made = step(dossier, office, DossierStepKind.DISTRICT, result=Result.REFUSED)
    take_back_step(dossier=dossier, step=made.pk, by=office, at=timezone.now())
    dossier.refresh_from_db()
    assert dossier.state == DossierState.UNDER_WAY
    last = DossierStep.history.filter(id=made.pk).latest()
    assert (last.history_type, last.history_user) == ("-", office)


def test_neither_the_request_nor_a_recognition_is_taken_back(dossier, office):
    for each in ("request", "decision"):
        last = dossier.steps.last()
        with pytest.raises(OutOfOrder, match=r"ông bỏ"):
            take_back_step(dossier=dossier, step=last.pk, by=office, at=timezone.now())
        if each == "request":
            decided(dossier, office)


def test_a_commune_that_lacks_criteria_is_recognised_only_with_a_reason(
    dossier, office
):
    approve("618", "2019Q4", {DAL: range(1, 18)})
    with pytest.raises(NotChecked, match="đạt 17/19, còn thiếu tiêu chí 18, 19"):
        decided(dossier, office)
    assert not Recognition.objects.filter(commune=DAL, number="99/QĐ-UBND").exists()
    last = step(dossier, office, KINDS[-1], document="99/QĐ-UBND", reason="Đã họp")
    assert last.lacking == "Quý IV/2019: đạt 17/19, còn thiếu tiêu chí 18, 19"
    assert last.checked_reason == "Đã họp"
    assert Recognition.objects.filter(commune=DAL, number="99/QĐ-UBND").exists()


def test_a_commune_without_approved_data_is_recognised_only_with_a_reason(
    dossier, office
):
    approve("610", "2019Q4", {OTHER: range(1, 20)})
    with pytest.raises(NotChecked, match="chưa có số liệu đã duyệt"):
        decided(dossier, office)


def test_a_commune_with_every_criterion_or_one_refused_is_asked_for_nothing(
    dossier, office, officer
):
    approve("618", "2019Q4", {DAL: range(1, 20), TOI: range(1, 3)})
    assert decided(dossier, office).lacking == ""
    other = opened(officer, TOI)
    brought_to_decision(other, office)
    last = step(other, office, KINDS[-1], result=Result.REFUSED)
    assert last.lacking == ""
