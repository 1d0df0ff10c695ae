"""A submitted report, and the office that looks at it."""

import pytest
import time_machine
from django.test import Client

from reports.models import Report
from tests.reports import review_world as world
from tests.reports.review_world import FIRST, MET, SECOND, UNMET


@pytest.fixture(autouse=True)
def _on_the_20th_of_march():
    with time_machine.travel(world.AT, tick=False):
        yield


@pytest.fixture
def office(client: Client, db: None) -> Client:
    client.force_login(world.reviewer())
    return client


@pytest.fixture
def waiting(db: None) -> Report:
    """A submitted report of a small district that attains group V in one commune."""
    world.open_quarter()
    world.approved_before({FIRST: [18], SECOND: [1]})
    return world.submitted({(FIRST, 19): MET, (SECOND, 1): UNMET})
