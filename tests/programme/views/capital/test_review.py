"""The office looks at what changed in a sheet, approves it or gives cells back."""

import pytest

from programme.choices import CapitalState
from programme.models import CapitalReport, CapitalReturn
from tests.programme.capital_world import CELL, in_force, sent
from tests.reports.review_world import (
    FIRST,
    QUARTER,
    SECOND,
    SMALL,
    officer,
    reviewer,
)

pytestmark = pytest.mark.django_db
REVIEW = f"/von/{QUARTER}/{SMALL}/duyet/"
OTHER = (SECOND, "province", "allocated")
NAME = f"{SECOND}-province-allocated"
PLACES = (FIRST, SECOND)


def text(answer):
    return answer.content.decode()


def decide(client, **data):
    sent_at = CapitalReport.objects.get().submitted_at.isoformat()
    return client.post(f"{REVIEW}quyet/", {"gui-luc": sent_at, **data})


def test_only_the_office_finds_the_review(district):
    sent({CELL: "5"})
    for address in ("/von/duyet/", REVIEW):
        assert district.get(address).status_code == 404
    for act in ("quyet/", "tra-lai/", "mo-lai/"):
        assert district.post(f"{REVIEW}{act}").status_code == 404


def test_the_queue_shows_every_district_and_who_has_sent(office):
    sent({CELL: "5"})
    html = text(office.get(f"/von/duyet/?ky={QUARTER}"))
    assert "Xem, duyệt" in html
    assert html.count("chưa nhập") == 9


def test_the_queue_of_a_nonsense_quarter_shows_another(office):
    assert office.get("/von/duyet/?ky=abc").status_code == 200


def test_only_what_changed_is_shown(office):
    sent({CELL: "1234.5", OTHER: "6"})
    html = text(office.get(REVIEW))
    assert "1.234,5" in html
    assert "kế hoạch, triệu đồng; 1 ô đổi" in html
    assert "phân bổ, triệu đồng; 1 ô đổi" in html
    assert "giải ngân, triệu đồng" not in html


def test_lines_stand_under_the_heading_of_their_commune(office):
    sent({CELL: "1", (FIRST, "credit", "disbursed"): "2", OTHER: "6"})
    html = text(office.get(REVIEW))
    assert html.count('scope="rowgroup"') == 2
    assert html.count("Ia Đal <small>2 ô</small>") == 1
    assert 'aria-current="page">Vốn</a>' in html


def test_enter_in_a_field_decides_nothing(office):
    sent({CELL: "5", OTHER: "6"})
    html = text(office.get(REVIEW))
    form = html[html.index('action="/von/') :]
    assert 'name="xem"' in form[form.index("<button") :].partition(">")[0]
    answer = decide(office, xem="1", **{f"tra-{NAME}": "1"})
    assert f'name="tra-{NAME}" value="1" checked' in text(answer)
    assert in_force() == {}


def test_what_is_wrong_with_several_cells_is_said_once(office):
    central = {(each, "central_investment", "allocated"): "100" for each in PLACES}
    sent(central | {(each, "province", "allocated"): "10" for each in PLACES})
    table = text(office.get(REVIEW)).partition("<table")[2]
    assert table.count("Ngân sách tỉnh: phân bổ 20, theo tỷ lệ là 100") == 2
    assert table.count("lệch như đã nêu ở trên") == 1


def test_all_is_approved(office):
    sent({CELL: "5"})
    assert decide(office, duyet="1").url == f"/von/duyet/?ky={QUARTER}"
    assert in_force() == {CELL: "5.000"}


def test_ticked_cells_go_back_with_their_reasons(office):
    sent({CELL: "5", OTHER: "6"})
    decide(office, tra="1", **{f"tra-{NAME}": "1", f"ly-do-{NAME}": "Sai quyết định"})
    assert in_force() == {CELL: "5.000"}
    assert CapitalReturn.objects.get().reason == "Sai quyết định"


def test_a_missing_reason_keeps_the_tick(office):
    sent({CELL: "5", OTHER: "6"})
    answer = decide(office, tra="1", **{f"tra-{NAME}": "1"})
    assert answer.status_code == 409
    assert "Hãy ghi lý do trả ô này." in text(answer)
    assert f'name="tra-{NAME}" value="1" checked' in text(answer)


