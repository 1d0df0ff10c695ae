"""The sheet for the steering committee's meeting."""

import pytest

from accounts.choices import Role
from accounts.models import User
from tests.world import approve

pytestmark = pytest.mark.django_db

PAGE = "/phieu-hop/?ky=2019Q3"
DAL, TOI = "23535", "23537"


@pytest.fixture
def reader(client):
    client.force_login(User.objects.create_user("lanhdao", role=Role.LEADER))
    return client


@pytest.fixture
def _two_quarters():
    approve("618", "2019Q2", {DAL: [1, 2]})
    approve("618", "2019Q3", {DAL: [1, 18], TOI: [18, 19]})


def page(client, address=PAGE):
    answer = client.get(address)
    return answer.status_code, answer.content.decode()


def test_a_stranger_is_sent_to_the_login(client):
    assert client.get("/phieu-hop/").url.startswith("/dang-nhap/")


def test_without_any_data_the_sheet_says_so(reader):
    status, html = page(reader, "/phieu-hop/")
    assert status == 200
    assert "Chưa có số liệu nào được duyệt" in html


@pytest.mark.usefixtures("_two_quarters")
def test_each_target_tells_what_is_short_and_the_way(reader):
    html = page(reader)[1]
    assert "<b>1</b>/85" in html
    assert "thiếu 84 xã" in html
    assert "chưa đủ xã có số liệu" in html
    assert "không dự báo" in html


@pytest.mark.usefixtures("_two_quarters")
def test_what_was_lost_is_named_by_commune(reader):
    html = page(reader)[1]
    assert "giảm 1" in html
    assert "(TC2)" in html


@pytest.mark.usefixtures("_two_quarters")
def test_a_wrong_period_is_said_over_the_default_one(reader):
    status, html = page(reader, "/phieu-hop/?ky=2019Q9")
    assert status == 400
    assert "“2019Q9” không phải là quý" in html
    assert "Trang đang hiện Quý III/2019." in html


@pytest.mark.usefixtures("_two_quarters")
def test_the_queries_do_not_grow_with_the_data(reader, django_assert_max_num_queries):
    with django_assert_max_num_queries(60) as few:
        page(reader)
    approve("608", "2019Q3", {})
    with django_assert_max_num_queries(len(few)):
        page(reader)
