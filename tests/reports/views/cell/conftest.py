"""An officer of a district with an approved quarter and one to report."""

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client

from tests.reports.review_world import (
    FIRST,
    MET,
    UNMET,
    approved_before,
    drafted,
    officer,
    open_quarter,
)

MORNING = dt.datetime(2021, 3, 20, 9, 40, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


@pytest.fixture(autouse=True)
def _morning(db: None) -> Iterator[None]:
    with time_machine.travel(MORNING, tick=False):
        yield


@pytest.fixture
def district(client: Client) -> Client:
    """The officer is signed in; criteria 1 and 2 were met in the first commune."""
    approved_before({FIRST: [1, 2]})
    open_quarter()
    client.force_login(officer())
    return client


@pytest.fixture
def fallen(district: Client) -> Client:
    """Criterion 1 has fallen in the draft, criterion 5 was attained."""
    drafted({(FIRST, 1): UNMET, (FIRST, 5): MET})
    return district
