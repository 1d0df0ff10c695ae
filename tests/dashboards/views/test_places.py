"""Pages of districts and communes."""

import datetime as dt

import pytest
from django.utils import timezone

from accounts.choices import Role
from accounts.models import User
from communes.models import Recognition
from criteria.models import CommunePlan, CommuneTarget, CriteriaSet, Criterion
from tests.reports.values_world import approved_values
from tests.reports.values_world import number as given
from tests.world import approve

pytestmark = pytest.mark.django_db
ALL = range(1, 20)


@pytest.fixture
def reader(client):
    client.force_login(User.objects.create_user("lanhdao", role=Role.LEADER))
    return client


@pytest.fixture
def district_618():
    approve("618", "2019Q2", {"23535": [1, 2], "23537": ALL})
    return approve("618", "2019Q3", {"23535": [1, 18, 19], "23537": ALL})


@pytest.fixture
def plan():
    made = CommunePlan.objects.create(
        criteria_set=CriteriaSet.objects.get(subject="commune"),
        number=1,
        document="Phụ lục 01",
        effective_from=dt.date(2019, 11, 25),
        recorded_at=timezone.now(),
    )
    wanted = {1: ("met", None), 2: ("planned", 2019), 3: ("planned", 2020)}
    for number, (value, year) in wanted.items():
        CommuneTarget.objects.create(
            plan=made,
            commune_id="23535",
            criterion=Criterion.objects.get(number=number),
            value=value,
            year=year,
        )
    return made


def page(client, address):
    answer = client.get(address)
    return answer.status_code, answer.content.decode()


@pytest.mark.parametrize("address", ["/huyen/", "/huyen/618/", "/xa/23535/"])
def test_a_stranger_is_sent_to_the_login(client, address):
    answer = client.get(address)
    assert answer.url.startswith("/dang-nhap/")


@pytest.mark.parametrize("address", ["/huyen/999/", "/xa/99999/", "/xa/x/"])
def test_an_unknown_place_is_not_found(reader, address):
    assert reader.get(address).status_code == 404


@pytest.mark.usefixtures("district_618")
def test_the_list_shows_the_average_of_a_district(reader):
    # 3 + 19 + 0 criteria over three communes.
    assert "7,33" in page(reader, "/huyen/?ky=2019Q3")[1]


@pytest.mark.usefixtures("district_618")
def test_the_list_says_which_quarter_a_carried_district_uses(reader):
    assert "dùng số Quý III/2019" in page(reader, "/huyen/?ky=2019Q4")[1]


def test_a_district_without_data_says_so(reader):
    assert "Chưa có báo cáo được duyệt" in page(reader, "/huyen/618/")[1]


@pytest.mark.usefixtures("district_618")
def test_a_district_lists_its_communes_with_their_counts(reader):
    status, html = page(reader, "/huyen/618/?ky=2019Q3")
    assert status == 200
    assert "Ia Đal" in html
    assert '<td class="tong ng">19</td>' in html


@pytest.mark.usefixtures("district_618")
def test_a_past_day_shows_what_was_approved_by_then(reader):
    html = page(reader, "/huyen/618/?ky=2019Q3&tai-ngay=2019-08-01")[1]
    assert "báo cáo Quý II/2019 duyệt ngày <b>10/07/2019" in html


@pytest.mark.usefixtures("district_618")
def test_a_commune_shows_its_criteria_and_change(reader):
    html = page(reader, "/xa/23535/?ky=2019Q3")[1]
    assert "<b>3/19</b> tiêu chí" in html
    assert "tăng 1 so với Quý II" in html


@pytest.mark.usefixtures("district_618")
def test_a_commune_near_a_group_says_which_criterion_it_lacks(reader):
    approve("618", "2019Q4", {"23535": [18]})
    assert "chỉ thiếu TC 19" in page(reader, "/xa/23535/?ky=2019Q4")[1]


@pytest.mark.usefixtures("district_618", "plan")
def test_a_kept_promise_and_a_broken_one_are_told_apart(reader):
    html = page(reader, "/xa/23535/?ky=2019Q3")[1]
    assert "giữ vững" in html
    assert "còn trong hạn, đến 31/12/2019" in html
    assert "còn trong hạn, đến 31/12/2020" in html


@pytest.mark.usefixtures("district_618", "plan")
def test_a_planned_year_that_is_over_is_behind(reader):
    html = page(reader, "/xa/23535/?ky=2019Q4")[1]
    assert "chậm kế hoạch, hạn 31/12/2019" in html


@pytest.mark.usefixtures("district_618", "plan")
def test_a_criterion_met_without_a_plan_is_outside_it(reader):
    html = page(reader, "/xa/23535/?ky=2019Q3")[1]
    assert "đạt ngoài kế hoạch" in html
    assert "vượt kế hoạch" not in html


@pytest.mark.usefixtures("plan")
def test_a_criterion_lost_since_the_plan_is_said(reader):
    approve("618", "2019Q3", {"23535": [2]})
    assert (
        "kế hoạch ghi đã đạt, nay không đạt" in page(reader, "/xa/23535/?ky=2019Q3")[1]
    )


