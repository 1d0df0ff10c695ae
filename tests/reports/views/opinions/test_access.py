"""Whose pages these are: to everybody else they do not exist."""

import pytest
from django.test import Client

from accounts.choices import Role
from accounts.models import User
from criteria.models import Agency
from reports.choices import ReportState
from reports.models import Report
from tests.reports import opinion_world
from tests.reports.opinion_world import OTHER, person, put, stored
from tests.reports.review_world import FIRST, QUARTER, officer, reviewer
from tests.reports.views.opinions.addresses import LIST, PAGE, choice, rows, text

NAV = f'href="{LIST}"'


def leader() -> User:
    return User.objects.create(username="lanhdao", role=Role.LEADER)


def silent_agency() -> User:
    """Return somebody of an agency that leads nothing."""
    agency = Agency.objects.get(code="UBND610")
    return User.objects.create(username="ubnd", role=Role.DEPARTMENT, agency=agency)


@pytest.mark.parametrize("address", [LIST, PAGE])
def test_a_stranger_is_sent_to_sign_in(client: Client, address: str) -> None:
    assert client.get(address).headers["Location"].startswith("/dang-nhap/")


@pytest.mark.parametrize("address", [LIST, PAGE])
@pytest.mark.parametrize("who", [officer, leader, silent_agency])
def test_who_leads_nothing_finds_nothing(
    waiting: Report, client: Client, who: object, address: str
) -> None:
    client.force_login(who())
    assert client.get(address).status_code == 404
    assert client.post(address, choice(FIRST, "confirmed")).status_code in (404, 405)
    assert stored() == []


@pytest.mark.parametrize("who", [officer, leader, silent_agency])
def test_who_leads_nothing_is_not_led_there(client: Client, who: object) -> None:
    client.force_login(who())
    assert NAV not in client.get("/tieu-chi/").content.decode()


@pytest.mark.parametrize(
    ("who", "start"), [(reviewer, "/duyet/"), (person, "/tieu-chi/")]
)
def test_the_navigation_leads_the_office_and_agencies_there(
    client: Client, who: object, start: str
) -> None:
    client.force_login(who())
    assert NAV in client.get(start).content.decode()
    assert f'{NAV} aria-current="page"' in client.get(LIST).content.decode()


def test_another_agency_finds_no_such_criterion(
    waiting: Report, client: Client
) -> None:
    client.force_login(person(OTHER))
    assert client.get(PAGE).status_code == 404
    assert client.post(PAGE, choice(FIRST, "confirmed")).status_code == 404


@pytest.mark.parametrize(
    "address", [f"/doi-chieu/{QUARTER}/20/", "/doi-chieu/2015Q1/5/"]
)
def test_what_does_not_exist_is_not_found(lead: Client, address: str) -> None:
    assert lead.get(address).status_code == 404


def test_the_office_reads_and_says_nothing(waiting: Report, client: Client) -> None:
    client.force_login(reviewer())
    page = text(client.get(PAGE))
    assert "Văn phòng chỉ xem" in page
    assert "chưa xem: Sở GD&amp;ĐT" in page
    assert "y-kien-" not in page
    assert client.post(PAGE, choice(FIRST, "confirmed")).status_code == 404


@pytest.mark.parametrize(
    "state",
    sorted(set(ReportState) - {ReportState.SUBMITTED, ReportState.APPROVED}),
)
def test_drafts_are_never_shown(lead: Client, state: ReportState) -> None:
    put(state)
    assert rows(lead) == {}
    assert "Chưa có huyện nào gửi báo cáo" in text(lead.get(LIST))


@pytest.mark.parametrize("code", ["618", "610"])
def test_pages_take_as_many_queries_whatever_the_number_of_communes(
    client: Client, code: str, django_assert_num_queries: object
) -> None:
    opinion_world.sent_by(code)
    client.force_login(person())
    for address, count in ((LIST, 17), (PAGE, 23), ("/don-vi/SGDDT/", 29)):
        client.get(address)
        with django_assert_num_queries(count):
            client.get(address)
