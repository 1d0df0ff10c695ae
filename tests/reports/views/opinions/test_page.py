"""One criterion across communes: what is shown, filtered, said and kept."""

import pytest
from django.test import Client
from django.utils import timezone

from reports.choices import ReportState, ResultState
from reports.models import Opinion, Quarter, Report
from tests.reports import evidence_world, opinion_world, values_world
from tests.reports.opinion_world import (
    CONFIRMED,
    DISPUTED,
    SHARED,
    SHARED_CRITERION,
    give,
    person,
    put,
    said,
    stored,
)
from tests.reports.review_world import FIRST, QUARTER, SECOND, THIRD, UNMET
from tests.reports.views.opinions.addresses import PAGE, choice, rows, shown, text


def test_results_stand_beside_what_was_in_force(lead: Client) -> None:
    found = rows(lead)
    assert list(found) == [FIRST, SECOND, THIRD]
    assert [each.result.is_changed for each in found.values()] == [True, True, False]
    assert found[SECOND].result.has_fallen
    page = text(lead.get(PAGE))
    assert "trước: chưa đạt" in page
    assert "giảm từ đạt" in page


def test_values_and_evidence_of_the_quarter_are_shown(
    lead: Client, waiting: Report
) -> None:
    put(ReportState.DRAFT)
    values_world.typed("5", values_world.number("40"))
    evidence_world.one_file()
    put(ReportState.SUBMITTED)
    row = rows(lead)[FIRST]
    assert [line.words for line in row.values.lines] == ["40 %"]
    assert row.is_against_values
    page = text(lead.get(PAGE))
    assert "chỉ tiêu gợi ý chưa đạt" in page
    assert f"/bao-cao/{QUARTER}/618/o/{FIRST}/5/#minh-chung" in page


@pytest.mark.parametrize(
    ("narrowing", "communes"),
    [
        ("", [FIRST, SECOND, THIRD]),
        ("thay-doi", [FIRST, SECOND]),
        ("chua-xem", [SECOND, THIRD]),
        ("khong-dong-y", [FIRST]),
        ("xyz", [FIRST, SECOND, THIRD]),
    ],
)
def test_rows_are_filtered(lead: Client, narrowing: str, communes: list[str]) -> None:
    give({FIRST: said(DISPUTED, "Sai")})
    assert list(rows(lead, f"{PAGE}?loc={narrowing}")) == communes


def test_chosen_opinions_are_stored_and_the_others_left(lead: Client) -> None:
    address = f"{PAGE}?loc=thay-doi"
    data = shown(lead, address) | choice(SECOND, "disputed", "Trường vẫn đạt")
    answer = lead.post(address, data, follow=True)
    assert answer.redirect_chain == [(address, 302)]
    assert stored() == [(SECOND, DISPUTED, "Trường vẫn đạt")]
    assert "Đã ghi 1 ý kiến" in text(answer)


def test_nothing_chosen_is_said(lead: Client) -> None:
    answer = lead.post(PAGE, shown(lead), follow=True)
    assert "không có gì để ghi" in text(answer)


def test_all_that_is_left_is_confirmed_in_one_act(lead: Client) -> None:
    give({THIRD: said(DISPUTED, "Sai", state=UNMET)})
    data = choice(SECOND, "disputed", "Vẫn đạt") | {"xac-nhan-het": "1"}
    lead.post(PAGE, shown(lead) | data)
    assert stored()[1:] == [(FIRST, CONFIRMED, ""), (SECOND, DISPUTED, "Vẫn đạt")]


