"""One cell as its page reads it, in the same words as the grid."""

import datetime as dt

import pytest

from communes.models import District
from ntm_portal.lib.periods import Quarter
from reports.analytics.cell.page import CellPage, read_cell
from reports.analytics.entry.grid import read_grid
from reports.choices import ReportState
from reports.models import Report, ReturnedCell
from tests.reports.review_world import (
    AT,
    FIRST,
    MET,
    QUARTER,
    SMALL,
    UNKNOWN,
    UNMET,
    approved_before,
    drafted,
    open_quarter,
    reviewer,
)
from tests.world import approve

pytestmark = pytest.mark.django_db
PERIOD = Quarter.parse(QUARTER)


def cell(number: int = 1, *, commune: str = FIRST) -> CellPage | None:
    return read_cell(
        period=PERIOD,
        district=District.objects.get(pk=SMALL),
        commune=commune,
        number=number,
    )


@pytest.fixture
def draft() -> Report:
    approved_before({FIRST: [1, 2]})
    open_quarter()
    return drafted({(FIRST, 1): UNMET, (FIRST, 3): MET})


def test_a_draft_cell_has_its_own_value_above_the_base(draft: Report) -> None:
    found = cell()
    assert (found.state, found.before, found.has_fallen) == (UNMET, MET, True)
    assert found.base.quarter_id == "2020Q4"


def test_a_cell_without_its_own_value_follows_the_base(draft: Report) -> None:
    found = cell(2)
    assert (found.state, found.before, found.is_changed) == (MET, MET, False)


def test_a_quarter_without_any_approval_has_nothing_before() -> None:
    found = cell()
    assert (found.state, found.before, found.base) == (UNKNOWN, UNKNOWN, None)
    assert found.report.pk is None


def test_every_cell_is_what_the_grid_says(draft: Report) -> None:
    grid = read_grid(period=PERIOD, district=District.objects.get(pk=SMALL))
    for shown in grid.rows[0].cells:
        found = cell(shown.criterion.number)
        assert (found.state, found.before) == (shown.state, shown.before)
        assert found.version == shown.version


def test_an_approved_cell_is_compared_with_the_quarter_before(draft: Report) -> None:
    approve(SMALL, QUARTER, {FIRST: [3]}, on=dt.date(2021, 3, 19))
    Report.objects.update(state=ReportState.APPROVED)
    found = cell(2)
    assert (found.state, found.before) == (UNMET, MET)
    assert found.base.quarter_id == "2020Q4"


def test_the_version_is_that_of_the_last_change(draft: Report) -> None:
    assert cell(2).version == 0
    drafted({(FIRST, 1): MET})
    assert cell().version == draft.change_log.order_by("pk").last().pk


def test_the_return_that_stands_is_with_the_cell(draft: Report) -> None:
    assert cell().returned is None
    given = {
        "report": draft,
        "commune_id": FIRST,
        "criterion_id": cell().criterion.id,
        "answer_by": dt.date(2021, 3, 25),
        "returned_at": AT,
        "returned_by": reviewer(),
    }
    ReturnedCell.objects.create(**given, reason="Cũ", settled_at=AT)
    ReturnedCell.objects.create(**given, reason="Mới")
    assert cell().returned.reason == "Mới"


def test_a_cell_that_is_none_is_none() -> None:
    assert cell(20) is None
    assert cell(commune="23344") is None


def test_the_queries_are_at_most_eight(
    draft: Report, django_assert_max_num_queries: object
) -> None:
    district = District.objects.get(pk=SMALL)
    with django_assert_max_num_queries(8):
        read_cell(period=PERIOD, district=district, commune=FIRST, number=1)
