"""A morning in an open quarter, a folder for its files, and who asks for them."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client

from tests.reports.review_world import officer, open_quarter

MORNING = dt.datetime(2021, 3, 20, 9, 40, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


@pytest.fixture(autouse=True)
def _morning(db: None, settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.MEDIA_ROOT = tmp_path
    open_quarter()
    with time_machine.travel(MORNING, tick=False):
        yield


@pytest.fixture
def district(client: Client) -> Client:
    """The district's officer is signed in."""
    client.force_login(officer())
    return client