def test_only_what_the_page_showed_is_confirmed_with_the_rest(lead: Client) -> None:
    address = f"{PAGE}?loc=thay-doi"
    lead.post(address, shown(lead, address) | {"xac-nhan-het": "1"})
    assert [commune for commune, _, _ in stored()] == [FIRST, SECOND]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (choice(SECOND, "disputed"), "Không đồng ý thì phải ghi vì sao."),
        (choice(SECOND, "", "Xem lại"), "Đã ghi nội dung nhưng chưa chọn"),
        (choice(SECOND, "maybe"), "Hãy chọn xác nhận hoặc không đồng ý."),
        (choice(SECOND, "disputed", "x" * 2001), "Dài quá 2000 ký tự."),
        (choice(SECOND, "disputed", "a\0b"), "Có ký tự không đọc được."),
        ({f"da-xem-{SECOND}": "met"}, "Trang này đã cũ"),
        ({f"da-xem-{SECOND}": "good-0"}, "Trang này đã cũ"),
    ],
)
def test_one_wrong_row_stops_all_and_everything_typed_stays(
    lead: Client, wrong: dict[str, str], words: str
) -> None:
    good = choice(FIRST, "disputed", "Chưa đạt chuẩn")
    answer = lead.post(PAGE, shown(lead) | good | wrong)
    page = text(answer)
    assert answer.status_code == 422
    assert stored() == []
    assert words in page
    assert f'href="#xa-{SECOND}"' in page
    assert ">Chưa đạt chuẩn</textarea>" in page


def test_a_result_that_changed_comes_back_and_the_others_are_stored(
    lead: Client, waiting: Report
) -> None:
    data = shown(lead) | choice(FIRST, "disputed", "Chưa đạt")
    data |= choice(SECOND, "confirmed")
    waiting.changes.filter(commune=FIRST).update(state=ResultState.UNKNOWN)
    answer = lead.post(f"{PAGE}?loc=khong-dong-y", data)
    page = text(answer)
    assert (answer.status_code, stored()) == (409, [(SECOND, CONFIRMED, "")])
    assert "Đã ghi 1 ý kiến" in page
    assert "từ “đạt” thành “chưa đánh giá”" in page
    assert ">Chưa đạt</textarea>" in page


def test_what_comes_back_can_be_stored_as_the_page_now_stands(
    lead: Client, waiting: Report
) -> None:
    data = shown(lead) | choice(FIRST, "disputed", "Chưa đạt")
    waiting.changes.filter(commune=FIRST).update(state=ResultState.UNKNOWN)
    lead.post(PAGE, data)
    lead.post(PAGE, data | shown(lead))
    assert Opinion.objects.get().state_seen == ResultState.UNKNOWN


def test_words_about_a_report_that_went_back_are_not_lost(lead: Client) -> None:
    data = shown(lead) | choice(FIRST, "disputed", "Trường chưa đạt chuẩn")
    put(ReportState.RETURNED)
    answer = lead.post(PAGE, data)
    page = text(answer)
    assert answer.status_code == 409
    assert "không còn chờ duyệt" in page
    assert "Trường chưa đạt chuẩn" in page


def test_an_approved_report_is_only_read(lead: Client) -> None:
    give({FIRST: said(DISPUTED, "Trường chưa đạt chuẩn")})
    data = shown(lead) | choice(SECOND, "confirmed")
    put(ReportState.APPROVED)
    page = text(lead.get(PAGE))
    assert "đã duyệt, chỉ xem" in page
    assert "Trường chưa đạt chuẩn" in page
    assert "y-kien-" not in page
    assert "đã được duyệt" in text(lead.post(PAGE, data))


def test_cells_approved_beside_returned_ones_are_only_read(
    lead: Client, waiting: Report
) -> None:
    opinion_world.give_back(waiting, FIRST)
    can_speak = {code: row.can_speak for code, row in rows(lead).items()}
    assert can_speak == {FIRST: True, SECOND: False, THIRD: False}


def test_a_closed_quarter_is_only_read(lead: Client) -> None:
    data = shown(lead) | choice(FIRST, "disputed", "Trường chưa đạt chuẩn")
    Quarter.objects.filter(pk=QUARTER).update(closed_at=timezone.now())
    page = text(lead.get(PAGE))
    assert "đã khóa kỳ" in page
    assert "y-kien-" not in page
    answer = lead.post(PAGE, data)
    assert (answer.status_code, stored()) == (409, [])
    assert "Trường chưa đạt chuẩn" in text(answer)


def test_agencies_that_lead_together_read_each_other(
    lead: Client, client: Client
) -> None:
    give(
        {FIRST: said(DISPUTED, "Nước chưa sạch", state=UNMET)},
        code=SHARED,
        number=SHARED_CRITERION,
    )
    client.force_login(person("SNN"))
    page = text(client.get(f"/doi-chieu/{QUARTER}/{SHARED_CRITERION}/"))
    assert "Sở Y tế" in page
    assert "Nước chưa sạch" in page
