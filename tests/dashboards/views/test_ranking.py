"""The page of rankings: like with like, as the data have it at the period."""

import datetime as dt

import pytest

from accounts.choices import Role
from accounts.models import User
from communes.models import Commune, CommuneArea
from tests.world import approve

pytestmark = pytest.mark.django_db

DAL = "23535"


@pytest.fixture
def reader(client):
    client.force_login(User.objects.create_user("lanhdao", role=Role.LEADER))
    return client


def page(client, address):
    answer = client.get(address)
    return answer.status_code, answer.content.decode()


def test_a_stranger_is_sent_to_the_login(client):
    assert client.get("/xep-hang/").url.startswith("/dang-nhap/")


def test_without_data_nobody_has_a_rank(reader):
    status, html = page(reader, "/xep-hang/")
    assert status == 200
    assert "quá ít để xếp hạng" in html
    assert "không xếp: chưa có số liệu được duyệt" in html


@pytest.mark.parametrize("measure", ["II", "19"])
def test_a_share_of_a_district_without_data_is_not_known(reader, measure):
    approve("618", "2019Q3", {DAL: range(1, 20)})
    status, html = page(reader, f"/xep-hang/?ky=2019Q3&do={measure}")
    assert status == 200
    assert "không xếp: chưa có số liệu được duyệt" in html


def test_communes_are_ranked_within_their_district(reader):
    approve("610", "2019Q3", {"23341": [1]})
    html = page(reader, "/xep-hang/?ky=2019Q3&cap=xa&trong=huyen")[1]
    assert "<h2>Huyện Đắk Glei</h2>" in html
    assert "n = 11 xã" in html


def test_border_communes_are_compared_with_border_communes(reader):
    html = page(reader, "/xep-hang/?ky=2019Q3&cap=xa&trong=bien-gioi")[1]
    assert "<h2>Xã biên giới</h2>" in html
    assert "n = 13 xã" in html


def test_an_area_class_that_no_commune_has_is_not_offered(reader):
    html = page(reader, "/xep-hang/?ky=2019Q3&trong=khu-vuc")[1]
    assert 'value="khu-vuc"' not in html
    assert "dữ liệu chưa có cách chia này" in html


def test_area_classes_count_from_their_day(reader):
    CommuneArea.objects.create(
        commune_id=DAL, area_class="III", valid_from=dt.date(2019, 10, 1), source="thử"
    )
    assert 'value="khu-vuc"' not in page(reader, "/xep-hang/?ky=2019Q3")[1]
    html = page(reader, "/xep-hang/?ky=2019Q4&cap=xa&trong=khu-vuc")[1]
    assert "<h2>Khu vực III</h2>" in html
    assert "<h2>Chưa rõ</h2>" in html


@pytest.mark.parametrize(
    ("quarter", "is_offered"), [("2016Q4", True), ("2020Q4", True), ("2021Q1", False)]
)
def test_a_list_of_programme_135_holds_for_its_years(reader, quarter, is_offered):
    approve("618", "2021Q1", on=dt.date(2021, 4, 2))
    html = page(reader, f"/xep-hang/?ky={quarter}")[1]
    assert ('value="ct135"' in html) is is_offered


def test_a_doubtful_word_of_programme_135_is_no_group(reader):
    Commune.objects.update(ct135_2017_2020="probable")
    Commune.objects.filter(code=DAL).update(ct135_2017_2020="yes")
    html = page(reader, "/xep-hang/?ky=2019Q3&cap=xa&trong=ct135")[1]
    assert "<h2>Xã thuộc Chương trình 135</h2>" in html
    assert "n = 84 xã" in html


def test_a_carried_district_says_of_which_quarter_its_figures_are(reader):
    approve("610", "2019Q2")
    assert "số Quý II/2019" in page(reader, "/xep-hang/?ky=2019Q3")[1]


def test_choosing_another_period_keeps_the_ranking(reader):
    html = page(reader, "/xep-hang/?ky=2019Q3&cap=xa&trong=bien-gioi")[1]
    assert '<input type="hidden" name="trong" value="bien-gioi">' in html


def test_what_is_asked_in_vain_is_answered_with_the_average(reader):
    status, html = page(reader, "/xep-hang/?ky=2019Q3&cap=x&do=y")
    assert status == 200
    assert "<h2>Bình quân tiêu chí/xã</h2>" in html


def test_the_queries_do_not_grow_with_the_data(reader, django_assert_num_queries):
    approve("618", "2019Q3", {DAL: [1]})
    with django_assert_num_queries(14):
        reader.get("/xep-hang/?ky=2019Q3&cap=xa")
    approve("610", "2019Q2")
    approve("611", "2018Q3")
    with django_assert_num_queries(14):
        reader.get("/xep-hang/?ky=2019Q3&cap=xa")
