"""What is done on the page of a cell: choose the result, write, answer."""

from html import unescape

import pytest
from django.test import Client

from accounts.choices import Role
from accounts.models import User
from reports.choices import ReportState
from reports.models import DraftRemark, DraftResult, Report, ResultChange, ReturnedCell
from tests.reports.review_world import (
    AT,
    FIRST,
    MET,
    SMALL,
    drafted,
    officer,
    reviewer,
)
from tests.reports.views.cell.addresses import (
    ANSWER,
    PAGE,
    REMARK,
    SCRIPT,
    STATE,
    give_back,
    words,
)


def chosen(client: Client, state: str, **changed: object) -> dict[str, object]:
    """Return what the page would post with this result chosen."""
    cell = client.get(PAGE).context["cell"]
    return {"state": state, "seen": cell.state, "version": cell.version, **changed}


def states() -> set[tuple[int, str]]:
    rows = DraftResult.objects.values_list("criterion__number", "state")
    return set(rows)


def test_a_result_is_chosen_and_the_page_comes_back(fallen: Client) -> None:
    answer = fallen.post(STATE, chosen(fallen, "unknown"), follow=True)
    assert answer.redirect_chain == [(PAGE, 302)]
    assert "Đã lưu kết quả của ô." in words(answer)
    assert states() == {(1, "unknown"), (5, "met")}


def test_a_result_chosen_on_an_old_page_is_not_written_over_another(
    fallen: Client,
) -> None:
    old = chosen(fallen, "unknown")
    drafted({(FIRST, 1): MET})
    said = words(fallen.post(STATE, old, follow=True))
    assert "Chưa lưu “chưa đánh giá”" in said
    assert "vừa đổi ô này thành “đạt”" in said
    assert states() == {(5, "met")}


@pytest.mark.parametrize(
    "wrong", [{"state": "maybe"}, {"state": ""}, {"version": "x"}, {"seen": "?"}]
)
def test_a_result_that_is_none_is_refused(
    fallen: Client, wrong: dict[str, str]
) -> None:
    answer = fallen.post(STATE, chosen(fallen, "met") | wrong, follow=True)
    assert answer.status_code == 200
    assert "nt-message is-gap" in answer.content.decode()
    assert states() == {(1, "unmet"), (5, "met")}


def test_a_result_of_a_locked_report_is_refused_with_the_reason(
    fallen: Client,
) -> None:
    posted = chosen(fallen, "met")
    Report.objects.update(state=ReportState.APPROVED)
    assert "Khóa vì đã duyệt" in words(fallen.post(STATE, posted, follow=True))
    assert ResultChange.objects.count() == 2


def test_a_remark_is_kept_with_the_cause_of_the_fall(fallen: Client) -> None:
    written = {"note": "Lũ cuốn đường.", "fall_cause": "real_drop"}
    answer = fallen.post(REMARK, written)
    assert answer.headers["Location"] == f"{PAGE}#ghi-chu"
    remark = DraftRemark.objects.get()
    assert (remark.note, remark.fall_cause) == ("Lũ cuốn đường.", "real_drop")


def test_a_fallen_cell_asks_for_its_cause(fallen: Client) -> None:
    assert "hãy chọn nguyên nhân" in words(fallen.get(PAGE))
    fallen.post(REMARK, {"fall_cause": "rule_changed"})
    assert "hãy chọn nguyên nhân" not in words(fallen.get(PAGE))


def test_a_cell_that_has_not_fallen_is_not_asked_for_a_cause(
    district: Client,
) -> None:
    assert "Vì sao không còn đạt" not in words(district.get(PAGE))


def test_a_remark_is_stored_composed(fallen: Client) -> None:
    fallen.post(REMARK, {"note": "  Lu\u0303 \r\nlụt "})
    assert DraftRemark.objects.get().note == "Lũ \nlụt"


@pytest.mark.parametrize(
    "wrong",
    [
        {"fall_cause": "bad"},
        {"note": "a" * 2001},
        {"note": "a\0"},
        {"seen_at": "hôm qua"},
    ],
)
def test_a_remark_that_cannot_be_stored_stays_on_the_page(
    fallen: Client, wrong: dict[str, str]
) -> None:
    answer = fallen.post(REMARK, {"against_reason": "Đã nghiệm thu."} | wrong)
    assert answer.status_code == 422
    assert "Đã nghiệm thu." in answer.content.decode()
    assert not DraftRemark.objects.exists()


