"""The page of capital: sums, gaps, difficult communes, and what was published."""

import datetime as dt

import pytest

from accounts.choices import Role
from accounts.models import User
from communes.choices import AreaClass
from communes.models import CommuneArea
from programme.models import CapitalRevision, CapitalRule
from reports.models import DemoClock
from tests.programme.capital_world import approved_capital
from tests.reports.review_world import FIRST, SECOND, THIRD
from tests.world import approve

pytestmark = pytest.mark.django_db
PAGE = "/von/?ky=2020Q4"
BASE = {
    (FIRST, "central_investment", "allocated"): "100000",
    ("", "province", "allocated"): "50000",
    ("", "district", "allocated"): "20000",
    (FIRST, "central_investment", "disbursed"): "60000",
    (FIRST, "whole", "debt"): "1500",
}


@pytest.fixture(autouse=True)
def _working_date(settings):
    settings.DEBUG = True
    DemoClock.objects.create(pk=1, today=dt.date(2021, 3, 20))


@pytest.fixture
def reader(client):
    client.force_login(User.objects.create_user("lanhdao", role=Role.LEADER))
    return client


def html(client, address=PAGE):
    return client.get(address).content.decode()


def test_a_stranger_is_sent_to_the_login(client):
    assert client.get("/von/").url.startswith("/dang-nhap/")


def test_without_capital_the_published_years_are_there_and_marked(reader):
    shown = html(reader)
    assert "Chưa có bản vốn nào được duyệt trong năm 2020" in shown
    assert "Các năm đã công bố trên báo chí" in shown
    assert "Đài PT-TH Kon Tum (kontumtv.vn)" in shown
    assert "kon-tum-hon-850-ty" not in shown


def test_sums_shares_and_gaps_follow_the_approved_amounts(reader):
    approved_capital(BASE, quarter="2020Q4")
    shown = html(reader)
    assert "<dd>170</dd>" in shown
    assert "35,3 %" in shown
    assert "1/10" in shown
    assert "Ngân sách huyện: phân bổ 20.000, theo tỷ lệ là 30.000" in shown
    assert "Ngân sách xã: chưa có số phân bổ; phải đối ứng 20.000" in shown


def test_a_year_takes_each_districts_latest_quarter_in_it(reader):
    approved_capital(BASE, quarter="2020Q2")
    approved_capital({(FIRST, "credit", "allocated"): "9"}, quarter="2019Q4")
    year = reader.get(PAGE).context["year"]
    assert {c: r.quarter_id for c, r in year.revisions.items()} == {"618": "2020Q2"}
    assert reader.get("/von/?ky=2020Q1").context["year"].revisions == {}
    approved_capital(
        {(FIRST, "credit", "allocated"): "7"}, quarter="2020Q3", district="618"
    )
    year = reader.get(PAGE).context["year"]
    assert year.money().allocated == 7


def test_a_day_leaves_out_what_was_approved_after_it(reader):
    approved_capital(BASE, quarter="2020Q4")
    assert "Chưa có bản vốn nào" in html(reader, f"{PAGE}&tai-ngay=2021-01-05")
    assert "Chưa có bản vốn nào" not in html(reader, f"{PAGE}&tai-ngay=2021-01-10")


def test_what_was_withdrawn_no_longer_counts(reader):
    approved_capital(BASE, quarter="2020Q4")
    at = dt.datetime(2021, 3, 1, tzinfo=dt.UTC)
    CapitalRevision.objects.update(withdrawn_on=at.date(), withdrawn_at=at)
    assert "Chưa có bản vốn nào" in html(reader)


def test_difficult_communes_have_their_money_beside_what_they_attain(reader):
    approve("618", "2020Q4", {FIRST: range(1, 11), SECOND: range(1, 16)})
    for code, area in ((FIRST, AreaClass.III), (SECOND, AreaClass.II)):
        CommuneArea.objects.create(commune_id=code, area_class=area, source="thử")
    approved_capital(
        BASE | {(SECOND, "credit", "allocated"): "300000"}, quarter="2020Q4"
    )
    lines = {line.label: line for line in reader.get(PAGE).context["areas"]}
    third = lines["Khu vực III"]
    assert (third.communes, third.known, third.allocated) == (1, 1, 100_000)
    assert (str(third.share), str(third.average)) == ("25.0", "10.00")
    assert lines["Chưa rõ khu vực"].communes == 83
    assert lines["Chưa rõ khu vực"].allocated is None
    assert THIRD


def test_without_any_area_the_page_says_so(reader):
    approved_capital(BASE, quarter="2020Q4")
    assert "Chưa ghi khu vực của xã nào" in html(reader)


def test_without_a_rule_nothing_is_judged(reader):
    CapitalRule.objects.all().delete()
    approved_capital(BASE, quarter="2020Q4")
    assert "Chưa có quy định đối ứng nào có hiệu lực" in html(reader)


def test_a_wrong_period_answers_400_and_shows_another(reader):
    assert reader.get("/von/?ky=abc").status_code == 400


def test_the_number_of_queries_does_not_grow_with_the_districts(
    reader, django_assert_num_queries
):
    approved_capital(BASE, quarter="2020Q4")
    with django_assert_num_queries(16):
        reader.get(PAGE)
    approved_capital(
        {("", "province", "allocated"): "3"}, quarter="2020Q4", district="610"
    )
    with django_assert_num_queries(16):
        reader.get(PAGE)
