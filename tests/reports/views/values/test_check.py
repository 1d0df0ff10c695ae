"""What is wrong with a typed value is told before it is saved, in the same words."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.choices import Role
from accounts.models import User
from criteria.models import Agency
from reports.models import Report
from tests.reports.review_world import (
    FIRST,
    LARGE,
    QUARTER,
    SECOND,
    officer,
    open_quarter,
)
from tests.reports.values_world import name, number
from tests.reports.views.values.addresses import (
    cell,
    cell_values,
    posted,
    table,
    text,
)

CHECK = f"{table(9)}xem/"


def faults(client: Client, data: dict[str, str]) -> dict[str, str]:
    answer = client.post(CHECK, data)
    assert answer.status_code == 200
    found: dict[str, str] = answer.json()["faults"]
    return found


@pytest.mark.parametrize("typed", ["120", "-3", "khoảng 80"])
def test_the_fault_is_the_one_that_saving_tells(district: Client, typed: str) -> None:
    data = posted("9.2", typed)
    told = faults(district, data)[name("9.2")]
    assert told
    for address in (cell_values(9), f"{table(9)}luu/"):
        answer = district.post(address, data)
        assert answer.status_code == 422
        assert f">{told}</" in text(answer)
    assert not Report.objects.exists()


def test_what_can_be_has_no_fault(district: Client) -> None:
    data = posted("9.1", "Đạt") | posted("9.2", "95,5", commune=SECOND)
    assert faults(district, data) == {name("9.1"): "", name("9.2", SECOND): ""}


def test_a_value_and_no_data_at_once_are_told(district: Client) -> None:
    data = posted("9.2", "80") | {f"{name('9.2')}-x": "on"}
    assert "không có số liệu" in faults(district, data)[name("9.2")]


def test_a_value_left_as_it_was_drawn_has_no_fault(district: Client) -> None:
    data = posted("9.2", "80", seen=number("80"))
    assert faults(district, data) == {name("9.2"): ""}


@pytest.mark.parametrize("field", ["v-23535-999999", "v-x", "keep", "v--1"])
def test_a_field_that_is_none_of_the_criterion_is_passed_over(
    district: Client, field: str
) -> None:
    assert faults(district, {field: "120"}) == {}


def test_the_fields_of_both_pages_know_where_to_ask_and_to_tell(
    district: Client,
) -> None:
    for page in (cell(9), table(9)):
        shown = text(district.get(page))
        assert f'data-xem="{CHECK}"' in shown
        assert 'data-loi aria-live="polite"' in shown
        assert "js/value-check" in shown


def test_a_criterion_that_is_not_there_is_not_found(district: Client) -> None:
    assert district.post(f"{table(20)}xem/").status_code == 404


def test_a_quarter_before_every_law_is_not_found(district: Client) -> None:
    assert district.post(CHECK.replace(QUARTER, "2010Q1")).status_code == 404


def test_looking_asks_nothing(district: Client) -> None:
    assert district.get(CHECK).status_code == 405


def test_another_district_finds_nothing(client: Client) -> None:
    open_quarter()
    client.force_login(officer(LARGE))
    assert client.post(CHECK, posted("9.2", "120")).status_code == 404


@pytest.mark.parametrize("role", [Role.LEADER, Role.DEPARTMENT])
def test_who_enters_nothing_finds_nothing(client: Client, role: Role) -> None:
    agency = Agency.objects.first() if role == Role.DEPARTMENT else None
    client.force_login(User.objects.create(username="ai", role=role, agency=agency))
    assert client.post(CHECK, posted("9.2", "120")).status_code == 404


@pytest.mark.parametrize("communes", [[FIRST], [FIRST, SECOND]])
def test_a_question_takes_five_queries(
    district: Client,
    communes: list[str],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    data = {}
    for commune in communes:
        data |= posted("9.2", "120", commune=commune)
    with django_assert_num_queries(5):
        district.post(CHECK, data)