def test_a_recognition_of_unknown_number_says_by_when_it_was_known(reader):
    recognised = Recognition.objects.first()
    html = page(reader, f"/xa/{recognised.commune_id}/")[1]
    assert "biết trước ngày 14/05/2019" in html


def test_a_withdrawn_recognition_is_said(reader):
    recognised = Recognition.objects.first()
    recognised.withdrawn_on = dt.date(2020, 5, 1)
    recognised.save()
    html = page(reader, f"/xa/{recognised.commune_id}/")[1]
    assert "Đã thu hồi công nhận ngày 01/05/2020" in html


def test_a_withdrawn_recognition_says_why(reader):
    recognised = Recognition.objects.first()
    recognised.withdrawn_on = dt.date(2020, 5, 1)
    recognised.withdrawal_reason = "Không giữ được tiêu chí 17"
    recognised.save()
    html = page(reader, f"/xa/{recognised.commune_id}/")[1]
    assert "01/05/2020: Không giữ được tiêu chí 17" in html


@pytest.mark.usefixtures("district_618")
def test_a_district_shows_its_way_over_the_quarters_with_a_table(reader):
    html = page(reader, "/huyen/618/?ky=2019Q3")[1]
    assert html.count("nt-nho-ve") == 6
    assert "Xem các đường dưới dạng bảng" in html
    assert '<th scope="row">Quý II/2019</th>' in html


@pytest.mark.usefixtures("district_618", "plan")
def test_a_district_shows_how_its_plan_stands(reader):
    html = page(reader, "/huyen/618/?ky=2019Q4")[1]
    assert "<dt>lượt phấn đấu đạt</dt><dd>2</dd>" in html
    assert "TC2 (2019)" in html


@pytest.mark.usefixtures("district_618")
def test_a_commune_shows_its_values_beside_the_thresholds(reader):
    values = {("23535", "3.1"): given("85"), ("23535", "9.2"): given("60")}
    approved_values(values, quarter="2019Q3")
    html = page(reader, "/xa/23535/?ky=2019Q3")[1]
    assert "Giá trị đã duyệt của Quý III/2019: 2/49 chỉ tiêu" in html
    assert "<b>85 %</b>" in html
    assert "≥ 80 %" in html
    assert '<td data-l="So với ngưỡng"><span class="nt-st nt-st-gan">' in html
    assert "47 chỉ tiêu chưa có giá trị, kèm ngưỡng" in html


@pytest.mark.usefixtures("district_618")
def test_values_are_of_the_quarter_that_the_results_come_from(reader):
    approved_values({("23535", "3.1"): given("85")}, quarter="2019Q3")
    html = page(reader, "/xa/23535/?ky=2019Q4")[1]
    assert "Giá trị đã duyệt của Quý III/2019: 1/49 chỉ tiêu" in html


@pytest.mark.usefixtures("district_618")
def test_without_values_the_thresholds_still_stand(reader):
    html = page(reader, "/xa/23535/?ky=2019Q3")[1]
    assert "Quý III/2019 chưa có giá trị nào được duyệt" in html
    assert "49 chỉ tiêu chưa có giá trị, kèm ngưỡng" in html


def test_a_town_that_never_was_a_commune_has_no_strip(reader):
    approve("610", "2019Q3")
    assert "Mười chín tiêu chí theo quý" not in page(reader, "/xa/23341/")[1]


def test_a_ward_is_said_to_be_outside_the_programme(reader):
    assert "Không thuộc chương trình" in page(reader, "/xa/23281/?ky=2019Q3")[1]


def test_a_town_keeps_its_history_as_a_commune(reader):
    approve("613", "2019Q2", {"23473": [1]})
    html = page(reader, "/xa/23473/?ky=2019Q3")[1]
    assert "Thị trấn Măng Đen" in html
    assert 'title="Quý II/2019: đạt"' in html
    assert 'title="Quý III/2019: chưa có số liệu"' in html
    assert "0/8" not in html
    assert "–/19" not in html


@pytest.mark.usefixtures("district_618")
@pytest.mark.parametrize("address", ["/huyen/", "/huyen/618/", "/xa/23535/"])
def test_a_period_that_is_no_quarter_is_named_and_answered_400(reader, address):
    status, html = page(reader, f"{address}?ky=2019")
    assert status == 400
    assert "2019" in html


@pytest.mark.usefixtures("district_618")
@pytest.mark.parametrize("address", ["/huyen/", "/huyen/618/", "/xa/23535/"])
def test_a_period_before_the_first_set_of_criteria_is_answered_400(reader, address):
    assert reader.get(f"{address}?ky=2016Q3").status_code == 400


def test_without_any_set_of_criteria_there_is_no_page(reader):
    CriteriaSet.objects.update(valid_from=dt.date(2090, 1, 1))
    assert reader.get("/huyen/").status_code == 404


@pytest.mark.parametrize(
    ("address", "queries"),
    [("/huyen/", 12), ("/huyen/618/", 18), ("/xa/23535/", 29)],
)
def test_the_queries_do_not_grow_with_the_data(
    reader, django_assert_max_num_queries, address, queries
):
    approve("618", "2019Q3", {"23535": ALL})
    for district in ("610", "611", "612"):
        approve(district, "2019Q3")
    with django_assert_max_num_queries(queries):
        reader.get(f"{address}?ky=2019Q3")
