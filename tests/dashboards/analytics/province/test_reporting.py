"""Who has reported: the shown quarter and the open one."""

import datetime as dt

import pytest

from communes.analytics.places import districts_by_code
from dashboards.analytics.province.reporting import reporting
from ntm_portal.lib.periods import Quarter
from reports.analytics.attainment import figures_at
from reports.choices import ReportState
from reports.models import Quarter as QuarterRow
from reports.models import Report
from tests.world import approve

pytestmark = pytest.mark.django_db

SHOWN = Quarter(2020, 4)
OPEN = Quarter(2021, 1)
DUE = dt.date(2021, 3, 25)
SENT = dt.datetime(2021, 3, 19, 20, 0, tzinfo=dt.UTC)


@pytest.fixture
def opened():
    return QuarterRow.objects.create(code="2021Q1", due_on=DUE)


def begin(district, state):
    Report.objects.create(
        district_id=district,
        quarter_id="2021Q1",
        state=state,
        submitted_at=SENT if state == ReportState.SUBMITTED else None,
    )


def table(period=SHOWN, *, today=dt.date(2021, 3, 20), as_of=None):
    figures = figures_at(period, as_of=as_of)
    return reporting(figures, districts_by_code(), today=today)


def row(found, code):
    return next(each for each in found.rows if each.district.code == code)


def test_an_approved_quarter_says_when():
    approve("618", "2020Q4", on=dt.date(2021, 1, 12))
    assert row(table(), "618").shown.word == "duyệt 12/01/2021"


def test_a_carried_district_says_which_figures_stand_in():
    approve("618", "2020Q2")
    shown = row(table(), "618").shown
    assert (shown.word, shown.stand_in) == ("chưa có số duyệt", "dùng số Quý II/2020")


def test_a_silent_district_has_no_figures_at_all():
    assert row(table(), "618").shown.stand_in == "chưa có số liệu"


def test_without_an_open_quarter_there_is_one_column():
    found = table()
    assert (found.opened, row(found, "618").opened) == (None, None)


@pytest.mark.usefixtures("opened")
def test_a_report_that_nobody_began_is_not_open():
    assert row(table(), "618").opened.word == "chưa bắt đầu"


@pytest.mark.usefixtures("opened")
@pytest.mark.parametrize(
    ("state", "word"),
    [
        (ReportState.DRAFT, "đang soạn"),
        (ReportState.SUBMITTED, "chờ duyệt"),
        (ReportState.RETURNED, "bị trả lại"),
        (ReportState.REOPENED, "mở lại để sửa"),
    ],
)
def test_the_state_of_a_report_is_told_in_words(state, word):
    begin("618", state)
    assert row(table(), "618").opened.word == word


@pytest.mark.usefixtures("opened")
def test_a_submitted_report_says_on_which_local_day():
    begin("618", ReportState.SUBMITTED)
    found = table()
    assert row(found, "618").opened.note == "gửi 20/03/2021"
    assert found.waiting == 1


@pytest.mark.usefixtures("opened")
def test_after_the_due_day_districts_are_overdue():
    begin("618", ReportState.SUBMITTED)
    begin("610", ReportState.RETURNED)
    approve("608", "2021Q1")
    found = table(today=dt.date(2021, 3, 28))
    assert row(found, "611").opened.word == "quá hạn 3 ngày"
    assert row(found, "610").opened.note == "bị trả lại"
    assert row(found, "618").opened.overdue is None
    assert row(found, "608").opened.overdue is None
    assert found.overdue == 8


@pytest.mark.usefixtures("opened")
def test_on_the_due_day_nobody_is_overdue():
    assert table(today=DUE).overdue == 0


@pytest.mark.usefixtures("opened")
def test_an_approved_report_of_the_open_quarter_says_when():
    approve("618", "2021Q1", on=dt.date(2021, 3, 18))
    begin("618", ReportState.APPROVED)
    assert row(table(), "618").opened.word == "duyệt 18/03/2021"


@pytest.mark.usefixtures("opened")
def test_the_open_quarter_is_one_column_when_it_is_the_shown_one():
    approve("608", "2021Q1")
    approve("618", "2020Q4")
    begin("618", ReportState.DRAFT)
    found = table(OPEN)
    shown = row(found, "618").shown
    assert (found.opened, found.shown_due) == (None, DUE)
    assert (shown.word, shown.stand_in) == ("đang soạn", "dùng số Quý IV/2020")


@pytest.mark.usefixtures("opened")
def test_a_reopened_report_keeps_its_figures():
    approve("618", "2021Q1")
    begin("618", ReportState.REOPENED)
    shown = row(table(OPEN), "618").shown
    assert (shown.word, shown.stand_in) == ("mở lại để sửa", "")


@pytest.mark.usefixtures("opened")
def test_of_a_past_day_only_approved_figures_are_known():
    begin("618", ReportState.SUBMITTED)
    found = table(as_of=dt.date(2021, 3, 20))
    assert (found.opened, found.waiting, found.overdue) == (None, 0, 0)
