"""The working date: real, except for the demonstration."""

import datetime as dt
from typing import Any

import pytest

from reports.models import DemoClock
from reports.services.clock import working_date

REAL, TOLD = dt.date(2026, 11, 24), dt.date(2021, 3, 20)

pytestmark = pytest.mark.django_db


def test_without_a_demonstration_it_is_the_real_date(settings: Any) -> None:
    settings.DEBUG = True
    assert working_date(today=REAL) == REAL


def test_the_demonstration_tells_the_date(settings: Any) -> None:
    settings.DEBUG = True
    DemoClock.objects.create(pk=1, today=TOLD)
    assert working_date(today=REAL) == TOLD


def test_in_earnest_the_demonstration_is_not_asked(settings: Any) -> None:
    settings.DEBUG = False
    DemoClock.objects.create(pk=1, today=TOLD)
    assert working_date(today=REAL) == REAL
