"""A report that was sent, and the clock at work."""

from collections.abc import Iterator

import pytest
import time_machine

from reports.choices import ReportState
from reports.models import Report
from tests.reports.review_world import officer, open_quarter
from tests.reports.talk_world import in_state, minutes


@pytest.fixture(autouse=True)
def _an_hour_later(db: None) -> Iterator[None]:
    with time_machine.travel(minutes(60), tick=False):
        yield


@pytest.fixture(autouse=True)
def report(db: None) -> Report:
    open_quarter()
    officer()
    return in_state(ReportState.SUBMITTED)
