"""The report of a district's quarter, stored or about to begin."""

import pytest

from communes.models import District
from ntm_portal.lib.periods import Quarter
from reports.analytics.quarter_report import report_of
from reports.models import Report
from tests.reports.review_world import FIRST, MET, QUARTER, SMALL, drafted, open_quarter

pytestmark = pytest.mark.django_db


def test_a_begun_report_is_found() -> None:
    open_quarter()
    drafted({(FIRST, 1): MET})
    found = report_of(Quarter.parse(QUARTER), District.objects.get(pk=SMALL))
    assert found == Report.objects.get()


def test_a_report_not_begun_stands_in_its_open_quarter_and_is_not_stored() -> None:
    open_quarter()
    found = report_of(Quarter.parse(QUARTER), District.objects.get(pk=SMALL))
    assert found.pk is None
    assert found.quarter.due_on is not None
    assert not Report.objects.exists()


def test_a_quarter_that_nobody_opened_has_a_report_all_the_same() -> None:
    district = District.objects.get(pk=SMALL)
    found = report_of(Quarter(2021, 4), district)
    assert (found.district, found.quarter_id) == (district, "2021Q4")
    assert found.quarter.due_on is None
