"""The overview, as people of every role see it."""

import datetime as dt
import gzip
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.choices import Role
from accounts.models import User
from communes.models import Commune
from criteria.models import Criterion
from reports.choices import ReportState, ResultState
from reports.models import DemoClock, DraftResult, Report
from reports.models import Quarter as QuarterRow
from tests.world import approve

pytestmark = pytest.mark.django_db

ALL = frozenset(range(1, 20))
DISTRICTS = ("608", "610", "611", "612", "613", "614", "615", "616", "617", "618")


@pytest.fixture(autouse=True)
def _working_date(settings):
    settings.DEBUG = True
    DemoClock.objects.create(pk=1, today=dt.date(2019, 12, 6))


@pytest.fixture
def office(client):
    client.force_login(User.objects.create_user("vpdp", role=Role.OFFICE))
    return client


@pytest.fixture
def leader(client):
    client.force_login(User.objects.create_user("lanhdao", role=Role.LEADER))
    return client


@pytest.fixture
def two_quarters():
    """Ia H'Drai in two quarters, Kon Plông in the first only."""
    approve("613", "2019Q2", {"23473": ALL, "23452": {18, 19}})
    approve("618", "2019Q2", {"23535": ALL, "23537": {18}, "23538": {1, 4}})
    approve(
        "618",
        "2019Q3",
        {"23535": ALL, "23537": {18, 19}, "23538": {1}},
        unknown={"23538": {4}},
    )


@pytest.fixture
def submitted():
    """Ia H'Drai has sent 2019Q4, in which Ia Tơi newly meets criterion 2."""
    quarter, _ = QuarterRow.objects.update_or_create(
        code="2019Q4", defaults={"due_on": dt.date(2019, 12, 25)}
    )
    report = Report.objects.create(
        district_id="618",
        quarter=quarter,
        state=ReportState.SUBMITTED,
        submitted_at=timezone.now(),
    )
    DraftResult.objects.create(
        report=report,
        commune_id="23538",
        criterion=Criterion.objects.get(number=2),
        state=ResultState.MET,
        changed_at=timezone.now(),
        changed_by=User.objects.create_user(
            "huyen", role=Role.DISTRICT, district_id="618"
        ),
    )


def words(answer):
    """Return the text of a page, one space between words."""
    text = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return re.sub(r"\s+", " ", text.replace("&#x27;", "'"))


def test_a_stranger_is_sent_to_the_login(client):
    answer = client.get("/")
    assert answer.url.startswith("/dang-nhap/")


@pytest.mark.usefixtures("two_quarters")
def test_the_page_is_headed_by_the_latest_period_and_its_source(leader):
    text = words(leader.get("/"))
    assert "Toàn tỉnh, Quý III/2019" in text
    assert "85 xã thuộc chương trình (từ 01/09/2019; Quý II/2019 có 86 xã)" in text
    assert "báo cáo đã duyệt của 1/10 huyện, thành phố" in text
    assert "Kon Plông chưa có số của quý, dùng số Quý II/2019" in text
    assert "74 xã chưa có số liệu" in text


@pytest.mark.usefixtures("two_quarters")
def test_a_target_tells_attained_needed_short_and_days_left(leader):
    text = words(leader.get("/"))
    assert "V. Hệ thống chính trị Tiêu chí 18–19 · mục tiêu 100 %" in text
    assert "3 /85 xã 3,5 %" in text
    assert "cần 85" in text
    assert "thiếu 82 xã" in text
    assert "31/12/2019 chỉ còn 25 ngày không đổi so với Quý II" in text
    assert "31/12/2020 còn 391 ngày" in text


@pytest.mark.usefixtures("two_quarters")
def test_the_second_reading_stands_beside_the_first(leader):
    assert "Riêng từng tiêu chí: TC18 3 · TC19 3" in words(leader.get("/"))


@pytest.mark.usefixtures("two_quarters")
def test_criterion_one_has_no_target(leader):
    assert "không có mục tiêu" in words(leader.get("/"))


