"""An officer of a district, its approved quarter, and the quarter it owes."""

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client

from tests.reports.review_world import FIRST, approved_before, officer, open_quarter

MORNING = dt.datetime(2021, 3, 20, 9, 40, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


@pytest.fixture(autouse=True)
def _morning(db: None) -> Iterator[None]:
    with time_machine.travel(MORNING, tick=False):
        yield


@pytest.fixture
def district(client: Client) -> Client:
    """The district's officer is signed in; criterion 1 is met in one commune."""
    approved_before({FIRST: [1]})
    open_quarter()
    client.force_login(officer())
    return client
