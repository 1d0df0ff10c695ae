"""Several reports approved at once, each by itself."""

import re

import pytest

from reports.choices import ReportState
from reports.models import Report, Revision
from reports.services.workflow import close_quarter
from tests.reports import review_world as world
from tests.reports.review_world import LARGE, MET, QUARTER, SMALL
from tests.reports.views.review.addresses import MANY, QUEUE, text
from tests.world import approve

VALUE = re.compile(r'name="bao-cao" value="([^"]+)"')

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("waiting")]


@pytest.fixture
def two(waiting):
    """Another district waits too, and has nothing approved before."""
    world.submitted({("23344", 1): MET}, district=LARGE)


def boxes(office):
    return VALUE.findall(text(office.get(QUEUE)))


def approve_ticked(office, values):
    return text(office.post(MANY, {"bao-cao": values}, follow=True))


def states():
    return dict(Report.objects.values_list("district_id", "state"))


@pytest.mark.usefixtures("two")
def test_every_ticked_report_is_approved_and_told(office):
    page = approve_ticked(office, boxes(office))
    assert "Huyện Ia H&#x27;Drai, Quý I/2021: đã duyệt." in page
    assert "Huyện Đắk Glei, Quý I/2021: đã duyệt." in page
    assert set(states().values()) == {ReportState.APPROVED}


@pytest.mark.usefixtures("two")
def test_what_was_not_ticked_still_waits(office):
    approve_ticked(office, [each for each in boxes(office) if f" {SMALL} " in each])
    assert states() == {SMALL: ReportState.APPROVED, LARGE: ReportState.SUBMITTED}


@pytest.mark.usefixtures("two")
def test_one_that_is_refused_says_why_and_holds_no_other_up(office):
    values = boxes(office)
    approve(SMALL, "2020Q4")
    page = approve_ticked(office, values)
    assert "Drai, Quý I/2021: chưa duyệt. Số liệu gốc của huyện vừa thay đổi" in page
    assert "Huyện Đắk Glei, Quý I/2021: đã duyệt." in page
    assert states() == {SMALL: ReportState.SUBMITTED, LARGE: ReportState.APPROVED}


def test_a_report_sent_again_is_not_approved_from_the_list_before(office):
    values = boxes(office)
    Report.objects.update(submitted_at=world.AT.replace(hour=12))
    assert "Huyện đã gửi lại báo cáo" in approve_ticked(office, values)
    assert states() == {SMALL: ReportState.SUBMITTED}


def test_the_same_box_twice_approves_once(office):
    page = approve_ticked(office, boxes(office) * 2)
    assert "chưa duyệt" not in page
    assert Revision.objects.filter(quarter_id=QUARTER).count() == 1


def test_without_a_tick_nothing_is_approved(office):
    assert "Chưa chọn báo cáo nào để duyệt." in approve_ticked(office, [])


@pytest.mark.parametrize(
    "value",
    [
        "",
        "abc",
        f"{QUARTER} {SMALL} x 2021-03-20T16:40:00+07:00",
        f"2021Q9 {SMALL} - 2021-03-20T16:40:00+07:00",
        f"{QUARTER} {SMALL} - hôm-qua",
        f"{QUARTER} 6\0 - 2021-03-20T16:40:00+07:00",
        f"{QUARTER} {SMALL}618 - 2021-03-20T16:40:00+07:00",
    ],
)
def test_a_box_that_is_none_of_ours_approves_nothing(office, value):
    page = approve_ticked(office, [*boxes(office), value])
    assert "Trang duyệt đã cũ" in page
    assert states() == {SMALL: ReportState.SUBMITTED}


def test_a_report_that_is_not_there_is_told(office):
    value = f"{QUARTER} 999 - 2021-03-20T16:40:00+07:00"
    assert "Không có báo cáo này." in approve_ticked(office, [value])


def test_in_a_closed_quarter_there_is_nothing_to_tick(office):
    close_quarter(quarter_code=QUARTER, by=world.reviewer(), at=world.AT)
    assert boxes(office) == []
