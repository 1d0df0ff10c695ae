"""What the grid's page shows, and at what cost."""

import datetime as dt
import re
import zlib

import pytest
from django.test import Client
from django.utils import timezone

from reports.models import Quarter, Report
from reports.services import workflow
from tests.reports.returned_world import given_back
from tests.reports.review_world import (
    AT,
    FIRST,
    LARGE,
    MET,
    QUARTER,
    SECOND,
    SMALL,
    UNMET,
    approved_before,
    drafted,
    officer,
    open_quarter,
    reviewer,
    submitted,
)
from tests.reports.views.entry.addresses import CELLS, PAGE, stored, text
from tests.world import approve

WHERE = {"district_code": SMALL, "quarter_code": QUARTER}
TEXT_BUDGET = 60_000


def page(client: Client, address: str = PAGE) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return text(answer)


def test_looking_writes_nothing(district: Client) -> None:
    page(district)
    assert not Report.objects.exists()


def test_the_grid_is_prefilled_and_every_cell_can_be_chosen(district: Client) -> None:
    found = page(district)
    assert found.count("<select name=") == 3 * 19
    assert f'name="c-{FIRST}-1"' in found
    assert 'name="before" value="dc' in found


def test_a_changed_cell_shows_what_it_was(district: Client) -> None:
    drafted({(FIRST, 1): UNMET})
    found = page(district)
    cell = found[found.index(f'<td id="o-{FIRST}-1"') :].split("</td>")[0]
    assert "is-chua is-doi is-giam" in cell
    assert '#i-dat"' in cell.split('<span class="truoc">')[1]


def test_the_deadline_and_the_days_left_are_told(district: Client) -> None:
    assert "Hạn báo cáo <b>31/03/2021</b> (còn 11 ngày)" in page(district)


@pytest.mark.parametrize(
    ("due_on", "words"),
    [(dt.date(2021, 3, 20), "hôm nay"), (dt.date(2021, 3, 17), "quá hạn 3 ngày")],
)
def test_a_deadline_of_today_or_before_is_told(
    district: Client, due_on: dt.date, words: str
) -> None:
    open_quarter(due_on=due_on)
    assert words in page(district)


def test_what_is_missing_before_sending_is_listed_with_its_cells(
    client: Client,
) -> None:
    approve(SMALL, "2020Q4", unknown={FIRST: [5, 7]})
    open_quarter()
    client.force_login(officer())
    found = page(client)
    assert "Chưa sửa ô nào" in found
    assert '<span data-dem="chua-danh-gia">2</span> ô chưa đánh giá' in found
    assert f'<a href="#o-{FIRST}-7" title="7. Cơ sở hạ tầng thương mại' in found


def test_without_any_approved_quarter_the_grid_begins_unknown(client: Client) -> None:
    open_quarter()
    client.force_login(officer())
    found = page(client)
    assert "Kỳ đầu tiên – chưa có số liệu kỳ trước" in found
    assert "cả 19 tiêu chí" in found
    assert "Không thay đổi trong quý" not in found


def test_the_office_is_told_that_it_enters_for_the_district(district: Client) -> None:
    district.force_login(reviewer())
    assert "Anh/chị đang nhập thay huyện Ia H&#x27;Drai" in page(district)


@pytest.mark.parametrize("account", [officer, reviewer])
def test_a_sent_report_is_read_only_and_says_why(
    district: Client, account: object
) -> None:
    submitted({(FIRST, 2): MET})
    district.force_login(account())  # type: ignore[operator]
    found = page(district)
    assert "<b>Chỉ xem.</b> Khóa vì đã gửi, đang chờ duyệt." in found
    assert "<select" not in found
    assert f'<a href="{PAGE}o/{FIRST}/1/">' in found
    assert "Gửi lúc <b>16:40 ngày 20/03/2021</b>" in found


def test_a_closed_quarter_is_read_only_and_says_why(district: Client) -> None:
    Quarter.objects.update(closed_at=timezone.now())
    found = page(district)
    assert "Quý I/2021 đã khóa kỳ" in found
    assert "<select" not in found


def test_a_quarter_approved_from_a_file_is_read_only(district: Client) -> None:
    found = page(district, f"/bao-cao/2020Q4/{SMALL}/")
    assert "Khóa vì đã duyệt" in found
    assert "Số đã duyệt của quý này: ngày <b>20/01/2021</b>" in found
    assert "<select" not in found


