"""The page of trends: every quarter up to the one asked for, and what follows."""

import pytest

from accounts.choices import Role
from accounts.models import User
from communes.choices import UnitKind
from communes.models import CommunePeriod
from tests.world import approve

pytestmark = pytest.mark.django_db

DAL, TOI = "23535", "23537"


@pytest.fixture
def reader(client):
    client.force_login(User.objects.create_user("lanhdao", role=Role.LEADER))
    return client


@pytest.fixture
def _four_quarters(only_618):
    for quarter, communes in (
        ("2018Q4", {}),
        ("2019Q1", {DAL: [18, 19]}),
        ("2019Q2", {DAL: [18, 19]}),
        ("2019Q3", {DAL: [18, 19], TOI: [18, 19]}),
    ):
        approve("618", quarter, communes)


@pytest.fixture
def only_618(reference):
    """The programme of the province is that of Ia H'Drai: three communes."""
    CommunePeriod.objects.exclude(commune__district_id="618").update(kind=UnitKind.WARD)


def page(client, address):
    answer = client.get(address)
    return answer.status_code, answer.content.decode()


def test_a_stranger_is_sent_to_the_login(client):
    assert client.get("/xu-huong/").url.startswith("/dang-nhap/")


def test_without_any_report_the_page_says_so(reader):
    status, html = page(reader, "/xu-huong/")
    assert status == 200
    assert "Chưa có quý nào có báo cáo được duyệt" in html


def test_before_the_first_set_of_criteria_the_period_is_refused_with_a_word(reader):
    status, html = page(reader, "/xu-huong/?ky=2010Q1")
    assert status == 400
    assert "Chưa có bộ tiêu chí nào có hiệu lực" in html


@pytest.mark.usefixtures("_four_quarters")
def test_pace_and_expected_quarter_are_told(reader):
    html = page(reader, "/xu-huong/?ky=2019Q3")[1]
    assert "0,7 xã/quý" in html
    assert "1,0 xã/quý trong 1 quý còn lại" in html
    assert "không đạt trong mười năm" in html


@pytest.mark.usefixtures("_four_quarters")
def test_from_three_quarters_nothing_is_projected(reader):
    html = page(reader, "/xu-huong/?ky=2019Q2")[1]
    assert "không dự báo" in html
    assert "mới có 3 quý đủ số liệu" in html


@pytest.mark.usefixtures("_four_quarters")
def test_every_drawing_has_its_table(reader):
    html = page(reader, "/xu-huong/?ky=2019Q3")[1]
    assert html.count("nt-xh-ve") == html.count("Xem đường dưới dạng bảng") == 4
    assert html.count("nt-xh-cot") == html.count("Xem các cột dưới dạng bảng") == 1


@pytest.mark.usefixtures("_four_quarters")
def test_as_of_a_past_day_later_approvals_do_not_count(reader):
    html = page(reader, "/xu-huong/?ky=2019Q3&tai-ngay=2019-05-01")[1]
    assert "từ Quý IV/2018 đến Quý I/2019" in html


@pytest.mark.usefixtures("_four_quarters")
def test_the_queries_do_not_grow_with_the_quarters(reader, django_assert_num_queries):
    with django_assert_num_queries(12):
        reader.get("/xu-huong/?ky=2019Q1")
    with django_assert_num_queries(12):
        reader.get("/xu-huong/?ky=2019Q3")


@pytest.mark.usefixtures("_four_quarters")
def test_an_expected_quarter_without_a_range_is_named_once(reader):
    html = page(reader, "/xu-huong/?ky=2019Q3")[1]
    # Group V: 0, 1, 1, 2 of 3; one more at 2/3 a quarter, in a single window.
    assert "khoảng: Quý I/2020</span>" in html
    assert "Quý I/2020 – Quý I/2020" not in html


@pytest.mark.usefixtures("_four_quarters")
def test_a_period_of_silent_districts_says_from_where_it_projects(reader):
    html = page(reader, "/xu-huong/?ky=2019Q4")[1]
    assert "Quý IV/2019 chưa đủ số liệu" in html
    assert "chưa có số duyệt của quý: Ia H&#x27;Drai" in html
    assert "tính từ Quý III/2019" in html
    assert "0,7 xã/quý" in html
    complete = page(reader, "/xu-huong/?ky=2019Q3")[1]
    assert "chưa đủ số liệu</b>" not in complete


def test_a_quarter_of_some_districts_is_marked_in_drawing_and_table(reader):
    approve("618", "2019Q3", {DAL: [18, 19]})
    html = page(reader, "/xu-huong/?ky=2019Q3")[1]
    assert html.count('<circle class="thieu"') == 4
    assert html.count("thiếu số của 9 huyện, thành phố") == 5
    assert "chưa có quý nào đủ số liệu" in html


@pytest.mark.usefixtures("_four_quarters")
def test_quarters_under_the_columns_are_written_as_on_every_page(reader):
    html = page(reader, "/xu-huong/?ky=2019Q3")[1]
    axis = html.split('class="nt-xh-cot"')[1].split("</svg>")[0]
    assert "Quý IV" in axis
    assert "2018Q4" not in axis
