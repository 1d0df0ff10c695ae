"""?ky and ?tai-ngay, as every page of figures reads them."""

import datetime as dt

import pytest
from django.test import RequestFactory

from dashboards.views.period import chosen_period
from ntm_portal.lib.periods import Quarter
from reports.models import DemoClock
from tests.world import approve

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _working_date(settings):
    settings.DEBUG = True
    DemoClock.objects.create(pk=1, today=dt.date(2021, 3, 20))


@pytest.fixture
def _data():
    approve("618", "2019Q2", on=dt.date(2019, 7, 10))
    approve("618", "2019Q3", on=dt.date(2019, 10, 10))


def chosen(**asked):
    return chosen_period(RequestFactory().get("/", asked))


def test_without_data_the_period_is_that_of_the_working_date():
    found = chosen()
    assert (found.period, found.has_data) == (Quarter(2021, 1), False)


@pytest.mark.usefixtures("_data")
def test_the_default_is_the_latest_quarter_with_approved_data():
    found = chosen()
    assert (found.period, found.query, found.status) == (Quarter(2019, 3), "", 200)


@pytest.mark.usefixtures("_data")
def test_quarters_are_offered_from_the_first_with_data_to_the_current_one():
    quarters = chosen().quarters
    assert (quarters[0], quarters[-1]) == (Quarter(2021, 1), Quarter(2019, 2))
    assert len(quarters) == 8


@pytest.mark.usefixtures("_data")
def test_a_period_asked_for_is_offered_even_before_the_data():
    found = chosen(ky="2017Q1")
    assert found.period == found.quarters[-1] == Quarter(2017, 1)
    assert found.problems == ()


@pytest.mark.usefixtures("_data")
@pytest.mark.parametrize("text", ["2019-10-09", "09/10/2019", "9/10/2019"])
def test_a_day_is_read_as_people_and_as_addresses_write_it(text):
    found = chosen(**{"tai-ngay": text})
    assert found.as_of == dt.date(2019, 10, 9)
    assert found.typed_day == "09/10/2019"


@pytest.mark.usefixtures("_data")
def test_on_a_day_the_default_is_the_latest_quarter_approved_by_then():
    assert chosen(**{"tai-ngay": "2019-10-09"}).period == Quarter(2019, 2)
    assert chosen(**{"tai-ngay": "2018-01-01"}).period == Quarter(2019, 3)


@pytest.mark.usefixtures("_data")
def test_the_choice_travels_to_other_pages():
    found = chosen(**{"ky": "2019Q2", "tai-ngay": "10/07/2019"})
    assert found.query == "?ky=2019Q2&tai-ngay=2019-07-10"


@pytest.mark.usefixtures("_data")
@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"ky": "abc"}, "“abc” không phải là quý"),
        ({"ky": "2019Q5"}, "không phải là quý"),
        ({"ky": "2019Q3" * 20}, "Kỳ không đọc được"),
        ({"ky": "2019Q3\x00"}, "Kỳ không đọc được"),
        ({"ky": "2021Q2"}, "Quý II/2021 chưa tới"),
        ({"ky": "2016Q3"}, "Chưa có bộ tiêu chí nào có hiệu lực ở Quý III/2016"),
        ({"tai-ngay": "31/02/2020"}, "Ngày tính đến không đọc được"),
        ({"tai-ngay": "hôm qua"}, "Ngày tính đến không đọc được"),
        ({"tai-ngay": "\x00"}, "Ngày tính đến không đọc được"),
        ({"tai-ngay": "2021-03-21"}, "không thể sau ngày làm việc 20/03/2021"),
        ({"tai-ngay": "2021-03-20", "gom-chua-duyet": "1"}, "bỏ ngày tính đến"),
    ],
)
def test_what_cannot_be_read_is_said_and_the_default_stands_in(asked, words):
    found = chosen(**asked)
    assert words in found.problems[0]
    assert found.status == 400
    assert found.period == Quarter(2019, 3)
    assert not found.unapproved


@pytest.mark.usefixtures("_data")
def test_what_was_typed_wrong_stays_in_the_box():
    assert chosen(**{"tai-ngay": "31/02/2020"}).typed_day == "31/02/2020"


@pytest.mark.usefixtures("_data")
def test_empty_values_are_not_asked():
    found = chosen(**{"ky": "", "tai-ngay": ""})
    assert (found.problems, found.as_of, found.period) == ((), None, Quarter(2019, 3))
