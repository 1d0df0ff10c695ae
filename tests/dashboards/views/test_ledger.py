"""The ledger of bodies: worst first, one sheet each, right for a past day."""

import datetime as dt

import pytest

from criteria.choices import SetSubject
from criteria.models import AgencyHead, Assignment, AssignmentList, CriteriaSet
from reports.models import DemoClock
from tests.programme import task_world as tasks
from tests.world import approve

pytestmark = pytest.mark.django_db
ALL = "/trach-nhiem/"
BODY = "/trach-nhiem/SGDDT/"
IA_DAL, IA_DOM = "23535", "23537"


@pytest.fixture(autouse=True)
def _working_date(settings):
    settings.DEBUG = True
    DemoClock.objects.create(pk=1, today=tasks.TODAY)


@pytest.fixture
def reader(client):
    client.force_login(tasks.reader())
    return client


@pytest.fixture
def _a_year():
    approve("618", "2019Q4", {IA_DAL: [5]})
    approve("618", "2020Q4", {IA_DAL: [5], IA_DOM: [5]})


def line(client, address):
    return client.get(address).context["line"]


def head(name, *, since, until=None):
    AgencyHead.objects.create(
        agency_id="SGDDT",
        name=name,
        title="Giám đốc",
        valid_from=since,
        valid_to=until,
    )


@pytest.mark.parametrize("address", [ALL, BODY])
def test_without_an_account_the_login_comes_first(client, address):
    assert client.get(address).status_code == 302


@pytest.mark.parametrize("address", [ALL, BODY])
def test_without_any_figures_the_pages_still_answer(reader, address):
    assert reader.get(address).status_code == 200


def test_a_body_that_does_not_exist_answers_404(reader):
    assert reader.get("/trach-nhiem/ABC/").status_code == 404


@pytest.mark.usefixtures("_a_year")
def test_communes_failing_now_and_a_year_ago_are_counted(reader):
    page = reader.get(BODY).context
    (five,) = [each for each in page["criteria"] if each.criterion.number == 5]
    assert (five.failing, five.before, five.change) == (83, 84, -1)
    assert ("Ia H'Drai", 1) in five.where


@pytest.mark.usefixtures("_a_year")
def test_a_committee_answers_for_every_criterion_in_its_district(reader):
    page = reader.get("/trach-nhiem/UBND618/").context
    (five,) = [each for each in page["criteria"] if each.criterion.number == 5]
    assert (len(page["criteria"]), five.failing, five.total) == (19, 1, 3)
    assert [count for _name, count in five.where] == [None]


@pytest.mark.usefixtures("_a_year")
def test_the_worst_body_comes_first(reader):
    groups = reader.get(ALL).context["groups"]
    for _name, lines in groups:
        missing = [each.missing or 0 for each in lines]
        assert missing == sorted(missing, reverse=True)


@pytest.mark.usefixtures("_a_year")
def test_the_assignments_of_the_period_count_not_those_of_today(reader):
    law = CriteriaSet.objects.get(subject=SetSubject.COMMUNE)
    listed = AssignmentList.objects.create(
        criteria_set=law,
        number=2,
        document="QĐ mới",
        effective_from=dt.date(2020, 6, 1),
        recorded_at=tasks.AT,
    )
    Assignment.objects.create(
        assignment_list=listed,
        agency_id="STC",
        role="lead",
        criterion=law.criteria.get(number=5),
        source="thử",
    )
    assert line(reader, f"{BODY}?ky=2020Q4").numbers == ()
    assert 5 in line(reader, f"{BODY}?ky=2019Q4").numbers
    assert "QĐ mới" in reader.get(BODY).content.decode()


@pytest.mark.usefixtures("_a_year")
def test_the_head_is_the_one_in_office_at_the_moment(reader):
    head("Bà Cũ", since=dt.date(2015, 1, 1), until=dt.date(2020, 6, 30))
    head("Ông Mới", since=dt.date(2020, 7, 1))
    assert line(reader, BODY).head.name == "Ông Mới"
    assert line(reader, f"{BODY}?ky=2019Q4").head.name == "Bà Cũ"
    assert line(reader, f"{BODY}?tai-ngay=2020-06-30").head.name == "Bà Cũ"


@pytest.mark.usefixtures("_a_year")
def test_what_was_reported_later_is_unknown_to_a_past_day(reader):
    tasks.write("III.1.2-SGDDT", by=tasks.department("SGDDT"))
    now = line(reader, BODY)
    assert (now.counts.silent, now.days_since) == (1, 0)
    before = line(reader, f"{BODY}?tai-ngay=2021-03-19")
    assert (before.counts.silent, before.days_since) == (2, None)
    assert before.disputes is None


@pytest.mark.usefixtures("_a_year")
@pytest.mark.parametrize("query", ["?ky=xyz", "?tai-ngay=hom-qua"])
def test_a_period_that_is_none_is_said(reader, query):
    assert reader.get(f"{BODY}{query}").status_code == 400


@pytest.mark.usefixtures("_a_year")
def test_the_page_of_the_agency_leads_to_its_ledger(reader):
    html = reader.get("/don-vi/SGDDT/?ky=2019Q4").content.decode()
    assert "/trach-nhiem/SGDDT/?ky=2019Q4" in html


@pytest.mark.usefixtures("_a_year")
@pytest.mark.parametrize("address", [ALL, BODY])
def test_the_pages_cost_the_same_whatever_was_done(
    reader, address, django_assert_max_num_queries
):
    tasks.write()
    with django_assert_max_num_queries(34):
        reader.get(address)
