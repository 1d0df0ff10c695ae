"""The page of the shortest ways, and what-if by an address that can be sent."""

import pytest

from accounts.choices import Role
from accounts.models import User
from tests.world import approve

pytestmark = pytest.mark.django_db

PAGE = "/gan-dat/?ky=2019Q3"
DAL, TOI = "23535", "23537"
# What an address says for criterion 13, and for 18 and 19.
BIT_13, BITS_18_19 = "2000", "c0000"


@pytest.fixture
def reader(client):
    client.force_login(User.objects.create_user("lanhdao", role=Role.LEADER))
    approve("618", "2019Q3", {DAL: [10, 11, 12], TOI: [18]})
    return client


def page(client, address):
    answer = client.get(address)
    return answer.status_code, answer.content.decode()


def test_a_stranger_is_sent_to_the_login(client):
    assert client.get("/gan-dat/").url.startswith("/dang-nhap/")


def test_the_page_opens_on_the_first_target_that_is_not_reached(reader):
    status, html = page(reader, PAGE)
    assert status == 200
    assert '<h2 id="h-duong">II. ' in html


def test_another_group_is_asked_for_by_its_code(reader):
    assert '<h2 id="h-duong">III. ' in page(reader, f"{PAGE}&nhom=III")[1]


@pytest.mark.parametrize("group", ["I", "IX", "x' --"])
def test_a_group_without_a_target_shows_the_first_way(reader, group):
    assert '<h2 id="h-duong">II. ' in page(reader, f"{PAGE}&nhom={group}")[1]


def test_nothing_ticked_says_that_the_figures_are_those_of_now(reader):
    assert "Chưa đánh dấu gì: mọi số như hiện nay" in page(reader, PAGE)[1]


def test_what_is_ticked_is_answered_with_an_address(reader):
    answer = reader.post(
        f"{PAGE}&nhom=III", {"dat": [f"{DAL}.13", f"{TOI}.19", f"{DAL}.10", "x", "a.b"]}
    )
    assert answer.status_code == 302
    assert answer.url == (
        f"/gan-dat/?ky=2019Q3&nhom=III&dat={DAL}.{BIT_13}_{TOI}.80000#ket-qua"
    )


def test_the_address_shows_what_moves_and_who_tips(reader):
    html = page(reader, f"{PAGE}&nhom=III&dat={DAL}.{BIT_13}")[1]
    assert "Giả định thêm 1 kết quả đạt" in html
    assert "Đạt thêm nhóm III:" in html
    assert "TC13 0 → 1" in html
    assert f'value="{DAL}.13" checked' in html


def test_the_address_of_several_communes_supposes_them_all(reader):
    answer = reader.post(f"{PAGE}&nhom=III", {"dat": [f"{DAL}.13", f"{TOI}.19"]})
    html = page(reader, answer.url)[1]
    assert "Giả định thêm 2 kết quả đạt" in html
    assert f'<input type="hidden" name="dat" value="{TOI}.19">' in html


def test_ticks_of_another_group_stay_while_this_one_is_changed(reader):
    html = page(reader, f"{PAGE}&nhom=III&dat={TOI}.{BITS_18_19}")[1]
    assert f'<input type="hidden" name="dat" value="{TOI}.19">' in html


@pytest.mark.parametrize(
    "text", ["~~~", f"{DAL}.zzz", "9.ffffffff", f"{DAL}.0", "é" * 99]
)
def test_an_address_that_says_nothing_supposes_nothing(reader, text):
    status, html = page(reader, f"{PAGE}&dat={text}")
    assert status == 200
    assert "Chưa đánh dấu gì" in html


def test_as_of_a_day_is_kept_in_every_address(reader):
    html = page(reader, f"{PAGE}&tai-ngay=2019-12-31&nhom=III")[1]
    assert html.count("tai-ngay=2019-12-31") >= 4
    answer = reader.post(f"{PAGE}&tai-ngay=2019-12-31&nhom=III", {"dat": f"{DAL}.13"})
    assert "tai-ngay=2019-12-31" in answer.url


def test_the_address_of_the_whole_province_fits_a_request_line(reader):
    for code in ("608", "610", "611", "612", "613", "614", "615", "616", "617"):
        approve(code, "2019Q3", {})
    html = page(reader, f"{PAGE}&nhom=II")[1]
    codes = {part.split(".")[0] for part in html.split('name="dat" value="')[1:]}
    assert len(codes) == 85
    values = [f"{code}.{number}" for code in codes for number in range(1, 20)]
    assert len(reader.post(f"{PAGE}&nhom=II", {"dat": values}).url) < 2_000


def test_without_any_data_the_page_says_so(client):
    client.force_login(User.objects.create_user("lanhdao", role=Role.LEADER))
    status, html = page(client, "/gan-dat/")
    assert status == 200
    assert "Chưa có số liệu đã duyệt" in html
    for absent in ("Chỉ 0 xã", "không đủ bù", "đều đạt nhóm", "Tính lại", "thiếu 43"):
        assert absent not in html


def test_the_queries_do_not_grow_with_the_data(reader, django_assert_num_queries):
    with django_assert_num_queries(13):
        reader.get(f"{PAGE}&nhom=II")
    for code in ("608", "610"):
        approve(code, "2019Q3", {})
    with django_assert_num_queries(13):
        reader.get(f"{PAGE}&nhom=II&dat={DAL}.{BIT_13}")
