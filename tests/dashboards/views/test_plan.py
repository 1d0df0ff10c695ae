"""The page that holds Phụ lục 01 against results."""

import datetime as dt

import pytest
from django.utils import timezone

from accounts.choices import Role
from accounts.models import User
from criteria.models import CommunePlan, CommuneTarget, CriteriaSet, Criterion
from tests.world import approve

pytestmark = pytest.mark.django_db

PAGE = "/ke-hoach/?ky=2019Q4"
DAL, TOI = "23535", "23537"


@pytest.fixture
def reader(client):
    client.force_login(User.objects.create_user("lanhdao", role=Role.LEADER))
    return client


@pytest.fixture
def plan(reference):
    made = CommunePlan.objects.create(
        criteria_set=CriteriaSet.objects.get(subject="commune"),
        number=1,
        document="Phụ lục 01 (thử)",
        effective_from=dt.date(2019, 11, 25),
        recorded_at=timezone.now(),
        is_demo=True,
    )
    for commune, number, year in ((DAL, 18, 2019), (TOI, 18, 2019), (TOI, 5, None)):
        CommuneTarget.objects.create(
            plan=made,
            commune_id=commune,
            criterion=Criterion.objects.get(number=number),
            value="planned" if year else "met",
            year=year,
        )
    return made


def page(client, address=PAGE):
    answer = client.get(address)
    return answer.status_code, answer.content.decode()


def test_a_stranger_is_sent_to_the_login(client):
    assert client.get("/ke-hoach/").url.startswith("/dang-nhap/")


def test_without_an_appendix_the_page_says_so(reader):
    status, html = page(reader)
    assert status == 200
    assert "Chưa có Phụ lục 01 nào được nhập." in html


@pytest.mark.usefixtures("plan")
def test_the_appendix_is_named_with_what_it_is(reader):
    html = page(reader)[1]
    assert "Phụ lục 01 (thử)" in html
    assert "(số liệu minh họa)" in html


@pytest.mark.usefixtures("plan")
def test_communes_behind_the_plan_are_named(reader):
    approve("618", "2019Q4", {DAL: [18]})
    html = page(reader)[1]
    assert "1 xã chậm kế hoạch hoặc mất tiêu chí" in html
    assert "TC18 (2019)" in html
    assert f'<a href="/xa/{TOI}/?ky=2019Q4">' in html


@pytest.mark.usefixtures("plan")
def test_a_quarter_before_the_appendix_says_what_its_columns_mean_there(reader):
    words = "kết thúc trước khi phụ lục có hiệu lực (25/11/2019)"
    assert words in page(reader, "/ke-hoach/?ky=2019Q3")[1]
    assert words not in page(reader)[1]


@pytest.mark.usefixtures("plan")
def test_the_queries_do_not_grow_with_the_data(reader, django_assert_num_queries):
    approve("618", "2019Q4", {DAL: [18]})
    with django_assert_num_queries(13):
        page(reader)
    approve("608", "2019Q4", {})
    with django_assert_num_queries(13):
        page(reader)


@pytest.mark.usefixtures("plan")
def test_planned_cells_without_data_are_counted_and_told(reader):
    html = page(reader)[1]
    assert "<div><dt>lượt phấn đấu đạt</dt><dd>2</dd></div>" in html
    assert "<div><dt>chưa có số liệu</dt><dd>2</dd></div>" in html


def test_the_version_of_the_period_is_shown_and_the_next_one_named(reader, plan):
    CommunePlan.objects.create(
        criteria_set=plan.criteria_set,
        number=2,
        document="Phụ lục 01 (sửa)",
        effective_from=dt.date(2020, 2, 1),
        recorded_at=timezone.now(),
    )
    html = page(reader)[1]
    assert "Phụ lục 01 (thử)" in html
    assert "Từ 01/02/2020 có bản sau" in html
    assert "Phụ lục 01 (sửa)" in page(reader, "/ke-hoach/?ky=2020Q1")[1]