def test_the_reason_of_a_return_is_on_top_with_its_day(district: Client) -> None:
    submitted({(FIRST, 2): MET})
    workflow.return_report(
        **WHERE, by=reviewer(), at=AT, reason="Thiếu biên bản <xã>\nIa Đal"
    )
    found = page(district)
    assert "vpdp trả lại ngày 20/03/2021:" in found
    assert "Thiếu biên bản &lt;xã&gt;<br>Ia Đal" in found


def cell_of(found: str, number: int) -> str:
    return found[found.index(f'<td id="o-{FIRST}-{number}"') :].split("</td>")[0]


def test_a_returned_cell_is_marked_with_its_reason_and_the_others_are_closed(
    district: Client,
) -> None:
    given_back((FIRST, 1))
    found = page(district)
    assert "1 ô bị trả lại, còn 1 ô chờ huyện trả lời." in found
    assert "trả lời trước 25/03/2021" in found
    assert "is-tra" in cell_of(found, 1)
    assert 'data-tra="Bị trả lại: Thiếu biên bản"' in cell_of(found, 1)
    assert "<select" in cell_of(found, 1)
    assert "is-khoa" in cell_of(found, 2)
    assert "<select" not in cell_of(found, 2)


def test_a_returned_report_asks_nothing_about_approved_cells(district: Client) -> None:
    given_back((FIRST, 1))
    found = page(district)
    assert "Không thay đổi trong quý" not in found
    assert district.get(PAGE).context["grid"].unknown == ()


def test_what_was_approved_for_this_quarter_is_not_called_the_quarter_before(
    district: Client,
) -> None:
    given_back((FIRST, 1))
    approve(SMALL, QUARTER, {FIRST: [1]})
    found = page(district)
    assert "ô đã đổi so với bản đã duyệt" in found
    assert "Hiện số đã duyệt" in found


def test_the_plain_form_of_returned_cells_saves_them(district: Client) -> None:
    given_back((FIRST, 1))
    context = district.get(PAGE).context
    hidden = {"before": context["drawn"], "versions": context["drawn_versions"]}
    district.post(CELLS, {**hidden, f"c-{FIRST}-1": "unknown"})
    assert stored() == {(FIRST, 1, "unknown")}


def test_an_answered_cell_is_no_longer_marked_but_listed(district: Client) -> None:
    returned = given_back((FIRST, 1))
    returned.answer, returned.answered_at = "Đã bổ sung", AT
    returned.save()
    found = page(district)
    assert "is-tra" not in cell_of(found, 1)
    assert "(đã trả lời)" in found


def test_cells_that_followed_a_moved_base_are_listed(district: Client) -> None:
    drafted({(SECOND, 2): MET})
    approve(SMALL, "2020Q4", {FIRST: [2]})
    found = page(district)
    assert "2 ô chưa sửa đã đổi theo" in found
    assert "Ia Đal, 1. Quy hoạch</a>: đạt → chưa đạt" in found


def test_the_page_is_printed_on_its_side_with_room_to_sign(district: Client) -> None:
    found = page(district)
    assert '<body class="nt-ngang">' in found
    assert "<b>CHỦ TỊCH</b>" in found


def test_the_first_link_of_the_page_leads_to_the_grid(district: Client) -> None:
    links = re.findall(r'<a class="nt-skip" href="([^"]*)"', page(district))
    assert links == ["#bang-nhap", "#noi-dung"]
    assert 'id="bang-nhap" tabindex="0"' in page(district)


def test_a_closed_cell_says_why_to_the_script(district: Client) -> None:
    given_back((FIRST, 1))
    reason = "Khóa vì đã duyệt: chỉ 1 ô bị trả lại sửa được."
    assert f'data-khoa-o="{reason}"' in page(district)


def test_no_script_and_no_style_stands_in_the_page(district: Client) -> None:
    found = page(district)
    assert "<script>" not in found
    assert " style=" not in found


@pytest.mark.parametrize("code", [SMALL, LARGE])
def test_the_page_takes_as_many_queries_whatever_the_number_of_communes(
    client: Client, code: str, django_assert_num_queries: object
) -> None:
    approved_before(district=code)
    open_quarter()
    commune = {SMALL: FIRST, LARGE: "23344"}[code]
    drafted({(commune, 2): MET}, district=code)
    client.force_login(officer(code))
    with django_assert_num_queries(28):  # type: ignore[operator]
        client.get(f"/bao-cao/{QUARTER}/{code}/")


def test_the_largest_grid_stays_light(client: Client) -> None:
    approved_before(district=LARGE)
    open_quarter()
    client.force_login(officer(LARGE))
    html = client.get(f"/bao-cao/{QUARTER}/{LARGE}/").content
    assert len(zlib.compress(html)) < TEXT_BUDGET
