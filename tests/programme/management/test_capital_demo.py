"""Illustrative capital adds up to what was published, and is marked."""

import datetime as dt

import pytest

from accounts.services.demo import create_demo_accounts
from communes.analytics.places import districts_by_code
from dashboards.analytics.programme.capital import (
    province_problems,
    published_years,
)
from ntm_portal.lib.periods import Quarter
from programme.analytics.capital.year import year_capital
from programme.choices import CapitalSource, CapitalState
from programme.management.demo.capital import load_demo_capital, type_demo_capital
from programme.models import CapitalReport, CapitalRevision
from reports.models import Quarter as QuarterRow

pytestmark = pytest.mark.django_db
CENTRAL = (CapitalSource.CENTRAL_INVESTMENT, CapitalSource.CENTRAL_RECURRENT)
REST = tuple(
    each
    for each in CapitalSource
    if each.value.startswith("people") or each == CapitalSource.OTHER
)


@pytest.fixture
def _capital():
    load_demo_capital()


def published(period):
    year = next(each for each in published_years() if each.period == period)
    return {row.source: row.billions * 1000 for row in year.rows}


@pytest.mark.usefixtures("_capital")
def test_the_sample_of_2017_reproduces_the_published_totals():
    year = year_capital(Quarter.parse("2017Q4"))
    told = published("2017")
    parts = {
        "tổng": None,
        "ngân sách trung ương": CENTRAL,
        "ngân sách tỉnh": (CapitalSource.PROVINCE,),
        "ngân sách huyện": (CapitalSource.DISTRICT,),
        "dân góp và khác": REST,
    }
    shown = {name: year.money(sources).allocated for name, sources in parts.items()}
    assert shown == told
    assert year.is_demo


@pytest.mark.usefixtures("_capital")
def test_the_plan_of_2018_reproduces_the_published_plan():
    year = year_capital(Quarter.parse("2018Q1"))
    told = published("2018 (kế hoạch)")
    assert year.money().planned == told["tổng"]
    assert year.money(CENTRAL).planned == told["ngân sách trung ương"]


@pytest.mark.usefixtures("_capital")
def test_one_breach_of_the_ratios_is_planted_and_found():
    year = year_capital(Quarter.parse("2020Q4"))
    said = [each.message for each in province_problems(year, districts_by_code())]
    assert len(said) == 2
    assert said[1].endswith("thiếu 300. Lệch ở: Huyện Đắk Hà.")


@pytest.mark.usefixtures("_capital")
def test_loading_again_adds_nothing():
    count = CapitalRevision.objects.count()
    assert load_demo_capital() == 0
    assert CapitalRevision.objects.count() == count


def test_two_districts_work_on_the_open_quarter():
    create_demo_accounts(password="x")
    QuarterRow.objects.create(code="2021Q1", due_on=dt.date(2021, 3, 20))
    assert type_demo_capital()
    states = dict(CapitalReport.objects.values_list("district_id", "state"))
    assert states == {"610": CapitalState.DRAFT, "611": CapitalState.SUBMITTED}
    assert not type_demo_capital()
