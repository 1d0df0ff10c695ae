"""The sheet of capital: typed without JavaScript, saved cell by cell, pasted, sent."""

import pytest

from programme.choices import CapitalState
from programme.models import CapitalReport
from reports.models import Quarter
from tests.programme.capital_world import CELL, approved_capital, sent, stored, typed
from tests.reports.review_world import (
    AT,
    FIRST,
    SECOND,
    SMALL,
    THIRD,
    open_quarter,
    reviewer,
)

pytestmark = pytest.mark.django_db
SHEET = f"/von/2021Q1/{SMALL}/"
FIELD = f"o-{FIRST}-central_investment"
BELOW = ("luu/", "o/", "dan/", "gui/")


def text(answer):
    return answer.content.decode()


def save(client, **data):
    return client.post(f"{SHEET}luu/", {"so": "ke-hoach", **data})


def field(name, value, seen=""):
    return {name: value, f"{name}-s": seen}


@pytest.mark.parametrize("below", ["", "lich-su/", "?so=no-dong"])
def test_another_district_does_not_find_the_sheet(stranger, below):
    assert stranger.get(f"{SHEET}{below}").status_code == 404


@pytest.mark.parametrize("below", BELOW)
def test_another_district_writes_nothing(stranger, below):
    assert stranger.post(f"{SHEET}{below}").status_code == 404


def test_who_only_reads_does_not_find_the_sheet(reader):
    assert reader.get(SHEET).status_code == 404


def test_a_measure_that_is_none_is_not_found(district):
    assert district.get(f"{SHEET}?so=khac").status_code == 404


def test_rows_are_communes_and_the_undivided_part_of_the_district(district):
    html = text(district.get(SHEET))
    for name in (FIELD, f"o-{SECOND}-province", f"o-{THIRD}-other", "o-h-district"):
        assert f'name="{name}"' in html
    assert "Cấp huyện (không chia cho xã)" in html
    assert "o-h-whole" not in html


def test_debt_has_one_column(district):
    html = text(district.get(f"{SHEET}?so=no-dong"))
    assert html.count('inputmode="decimal"') == 4


def test_an_amount_is_saved_and_shown_the_vietnamese_way(district):
    answer = save(district, **field(FIELD, "1.234,5"))
    assert answer.url == f"{SHEET}?so=ke-hoach"
    html = text(district.get(SHEET))
    assert 'value="1.234,5"' in html
    assert "Đã lưu 1 số." in html
    assert stored() == {CELL: "1234.500"}


def test_a_fault_keeps_every_text_and_stores_nothing(district):
    other = f"o-{SECOND}-province"
    answer = save(district, **field(FIELD, "12 con bò"), **field(other, "7"))
    assert answer.status_code == 422
    html = text(answer)
    assert "12 con bò" in html
    assert 'value="7"' in html
    assert "Không đọc được" in html
    assert not CapitalReport.objects.exists()


def test_somebody_elses_amount_is_told_and_the_own_text_stays(district):
    typed({CELL: ("5", None)}, by=reviewer())
    answer = save(district, **field(FIELD, "6"))
    assert answer.status_code == 409
    assert "vừa ghi “5”" in text(answer)
    assert 'value="6"' in text(answer)
    save(district, **field(FIELD, "6", "5"))
    assert stored() == {CELL: "6.000"}


def test_blank_cells_may_keep_the_quarter_before_in_the_year(district):
    approved_capital({CELL: "5", ("", "other", "planned"): "2"})
    open_quarter("2021Q2")
    later = f"/von/2021Q2/{SMALL}/"
    html = text(district.get(later))
    assert "Ô trống: giữ như quý trước" in html
    assert "trước: 5" in html
    data = {"so": "ke-hoach", "giu": "1", **field(FIELD, ""), **field("o-h-other", "3")}
    district.post(f"{later}luu/", data)
    report = CapitalReport.objects.get(quarter_id="2021Q2")
    kept = {row.key: str(row.amount) for row in report.drafts.all()}
    assert kept == {CELL: "5.000", ("", "other", "planned"): "3.000"}


