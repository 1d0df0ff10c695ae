"""Single cells given back on the page: the rest is approved, the answers are read."""

import datetime as dt

import pytest

from reports.choices import ReportState
from reports.models import Report, ReturnedCell, Revision
from reports.services.returns import Answer, answer_cell
from reports.services.workflow import close_quarter, submit_report
from tests.reports import review_world as world
from tests.reports.review_world import FIRST, MET, QUARTER, SECOND, SMALL
from tests.reports.views.review.addresses import (
    APPROVE,
    CELLS,
    PAGE,
    RETURN,
    own_revisions,
    seen,
    state,
    text,
)
from tests.world import approve

WHERE = {"district_code": SMALL, "quarter_code": QUARTER}
FALLEN, LIFTED = f"{SECOND}-1", f"{FIRST}-19"

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("waiting")]


def ticked(*keys, reason="Thiếu biên bản", day="25/03/2021"):
    data = {"o": list(keys)}
    for key in keys:
        data |= {f"ly-do-{key}": reason, f"han-{key}": day}
    return data


def give_back(office, *keys, follow=True, **changed):
    return office.post(CELLS, seen(office) | ticked(*keys, **changed), follow=follow)


def answered(office):
    give_back(office, FALLEN)
    answer_cell(
        **WHERE,
        cell=(SECOND, 1),
        answer=Answer("Có biên bản số 12"),
        by=world.officer(),
        at=world.AT,
    )
    submit_report(
        **WHERE,
        by=world.officer(),
        at=world.AT,
        unknown_confirmed=True,
        objections=world.no_objections,
    )


def test_a_ticked_cell_goes_back_and_the_rest_is_approved(office):
    response = give_back(office, FALLEN)
    assert response.redirect_chain == [(PAGE, 302)]
    assert "Đã trả 1 ô cho huyện Ia H&#x27;Drai, duyệt phần còn lại." in text(response)
    assert "Nhóm V: 0 → 1 xã." in text(response)
    assert state() == ReportState.RETURNED
    row = ReturnedCell.objects.get()
    assert (row.commune_id, row.criterion.number) == (SECOND, 1)
    assert (row.reason, row.answer_by) == ("Thiếu biên bản", dt.date(2021, 3, 25))
    assert Revision.objects.get(quarter_id=QUARTER).cells()[FIRST, 19] == MET


def test_the_day_for_the_answer_is_proposed_a_week_from_today(office):
    assert f'name="han-{FALLEN}" value="27/03/2021"' in text(office.get(PAGE))


@pytest.mark.parametrize(
    ("written", "message"),
    [
        (ticked(FALLEN, reason=" "), "Hãy ghi lý do trả ô này."),
        (ticked(FALLEN, reason="x" * 2001), "Lý do dài quá 2000 ký tự."),
        (ticked(FALLEN, day=""), "Hãy chọn ngày trả lời."),
        (ticked(FALLEN, day="30/02/2021"), "Không đọc được ngày trả lời."),
        (ticked(FALLEN, day="19/03/2021"), "Ngày trả lời đã qua"),
        ({f"ly-do-{FALLEN}": "Sai"}, "Đã ghi lý do nhưng chưa đánh dấu trả ô này"),
    ],
)
def test_a_cell_that_is_not_wholly_filled_in_stops_everything(office, written, message):
    response = office.post(CELLS, seen(office) | ticked(LIFTED) | written)
    assert response.status_code == 422
    assert message in text(response)
    assert (state(), own_revisions()) == (ReportState.SUBMITTED, 0)


def test_what_was_written_is_kept_when_it_is_refused(office):
    data = seen(office) | ticked(LIFTED, reason="Chưa rõ") | ticked(FALLEN, reason="")
    page = text(office.post(CELLS, data | {"o": [FALLEN, LIFTED]}))
    assert "Chưa rõ</textarea>" in page
    assert page.count('name="o"') == 2
    assert page.count(" checked>") == 2


def test_without_a_ticked_cell_nothing_is_returned(office):
    response = office.post(CELLS, seen(office))
    assert response.status_code == 422
    assert "Chưa chọn ô nào để trả lại." in text(response)
    assert state() == ReportState.SUBMITTED


@pytest.mark.parametrize("key", ["23344-1", f"{FIRST}-20", f"{FIRST}-99"])
def test_a_forged_cell_is_refused(office, key):
    response = give_back(office, FALLEN, key)
    assert response.status_code == 422
    assert "Báo cáo này không có ô" in text(response)
    assert own_revisions() == 0


@pytest.mark.parametrize("key", ["", "abc", "23535", "23535-1-2", "٢٣٥٣٥-1"])
def test_a_box_that_is_none_of_ours_is_no_cell(office, key):
    response = office.post(CELLS, seen(office) | {"o": [key]})
    assert "Chưa chọn ô nào để trả lại." in text(response)
    assert own_revisions() == 0


