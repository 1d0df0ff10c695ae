"""A report that waits, and somebody of the agency that leads criterion 5."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from reports.models import Report
from tests.reports import opinion_world
from tests.reports.review_world import AT


@pytest.fixture(autouse=True)
def _on_the_20th_of_march(db: None) -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def waiting(db: None) -> Report:
    return opinion_world.waiting()


@pytest.fixture
def lead(waiting: Report, client: Client) -> Client:
    client.force_login(opinion_world.person())
    return client