def test_a_locked_sheet_says_why_and_refuses(district):
    sent({CELL: "5"})
    assert "đang chờ duyệt" in text(district.get(SHEET))
    assert save(district, **field(FIELD, "6", "5")).status_code == 409


def test_one_cell_is_saved_while_typing_and_the_sums_come_back(district):
    data = {"so": "ke-hoach", **field(FIELD, "1.000"), **field("o-h-other", "x")}
    answer = district.post(f"{SHEET}o/", data).json()
    assert answer["fields"][FIELD] == {"text": "1.000", "fault": "", "theirs": ""}
    assert "Không đọc được" in answer["fields"]["o-h-other"]["fault"]
    assert (answer["rows"][FIRST], answer["total"]) == ("1.000", "1.000")
    assert answer["changed"] == [FIELD]


def test_a_refused_cell_is_answered_with_the_reason(district):
    sent({CELL: "5"})
    answer = district.post(f"{SHEET}o/", {"so": "ke-hoach", **field(FIELD, "6", "5")})
    assert answer.status_code == 409
    assert "chờ duyệt" in answer.json()["message"]


def test_a_breach_of_the_ratios_is_said_beside_its_cell(district):
    typed(
        {
            (FIRST, "central_investment", "allocated"): ("100", None),
            (FIRST, "province", "allocated"): ("50", None),
            (FIRST, "district", "allocated"): ("20", None),
            (FIRST, "commune", "allocated"): ("20", None),
        }
    )
    html = text(district.get(f"{SHEET}?so=phan-bo"))
    assert "Ngân sách huyện: phân bổ 20, theo tỷ lệ là 30 triệu đồng" in html
    assert f"?so=phan-bo#o-{FIRST}-district" in html


def test_a_sheet_that_does_not_fit_is_sent_only_when_looked_at(district):
    typed({(FIRST, "credit", "disbursed"): ("5", None)})
    answer = district.post(f"{SHEET}gui/", {"so": "ke-hoach"})
    assert answer.status_code == 409
    assert "Đã xem, số đúng như vậy" in text(answer)
    district.post(f"{SHEET}gui/", {"so": "ke-hoach", "da-xem": "1"})
    assert CapitalReport.objects.get().state == CapitalState.SUBMITTED


def test_an_unreadable_text_keeps_the_sheet_from_being_sent_and_stays(district):
    typed({CELL: ("5", None)})
    other = f"o-{SECOND}-province"
    data = {"so": "ke-hoach", **field(FIELD, "-5", "5"), **field(other, "7")}
    answer = district.post(f"{SHEET}gui/", data)
    assert answer.status_code == 422
    html = text(answer)
    assert "Chưa gửi, chưa lưu: 1 ô không đọc được (" in html
    assert "NSTW – đầu tư phát triển)" in html
    assert 'value="-5"' in html
    assert 'value="7"' in html
    assert CapitalReport.objects.get().state == CapitalState.DRAFT


def test_what_was_typed_and_not_saved_is_stored_then_sent_and_the_page_says_so(
    district,
):
    data = {"so": "ke-hoach", **field(FIELD, "6")}
    answer = district.post(f"{SHEET}gui/", data, follow=True)
    assert "Đã lưu 1 số vừa gõ và gửi báo cáo vốn Quý I/2021." in text(answer)
    assert stored() == {CELL: "6.000"}
    assert CapitalReport.objects.get().state == CapitalState.SUBMITTED


def test_a_sheet_in_which_somebody_else_wrote_is_neither_stored_nor_sent(district):
    typed({CELL: ("5", None)}, by=reviewer())
    more = field(f"o-{SECOND}-province", "7")
    data = {"so": "ke-hoach", **field(FIELD, "6"), **more}
    answer = district.post(f"{SHEET}gui/", data)
    assert answer.status_code == 409
    assert "Chưa gửi, chưa lưu: 1 ô có người vừa sửa" in text(answer)
    for shown in ("vừa ghi “5”", 'value="6"', 'value="7"'):
        assert shown in text(answer)
    assert stored() == {CELL: "5.000"}
    assert CapitalReport.objects.get().state == CapitalState.DRAFT