def test_a_page_without_its_submission_returns_nothing(office):
    response = office.post(CELLS, ticked(FALLEN))
    assert response.status_code == 422
    assert "Trang duyệt đã cũ" in text(response)
    assert "Thiếu biên bản</textarea>" in text(response)
    assert own_revisions() == 0


def test_a_base_that_moved_is_told_and_the_text_is_kept(office):
    old = seen(office)
    approve(SMALL, "2020Q4", {FIRST: [18], SECOND: [1, 2]})
    response = office.post(CELLS, old | ticked(FALLEN))
    assert response.status_code == 422
    assert "Số liệu gốc của huyện vừa thay đổi" in text(response)
    assert "Thiếu biên bản</textarea>" in text(response)
    assert own_revisions() == 0


def test_in_a_closed_quarter_no_cell_is_returned(office):
    old = seen(office)
    close_quarter(quarter_code=QUARTER, by=world.reviewer(), at=world.AT)
    response = office.post(CELLS, old | ticked(FALLEN))
    assert "đã khóa kỳ, không nhận thay đổi nữa" in text(response)
    assert own_revisions() == 0
    assert 'name="o"' not in text(office.get(PAGE))


@pytest.mark.parametrize(
    "written", [ticked(FALLEN), {f"ly-do-{FALLEN}": "Sai"}], ids=["ticked", "written"]
)
def test_approving_all_does_not_approve_a_cell_marked_to_go_back(office, written):
    response = office.post(APPROVE, seen(office) | written)
    assert response.status_code == 422
    assert "Có ô đã đánh dấu trả lại hoặc đã ghi lý do" in text(response)
    assert (state(), own_revisions()) == (ReportState.SUBMITTED, 0)


# Looking first


def test_a_preview_tells_both_effects_and_decides_nothing(office):
    response = office.post(CELLS, {"xem": "1", "o": [LIFTED]})
    page = text(response)
    assert response.status_code == 200
    assert '<th scope="col" class="n">Trả 1 ô</th>' in page
    held = {
        impact.group.code: (impact.after.attained, without.attained)
        for impact, without in response.context["impacts"]
    }
    assert held["V"] == (1, 0)
    assert "Hãy ghi lý do" not in page
    assert state() == ReportState.SUBMITTED


def test_what_the_preview_tells_is_what_the_return_does(office):
    preview = office.post(CELLS, {"xem": "1", "o": [FALLEN, LIFTED]})
    told = preview.context["held"].criteria_met_total
    give_back(office, FALLEN, LIFTED)
    assert office.get(PAGE).context["review"].before.criteria_met_total == told


# The answers


def test_a_returned_cell_waits_with_its_reason_and_day(office):
    page = text(give_back(office, FALLEN))
    assert "Ô đang chờ huyện trả lời – 1 ô" in page
    assert "chưa trả lời, hạn 25/03/2021" in page
    assert "Thiếu biên bản" in page


def test_the_reviewer_then_sees_only_the_answers(office):
    answered(office)
    page = text(office.get(PAGE))
    assert "Ô huyện trả lời – 1 ô" in page
    assert "Có biên bản số 12" in page
    assert page.count('name="o"') == 1
    assert f'href="/xa/{FIRST}/"' not in page


def test_a_cell_that_the_district_took_back_is_shown_with_its_answer(office):
    give_back(office, FALLEN)
    world.drafted({(SECOND, 1): MET})
    answer_cell(
        **WHERE,
        cell=(SECOND, 1),
        answer=Answer("Nhất trí"),
        by=world.officer(),
        at=world.AT,
    )
    submit_report(
        **WHERE,
        by=world.officer(),
        at=world.AT,
        unknown_confirmed=True,
        objections=world.no_objections,
    )
    page = text(office.get(PAGE))
    assert "giữ nguyên" in page
    assert "Nhất trí" in page


def test_accepting_the_answers_settles_them(office):
    answered(office)
    office.post(APPROVE, seen(office))
    assert state() == ReportState.APPROVED
    assert not ReturnedCell.objects.standing().exists()
    assert "Các ô bị trả lại" not in text(office.get(PAGE))


def test_an_answer_may_be_returned_again(office):
    answered(office)
    give_back(office, FALLEN, reason="Biên bản chưa ký")
    assert ReturnedCell.objects.standing().get().reason == "Biên bản chưa ký"
    assert own_revisions() == 2


def test_a_whole_return_after_answers_opens_the_report(office):
    answered(office)
    office.post(RETURN, {"reason": "Sai cả bảng"})
    assert not ReturnedCell.objects.standing().exists()
    assert Report.objects.get(quarter=QUARTER).state == ReportState.RETURNED
