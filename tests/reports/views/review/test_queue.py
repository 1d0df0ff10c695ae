"""The queue: who waits, who is late, and khóa kỳ."""

import datetime as dt

import pytest

from reports.models import Quarter, Report
from reports.services.workflow import close_quarter
from tests.reports import review_world as world
from tests.reports.review_world import BEFORE, FIRST, LARGE, MET, QUARTER, SMALL
from tests.reports.views.review.addresses import (
    CLOSE,
    PAGE,
    QUEUE,
    RETURN,
    UNLOCK,
    approve_now,
    text,
)

pytestmark = pytest.mark.django_db


def is_closed():
    return Quarter.objects.get(code=QUARTER).is_closed


def listed(response):
    queue = response.context["queue"]
    return {
        name: [row.district.code for row in getattr(queue, name)]
        for name in ("waiting", "under_way", "approved")
    }


@pytest.mark.usefixtures("waiting")
def test_a_waiting_report_is_listed_with_its_sender_and_changes(office):
    page = text(office.get(QUEUE))
    assert f'href="{PAGE}"' in page
    assert "20/03/2021 16:40" in page
    assert "UBND huyện Ia H&#x27;Drai" in page
    assert '<td data-l="Ô thay đổi" class="n">2</td>' in page


def test_an_unchanged_report_is_listed_as_such(office):
    world.approved_before()
    world.submitted({})
    assert "không thay đổi" in text(office.get(QUEUE))


@pytest.mark.usefixtures("waiting")
def test_a_report_entered_on_behalf_is_marked(office):
    Report.objects.update(entered_on_behalf=True)
    assert "nhập thay" in text(office.get(QUEUE))


def test_a_late_district_is_told_by_how_many_days(office):
    world.open_quarter(due_on=dt.date(2021, 3, 14))
    page = text(office.get(QUEUE))
    assert "quá hạn 6 ngày" in page
    assert "chưa bắt đầu" in page


def test_on_its_last_day_a_report_is_not_late(office):
    world.open_quarter(due_on=dt.date(2021, 3, 20))
    page = text(office.get(QUEUE))
    assert "hết hạn hôm nay" in page
    assert "quá hạn" not in page


def test_a_silent_district_can_be_entered_for(office):
    world.open_quarter()
    assert f'href="/bao-cao/{QUARTER}/{SMALL}/"' in text(office.get(QUEUE))


@pytest.mark.usefixtures("waiting")
def test_a_returned_report_is_listed_with_its_reason(office):
    office.post(RETURN, {"reason": "Thiếu biên bản"})
    page = text(office.get(QUEUE))
    assert "bị trả lại" in page
    assert "Thiếu biên bản" in page


@pytest.mark.usefixtures("waiting")
def test_an_approved_report_leads_to_its_reopening(office):
    approve_now(office)
    page = text(office.get(QUEUE))
    assert "Không có báo cáo nào chờ duyệt." in page
    assert "Xem, mở lại" in page


def test_with_nothing_at_all_the_page_says_so(office):
    page = text(office.get(QUEUE))
    assert "Không có báo cáo nào chờ duyệt." in page
    assert "Chưa mở kỳ báo cáo nào." in page
    assert "Chưa có báo cáo nào được duyệt ở đây." in page


# Filter


@pytest.fixture
def several(waiting):
    """One waiting, one draft, eight silent, and an old draft of another quarter."""
    world.drafted({("23344", 1): MET}, district=LARGE)
    Quarter.objects.get_or_create(code="2020Q3")
    world.drafted({("23380", 1): MET}, district="611", quarter="2020Q3")


@pytest.mark.parametrize(
    ("query", "waiting_codes", "under_way_count"),
    [
        ("", [SMALL], 10),
        (f"ky={QUARTER}", [SMALL], 9),
        ("ky=2020Q3", [], 1),
        (f"huyen={SMALL}", [SMALL], 0),
        (f"huyen={LARGE}", [], 1),
        ("buoc=submitted", [SMALL], 0),
        ("buoc=draft", [], 2),
        ("buoc=none", [], 8),
        (f"ky={QUARTER}&huyen={LARGE}&buoc=none", [], 0),
    ],
)
@pytest.mark.usefixtures("several")
def test_the_list_is_narrowed_by_address(office, query, waiting_codes, under_way_count):
    found = listed(office.get(f"{QUEUE}?{query}"))
    assert found["waiting"] == waiting_codes
    assert len(found["under_way"]) == under_way_count