def test_after_the_deadline_the_figure_of_that_day_is_told(leader):
    approve("618", "2019Q4", {"23535": ALL}, on=dt.date(2020, 1, 10))
    DemoClock.objects.update(today=dt.date(2021, 3, 20))
    text = words(leader.get("/"))
    assert "31/12/2019 đã qua hạn khi đó 1/85, thiếu 84" in text
    assert "31/12/2020 đã qua hạn khi đó 1/85, thiếu 42" in text


def test_a_reached_target_says_so(leader):
    codes = Commune.objects.values_list("pk", flat=True)
    for district in DISTRICTS:
        approve(district, "2019Q3", dict.fromkeys(codes, ALL))
    text = words(leader.get("/"))
    assert "đã đạt vượt mục tiêu 42 xã" in text
    assert "đã đạt vừa đủ mục tiêu" in text
    assert "0 xã gần đạt, mục tiêu đã đạt" in text


@pytest.mark.usefixtures("two_quarters")
def test_bands_average_and_totals_are_shown(leader):
    text = words(leader.get("/"))
    assert "0,28 tiêu chí/xã" in text
    assert "24 tiêu chí đạt trên 1.615" in text
    assert "17 xã đã được công nhận đạt chuẩn" in text


@pytest.mark.usefixtures("two_quarters")
def test_what_fell_back_is_listed_and_unknown_is_said(leader):
    text = words(leader.get("/"))
    assert "Giảm so với Quý II/2019 1 tiêu chí ở 1 xã" in text
    assert "Ia Tơi Ia H'Drai 4. Điện chưa đánh giá" in text


def test_the_first_quarter_of_the_law_has_nothing_to_compare_with(leader):
    approve("618", "2016Q4", {"23535": ALL})
    text = words(leader.get("/"))
    assert "Chưa có số liệu Quý III/2016 để so sánh" in text
    assert "1 /86 xã" in text


@pytest.mark.usefixtures("two_quarters")
def test_tiles_link_to_communes_and_keep_the_period(leader):
    page = leader.get("/", {"ky": "2019Q2"}).content.decode()
    assert 'href="/xa/23473/?ky=2019Q2"' in page
    assert 'aria-label="Ia Đal, Ia H&#x27;Drai: 19/19"' in page


@pytest.mark.usefixtures("two_quarters")
def test_a_commune_without_a_tile_is_listed_under_the_map(leader):
    Commune.objects.filter(pk="23535").update(tile_row=None, tile_column=None)
    assert "Chưa có ô trên bản đồ: Ia Đal (19/19)" in words(leader.get("/"))


@pytest.mark.usefixtures("two_quarters")
@pytest.mark.parametrize(
    ("colour", "label"),
    [
        ("nhom-V", "Ia Tơi, Ia H&#x27;Drai: chưa đạt nhóm, 0/2 tiêu chí"),
        ("tieu-chi-4", "Ia Tơi, Ia H&#x27;Drai: chưa đánh giá"),
        ("không-có", "Ia Tơi, Ia H&#x27;Drai: 1/19"),
    ],
)
def test_the_colour_of_the_map_can_be_changed(leader, colour, label):
    assert f'aria-label="{label}"' in leader.get("/", {"mau": colour}).content.decode()


@pytest.mark.usefixtures("two_quarters")
def test_an_as_of_day_leaves_out_what_was_approved_later(leader):
    text = words(leader.get("/", {"ky": "2019Q3", "tai-ngay": "2019-07-15"}))
    assert "Chỉ gồm số duyệt đến hết ngày 15/07/2019" in text
    assert "báo cáo đã duyệt của 0/10" in text
    assert "còn 169 ngày" in text


@pytest.mark.usefixtures("two_quarters", "submitted")
def test_submitted_values_are_off_by_default(office):
    text = words(office.get("/", {"ky": "2019Q4"}))
    assert "24 tiêu chí đạt trên 1.615" in text
    assert "chờ duyệt" in text


