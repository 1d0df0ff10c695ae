"""What the rules find, on the page and before a report is sent."""

import datetime as dt

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.choices import Role
from accounts.models import User
from criteria.models import Agency
from reports.choices import FallCause
from reports.models import DraftRemark, Quarter, ReturnedCell
from tests.reports.returned_world import given_back
from tests.reports.review_world import (
    AT,
    FIRST,
    MET,
    QUARTER,
    SECOND,
    SMALL,
    UNMET,
    approved_before,
    drafted,
    exception,
    officer,
    open_quarter,
)
from tests.reports.values_world import approved_values, number
from tests.reports.views.entry.addresses import PAGE, SUBMIT, said, state, text

RULES, CAUSES = f"{PAGE}canh-bao/", f"{PAGE}nguyen-nhan/"
FALLEN = f"cause-{FIRST}-1"
CONTRARY = "Kết quả trái với chỉ tiêu, chưa có lý do"


@pytest.fixture
def fallen(district: Client) -> Client:
    """Criterion 1 of a commune is no longer đạt."""
    drafted({(FIRST, 1): UNMET})
    return district


def test_a_fall_without_a_cause_is_told_on_the_page(fallen: Client) -> None:
    page = text(fallen.get(PAGE))
    assert "Giảm từ đạt mà chưa có nguyên nhân" in page
    assert f'name="{FALLEN}"' in page


def test_the_list_alone_is_answered_while_people_type(fallen: Client) -> None:
    part = text(fallen.get(RULES))
    assert part.startswith('<div class="nt-luat" id="canh-bao" data-chan="1"')
    assert "<html" not in part


def test_a_report_with_a_fall_without_a_cause_is_not_sent(fallen: Client) -> None:
    answer = fallen.post(SUBMIT, {"unknown_confirmed": "1"}, follow=True)
    assert "giảm từ đạt xuống chưa đạt mà chưa có nguyên nhân" in said(answer)[0]
    assert state() == "draft"


def test_what_is_found_in_an_approved_cell_is_shown_and_holds_no_answer_up(
    district: Client,
) -> None:
    approved_before({FIRST: [17]})
    contrary = {(FIRST, "17.1"): number("0", "0"), (FIRST, "17.2"): number("0")}
    approved_values(contrary, quarter=QUARTER)
    drafted({})
    page = text(district.get(RULES))
    assert (CONTRARY in page, 'data-chan="1"' in page) == (True, True)
    row = given_back((FIRST, 2))
    page = text(district.get(RULES))
    assert (CONTRARY in page, 'data-chan="0"' in page) == (True, True)
    answer = {"answer": "Có", "answered_at": AT, "answered_by": officer()}
    ReturnedCell.objects.filter(pk=row.pk).update(**answer)
    district.post(SUBMIT, {"unknown_confirmed": "1"})
    assert state() == "submitted"


def test_what_is_found_in_a_returned_cell_holds_its_answer_up(
    district: Client,
) -> None:
    approved_before({FIRST: [17]})
    contrary = {(FIRST, "17.1"): number("0", "0"), (FIRST, "17.2"): number("0")}
    approved_values(contrary, quarter=QUARTER)
    row = given_back((FIRST, 17))
    ReturnedCell.objects.filter(pk=row.pk).update(answer="Có", answered_at=AT)
    drafted({(FIRST, 17): MET})
    district.post(SUBMIT, {"unknown_confirmed": "1"})
    assert state() == "returned"


def test_with_its_cause_given_the_report_goes(fallen: Client) -> None:
    answer = fallen.post(CAUSES, {FALLEN: "real_drop"}, follow=True)
    assert said(answer) == ["Đã ghi nguyên nhân của 1 ô."]
    fallen.post(SUBMIT, {"unknown_confirmed": "1"})
    assert state() == "submitted"


def test_one_cause_does_for_all_cells_without_their_own(district: Client) -> None:
    approved_before({FIRST: [1], SECOND: [1]})
    drafted({(FIRST, 1): UNMET, (SECOND, 1): UNMET})
    own = {FALLEN: "real_drop", f"cause-{SECOND}-1": ""}
    district.post(CAUSES, {"every": "data_corrected", **own})
    causes = DraftRemark.objects.values_list("commune_id", "fall_cause")
    assert dict(causes) == {FIRST: "real_drop", SECOND: "data_corrected"}