def test_what_is_not_looked_at_yet_is_stored_and_the_page_says_that_it_is_not_sent(
    district,
):
    data = {"so": "giai-ngan", **field(f"o-{FIRST}-credit", "5")}
    answer = district.post(f"{SHEET}gui/", data)
    assert answer.status_code == 409
    assert "Đã lưu 1 số vừa gõ. Chưa gửi: còn 1 điều cần xem lại" in text(answer)
    assert stored() == {(FIRST, "credit", "disbursed"): "5.000"}
    data = {"so": "giai-ngan", "da-xem": "1", **field(f"o-{FIRST}-credit", "6", "5")}
    assert district.post(f"{SHEET}gui/", data).status_code == 302
    assert stored() == {(FIRST, "credit", "disbursed"): "6.000"}


def test_amounts_that_may_not_be_sent_stay_on_the_page_and_are_not_stored(district):
    Quarter.objects.update(closed_at=AT)
    answer = district.post(f"{SHEET}gui/", {"so": "ke-hoach", **field(FIELD, "6")})
    assert answer.status_code == 409
    assert not CapitalReport.objects.exists()


def test_an_empty_sheet_is_not_sent(district):
    answer = district.post(f"{SHEET}gui/", {"so": "ke-hoach"})
    assert "Chưa nhập số nào" in text(answer)


def paste(client, block, *, place=FIRST, source="central_investment"):
    data = {"so": "ke-hoach", "xa": place, "nguon": source, "khoi": block}
    return client.post(f"{SHEET}dan/", data).json()


def test_a_pasted_block_is_read_from_its_first_cell_on(district):
    answer = paste(district, "1.000\t2,5\n3\tx\n")
    assert answer["cells"] == {
        FIELD: "1.000",
        f"o-{FIRST}-central_recurrent": "2,5",
        f"o-{SECOND}-central_investment": "3",
    }
    assert "1 ô không đọc được" in answer["html"]
    assert not CapitalReport.objects.exists()


def test_a_block_with_names_of_communes_goes_by_names(district):
    block = "1\tXã Ia Tơi\t5\n2\tXã Lạ\t6\n3\tIa Đal\t\n\tCấp huyện\t7\n"
    answer = paste(district, block)
    assert answer["cells"] == {
        f"o-{THIRD}-central_investment": "5",
        "o-h-central_investment": "7",
    }
    assert "xếp theo tên xã" in answer["html"]
    assert "Xã Lạ" in answer["html"]


def test_what_lies_outside_of_the_table_is_counted(district):
    answer = paste(district, "1\t2", place="h", source="other")
    assert answer["cells"] == {"o-h-other": "1"}
    assert "1 ô nằm ngoài bảng" in answer["html"]


def test_the_history_names_who_changed_what_and_why_it_went_back(district):
    typed({CELL: ("5", None)}, by=reviewer())
    approved_capital({CELL: "4"})
    html = text(district.get(f"{SHEET}lich-su/"))
    for words in ("NSTW – đầu tư phát triển", "vpdp", "Bản 1"):
        assert words in html


def test_the_number_of_queries_does_not_grow_with_the_amounts(
    district, django_assert_num_queries
):
    typed({CELL: ("5", None)})
    with django_assert_num_queries(12):
        district.get(SHEET)
    typed({(SECOND, each, "planned"): ("5", None) for each in ("credit", "other")})
    with django_assert_num_queries(12):
        district.get(SHEET)


def test_the_report_of_the_district_leads_to_the_sheet_and_says_its_state(district):
    sent({CELL: "5"})
    html = text(district.get(f"/bao-cao/2021Q1/{SMALL}/"))
    assert f'href="{SHEET}"' in html
    assert "Vốn (đã gửi)" in html
