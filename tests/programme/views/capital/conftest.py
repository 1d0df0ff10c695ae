"""Who looks at the pages of capital, on a working day before the deadline."""

import pytest

from accounts.choices import Role
from accounts.models import User
from reports.models import DemoClock
from tests.reports.review_world import AT, LARGE, officer, open_quarter, reviewer


@pytest.fixture(autouse=True)
def _world(settings):
    settings.DEBUG = True
    DemoClock.objects.create(pk=1, today=AT.date())
    open_quarter()


@pytest.fixture
def district(client):
    client.force_login(officer())
    return client


@pytest.fixture
def office(client):
    client.force_login(reviewer())
    return client


@pytest.fixture
def stranger(client):
    client.force_login(officer(LARGE))
    return client


@pytest.fixture
def reader(client):
    client.force_login(User.objects.create_user("lanhdao", role=Role.LEADER))
    return client
