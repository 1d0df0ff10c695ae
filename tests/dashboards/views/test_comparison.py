"""The page that holds two moments against each other."""

import datetime as dt

import pytest

from accounts.choices import Role
from accounts.models import User
from tests.world import approve

pytestmark = pytest.mark.django_db

DAL, TOI = "23535", "23537"


@pytest.fixture
def reader(client):
    client.force_login(User.objects.create_user("lanhdao", role=Role.LEADER))
    return client


@pytest.fixture
def _two_quarters():
    approve("618", "2019Q2", {DAL: [1, 2]})
    approve("618", "2019Q3", {DAL: [1, 18]})


def page(client, address):
    answer = client.get(address)
    return answer.status_code, answer.content.decode()


def test_a_stranger_is_sent_to_the_login(client):
    assert client.get("/so-sanh/").url.startswith("/dang-nhap/")


@pytest.mark.usefixtures("_two_quarters")
def test_by_default_the_period_is_held_against_the_quarter_before(reader):
    html = page(reader, "/so-sanh/?ky=2019Q3")[1]
    assert "so với Quý II/2019" in html
    assert "Thay đổi thật: 1 xã" in html


@pytest.mark.usefixtures("_two_quarters")
def test_before_the_first_set_the_default_is_the_period_itself(reader):
    status, html = page(reader, "/so-sanh/?ky=2016Q4")
    assert status == 200
    assert "so với Quý IV/2016" in html
    assert "chưa có số liệu được duyệt nên chưa so sánh được" in html


@pytest.mark.usefixtures("_two_quarters")
def test_two_days_of_one_quarter_can_be_held_against_each_other(reader):
    approve("618", "2019Q3", {DAL: [1]}, on=dt.date(2019, 12, 1))
    html = page(reader, "/so-sanh/?ky=2019Q3&ky2=2019Q3&tai-ngay2=2019-11-01")[1]
    assert "so với Quý III/2019, số duyệt đến 01/11/2019" in html
    assert '<th scope="col" class="n">đến 01/11/2019</th>' in html
    assert "Thay đổi thật: 1 xã" in html


@pytest.mark.usefixtures("_two_quarters")
@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("ky2=2019", "“2019” không phải là quý"),
        ("ky2=2099Q1", "Quý I/2099 chưa tới."),
        ("ky2=2010Q1", "Chưa có bộ tiêu chí nào có hiệu lực ở Quý I/2010."),
        ("tai-ngay2=hôm%20qua", "Ngày tính đến không đọc được"),
    ],
)
def test_a_bad_second_moment_is_told_like_the_first(reader, asked, said):
    status, html = page(reader, f"/so-sanh/?ky=2019Q3&{asked}")
    assert status == 400
    assert f"Mốc so sánh: {said}" in html
    assert "Trang đang so với Quý II/2019." in html


@pytest.mark.usefixtures("_two_quarters")
def test_a_unit_that_left_is_no_loss(reader):
    approve("613", "2019Q2", {"23473": [1, 2]})
    approve("613", "2019Q3")
    html = page(reader, "/so-sanh/?ky=2019Q3&ky2=2019Q2")[1]
    assert "Đổi đơn vị: 1 xã" in html
    assert "khi ấy đạt 2 tiêu chí (−2)" in html
    assert '<a href="/xa/23473/?ky=2019Q2">' in html


@pytest.mark.usefixtures("_two_quarters")
def test_the_tabs_keep_the_first_moment(reader):
    html = page(reader, "/so-sanh/?ky=2019Q3&tai-ngay=2020-01-01")[1]
    assert '<a href="/xep-hang/?ky=2019Q3&amp;tai-ngay=2020-01-01">' in html
    assert '/so-sanh/?ky=2019Q3&amp;tai-ngay=2020-01-01" aria-current="page"' in html


@pytest.mark.usefixtures("_two_quarters")
def test_the_queries_do_not_grow_with_the_data(reader, django_assert_num_queries):
    with django_assert_num_queries(18):
        reader.get("/so-sanh/?ky=2019Q3")
    approve("610", "2019Q2")
    approve("611", "2019Q3")
    with django_assert_num_queries(18):
        reader.get("/so-sanh/?ky=2019Q3")


@pytest.mark.usefixtures("_two_quarters")
def test_data_of_one_moment_is_told_beside_the_figures(reader):
    approve("611", "2019Q3")
    once = "chỉ Quý III/2019 có số liệu</b> của Ngọc Hồi (7 xã)"
    html = page(reader, "/so-sanh/?ky=2019Q3&ky2=2019Q2")[1]
    assert once in html
    assert once in page(reader, "/so-sanh/?ky=2019Q2&ky2=2019Q3")[1]
