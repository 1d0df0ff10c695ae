"""An officer with an approved quarter, values of it, and a quarter to report."""

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client

from tests.reports.review_world import FIRST, approved_before, officer, open_quarter
from tests.reports.values_world import YES, approved_values, number

MORNING = dt.datetime(2021, 3, 20, 9, 40, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


@pytest.fixture(autouse=True)
def _morning(db: None) -> Iterator[None]:
    with time_machine.travel(MORNING, tick=False):
        yield


@pytest.fixture
def district(client: Client) -> Client:
    """The officer is signed in; criterion 9 was met in the first commune."""
    approved_before({FIRST: [9]})
    approved_values({(FIRST, "9.1"): YES, (FIRST, "9.2"): number("80")})
    open_quarter()
    client.force_login(officer())
    return client
