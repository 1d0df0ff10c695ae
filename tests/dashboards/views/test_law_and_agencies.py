"""Pages of criteria and of the agencies that answer for them."""

import datetime as dt
from urllib.parse import urlencode

import pytest
from django.utils import timezone

from accounts.choices import Role
from accounts.models import User
from criteria.models import (
    Agency,
    Assignment,
    AssignmentList,
    CommunePlan,
    CommuneTarget,
    CriteriaSet,
    Criterion,
)
from tests.world import approve

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client):
    client.force_login(User.objects.create_user("lanhdao", role=Role.LEADER))
    return client


@pytest.fixture
def district_618():
    return approve("618", "2019Q3", {"23535": [5]}, unknown={"23537": [5]})


def page(client, address):
    answer = client.get(address)
    return answer.status_code, answer.content.decode()


@pytest.mark.parametrize(
    "address", ["/tieu-chi/", "/tieu-chi/5/", "/don-vi/", "/don-vi/SGDDT/"]
)
def test_a_stranger_is_sent_to_the_login(client, address):
    assert client.get(address).url.startswith("/dang-nhap/")


@pytest.mark.parametrize("address", ["/tieu-chi/20/", "/tieu-chi/0/", "/don-vi/ABC/"])
def test_what_does_not_exist_is_not_found(reader, address):
    assert reader.get(address).status_code == 404


def test_the_list_of_criteria_names_target_and_deadline_of_a_group(reader):
    html = page(reader, "/tieu-chi/")[1]
    assert "mục tiêu 30\N{NO-BREAK SPACE}% số xã đến 31/12/2020" in html


def test_the_first_group_is_said_to_have_no_target(reader):
    assert "không có mục tiêu" in page(reader, "/tieu-chi/")[1]


@pytest.mark.usefixtures("district_618")
def test_a_criterion_lists_who_fails_it_and_who_is_unknown(reader):
    html = page(reader, "/tieu-chi/5/?ky=2019Q3")[1]
    assert "Ia Tơi" in html
    assert "chưa đánh giá:" in html
    assert ">Ia Đal<" not in html


@pytest.mark.parametrize("address", ["/tieu-chi/5/", "/don-vi/SGDDT/"])
def test_who_lost_a_criterion_says_since_when(reader, address):
    approve("618", "2019Q1", {"23535": [5]})
    approve("618", "2019Q2")
    approve("618", "2019Q3")
    html = page(reader, f"{address}?ky=2019Q3")[1]
    assert html.count('<span class="nt-mut nt-nw">từ Quý II/2019</span>') == 1


@pytest.mark.usefixtures("district_618")
def test_a_criterion_shows_its_way_over_the_quarters_with_a_table(reader):
    html = page(reader, "/tieu-chi/5/?ky=2019Q4")[1]
    assert html.count("nt-nho-ve") == html.count("Xem đường dưới dạng bảng") == 1
    row = '<th scope="row">Quý III/2019 <span class="nt-mut">(thiếu số của 9 huyện'
    assert row in html
    assert "vòng rỗng là quý chưa đủ số liệu" in html


def test_an_unknown_threshold_is_said_to_be_unknown(reader):
    assert "chưa rõ, do tỉnh quy định" in page(reader, "/tieu-chi/2/")[1]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (5, "≥ 70 %"),
        (15, "≤ 31,4 %"),
        (9, "không còn"),
        (17, "≥ 95 %; nước sạch ≥ 50 %"),
        (1, "Đạt"),
    ],
)
def test_the_threshold_of_an_indicator_is_shown(reader, number, words):
    html = page(reader, f"/tieu-chi/{number}/")[1]
    assert f'<td data-l="Ngưỡng">{words}</td>' in html


def test_income_of_2019_has_no_threshold_yet(reader):
    assert "≥ 41" not in page(reader, "/tieu-chi/10/?ky=2019Q4")[1]


def test_income_of_2020_has_its_threshold(reader):
    approve("618", "2020Q4")
    assert "≥ 41 triệu đồng/người" in page(reader, "/tieu-chi/10/?ky=2020Q4")[1]


