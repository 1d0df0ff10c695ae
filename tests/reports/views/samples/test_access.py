"""To whom the field checks exist."""

import pytest
from django.test import Client

from accounts.choices import Role
from accounts.models import User
from criteria.models import Agency
from reports.models import FieldSample, SampledClaim
from tests.reports.review_world import SMALL
from tests.reports.sample_world import (
    DRAW,
    LIST,
    approved,
    page_of,
    results_of,
    sampled,
)

pytestmark = pytest.mark.usefixtures("reference")


@pytest.fixture
def addresses(reference: None) -> list[str]:
    approved()
    sample = sampled()
    page = page_of(sample)
    return [LIST, DRAW, page, f"{page}phieu/", results_of(sample)]


def sign_in(client: Client, role: Role) -> None:
    scope = {
        Role.DISTRICT: {"district_id": SMALL},
        Role.DEPARTMENT: {"agency": Agency.objects.first()},
    }
    client.force_login(
        User.objects.create(username="ai", role=role, **scope.get(role, {}))
    )


@pytest.mark.parametrize("role", [Role.DISTRICT, Role.DEPARTMENT, Role.LEADER])
def test_to_everyone_but_the_office_they_do_not_exist(
    client: Client, addresses: list[str], role: Role
) -> None:
    sign_in(client, role)
    assert [client.get(each).status_code for each in addresses] == [404] * 5
    for each in (addresses[1], addresses[4]):
        assert client.post(each, {"size": "1", "seed": "khác"}).status_code == 404
    assert FieldSample.objects.count() == 1
    assert not SampledClaim.objects.exclude(entered_at=None).exists()


@pytest.mark.parametrize("role", [Role.OFFICE, Role.ADMIN])
def test_the_office_and_the_admin_read_them(
    client: Client, addresses: list[str], role: Role
) -> None:
    sign_in(client, role)
    codes = [client.get(each).status_code for each in addresses]
    assert codes == [200, 302, 200, 200, 200]


def test_a_stranger_is_asked_to_log_in(client: Client, addresses: list[str]) -> None:
    for each in addresses:
        assert client.get(each).url == f"/dang-nhap/?next={each}"


def test_a_sample_that_is_not_there_is_not_found(
    client: Client, addresses: list[str]
) -> None:
    sign_in(client, Role.OFFICE)
    for each in ("0/", "0/phieu/", f"0/ket-qua/{SMALL}/"):
        assert client.get(f"{LIST}{each}").status_code == 404


def test_a_district_without_a_claim_in_the_sample_is_not_found(
    client: Client, addresses: list[str]
) -> None:
    sign_in(client, Role.OFFICE)
    assert client.get(f"{addresses[2]}ket-qua/608/").status_code == 404
