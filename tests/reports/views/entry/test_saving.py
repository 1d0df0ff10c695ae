"""Cells saved by the script and by the plain form."""

from django.test import Client
from django.utils import timezone

from reports.models import Quarter, Report, ResultChange
from tests.reports.review_world import (
    FIRST,
    MET,
    SECOND,
    UNMET,
    drafted,
    officer,
    reviewer,
    submitted,
)
from tests.reports.views.entry.addresses import CELLS, JSON, PAGE, said, stored, text
from tests.world import approve


def plain_form(client: Client, **changes: str) -> dict[str, str]:
    """Return the fields of the page's form as a browser would post them."""
    context = client.get(PAGE).context
    fields = {f"c-{cell.key}": str(cell.state) for cell in context["grid"].open_cells}
    hidden = {"before": context["drawn"], "versions": context["drawn_versions"]}
    return {**hidden, **fields, **changes}


def test_a_script_saves_cells_and_learns_the_whole_grid(district: Client) -> None:
    answer = district.post(CELLS, {f"c-{FIRST}-2": "met"}, headers=JSON)
    assert answer.status_code == 200
    version = ResultChange.objects.get().pk
    assert answer.json() == {
        "states": "dd" + "c" * 55,
        "before": "d" + "c" * 56,
        "versions": f"1:{version}",
        "returned": [],
        "conflicts": [],
        "saved_at": "09:40",
    }
    assert stored() == {(FIRST, 2, "met")}


def test_what_others_saved_comes_back_with_the_answer(district: Client) -> None:
    drafted({(FIRST, 3): MET})
    answer = district.post(CELLS, {f"c-{FIRST}-2": "met"}, headers=JSON)
    assert answer.json()["states"].startswith("dddc")


def test_a_locked_report_answers_with_the_reason(district: Client) -> None:
    submitted({(FIRST, 2): MET})
    answer = district.post(CELLS, {f"c-{FIRST}-3": "met"}, headers=JSON)
    assert answer.status_code == 409
    assert answer.json()["message"].startswith("Khóa vì đã gửi")
    assert stored() == {(FIRST, 2, "met")}


def test_a_closed_quarter_answers_with_the_reason(district: Client) -> None:
    Quarter.objects.update(closed_at=timezone.now())
    answer = district.post(CELLS, {f"c-{FIRST}-3": "met"}, headers=JSON)
    assert answer.status_code == 409
    assert "đã khóa kỳ" in answer.json()["message"]


def test_a_cell_that_is_not_there_saves_nothing_at_all(district: Client) -> None:
    cells = {f"c-{FIRST}-2": "met", "c-23344-5": "met"}
    answer = district.post(CELLS, cells, headers=JSON)
    assert answer.status_code == 409
    assert "không có ô xã 23344" in answer.json()["message"]
    assert not Report.objects.exists()


def test_a_value_that_is_no_state_saves_nothing_at_all(district: Client) -> None:
    cells = {f"c-{FIRST}-2": "met", f"c-{FIRST}-3": "đạt?"}
    answer = district.post(CELLS, cells, headers=JSON)
    assert answer.status_code == 400
    assert "“đạt?” không phải là một kết quả" in answer.json()["message"]
    assert not Report.objects.exists()


def test_what_the_office_saves_is_marked(district: Client) -> None:
    district.force_login(reviewer())
    district.post(CELLS, {f"c-{FIRST}-2": "met"}, headers=JSON)
    assert Report.objects.get().entered_on_behalf


def test_the_plain_form_saves_only_what_the_person_changed(district: Client) -> None:
    fields = plain_form(district, **{f"c-{SECOND}-4": "unknown"})
    answer = district.post(CELLS, fields, follow=True)
    assert answer.redirect_chain == [(PAGE, 302)]
    assert said(answer) == ["Đã lưu 1 ô."]
    assert stored() == {(SECOND, 4, "unknown")}


def test_an_old_plain_form_does_not_undo_the_work_of_others(district: Client) -> None:
    fields = plain_form(district, **{f"c-{SECOND}-4": "met"})
    drafted({(FIRST, 5): MET})
    approve("618", "2020Q4", {FIRST: [6]})
    district.post(CELLS, fields)
    assert stored() == {(FIRST, 5, "met"), (SECOND, 4, "met")}


def test_a_plain_form_of_a_locked_report_says_why(district: Client) -> None:
    fields = plain_form(district, **{f"c-{SECOND}-4": "met"})
    submitted({(FIRST, 2): MET})
    answer = district.post(CELLS, fields)
    assert answer.status_code == 409
    assert said(answer)[0].startswith("Khóa vì đã gửi")


def test_a_plain_form_with_a_bad_value_says_which(district: Client) -> None:
    answer = district.post(CELLS, plain_form(district, **{f"c-{FIRST}-1": "hỏng"}))
    assert answer.status_code == 400
    assert "“hỏng” không phải là một kết quả" in text(answer)
    assert not Report.objects.exists()


def test_a_plain_form_without_the_states_of_its_page_is_refused_when_short(
    district: Client,
) -> None:
    answer = district.post(
        CELLS, {"before": "d", f"c-{FIRST}-1": "met", f"c-{FIRST}-2": "met"}
    )
    assert answer.status_code == 400
    assert "Trang này đã cũ" in said(answer)[0]


def test_saving_takes_no_more_queries_for_many_cells(
    district: Client, django_assert_max_num_queries: object
) -> None:
    many = {f"c-{FIRST}-{number}": "unknown" for number in range(1, 20)}
    with django_assert_max_num_queries(26):  # type: ignore[operator]
        district.post(CELLS, many, headers=JSON)
    with django_assert_max_num_queries(26):  # type: ignore[operator]
        district.post(CELLS, dict.fromkeys(many, "unmet"), headers=JSON)
    assert stored() == {(FIRST, 1, "unmet")}


def test_a_session_of_another_person_does_not_save(district: Client) -> None:
    district.force_login(officer("610"))
    answer = district.post(CELLS, {f"c-{FIRST}-2": "met"}, headers=JSON)
    assert answer.status_code == 404
    drafted({(FIRST, 1): UNMET})
    assert stored() == {(FIRST, 1, "unmet")}


def test_cells_that_another_person_typed_are_not_saved_as_mine(
    district: Client,
) -> None:
    typed_by = officer().pk
    district.force_login(reviewer())
    cells = {f"c-{FIRST}-2": "met", "person": str(typed_by)}
    answer = district.post(CELLS, cells, headers=JSON)
    assert answer.status_code == 409
    assert "tài khoản khác" in answer.json()["message"]
    assert stored() == set()