@pytest.mark.parametrize("field", [f"tra-{NAME}", f"ly-do-{NAME}"])
def test_all_is_not_approved_over_a_tick_or_a_reason(office, field):
    sent({CELL: "5", OTHER: "6"})
    answer = decide(office, duyet="1", **{field: "Xem lại"})
    assert answer.status_code == 409
    assert "bỏ đánh dấu rồi mới duyệt tất cả" in text(answer)
    assert in_force() == {}


def test_a_reason_without_its_tick_is_not_dropped(office):
    sent({CELL: "5", OTHER: "6"})
    name = f"{FIRST}-central_investment-planned"
    ticked = {f"tra-{name}": "1", f"ly-do-{name}": "Sai"}
    answer = decide(office, tra="1", **ticked, **{f"ly-do-{NAME}": "Cũng sai"})
    assert "chưa đánh dấu trả ô này" in text(answer)
    assert ">Cũng sai</textarea>" in text(answer)
    assert in_force() == {}


def test_a_reason_with_an_unreadable_character_is_refused_beside_its_cell(office):
    sent({CELL: "5", OTHER: "6"})
    marks = {f"tra-{NAME}": "1", f"ly-do-{NAME}": "Thiếu\0 dấu"}
    answer = decide(office, tra="1", **marks)
    assert (answer.status_code, "ký tự không đọc được" in text(answer)) == (409, True)
    assert in_force() == {}


def test_returning_nothing_is_refused(office):
    sent({CELL: "5"})
    assert "Chưa đánh dấu ô nào" in text(decide(office, tra="1"))


def test_a_page_from_before_a_second_sending_decides_nothing(office):
    sent({CELL: "5"})
    answer = office.post(f"{REVIEW}quyet/", {"gui-luc": "hôm qua", "duyet": "1"})
    assert "Huyện đã gửi lại" in text(answer)
    assert in_force() == {}


def test_the_whole_sheet_goes_back_only_with_a_reason(office):
    sent({CELL: "5"})
    assert office.post(f"{REVIEW}tra-lai/", {"reason": ""}).status_code == 422
    office.post(f"{REVIEW}tra-lai/", {"reason": "Nhầm đơn vị"})
    assert CapitalReport.objects.get().state == CapitalState.RETURNED


def test_an_approved_sheet_is_opened_again(office):
    sent({CELL: "5"})
    decide(office, duyet="1")
    office.post(f"{REVIEW}mo-lai/", {"reason": "Bổ sung"})
    assert CapitalReport.objects.get().state == CapitalState.RETURNED
    assert office.post(f"{REVIEW}mo-lai/", {"reason": "Lại"}).status_code == 409


def test_a_returned_cell_shows_its_reason_in_the_sheet(office):
    sent({CELL: "5"})
    name = f"{FIRST}-central_investment-planned"
    decide(office, tra="1", **{f"tra-{name}": "1", f"ly-do-{name}": "Xem lại QĐ 12"})
    assert "Xem lại QĐ 12" in text(office.get(f"/von/{QUARTER}/{SMALL}/"))


@pytest.mark.parametrize(
    ("address", "queries"), [(REVIEW, 13), (f"/von/duyet/?ky={QUARTER}", 11)]
)
def test_the_number_of_queries_is_fixed(
    office, django_assert_num_queries, address, queries
):
    sent({CELL: "5", OTHER: "6"})
    with django_assert_num_queries(queries):
        office.get(address)


@pytest.mark.parametrize("address", ["/hop-thu/", "/bao-cao/"])
def test_cells_that_went_back_are_told_to_the_district(client, address):
    sent({CELL: "5", OTHER: "6"})
    client.force_login(reviewer())
    decide(client, tra="1", **{f"tra-{NAME}": "1", f"ly-do-{NAME}": "Sai quyết định"})
    client.force_login(officer())
    html = text(client.get(address))
    assert "Vốn Quý I/2021 bị trả lại: 1 ô" in html
    assert f'href="/von/{QUARTER}/{SMALL}/?so=phan-bo"' in html
    assert "1 tin chưa đọc" in html or "1 chưa đọc" in html
