"""To whom the board exists, and who may set deadlines there."""

import pytest
from django.test import Client

from accounts.choices import Role
from accounts.models import User
from criteria.models import Agency
from reports.models import DeadlineException, Quarter
from tests.reports.review_world import DUE, QUARTER, SMALL, open_quarter

BOARD = "/bao-cao/ai-chua-nop/"
DEADLINE, EXCEPTION = f"{BOARD}han/", f"{BOARD}gia-han/"
ASKED = {
    "quarter": QUARTER,
    "district": SMALL,
    "due_on": "31/12/2021",
    "reason": "Mưa lũ.",
}

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _opened(db: None) -> None:
    open_quarter()


def sign_in(client: Client, role: Role) -> None:
    scope = {
        Role.DISTRICT: {"district_id": SMALL},
        Role.DEPARTMENT: {"agency": Agency.objects.first()},
    }
    client.force_login(
        User.objects.create(username="ai", role=role, **scope.get(role, {}))
    )


@pytest.mark.parametrize("role", [Role.DISTRICT, Role.DEPARTMENT])
@pytest.mark.parametrize("address", [BOARD, DEADLINE, EXCEPTION])
@pytest.mark.parametrize("method", ["get", "post"])
def test_to_districts_and_departments_it_does_not_exist(
    client: Client, role: Role, address: str, method: str
) -> None:
    sign_in(client, role)
    answer = getattr(client, method)(address, ASKED)
    assert answer.status_code == (405 if (address, method) == (BOARD, "post") else 404)
    assert not DeadlineException.objects.exists()
    assert Quarter.objects.get(pk=QUARTER).due_on == DUE


@pytest.mark.parametrize("role", [Role.OFFICE, Role.ADMIN, Role.LEADER])
def test_office_admin_and_leaders_read_it(client: Client, role: Role) -> None:
    sign_in(client, role)
    assert client.get(BOARD).status_code == 200


@pytest.mark.parametrize("address", [DEADLINE, EXCEPTION])
def test_a_leader_changes_nothing(client: Client, address: str) -> None:
    sign_in(client, Role.LEADER)
    assert client.post(address, ASKED).status_code == 404
    assert "<textarea" not in client.get(BOARD).content.decode()
    assert not DeadlineException.objects.exists()


def test_a_stranger_is_asked_to_log_in(client: Client) -> None:
    assert client.get(BOARD).url == f"/dang-nhap/?next={BOARD}"


@pytest.mark.parametrize("address", [DEADLINE, EXCEPTION])
def test_asked_by_get_an_act_leads_back_to_the_board(
    client: Client, address: str
) -> None:
    sign_in(client, Role.OFFICE)
    assert client.get(address).url == BOARD
