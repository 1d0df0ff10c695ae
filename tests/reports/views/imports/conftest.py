"""The office on a day in April, with an upload form before it."""

import datetime as dt

import pytest
import time_machine
from django.test import Client

from tests.reports.review_world import reviewer

TODAY = dt.datetime(2021, 4, 15, 3, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _in_april():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def office(client: Client, db: None) -> Client:
    client.force_login(reviewer())
    return client
