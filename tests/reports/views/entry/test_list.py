"""Báo cáo của tôi: what a district owes; for the office all districts."""

import datetime as dt

import pytest
from django.test import Client

from reports.models import Quarter
from reports.services import workflow
from reports.services.workflow import Seen
from tests.reports.review_world import (
    AT,
    FIRST,
    MET,
    QUARTER,
    SMALL,
    approved_before,
    drafted,
    exception,
    open_quarter,
    province,
    reviewer,
    submitted,
)
from tests.reports.views.entry.addresses import LIST, PAGE, text
from tests.world import approve


@pytest.fixture
def office(client: Client) -> Client:
    province()
    client.force_login(reviewer())
    return client


def districts(client: Client, **asked: str) -> list[str]:
    return [each.district.code for each in client.get(LIST, asked).context["tasks"]]


def test_a_district_sees_what_it_owes_and_what_is_approved(district: Client) -> None:
    drafted({(FIRST, 2): MET})
    found = text(district.get(LIST))
    assert "Báo cáo của huyện Ia H&#x27;Drai" in found
    assert f'href="{PAGE}">Nhập tiếp</a>' in found
    assert "(còn 11 ngày)" in found
    assert f'href="/bao-cao/2020Q4/{SMALL}/">Quý IV/2020</a>' in found


def test_only_the_next_task_has_the_main_button(district: Client) -> None:
    open_quarter("2021Q2", dt.date(2021, 6, 20))
    found = text(district.get(LIST))
    assert found.count("nt-btn-chinh") == 1
    assert f'nt-btn-chinh nt-btn-nho" href="{PAGE}">Nhập báo cáo</a>' in found
    assert f'nt-btn-nho" href="/bao-cao/2021Q2/{SMALL}/">Nhập báo cáo</a>' in found


def test_approved_quarters_of_earlier_years_are_folded(district: Client) -> None:
    approve(SMALL, "2019Q3", {FIRST: [1]})
    approve(SMALL, "2019Q4", {FIRST: [1, 2]})
    found = text(district.get(LIST))
    latest, folded = found.split("<details", 1)
    assert ">Quý IV/2020</a>" in latest
    assert "<summary>Năm 2019: 2 quý, Quý IV/2019 có 2 tiêu chí đạt</summary>" in folded
    assert ">Quý III/2019</a>" in folded
    assert "kỳ đầu tiên" in folded


def test_a_late_report_says_so(district: Client) -> None:
    open_quarter(due_on=dt.date(2021, 3, 17))
    assert "quá hạn 3 ngày" in text(district.get(LIST))


def test_a_sent_report_is_not_late(district: Client) -> None:
    submitted({(FIRST, 2): MET})
    open_quarter(due_on=dt.date(2021, 3, 17))
    found = text(district.get(LIST))
    assert "quá hạn" not in found
    assert "đã gửi, chờ duyệt" in found


def test_an_approved_quarter_leaves_the_list_of_what_is_owed(district: Client) -> None:
    submitted({(FIRST, 2): MET})
    base = workflow.locked_draft(district_code=SMALL, quarter_code=QUARTER).revision
    workflow.approve_report(
        district_code=SMALL,
        quarter_code=QUARTER,
        by=reviewer(),
        on=AT.date(),
        at=AT,
        seen=Seen(base.pk if base else None),
    )
    found = district.get(LIST)
    assert found.context["tasks"] == []
    assert "Không có quý nào đang chờ báo cáo." in text(found)


def test_a_district_sees_nothing_of_the_others(district: Client) -> None:
    approved_before(district="610")
    assert "Đắk Glei" not in text(district.get(LIST))


def test_the_office_sees_all_districts_of_the_open_quarter(office: Client) -> None:
    assert len(districts(office)) == 10
    assert "Nhập thay</a>" in text(office.get(LIST))


def test_the_office_picks_another_quarter(office: Client) -> None:
    open_quarter("2020Q4", dt.date(2020, 12, 31))
    answer = office.get(LIST, {"ky": "2020Q4"})
    assert answer.context["quarter"].code == "2020Q4"
    assert all(each.is_approved for each in answer.context["tasks"])


def test_a_closed_quarter_gives_way_to_an_open_one(office: Client) -> None:
    open_quarter("2021Q2", dt.date(2021, 6, 30))
    workflow.close_quarter(quarter_code="2021Q2", by=reviewer(), at=AT)
    assert office.get(LIST).context["quarter"].code == QUARTER


def test_districts_are_narrowed_by_name_and_by_state(office: Client) -> None:
    submitted({(FIRST, 2): MET})
    assert districts(office, huyen="610") == ["610"]
    assert districts(office, buoc="submitted") == [SMALL]
    assert len(districts(office, buoc="none")) == 9
    assert districts(office, huyen="610", buoc="submitted") == []


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"ky": "2019Q4"}, "Kỳ này chưa mở báo cáo."),
        ({"ky": "x\x00"}, "Kỳ này chưa mở báo cáo."),
        ({"huyen": "999"}, "Không có huyện này."),
        ({"buoc": "lạ"}, "Không có trạng thái này."),
    ],
)
def test_a_filter_that_is_not_on_offer_is_named_and_narrows_nothing(
    office: Client, asked: dict[str, str], words: str
) -> None:
    answer = office.get(LIST, asked)
    assert words in text(answer)
    assert len(answer.context["tasks"]) == 10


def test_without_an_open_quarter_the_office_is_told(client: Client) -> None:
    client.force_login(reviewer())
    assert "Chưa mở quý nào để báo cáo." in text(client.get(LIST))


def test_the_list_takes_the_same_queries_for_one_district_and_for_all(
    office: Client, django_assert_num_queries: object
) -> None:
    drafted({(FIRST, 2): MET})
    for asked in ({"huyen": SMALL}, {}):
        with django_assert_num_queries(15):  # type: ignore[operator]
            office.get(LIST, asked)


def test_a_quarter_that_has_begun_is_there_by_itself(district: Client) -> None:
    open_quarter("2020Q4", dt.date(2020, 12, 31))
    Quarter.objects.filter(code=QUARTER).update(due_on=None)
    found = text(district.get(LIST))
    assert "Báo cáo Quý I/2021" in found
    assert Quarter.objects.get(code=QUARTER).due_on == dt.date(2021, 3, 20)


def test_a_district_reads_its_own_deadline_and_why(district: Client) -> None:
    exception(dt.date(2021, 4, 5))
    found = text(district.get(LIST))
    assert "05/04/2021" in found
    assert "hạn riêng, do: Mưa lũ." in found


def test_reports_that_sum_up_are_named_so(office: Client) -> None:
    open_quarter("2021Q2", dt.date(2021, 6, 20))
    assert "Báo cáo 6 tháng đầu năm 2021 của các huyện" in text(office.get(LIST))
