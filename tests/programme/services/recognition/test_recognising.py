"""Recognitions withdrawn with a reason and a head; rewards with their history."""

import datetime as dt

import pytest
from django.utils import timezone

from accounts.choices import Role
from accounts.models import User
from communes.models import Commune, Recognition
from criteria.models import AgencyHead
from programme.models import RecognitionDossier, RecognitionWithdrawal, Reward
from programme.services.recognition.recognising import (
    WithdrawalWords,
    cancel_withdrawal,
    withdraw_recognition,
)
from programme.services.recognition.rewards import remove_reward, save_reward
from reports.services.guard import ChangeRefused, OutOfScope
from tests.programme.dossier_world import DAL, OTHER, START, TODAY, decided, opened

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


def withdraw(recognition, by, **more):
    words = {
        "on": dt.date(2020, 12, 1),
        "document": "5/QĐ-UBND",
        "reason": "không giữ được tiêu chí 17",
        "head_name": "Nguyễn Văn A, Chủ tịch UBND xã",
        **more,
    }
    return withdraw_recognition(
        recognition=recognition,
        words=WithdrawalWords(**words),
        by=by,
        at=timezone.now(),
        today=TODAY,
    )


def test_a_withdrawal_names_reason_and_head(dossier, office):
    decided(dossier, office)
    found = Recognition.objects.get(commune_id=DAL)
    kept = withdraw(found, office)
    found.refresh_from_db()
    assert found.withdrawn_on == kept.on
    assert found.withdrawal_reason == "không giữ được tiêu chí 17"
    assert kept.responsible == "Nguyễn Văn A, Chủ tịch UBND xã"


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"head_name": ""}, "người đứng đầu"),
        ({"on": dt.date(2019, 1, 1)}, "không thể trước ngày được công nhận"),
        ({"on": dt.date(2021, 3, 21)}, "chưa tới"),
    ],
)
def test_a_withdrawal_that_does_not_fit_is_refused(dossier, office, more, why):
    decided(dossier, office)
    found = Recognition.objects.get(commune_id=DAL)
    with pytest.raises(ChangeRefused, match=why):
        withdraw(found, office, **more)
    found.refresh_from_db()
    assert found.withdrawn_on is None


def test_the_head_is_one_of_the_commune_s_district(dossier, office):
    decided(dossier, office)
    found = Recognition.objects.get(commune_id=DAL)
    for agency, is_taken in (("SYT", False), ("UBND618", True)):
        head = AgencyHead.objects.create(agency_id=agency, name="B", title="C")
        if is_taken:
            assert withdraw(found, office, head=head).responsible == "B, C"
        else:
            with pytest.raises(ChangeRefused, match="UBND huyện"):
                withdraw(found, office, head=head)


def test_a_withdrawal_by_mistake_is_taken_back_with_its_history(dossier, office):
    decided(dossier, office)
    kept = withdraw(Recognition.objects.get(commune_id=DAL), office)
    cancel_withdrawal(withdrawal=kept, reason="nhầm xã", by=office, at=timezone.now())
    assert Recognition.objects.get(commune_id=DAL).withdrawn_on is None
    assert RecognitionWithdrawal.history.latest().history_type == "-"


def test_a_reward_is_kept_changed_and_removed_with_its_history(officer):
    reward = Reward(
        commune=Commune.objects.get(pk=DAL), document="7/QĐ", on=START, what="Nhà VH"
    )
    save_reward(reward=reward, by=officer, at=timezone.now(), today=TODAY)
    reward.amount = 1000
    save_reward(reward=reward, by=officer, at=timezone.now(), today=TODAY)
    remove_reward(reward=reward, reason="nhầm", by=officer, at=timezone.now())
    kinds = Reward.history.order_by("history_id").values_list("history_type", flat=True)
    assert [*kinds] == ["+", "~", "-"]


def test_the_same_reward_twice_is_refused(officer):
    for again in (False, True):
        reward = Reward(
            commune=Commune.objects.get(pk=DAL), document="7", on=START, what="Nhà VH"
        )
        if again:
            with pytest.raises(ChangeRefused, match="đã được ghi"):
                save_reward(reward=reward, by=officer, at=timezone.now(), today=TODAY)
        else:
            save_reward(reward=reward, by=officer, at=timezone.now(), today=TODAY)


def test_a_reward_of_another_district_is_refused(officer):
    reward = Reward(
        commune=Commune.objects.get(pk=OTHER), document="7", on=START, what="Đường"
    )
    with pytest.raises(OutOfScope):
        save_reward(reward=reward, by=officer, at=timezone.now(), today=TODAY)
    assert not RecognitionDossier.objects.exists()
