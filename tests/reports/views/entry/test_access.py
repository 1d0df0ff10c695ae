"""Whose grid it is: to everybody else it does not exist."""

import pytest
from django.test import Client

from accounts.choices import Role
from accounts.models import User
from criteria.models import Agency
from reports.models import Report
from tests.reports.review_world import (
    FIRST,
    QUARTER,
    SMALL,
    officer,
    open_quarter,
    reviewer,
)
from tests.reports.views.entry.addresses import (
    ACTS,
    CELLS,
    JSON,
    LIST,
    PAGE,
    PASTE,
    stored,
)

ONE_CELL = {f"c-{FIRST}-1": "met"}


def sign_in(client: Client, role: Role) -> None:
    agency = Agency.objects.first() if role == Role.DEPARTMENT else None
    client.force_login(User.objects.create(username="ai", role=role, agency=agency))


@pytest.mark.parametrize("address", [LIST, PAGE])
@pytest.mark.parametrize("role", [Role.LEADER, Role.DEPARTMENT])
def test_who_enters_nothing_finds_no_page(
    client: Client, role: Role, address: str
) -> None:
    sign_in(client, role)
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", ACTS)
@pytest.mark.parametrize("role", [Role.LEADER, Role.DEPARTMENT])
def test_who_enters_nothing_finds_no_act(
    client: Client, role: Role, address: str
) -> None:
    sign_in(client, role)
    assert client.post(address, ONE_CELL, headers=JSON).status_code == 404
    assert not Report.objects.exists()


@pytest.mark.parametrize("address", [PAGE, *ACTS])
def test_another_district_finds_nothing(client: Client, address: str) -> None:
    client.force_login(officer("610"))
    assert client.get(address).status_code == 404
    assert client.post(address, ONE_CELL).status_code in (404, 405)
    assert not Report.objects.exists()


@pytest.mark.parametrize("address", [LIST, PAGE])
@pytest.mark.parametrize("role", [Role.OFFICE, Role.ADMIN])
def test_the_office_and_the_admin_see_every_district(
    client: Client, role: Role, address: str
) -> None:
    sign_in(client, role)
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", [LIST, PAGE])
def test_a_stranger_is_sent_to_sign_in(client: Client, address: str) -> None:
    assert client.get(address).headers["Location"] == f"/dang-nhap/?next={address}"


@pytest.mark.parametrize("address", [CELLS, PASTE])
def test_a_script_whose_session_ended_is_told_where_to_sign_in(
    client: Client, address: str
) -> None:
    answer = client.post(address, ONE_CELL, headers=JSON)
    assert answer.status_code == 401
    assert answer.json()["login"] == f"/dang-nhap/?next={PAGE}"


@pytest.mark.parametrize("address", [CELLS, PASTE])
def test_a_plain_form_whose_session_ended_comes_back_to_the_grid(
    client: Client, address: str
) -> None:
    answer = client.post(address, ONE_CELL)
    assert answer.headers["Location"] == f"/dang-nhap/?next={PAGE}"


@pytest.mark.parametrize("address", ACTS)
def test_an_act_asked_by_get_leads_back_to_the_grid(
    district: Client, address: str
) -> None:
    assert district.get(address).headers["Location"] == PAGE
    assert not Report.objects.exists()


@pytest.mark.parametrize(
    "address",
    [
        f"/bao-cao/{QUARTER}/999/",
        f"/bao-cao/2021Q5/{SMALL}/",
        f"/bao-cao/9999Q1/{SMALL}/",
        f"/bao-cao/2010Q1/{SMALL}/",
        f"/bao-cao/2021Q2/{SMALL}/",
    ],
    ids=["district", "quarter", "year", "no law", "not begun"],
)
def test_what_does_not_exist_is_not_found(client: Client, address: str) -> None:
    client.force_login(reviewer())
    assert client.get(address).status_code == 404


def test_a_quarter_opened_early_is_there(client: Client) -> None:
    open_quarter("2021Q2")
    client.force_login(officer())
    assert client.get(f"/bao-cao/2021Q2/{SMALL}/").status_code == 200


def test_the_grid_itself_takes_no_post(district: Client) -> None:
    assert district.post(PAGE, ONE_CELL).status_code == 405
    assert stored() == set()


def test_a_save_needs_the_token_of_the_page(db: None) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(officer())
    assert client.post(CELLS, ONE_CELL, headers=JSON).status_code == 403
    assert stored() == set()
