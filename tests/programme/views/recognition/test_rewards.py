"""Pages of rewards, and of recognitions that are withdrawn."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.choices import Role
from accounts.models import User
from communes.models import Recognition
from programme.models import RecognitionWithdrawal, Reward
from reports.models import DemoClock

pytestmark = pytest.mark.django_db

DAL = "23535"
UNPROCESSABLE = 422
LIST = "/ho-so-cong-nhan/"


@pytest.fixture(autouse=True)
def _working_date(settings):
    settings.DEBUG = True
    DemoClock.objects.create(pk=1, today=dt.date(2021, 3, 20))


def person(role, **scope):
    return User.objects.create_user(f"{role}{scope}", role=role, **scope)


def as_person(client, role, **scope):
    client.force_login(person(role, **scope))
    return client


@pytest.fixture
def office(client):
    return as_person(client, Role.OFFICE)


@pytest.fixture
def officer(client):
    return as_person(client, Role.DISTRICT, district_id="618")


def read(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


REWARD = {
    "district": "618",
    "commune": DAL,
    "on": "02/02/2020",
    "document": "7/QĐ-UBND",
    "what": "Nhà văn hóa thôn",
    "amount": "1.000,5",
}
REWARDS = f"{LIST}thuong/"


def test_a_reward_is_recorded_changed_and_removed(officer):
    officer.post(f"{REWARDS}moi/", REWARD)
    kept = Reward.objects.get()
    assert str(kept.amount) == "1000.500"
    assert "1.000,5" in read(officer, REWARDS)
    officer.post(f"{REWARDS}{kept.pk}/sua/", {**REWARD, "amount": ""})
    kept.refresh_from_db()
    assert kept.amount is None
    assert "Giá trị" in read(officer, f"{REWARDS}{kept.pk}/")
    officer.post(f"{REWARDS}{kept.pk}/xoa/", {"reason": "nhầm"})
    assert not Reward.objects.exists()


@pytest.mark.parametrize(
    "wrong", [{"amount": "-1"}, {"amount": "x"}, {"what": " "}, {"on": "01/01/2030"}]
)
def test_a_reward_that_cannot_be_read_is_told(officer, wrong):
    assert officer.post(f"{REWARDS}moi/", {**REWARD, **wrong}).status_code == 422
    assert not Reward.objects.exists()


def test_a_reward_of_another_district_is_read_and_never_changed(client, office):
    office.post(f"{REWARDS}moi/", REWARD)
    key = Reward.objects.get().pk
    stranger = as_person(client, Role.DISTRICT, district_id="610")
    assert stranger.post(f"{REWARDS}{key}/sua/", REWARD).status_code == 404
    assert "Nhà văn hóa thôn" in read(stranger, REWARDS)


def test_whoever_only_reads_records_no_reward(client):
    leader = as_person(client, Role.LEADER)
    assert leader.post(f"{REWARDS}moi/", REWARD).status_code == 404
    assert "Thêm phần thưởng" not in read(leader, REWARDS)


@pytest.fixture
def recognition():
    return Recognition.objects.create(
        commune_id=DAL, number="1/QĐ", decided_on=dt.date(2019, 1, 10), source="thử"
    )


WITHDRAWAL = {
    "on": "01/06/2020",
    "document": "5/QĐ-UBND",
    "reason": "mất tiêu chí 17",
    "head": "",
    "head_name": "Nguyễn Văn A, Chủ tịch UBND xã",
    "discipline": "Khiển trách",
}


def test_a_withdrawal_is_recorded_shown_and_taken_back(office, recognition):
    address = f"{LIST}thu-hoi/{recognition.pk}/"
    assert office.post(address, WITHDRAWAL).status_code == 302
    html = read(office, LIST)
    assert "Nguyễn Văn A, Chủ tịch UBND xã" in html
    assert "Khiển trách" in html
    office.post(address, {"bo": "1"})
    recognition.refresh_from_db()
    assert recognition.withdrawn_on is None
    assert not RecognitionWithdrawal.objects.exists()


@pytest.mark.parametrize("wrong", [{"reason": ""}, {"head_name": ""}, {"on": "x"}])
def test_a_withdrawal_that_lacks_something_is_told(office, recognition, wrong):
    address = f"{LIST}thu-hoi/{recognition.pk}/"
    assert office.post(address, {**WITHDRAWAL, **wrong}).status_code == UNPROCESSABLE
    recognition.refresh_from_db()
    assert recognition.withdrawn_on is None


def test_a_district_withdraws_nothing(officer, recognition):
    read(officer, f"{LIST}thu-hoi/{recognition.pk}/", 404)


@pytest.mark.parametrize("address", [REWARDS, "withdrawal"])
def test_the_queries_do_not_grow_with_the_data(
    office, recognition, django_assert_max_num_queries, address
):
    where = REWARDS if address == REWARDS else f"{LIST}thu-hoi/{recognition.pk}/"
    office.post(f"{REWARDS}moi/", REWARD)
    with django_assert_max_num_queries(14) as few:
        read(office, where)
    most = len(few)
    office.post(f"{REWARDS}moi/", {**REWARD, "what": "Đường thôn"})
    office.post(f"{LIST}thu-hoi/{recognition.pk}/", WITHDRAWAL)
    with django_assert_max_num_queries(most):
        read(office, where)


@pytest.mark.parametrize("what", ["bang", "thuong"])
def test_steps_and_rewards_have_their_form_and_their_files(officer, what):
    for page in ("nhap/", "mau.xlsx", "xuat.xlsx"):
        assert officer.get(f"{LIST}{what}/{page}").status_code == 200
    file = SimpleUploadedFile("a.csv", b"x")
    answer = officer.post(f"{LIST}{what}/nhap/", {"file": file})
    assert "Nhập" in read(officer, answer.url)
