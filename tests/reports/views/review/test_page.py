"""The page of one report."""

import pytest

from reports.choices import ReportState
from reports.models import Report
from tests.reports import review_world as world
from tests.reports.review_world import (
    FIRST,
    LARGE,
    MET,
    QUARTER,
    SECOND,
    SMALL,
    UNKNOWN,
    UNMET,
)
from tests.reports.views.review.addresses import APPROVE, PAGE, REOPEN, RETURN, text

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("waiting")
def test_the_page_shows_changes_with_what_they_tip(office):
    page = text(office.get(PAGE))
    assert "Duyệt báo cáo huyện Ia H&#x27;Drai, Quý I/2021" in page
    assert "Giảm xuống chưa đạt – 1 ô, xem trước" in page
    assert "Mới đạt – 1 ô" in page
    assert "xã đạt nhóm V" in page
    assert f'href="/xa/{FIRST}/"' in page


def test_a_lost_group_is_told(office):
    world.approved_before({FIRST: range(1, 20)})
    world.submitted({(FIRST, 2): UNMET})
    page = text(office.get(PAGE))
    assert "xã không còn đạt nhóm II" in page
    assert "xã không còn đạt 19/19 tiêu chí" in page


def test_an_unchanged_report_says_so(office):
    world.approved_before()
    world.submitted({})
    page = text(office.get(PAGE))
    assert "Huyện xác nhận: không thay đổi trong quý." in page
    assert "Cả 57 ô giữ như Quý IV/2020" in page


def test_a_first_report_says_that_there_is_nothing_to_compare_with(office):
    world.submitted({(FIRST, 1): MET})
    assert "Kỳ đầu tiên – chưa có số liệu kỳ trước" in text(office.get(PAGE))


def test_a_base_that_changed_after_submission_is_told_with_its_cells(office):
    world.approved_before({FIRST: [1]})
    world.submitted({(SECOND, 1): MET})
    world.approved_before({FIRST: [1, 2]})
    page = text(office.get(PAGE))
    assert "từ Quý IV/2020, bản 1, nay là Quý IV/2020, bản 2" in page
    assert "1 ô huyện không sửa đã theo số liệu mới" in page


def test_cells_that_stay_unknown_are_told_beside_the_button(office):
    world.approved_before()
    world.submitted({(FIRST, 5): UNKNOWN})
    assert "Còn 1 ô chưa đánh giá" in text(office.get(PAGE))


def test_a_report_entered_for_a_silent_district_is_marked(office, waiting):
    Report.objects.update(entered_on_behalf=True)
    assert "nhập thay" in text(office.get(PAGE))


@pytest.mark.parametrize(
    ("report_state", "word"),
    [
        (ReportState.DRAFT, "đang soạn"),
        (ReportState.RETURNED, "bị trả lại"),
        (ReportState.REOPENED, "mở lại"),
    ],
)
@pytest.mark.usefixtures("waiting")
def test_a_report_that_is_not_submitted_can_only_be_read(office, report_state, word):
    Report.objects.update(state=report_state)
    page = text(office.get(PAGE))
    assert word in page
    assert APPROVE not in page
    assert RETURN not in page
    assert REOPEN not in page


@pytest.mark.usefixtures("waiting")
def test_the_whole_grid_is_there_to_read(office):
    page = text(office.get(PAGE))
    assert "Xem cả lưới: 3 xã × 19 tiêu chí" in page
    assert page.count('class="nt-c ') == 57


@pytest.mark.parametrize(("district", "commune"), [(SMALL, FIRST), (LARGE, "23344")])
@pytest.mark.parametrize("others", [0, 2])
def test_the_page_takes_a_fixed_number_of_queries(
    office, django_assert_num_queries, district, commune, others
):
    world.province()
    world.submitted({(commune, 1): MET}, district=district)
    for code, first in (("611", "23380"), ("613", "23452"))[:others]:
        world.submitted({(first, 1): MET}, district=code)
    with django_assert_num_queries(24):
        office.get(f"/duyet/{QUARTER}/{district}/")