@pytest.mark.usefixtures("two_quarters", "submitted")
def test_the_office_may_lay_submitted_values_over(office):
    text = words(office.get("/", {"ky": "2019Q4", "gom-chua-duyet": "1"}))
    assert "Gồm số chưa duyệt Quý IV/2019 của Ia H'Drai" in text
    assert "25 tiêu chí đạt trên 1.615" in text


@pytest.mark.usefixtures("two_quarters", "submitted")
def test_an_officer_of_another_district_sees_no_submitted_values(client):
    other = User.objects.create_user("khac", role=Role.DISTRICT, district_id="610")
    client.force_login(other)
    text = words(client.get("/", {"ky": "2019Q4", "gom-chua-duyet": "1"}))
    assert "Không có báo cáo nào đang chờ duyệt để tính thêm" in text
    assert "24 tiêu chí đạt trên 1.615" in text


@pytest.mark.usefixtures("two_quarters", "submitted")
def test_a_leader_is_not_offered_submitted_values(leader):
    page = leader.get("/", {"ky": "2019Q4", "gom-chua-duyet": "1"})
    assert 'name="gom-chua-duyet"' not in page.content.decode()
    assert "24 tiêu chí đạt trên 1.615" in words(page)


@pytest.mark.usefixtures("two_quarters", "submitted")
def test_only_reviewers_get_a_link_to_a_waiting_report(client):
    address = 'href="/duyet/2019Q4/618/"'
    for role, expected in ((Role.LEADER, False), (Role.OFFICE, True)):
        client.force_login(User.objects.create_user(f"người {role}", role=role))
        assert (address in client.get("/").content.decode()) == expected


@pytest.mark.usefixtures("two_quarters")
@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"ky": "abc"}, "“abc” không phải là quý"),
        ({"ky": "2015Q1"}, "Chưa có bộ tiêu chí nào có hiệu lực ở Quý I/2015"),
        ({"tai-ngay": "31/02/2019"}, "Ngày tính đến không đọc được"),
    ],
)
def test_a_wrong_period_or_day_is_said_over_the_default_page(leader, asked, sentence):
    answer = leader.get("/", asked)
    assert answer.status_code == 400
    assert sentence in words(answer)
    assert "Trang đang hiện Quý III/2019" in words(answer)


def test_without_any_data_the_page_says_what_to_do(office):
    answer = office.get("/")
    assert answer.status_code == 200
    assert "Chưa có số liệu đã duyệt" in words(answer)
    assert 'href="/nhap-phu-luc/"' in answer.content.decode()


def test_without_any_data_a_leader_is_told_who_enters_it(leader):
    assert "tài khoản này chỉ xem" in words(leader.get("/", {"ky": "2019Q3"}))


@pytest.mark.usefixtures("two_quarters")
def test_before_the_first_data_a_later_period_is_offered(leader):
    text = words(leader.get("/", {"ky": "2018Q1"}))
    assert "Chưa có báo cáo nào của Quý I/2018 hoặc các quý trước được duyệt" in text
    text = words(leader.get("/", {"tai-ngay": "2018-01-01"}))
    assert "Đến hết ngày 01/01/2018 chưa có báo cáo nào" in text


@pytest.mark.usefixtures("two_quarters")
def test_no_style_attribute_and_no_inline_script(leader):
    page = leader.get("/").content.decode()
    assert " style=" not in page
    assert not re.search(r"<script(?![^>]* src=)", page)


def test_the_queries_do_not_grow_with_the_data(office):
    DemoClock.objects.update(today=dt.date(2021, 3, 20))
    counts = []
    for districts in (DISTRICTS[:3], DISTRICTS[3:]):
        for district in districts:
            approve(district, "2019Q2")
            approve(district, "2019Q3")
        with CaptureQueriesContext(connection) as queries:
            office.get("/")
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 45


def test_the_page_stays_light(office):
    codes = Commune.objects.values_list("pk", flat=True)
    for district in DISTRICTS:
        approve(district, "2019Q2", dict.fromkeys(codes, ALL))
        approve(district, "2019Q3", {code: {18} for code in codes})
    page = office.get("/").content
    assert len(gzip.compress(page)) < 60_000
