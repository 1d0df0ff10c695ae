"""Today and now as pages see them."""

import datetime as dt

import pytest
import time_machine
from django.test import RequestFactory
from django.utils import timezone

from reports.models import DemoClock
from reports.views.clock import now, today

pytestmark = pytest.mark.django_db
LATE = dt.datetime(2026, 11, 24, 18, 30, tzinfo=dt.UTC)


@pytest.fixture
def demo(settings):
    settings.DEBUG = True
    DemoClock.objects.create(pk=1, today=dt.date(2021, 3, 20))


@time_machine.travel(LATE, tick=False)
def test_the_day_is_that_of_viet_nam():
    assert today(RequestFactory().get("/")) == dt.date(2026, 11, 25)


@time_machine.travel(LATE, tick=False)
def test_an_event_is_stamped_with_the_real_instant():
    assert now() == LATE


@pytest.mark.usefixtures("demo")
@time_machine.travel(LATE, tick=False)
def test_an_event_of_the_demonstration_falls_on_its_working_day():
    assert timezone.localtime(now()).strftime("%H:%M %d/%m/%Y") == "01:30 20/03/2021"


def test_the_day_is_read_once_for_a_request(django_assert_max_num_queries, settings):
    settings.DEBUG = True
    request = RequestFactory().get("/")
    with django_assert_max_num_queries(1):
        assert today(request) == today(request)
