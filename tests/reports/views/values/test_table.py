"""The indicators of a criterion for all communes at once."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.choices import Role
from accounts.models import User
from criteria.models import Agency
from tests.reports.returned_world import given_back
from tests.reports.review_world import (
    FIRST,
    LARGE,
    SECOND,
    THIRD,
    UNKNOWN,
    drafted,
    officer,
    open_quarter,
    province,
    reviewer,
)
from tests.reports.values_world import NO, NO_DATA, YES, name, number, typed
from tests.reports.views.values.addresses import (
    cell,
    posted,
    said,
    stored,
    table,
    text,
)

ACTS = (f"{table(9)}luu/", f"{table(9)}goi-y/")


def states(client: Client) -> list[str]:
    return [str(row.row.state) for row in client.get(table(9)).context["rows"]]


def test_every_commune_is_a_row_and_every_indicator_a_column(
    district: Client,
) -> None:
    shown = text(district.get(table(9)))
    for commune in (FIRST, SECOND, THIRD):
        assert name("9.2", commune) in shown
        assert cell(9, commune) in shown
    assert "≥ 75 %" in shown
    assert "giữ 80 %" in shown


def test_every_name_is_there_in_full_and_two_values_are_named(
    district: Client,
) -> None:
    shown = text(district.get(table(17)))
    assert (
        "Tỷ lệ hộ gia đình và cơ sở sản xuất, kinh doanh thực phẩm tuân thủ các quy "
        "định về đảm bảo an toàn thực phẩm</th>" in shown
    )
    assert "nước sạch</span>" in shown
    assert "placeholder" not in shown
    assert "24 giá trị chưa nhập" in shown


def test_typed_values_of_many_communes_are_stored_at_once(district: Client) -> None:
    data = (
        posted("9.2", "95,5")
        | posted("9.1", "x")
        | posted("9.2", "Không có số liệu", commune=SECOND)
    )
    answer = district.post(ACTS[0], data, follow=True)
    assert stored() == {
        (FIRST, "9.2"): number("95.5"),
        (FIRST, "9.1"): YES,
        (SECOND, "9.2"): NO_DATA,
    }
    assert said(answer) == ["Đã lưu 3 giá trị chỉ tiêu."]


def test_one_unreadable_value_stores_nothing_and_loses_nothing(
    district: Client,
) -> None:
    data = posted("9.2", "95,5") | posted("9.2", "101", commune=SECOND)
    answer = district.post(ACTS[0], data)
    assert answer.status_code == 422
    shown = text(answer)
    assert 'value="95,5"' in shown
    assert 'value="101"' in shown
    assert "Tỷ lệ không thể quá 100 %; ô ghi 101." in shown
    assert stored() == {}


def test_blank_values_are_kept_as_before(district: Client) -> None:
    data = posted("9.1", "Chưa đạt") | posted("9.2", "") | {"keep_all": ""}
    district.post(ACTS[0], data | posted("9.2", "", commune=SECOND))
    assert stored() == {(FIRST, "9.1"): NO, (FIRST, "9.2"): number("80")}


def test_a_conflict_shows_both_and_the_rest_is_stored(district: Client) -> None:
    typed("9.2", number("90"), by=reviewer())
    data = posted("9.2", "70") | posted("9.2", "60", commune=SECOND)
    answer = district.post(ACTS[0], data)
    assert answer.status_code == 409
    assert "vừa ghi “90 %”" in text(answer)
    assert 'value="70"' in text(answer)
    assert "1 giá trị khác đã lưu" in text(answer)
    assert stored() == {(FIRST, "9.2"): number("90"), (SECOND, "9.2"): number("60")}


def test_nothing_changed_is_said(district: Client) -> None:
    answer = district.post(ACTS[0], posted("9.2", ""), follow=True)
    assert said(answer) == ["Không có giá trị nào thay đổi."]


def test_suggestions_fill_only_cells_that_are_not_judged(district: Client) -> None:
    drafted({(SECOND, 9): UNKNOWN})
    typed("9.1", NO)
    typed("9.1", NO, commune=SECOND)
    assert states(district) == ["met", "unknown", "unmet"]
    data = {f"c-{FIRST}": "unmet", f"c-{SECOND}": "unmet"}
    answer = district.post(ACTS[1], data, follow=True)
    assert said(answer) == ["Đã đặt 1 ô theo gợi ý từ chỉ tiêu."]
    assert states(district) == ["met", "unmet", "unmet"]


def test_a_suggestion_that_is_another_by_now_is_not_taken(district: Client) -> None:
    drafted({(SECOND, 9): UNKNOWN})
    typed("9.1", NO, commune=SECOND)
    district.post(ACTS[1], {f"c-{SECOND}": "met"})
    assert states(district)[1] == "unknown"


def test_a_locked_report_shows_no_field(district: Client) -> None:
    typed("9.2", number("90"))
    open_quarter(due_on=None)
    shown = text(district.get(table(9)))
    assert "90 %" in shown
    assert "<input" not in shown.split("<main", 1)[1]
    for act in ACTS:
        district.post(act, posted("9.2", "70", seen=number("90")))
    assert stored() == {(FIRST, "9.2"): number("90")}


def test_a_criterion_without_a_returned_cell_has_nothing_to_save(
    district: Client,
) -> None:
    given_back((FIRST, 8))
    shown = text(district.get(table(9)))
    assert "Khóa vì đã duyệt: chỉ 1 ô bị trả lại sửa được" in shown
    assert "<input" not in shown.split("<main", 1)[1]
    assert "<input" in text(district.get(table(8))).split("<main", 1)[1]


def test_the_refusal_of_a_locked_report_is_told(district: Client) -> None:
    open_quarter(due_on=None)
    assert "chưa mở" in text(district.post(ACTS[0], posted("9.2", "70")))
    answer = district.post(ACTS[1], {}, follow=True)
    assert "chưa mở" in said(answer)[0]


@pytest.mark.parametrize("act", ACTS)
def test_asked_by_get_an_act_leads_back(district: Client, act: str) -> None:
    assert district.get(act).headers["Location"] == table(9)


def test_every_criterion_is_linked(district: Client) -> None:
    shown = text(district.get(table(9)))
    assert all(f'href="{table(each)}"' in shown for each in range(1, 20))


def test_a_criterion_that_is_not_there_is_not_found(district: Client) -> None:
    assert district.get(table(20)).status_code == 404


@pytest.mark.parametrize("address", [table(9), *ACTS])
def test_another_district_finds_nothing(client: Client, address: str) -> None:
    open_quarter()
    client.force_login(officer(LARGE))
    assert client.get(address).status_code == 404
    assert client.post(address, posted("9.2", "9")).status_code in (404, 405)
    assert stored() == {}


@pytest.mark.parametrize("role", [Role.LEADER, Role.DEPARTMENT])
def test_who_enters_nothing_finds_no_page(client: Client, role: Role) -> None:
    agency = Agency.objects.first() if role == Role.DEPARTMENT else None
    client.force_login(User.objects.create(username="ai", role=role, agency=agency))
    assert client.get(table(9)).status_code == 404


@pytest.mark.parametrize("district_code", ["618", "610"])
def test_the_page_takes_as_many_queries_whatever_the_number_of_communes(
    client: Client,
    district_code: str,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    province()
    client.force_login(officer(district_code))
    address = table(17).replace("618", district_code)
    client.get(address)
    with django_assert_num_queries(16):
        client.get(address)