@pytest.mark.parametrize("query", ["ky=xx", "huyen=999", "buoc=abc", "ky=%00"])
@pytest.mark.usefixtures("several")
def test_an_odd_filter_is_named_and_narrows_nothing(office, query):
    response = office.get(f"{QUEUE}?{query}")
    assert response.status_code == 200
    assert "Bộ lọc bỏ qua giá trị ấy." in text(response)
    assert len(listed(response)["under_way"]) == 10


@pytest.mark.usefixtures("waiting")
def test_a_filter_that_keeps_nothing_says_so(office):
    page = text(office.get(f"{QUEUE}?ky={BEFORE}"))
    assert "Không có báo cáo nào chờ duyệt khớp bộ lọc." in page


@pytest.mark.parametrize("query", ["", f"?ky={QUARTER}&buoc=submitted"])
@pytest.mark.parametrize("count", [1, 3])
def test_the_queue_takes_a_fixed_number_of_queries(
    office, django_assert_num_queries, query, count
):
    world.province()
    first = [(SMALL, FIRST), (LARGE, "23344"), ("611", "23380")]
    for code, commune in first[:count]:
        world.submitted({(commune, 1): MET}, district=code)
    with django_assert_num_queries(16 + bool(query)):
        assert len(listed(office.get(f"{QUEUE}{query}"))["waiting"]) == count


# Khóa kỳ


@pytest.mark.usefixtures("waiting")
def test_the_page_says_what_closing_does_and_to_whom(office):
    page = text(office.get(QUEUE))
    assert "Khóa kỳ thì không ai sửa, gửi, duyệt" in page
    assert "1 báo cáo đang chờ duyệt sẽ không duyệt được." in page


@pytest.mark.usefixtures("waiting")
def test_a_confirmed_quarter_is_closed(office):
    response = office.post(CLOSE, {"sure": "on"}, follow=True)
    assert response.redirect_chain == [(QUEUE, 302)]
    assert "Quý I/2021 đã khóa kỳ." in text(response)
    assert is_closed()


@pytest.mark.usefixtures("waiting")
def test_without_confirmation_a_quarter_stays_open(office):
    page = text(office.post(CLOSE, follow=True))
    assert "Hãy đánh dấu ô xác nhận trước khi bấm." in page
    assert not is_closed()


@pytest.mark.usefixtures("waiting")
def test_closing_again_keeps_the_first_time(office):
    earlier = world.AT - dt.timedelta(days=1)
    close_quarter(quarter_code=QUARTER, by=world.reviewer(), at=earlier)
    assert office.post(CLOSE, {"sure": "on"}).url == QUEUE
    assert Quarter.objects.get(code=QUARTER).closed_at == earlier


@pytest.mark.usefixtures("waiting")
def test_a_closed_quarter_is_unlocked(office):
    close_quarter(quarter_code=QUARTER, by=world.reviewer(), at=world.AT)
    page = text(office.post(UNLOCK, {"sure": "on"}, follow=True))
    assert "Quý I/2021 đã mở khóa." in page
    assert not is_closed()


@pytest.mark.usefixtures("waiting")
def test_without_confirmation_a_quarter_stays_closed(office):
    close_quarter(quarter_code=QUARTER, by=world.reviewer(), at=world.AT)
    assert office.post(UNLOCK).url == QUEUE
    assert is_closed()


@pytest.mark.usefixtures("waiting")
def test_a_waiting_report_of_a_closed_quarter_is_marked(office):
    close_quarter(quarter_code=QUARTER, by=world.reviewer(), at=world.AT)
    page = text(office.get(QUEUE))
    assert "đã khóa kỳ" in page
    assert "Mở khóa Quý I/2021" in page
