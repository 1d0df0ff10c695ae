"""Xã khó khăn: communes of khu vực III against the rule of leaving that status."""

import datetime as dt

import pytest

from accounts.choices import Role
from accounts.models import User
from communes.models import CommuneArea
from criteria.models import CriteriaSet, Criterion
from programme.models import ExitRule
from reports.models import DemoClock
from tests.world import approve

pytestmark = pytest.mark.django_db

DAL, TOI, SIR = "23535", "23537", "23536"
ADDRESS = "/xa-kho-khan/?ky=2019Q3"


@pytest.fixture(autouse=True)
def _working_date(settings):
    settings.DEBUG = True
    DemoClock.objects.create(pk=1, today=dt.date(2021, 3, 20))


@pytest.fixture
def reader(client):
    client.force_login(User.objects.create_user("lanhdao", role=Role.LEADER))
    return client


@pytest.fixture
def _areas():
    for code in (DAL, TOI):
        area(code, "III", dt.date(2017, 4, 28))
    approve("618", "2018Q3", {DAL: range(1, 10), TOI: range(1, 5)})
    approve("618", "2019Q3", {DAL: range(1, 12), TOI: range(1, 17)})


def area(code, area_class, first, last=None):
    CommuneArea.objects.create(
        commune_id=code,
        area_class=area_class,
        valid_from=first,
        valid_to=last,
        source="QĐ thử",
    )


def rule(**more):
    made = ExitRule.objects.create(
        criteria_set=CriteriaSet.objects.in_force(dt.date(2019, 9, 30)).first(),
        document="Quy định thử",
        valid_from=dt.date(2019, 1, 1),
        minimum_met=15,
        **more,
    )
    made.must_meet.set(Criterion.objects.filter(number__in=[11, 17]))
    return made


def read(client, address=ADDRESS):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_stranger_is_sent_to_the_login(client):
    assert client.get("/xa-kho-khan/").url.startswith("/dang-nhap/")


def test_without_areas_the_page_says_who_loads_them(reader):
    html = read(reader)
    assert "Chưa nạp khu vực của xã nào" in html
    assert "Quản trị nạp danh sách khu vực" in html
    assert "/quan-tri/" not in html


def test_the_admin_finds_the_way_to_load_them(client):
    client.force_login(User.objects.create_user("quantri", role=Role.ADMIN))
    assert "/quan-tri/communes/communearea/import/" in read(client)


@pytest.mark.usefixtures("_areas")
def test_without_a_rule_communes_with_more_criteria_come_first(reader):
    page = reader.get(ADDRESS).context["page"]
    assert [(each.commune.code, each.met) for each in page.communes] == [
        (TOI, 16),
        (DAL, 11),
    ]
    assert "quy định ấy chưa được đặt trong hệ thống" in read(reader)


@pytest.mark.usefixtures("_areas")
def test_a_commune_is_compared_with_the_year_before(reader):
    page = reader.get(ADDRESS).context["page"]
    assert [each.change for each in page.communes] == [12, 2]


@pytest.mark.usefixtures("_areas")
def test_the_rule_says_how_many_criteria_are_missing_and_which_must_be(reader):
    rule()
    page = reader.get(ADDRESS).context["page"]
    told = [
        (each.standing.steps, [must.number for must in each.standing.musts])
        for each in page.communes
    ]
    assert told == [(1, [17]), (4, [17])]
    assert (page.ready, page.one_short) == (0, 1)


@pytest.mark.usefixtures("_areas")
def test_a_rule_of_another_time_is_not_applied(reader):
    rule(valid_to=dt.date(2019, 6, 30))
    page = reader.get(ADDRESS).context["page"]
    assert all(each.standing is None for each in page.communes)


@pytest.mark.usefixtures("_areas")
def test_a_commune_that_left_is_listed_with_its_class_of_today(reader):
    CommuneArea.objects.filter(commune_id=DAL).update(valid_to=dt.date(2019, 6, 30))
    area(DAL, "II", dt.date(2019, 7, 1))
    page = reader.get(ADDRESS).context["page"]
    assert [each.commune.code for each in page.leavers] == [DAL]
    assert "Đã ra khỏi khu vực III: 1 xã" in read(reader)


@pytest.mark.usefixtures("_areas")
def test_before_their_first_day_areas_are_unknown(reader):
    assert "Chưa nạp khu vực của xã nào" in read(reader, "/xa-kho-khan/?ky=2017Q1")


@pytest.mark.usefixtures("_areas")
def test_a_commune_without_data_comes_last_and_says_so(reader):
    area("23344", "III", dt.date(2017, 4, 28))
    page = reader.get(ADDRESS).context["page"]
    assert (page.communes[-1].commune.code, page.communes[-1].met) == ("23344", None)
    assert "chưa có số liệu đã duyệt" in read(reader)


def test_a_wrong_period_is_told(reader):
    assert reader.get("/xa-kho-khan/?ky=2019Q9").status_code == 400


@pytest.mark.usefixtures("_areas")
def test_the_page_needs_the_same_queries_for_any_number_of_communes(
    reader, django_assert_max_num_queries
):
    rule()
    with django_assert_max_num_queries(24) as few:
        read(reader)
    most = len(few)
    area(SIR, "III", dt.date(2017, 4, 28))
    with django_assert_max_num_queries(most):
        read(reader)