def test_a_cause_leaves_the_note_of_the_cell(fallen: Client) -> None:
    report = drafted({(FIRST, 2): MET})
    DraftRemark.objects.create(
        report=report,
        commune_id=FIRST,
        criterion=report.change_log.get(criterion__number=1).criterion,
        note="Đã kiểm tra",
        changed_at=AT,
        changed_by=officer(),
    )
    fallen.post(CAUSES, {FALLEN: "real_drop"})
    remark = DraftRemark.objects.get()
    assert (remark.note, remark.fall_cause) == ("Đã kiểm tra", FallCause.REAL_DROP)


def test_a_cause_given_by_somebody_else_stays(fallen: Client) -> None:
    fallen.post(CAUSES, {FALLEN: "real_drop"})
    answer = fallen.post(CAUSES, {FALLEN: "rule_changed"}, follow=True)
    assert said(answer)[-1] == "Đã ghi nguyên nhân của 0 ô."
    assert DraftRemark.objects.get().fall_cause == FallCause.REAL_DROP


@pytest.mark.parametrize("posted", [{}, {FALLEN: ""}, {FALLEN: "x"}, {"every": "x"}])
def test_without_a_cause_to_store_it_says_so(
    fallen: Client, posted: dict[str, str]
) -> None:
    answer = fallen.post(CAUSES, posted, follow=True)
    assert "nguyên nhân" in said(answer)[0]
    assert not DraftRemark.objects.exists()


def test_a_cell_that_is_not_there_is_refused(fallen: Client) -> None:
    answer = fallen.post(CAUSES, {"cause-99999-1": "real_drop"}, follow=True)
    assert "không có ô" in said(answer)[0]
    assert not DraftRemark.objects.exists()


def test_a_closed_quarter_takes_no_cause(fallen: Client) -> None:
    Quarter.objects.update(closed_at=AT)
    answer = fallen.post(CAUSES, {FALLEN: "real_drop"}, follow=True)
    assert "khóa kỳ" in said(answer)[0]
    assert not DraftRemark.objects.exists()


def test_asked_by_get_causes_lead_back_to_the_grid(fallen: Client) -> None:
    assert fallen.get(CAUSES).headers["Location"] == PAGE


@pytest.mark.parametrize("address", [RULES, CAUSES])
@pytest.mark.parametrize("role", [Role.DISTRICT, Role.DEPARTMENT, Role.LEADER])
def test_to_others_the_rules_of_a_report_do_not_exist(
    client: Client, role: Role, address: str
) -> None:
    open_quarter()
    who = User.objects.create(
        username="stranger",
        role=role,
        district_id="610" if role == Role.DISTRICT else None,
        agency=Agency.objects.first() if role == Role.DEPARTMENT else None,
    )
    client.force_login(who)
    assert client.get(address).status_code == 404


def test_the_list_costs_a_fixed_number_of_queries(
    district: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    drafted({(FIRST, n): MET for n in range(2, 12)})
    with django_assert_max_num_queries(34):
        district.get(RULES)


def test_a_planned_criterion_not_yet_met_is_only_noted(district: Client) -> None:
    drafted({(FIRST, 2): MET})
    assert 'data-chan="0"' in text(district.get(RULES))


def test_a_deadline_of_its_own_is_told_with_its_reason(district: Client) -> None:
    exception(dt.date(2021, 4, 9), district=SMALL, quarter=QUARTER)
    page = text(district.get(PAGE))
    assert "Hạn riêng 09/04/2021" in page
    assert "Mưa lũ." in page


def test_many_places_of_one_rule_are_not_told_one_by_one(district: Client) -> None:
    approved_before({FIRST: range(1, 7)})
    drafted({(FIRST, n): UNMET for n in range(1, 7)})
    answer = district.post(SUBMIT, {"unknown_confirmed": "1"}, follow=True)
    assert len(said(answer)) == 4
    assert "còn 3 chỗ nữa" in said(answer)[-1]