def test_a_remark_of_a_locked_report_is_refused_with_the_reason(
    fallen: Client,
) -> None:
    Report.objects.update(state=ReportState.APPROVED)
    answer = fallen.post(REMARK, {"note": "Muộn"})
    assert answer.status_code == 409
    assert "Khóa vì đã duyệt" in words(answer)
    assert not DraftRemark.objects.exists()


def test_a_remark_on_top_of_anothers_is_not_lost_and_writes_over_nothing(
    fallen: Client, client: Client
) -> None:
    fallen.post(REMARK, {"note": "Của huyện"})
    client.force_login(reviewer())
    answer = client.post(REMARK, {"note": "Của tỉnh"})
    assert answer.status_code == 409
    assert "vừa ghi khác ở ô này" in words(answer)
    assert "Của tỉnh" in answer.content.decode()
    assert DraftRemark.objects.get().note == "Của huyện"
    seen_at = answer.context["remark_form"]["seen_at"].value()
    client.post(REMARK, {"note": "Của tỉnh", "seen_at": seen_at})
    assert DraftRemark.objects.get().note == "Của tỉnh"


def test_a_returned_cell_is_answered(fallen: Client) -> None:
    give_back()
    answer = fallen.post(ANSWER, {"answer": "Đã sửa theo biên bản."})
    assert answer.headers["Location"] == f"{PAGE}#tra-loi"
    assert ReturnedCell.objects.get().answer == "Đã sửa theo biên bản."
    assert "Đã trả lời: Đã sửa theo biên bản." in words(fallen.get(PAGE))


def test_an_answer_on_top_of_a_colleagues_is_not_lost_and_writes_over_nothing(
    fallen: Client, client: Client
) -> None:
    give_back()
    fallen.post(ANSWER, {"answer": "Đã bổ sung biên bản số 12."})
    client.force_login(
        User.objects.create_user("huyen.hai", role=Role.DISTRICT, district_id=SMALL)
    )
    answer = client.post(ANSWER, {"answer": "Không đồng ý."})
    assert answer.status_code == 409
    assert f"{officer().display_name} vừa trả lời ô này" in unescape(words(answer))
    assert answer.context["answer_form"]["answer"].value() == "Không đồng ý."
    assert ReturnedCell.objects.get().answer == "Đã bổ sung biên bản số 12."
    seen_at = answer.context["answer_form"]["seen_at"].value()
    client.post(ANSWER, {"answer": "Không đồng ý.", "seen_at": seen_at})
    assert ReturnedCell.objects.get().answer == "Không đồng ý."


def test_an_answer_to_a_cell_returned_again_meanwhile_waits_for_a_second_look(
    fallen: Client,
) -> None:
    give_back()
    answer = fallen.post(ANSWER, {"answer": "Đã sửa.", "seen_at": AT.isoformat()})
    assert answer.status_code == 409
    assert "vừa được trả lại lần nữa" in words(answer)
    assert ReturnedCell.objects.get().answer == ""


def test_the_page_posts_which_answer_stood_on_it(fallen: Client) -> None:
    give_back()
    fallen.post(ANSWER, {"answer": "Đã sửa."})
    page = fallen.get(PAGE)
    written = ReturnedCell.objects.get().answered_at
    hidden = f'<input type="hidden" name="seen_at" value="{written.isoformat()}"'
    assert hidden in page.content.decode()
    assert 'id="id_seen_at"' not in page.content.decode()


def test_an_empty_answer_is_refused(fallen: Client) -> None:
    give_back()
    answer = fallen.post(ANSWER, {"answer": "  "})
    assert answer.status_code == 422
    assert "Hãy ghi trả lời" in words(answer)


def test_an_answer_to_what_was_not_returned_is_refused(fallen: Client) -> None:
    answer = fallen.post(ANSWER, {"answer": "Đã sửa"})
    assert answer.status_code == 409


@pytest.mark.parametrize(
    ("address", "posted"),
    [(REMARK, {"note": "Lũ"}), (ANSWER, {"answer": "Đã sửa"})],
)
def test_the_script_gets_the_part_anew(
    fallen: Client, address: str, posted: dict[str, str]
) -> None:
    give_back()
    answer = fallen.post(address, posted, headers=SCRIPT)
    html = answer.content.decode()
    assert html.lstrip().startswith("<article")
    assert "nt-message is-xong" in html
    assert str(*posted.values()) in html


def test_an_act_needs_the_token_of_the_page(fallen: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(reviewer())
    assert strict.post(REMARK, {"note": "x"}).status_code == 403
