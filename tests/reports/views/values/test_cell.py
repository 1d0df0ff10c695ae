"""The indicators on the page of a cell: shown, typed, refused without a loss."""

import pytest
from django.test import Client

from accounts.choices import Role
from accounts.models import User
from criteria.analytics.values import GivenValue
from criteria.models import Agency
from reports.models import Report
from tests.reports.review_world import (
    FIRST,
    LARGE,
    MET,
    UNMET,
    approved_before,
    drafted,
    officer,
    open_quarter,
    reviewer,
)
from tests.reports.values_world import NO, NO_DATA, name, number, typed
from tests.reports.views.values.addresses import (
    FRAGMENT,
    cell,
    cell_values,
    posted,
    said,
    stored,
    text,
)


def test_each_indicator_is_shown_with_what_is_asked(district: Client) -> None:
    shown = text(district.get(cell(9)))
    assert "Tỷ lệ hộ có nhà ở đạt tiêu chuẩn theo quy định" in shown
    assert "Ngưỡng: <b>≥ 75 %</b>" in shown
    assert "Quý IV/2020: <b>80 %</b>" in shown
    assert "giữ như Quý IV/2020" in shown
    assert "còn 2 chỉ tiêu chưa nhập" in shown


def test_an_unknown_threshold_is_said(district: Client) -> None:
    assert "Chưa rõ ngưỡng" in text(district.get(cell(2)))


def test_typed_values_are_stored_and_lead_back(district: Client) -> None:
    data = posted("9.1", "Đạt") | posted("9.2", "95,5")
    answer = district.post(cell_values(9), data)
    assert answer.headers["Location"] == f"{cell(9)}#chi-tieu"
    assert stored() == {
        (FIRST, "9.1"): GivenValue(answer=True),
        (FIRST, "9.2"): number("95.5"),
    }
    assert "95,5 % ≥ 75 %: đạt" in text(district.get(cell(9)))


def test_two_values_of_one_indicator_are_typed_apart(district: Client) -> None:
    data = posted("17.1", "96") | {f"{name('17.1')}-2": "52,5"}
    district.post(cell_values(17), data)
    assert stored() == {(FIRST, "17.1"): number("96", "52.5")}
    shown = text(district.get(cell(17)))
    assert 'value="96"' in shown
    assert 'value="52,5"' in shown


def test_no_data_is_a_box_to_tick(district: Client) -> None:
    district.post(cell_values(9), posted("9.2", "") | {f"{name('9.2')}-x": "on"})
    assert stored() == {(FIRST, "9.2"): NO_DATA}


def test_an_unreadable_value_keeps_everything_and_stores_nothing(
    district: Client,
) -> None:
    data = posted("9.1", "Chưa đạt") | posted("9.2", "khoảng 80")
    answer = district.post(cell_values(9), data)
    assert answer.status_code == 422
    shown = text(answer)
    assert 'value="khoảng 80"' in shown
    assert "Không đọc được “khoảng 80” là một số" in shown
    assert 'value="Chưa đạt" checked' in shown
    assert not Report.objects.exists()


def test_one_click_keeps_the_value_of_the_quarter_before(district: Client) -> None:
    data = posted("9.1", "") | posted("9.2", "") | {"keep": name("9.2")}
    district.post(cell_values(9), data)
    assert stored() == {(FIRST, "9.2"): number("80")}


def test_a_change_on_an_older_value_shows_both(district: Client) -> None:
    typed("9.2", number("90"), by=reviewer())
    answer = district.post(cell_values(9), posted("9.2", "70"))
    assert answer.status_code == 409
    shown = text(answer)
    assert "vừa ghi “90 %”" in shown
    assert "Bạn gõ “70”" in shown
    assert stored() == {(FIRST, "9.2"): number("90")}
    district.post(cell_values(9), posted("9.2", "70", seen=number("90")))
    assert stored() == {(FIRST, "9.2"): number("70")}


def test_a_locked_cell_shows_values_without_fields(district: Client) -> None:
    typed("9.2", number("90"))
    open_quarter(due_on=None)
    shown = text(district.get(cell(9)))
    assert "<b>90 %</b>" in shown
    assert name("9.2") not in shown


def test_a_refusal_of_the_guard_keeps_what_was_typed(district: Client) -> None:
    open_quarter(due_on=None)
    answer = district.post(cell_values(9), posted("9.2", "90"))
    assert answer.status_code == 409
    assert stored() == {}
    assert "chưa mở" in text(answer)


def test_the_suggestion_may_be_taken(district: Client) -> None:
    typed("9.1", NO)
    shown = text(district.get(cell(9)))
    assert "Gợi ý từ chỉ tiêu:" in shown
    assert "ngược với gợi ý" in shown
    assert 'href="#ghi-chu">ghi vì sao khác gợi ý' in shown
    assert 'name="state" value="unmet">Đặt ô là chưa đạt' in shown


def test_a_result_as_suggested_needs_no_button(district: Client) -> None:
    typed("9.1", NO)
    drafted({(FIRST, 9): UNMET})
    shown = text(district.get(cell(9)))
    assert "trùng với kết quả của ô" in shown
    assert "Đặt ô là" not in shown


def test_the_grid_s_script_gets_the_part_anew(district: Client) -> None:
    answer = district.post(cell_values(9), posted("9.2", "90"), headers=FRAGMENT)
    assert answer.status_code == 200
    assert said(answer) == ["Đã lưu giá trị chỉ tiêu."]
    assert "<html" not in text(answer)


def test_asked_by_get_the_act_leads_back(district: Client) -> None:
    answer = district.get(cell_values(9))
    assert answer.headers["Location"] == f"{cell(9)}#chi-tieu"


@pytest.mark.parametrize("role", [Role.LEADER, Role.DEPARTMENT])
def test_who_enters_nothing_finds_no_act(client: Client, role: Role) -> None:
    agency = Agency.objects.first() if role == Role.DEPARTMENT else None
    client.force_login(User.objects.create(username="ai", role=role, agency=agency))
    assert client.post(cell_values(9), posted("9.2", "9")).status_code == 404


def test_another_district_finds_nothing(client: Client) -> None:
    approved_before()
    client.force_login(officer(LARGE))
    assert client.post(cell_values(9), posted("9.2", "9")).status_code == 404
    assert stored() == {}


def test_a_commune_of_another_district_has_no_cell(district: Client) -> None:
    assert district.post(cell_values(9, "23347")).status_code == 404


def test_results_are_untouched_by_values(district: Client) -> None:
    drafted({(FIRST, 9): MET})
    district.post(cell_values(9), posted("9.1", "Chưa đạt"))
    assert "Gợi ý từ chỉ tiêu" in text(district.get(cell(9)))
    assert Report.objects.get().changed_cells() == {}
