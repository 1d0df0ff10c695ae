"""Accounts: roles, scope and names."""

import pytest
from django.db import IntegrityError, transaction

from accounts.choices import Role
from accounts.models import User
from accounts.services.demo import create_demo_accounts
from criteria.models import Agency

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo():
    create_demo_accounts(password="ntm-demo")


def named(username):
    return User.objects.get(username=username)


@pytest.mark.usefixtures("demo")
def test_there_is_an_account_for_every_district():
    officers = User.objects.filter(role=Role.DISTRICT, is_head=False)
    assert officers.count() == 10


@pytest.mark.usefixtures("demo")
def test_one_district_has_a_head_who_signs():
    head = User.objects.get(is_head=True)
    assert (head.username, head.district_id) == ("truong.610", "610")
    assert head.display_name == "Lãnh đạo UBND huyện Đắk Glei"


@pytest.mark.usefixtures("demo")
def test_there_is_an_account_for_every_agency_but_the_office_and_the_committees():
    assert User.objects.filter(role=Role.DEPARTMENT).count() == (
        Agency.objects.count() - 11
    )


@pytest.mark.usefixtures("demo")
def test_creating_demo_accounts_again_creates_none():
    assert create_demo_accounts(password="ntm-demo") == 0


@pytest.mark.usefixtures("demo")
def test_a_changed_password_survives_another_load():
    user = named("huyen.610")
    user.set_password("mật khẩu riêng")
    user.save()
    create_demo_accounts(password="ntm-demo")
    assert named("huyen.610").check_password("mật khẩu riêng")


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("username", ["vpdp", "admin"])
def test_the_office_and_the_admin_cover_every_district(username):
    assert named(username).covers("610")


@pytest.mark.usefixtures("demo")
def test_an_officer_covers_the_own_district_alone():
    officer = named("huyen.610")
    assert officer.covers("610")
    assert not officer.covers("611")


@pytest.mark.usefixtures("demo")
def test_a_leader_covers_no_district():
    assert not named("lanhdao").covers("610")


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(
    ("username", "enters", "reviews", "imports"),
    [
        ("admin", True, True, True),
        ("vpdp", True, True, True),
        ("huyen.610", True, False, False),
        ("so.sgddt", False, False, False),
        ("lanhdao", False, False, False),
    ],
)
def test_rights_follow_from_the_role(username, enters, reviews, imports):
    user = named(username)
    assert (user.can_enter, user.can_review, user.can_import) == (
        enters,
        reviews,
        imports,
    )


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(
    ("username", "shown"),
    [
        ("huyen.610", "UBND huyện Đắk Glei"),
        ("huyen.608", "UBND thành phố Kon Tum"),
        ("so.sgddt", "Sở GD&ĐT"),
        ("vpdp", "VPĐP nông thôn mới tỉnh"),
    ],
)
def test_an_account_is_shown_by_its_office(username, shown):
    assert str(named(username)) == shown


def test_an_account_without_a_name_is_shown_by_its_login():
    assert User(username="ai.do", role=Role.LEADER).display_name == "ai.do"


def test_an_officer_without_a_district_is_refused():
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(username="x", role=Role.DISTRICT)


def test_a_department_account_without_an_agency_is_refused():
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(username="x", role=Role.DEPARTMENT)


def test_a_leader_with_a_district_is_refused():
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(username="x", role=Role.LEADER, district_id="610")


def test_the_admin_role_brings_the_back_office():
    admin = User.objects.create_user("quantri", password="x", role=Role.ADMIN)
    assert admin.is_staff


def test_a_superuser_from_the_command_line_is_an_admin():
    assert User.objects.create_superuser("goc", password="x").role == Role.ADMIN


def test_losing_the_admin_role_loses_the_back_office():
    admin = User.objects.create_superuser("goc", password="x")
    admin.role = Role.LEADER
    admin.save()
    assert not User.objects.get(username="goc").is_superuser
