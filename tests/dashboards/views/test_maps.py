"""The map by real boundaries, and the choice of what maps colour by."""

import datetime as dt

import pytest
from django.utils import timezone

from accounts.choices import Role
from accounts.models import User
from communes.models import BoundarySet, CommuneBoundary
from tests.world import approve

pytestmark = pytest.mark.django_db

PAGE = "/ban-do/?ky=2019Q3"
DAL, TOWN = "23535", "23473"


@pytest.fixture
def reader(client):
    client.force_login(User.objects.create_user("lanhdao", role=Role.LEADER))
    approve("618", "2018Q4", {DAL: [1, 2]}, on=dt.date(2019, 1, 10))
    approve("618", "2019Q3", {DAL: [1, 2, 18, 19]})
    return client


@pytest.fixture
def boundaries(reference):
    kept = BoundarySet.objects.create(
        file_name="xa.geojson",
        source="nguồn thử",
        loaded_at=timezone.now(),
        loaded_by="x",
        width=1000,
        height=500,
        unmatched=["đơn vị thứ 9, mã 99999"],
    )
    for code in (DAL, TOWN):
        CommuneBoundary.objects.create(
            boundary_set=kept, commune_id=code, path=f"M0 0l1 {code}z"
        )
    return kept


def page(client, address=PAGE):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_without_boundaries_the_page_leads_to_the_tiles(reader):
    html = page(reader)
    assert "Chưa có tệp ranh giới nào được nạp" in html
    assert "Quản trị" not in html


def test_the_overview_links_to_the_map_only_when_there_is_one(reader, request):
    address = "/?ky=2019Q3"
    assert "Xem trên bản đồ ranh giới" not in page(reader, address)
    request.getfixturevalue("boundaries")
    assert "Xem trên bản đồ ranh giới" in page(reader, address)


@pytest.mark.usefixtures("boundaries")
def test_a_commune_is_drawn_with_its_value_and_a_link(reader):
    html = page(reader)
    assert f'd="M0 0l1 {DAL}z"' in html
    assert "Ia H&#x27;Drai: 4/19" in html
    assert "nguồn thử" in html


@pytest.mark.usefixtures("boundaries")
def test_a_unit_outside_the_programme_is_drawn_without_a_value(reader):
    assert f'<path class="ngoai" d="M0 0l1 {TOWN}z" />' in page(reader)


@pytest.mark.usefixtures("boundaries")
def test_communes_and_units_without_a_match_are_listed(reader):
    html = page(reader)
    assert "Chưa có ranh giới:" in html
    assert "đơn vị thứ 9, mã 99999" in html


@pytest.mark.usefixtures("boundaries")
@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("mau=nhom-V", "đạt cả nhóm, 2/2 tiêu chí"),
        ("mau=tieu-chi-1", "Ia H&#x27;Drai: đạt"),
        ("mau=thay-doi&tu=2018Q4", "tăng 2 tiêu chí"),
        ("mau=thay-doi", "tăng 2 tiêu chí"),
        ("mau=thay-doi&tu=2099Q9", "tăng 2 tiêu chí"),
        ("mau=la", "4/19"),
    ],
)
def test_what_it_colours_by_is_chosen(reader, asked, words):
    assert words in page(reader, f"{PAGE}&{asked}")


@pytest.mark.usefixtures("boundaries")
def test_before_the_first_set_of_criteria_nothing_is_compared(reader):
    html = page(reader, "/ban-do/?ky=2016Q4&mau=thay-doi")
    assert "chưa có số liệu" in html


@pytest.mark.usefixtures("boundaries")
def test_the_queries_do_not_grow_with_the_data(reader, django_assert_num_queries):
    with django_assert_num_queries(13):
        page(reader)
    approve("608", "2019Q3", {})
    with django_assert_num_queries(13):
        page(reader)