@pytest.mark.usefixtures("district_618")
def test_a_criterion_counts_the_communes_planned_by_year(reader):
    plan = CommunePlan.objects.create(
        criteria_set=CriteriaSet.objects.get(subject="commune"),
        number=1,
        document="Phụ lục 01",
        effective_from=dt.date(2019, 11, 25),
        recorded_at=timezone.now(),
    )
    CommuneTarget.objects.create(
        plan=plan,
        commune_id="23535",
        criterion=Criterion.objects.get(number=5),
        value="planned",
        year=2020,
    )
    html = page(reader, "/tieu-chi/5/?ky=2019Q3")[1]
    assert "phấn đấu đạt năm 2020</dt><dd>1</dd>" in html


def test_all_district_committees_together_are_named_as_one(reader):
    listed = AssignmentList.objects.get()
    criterion = Criterion.objects.get(number=5)
    for agency in Agency.objects.filter(kind="district"):
        Assignment.objects.create(
            assignment_list=listed,
            agency=agency,
            role="support",
            criterion=criterion,
            source="kiểm thử",
        )
    html = page(reader, "/tieu-chi/5/")[1]
    assert "UBND các huyện, thành phố" in html
    assert "UBND huyện Ngọc Hồi" not in html


def test_a_sample_of_assignments_is_called_one(reader):
    assert "<b>mẫu</b>" in page(reader, "/don-vi/SGDDT/")[1]


@pytest.mark.usefixtures("district_618")
def test_an_agency_answers_for_the_criteria_it_leads(reader):
    html = page(reader, "/don-vi/SGDDT/?ky=2019Q3")[1]
    assert "5. Trường học" in html
    assert "14. Giáo dục và Đào tạo" in html


def test_an_agency_that_leads_in_part_names_its_indicators(reader):
    assert "Phụ trách chỉ tiêu 17.6" in page(reader, "/don-vi/SYT/")[1]


def test_an_agency_that_supports_names_what(reader):
    assert "13.1" in page(reader, "/don-vi/LMHTX/")[1]


def test_the_list_filters_by_kind(reader):
    html = page(reader, "/don-vi/?kind=office")[1]
    assert "1 đơn vị" in html
    assert "Sở Y tế" not in html


@pytest.mark.parametrize("typed", ["Giáo", "GIÁO", "giao duc", "gd&đt"])
def test_the_list_filters_by_a_part_of_the_name(reader, typed):
    html = page(reader, f"/don-vi/?{urlencode({'name': typed})}")[1]
    assert "Sở Giáo dục và Đào tạo" in html
    assert "Sở Y tế" not in html


def test_a_filter_that_finds_nothing_says_how_to_go_on(reader):
    assert "Bỏ lọc" in page(reader, "/don-vi/?name=không-có")[1]


def test_a_kind_that_does_not_exist_is_ignored_without_an_error(reader):
    assert page(reader, "/don-vi/?kind=zzz")[0] == 200


def test_a_later_list_takes_over_on_its_day(reader):
    later = AssignmentList.objects.create(
        criteria_set=CriteriaSet.objects.get(subject="commune"),
        number=2,
        document="Phụ lục 02 chính thức",
        effective_from=dt.date(2019, 11, 25),
        recorded_at=timezone.now(),
    )
    Assignment.objects.create(
        assignment_list=later,
        agency_id="STC",
        role="lead",
        criterion=Criterion.objects.get(number=5),
        source="Phụ lục 02",
    )
    assert "Sở Tài chính" in page(reader, "/tieu-chi/5/?ky=2019Q4")[1]
    assert "Sở Tài chính" not in page(reader, "/tieu-chi/5/?ky=2019Q3")[1]


@pytest.mark.usefixtures("district_618")
def test_without_any_list_a_criterion_has_nobody_in_charge(reader):
    AssignmentList.objects.all().update(withdrawn_at=timezone.now())
    assert "chưa phân công" in page(reader, "/tieu-chi/5/?ky=2019Q3")[1]
    assert "Không chủ trì" in page(reader, "/don-vi/SGDDT/?ky=2019Q3")[1]


@pytest.mark.parametrize(
    ("address", "queries"),
    [("/tieu-chi/", 14), ("/tieu-chi/5/", 18), ("/don-vi/", 15), ("/don-vi/SYT/", 17)],
)
def test_the_queries_do_not_grow_with_the_data(
    reader, django_assert_max_num_queries, address, queries
):
    for district in ("610", "611", "612", "618"):
        approve(district, "2019Q3")
    with django_assert_max_num_queries(queries):
        reader.get(f"{address}?ky=2019Q3")
