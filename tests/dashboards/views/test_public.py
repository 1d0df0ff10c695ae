"""The page for everybody: closed until the office opens it, and without names."""

import pytest
from django.core.cache import cache

from accounts.choices import Role
from accounts.models import User
from ntm_portal.lib.periods import Quarter
from reports.analytics.attainment import figures_at
from tests.world import approve

pytestmark = pytest.mark.django_db

PAGE = "/cong-khai/"
DAL = "23535"


@pytest.fixture
def _opened(settings):
    settings.PUBLIC_PAGE = True
    cache.clear()
    yield
    cache.clear()


def test_the_page_is_closed_by_default(client):
    assert client.get(PAGE).status_code == 404


@pytest.mark.usefixtures("_opened")
def test_before_anything_is_approved_it_says_so(client):
    answer = client.get(PAGE)
    assert answer.status_code == 200
    assert "Chưa có số liệu nào được duyệt." in answer.content.decode()


@pytest.mark.usefixtures("_opened")
def test_anybody_sees_the_approved_figures_of_the_latest_quarter(client):
    approve("618", "2019Q3", {DAL: [18, 19]})
    html = client.get(PAGE).content.decode()
    group = next(
        each for each in figures_at(Quarter(2019, 3)).groups if each.group.code == "V"
    )
    assert f"<b>{group.attained}</b><span>/{group.total} xã</span>" in html
    assert "Quý III/2019" in html
    assert "Các con số nghĩa là gì" in html


@pytest.mark.usefixtures("_opened")
def test_illustrations_are_called_so(client):
    approve("618", "2019Q3", {}, is_demo=True)
    assert "<b>Số liệu minh họa</b>" in client.get(PAGE).content.decode()


@pytest.mark.usefixtures("_opened")
def test_no_person_and_no_inner_page_is_on_it(client):
    approve("618", "2019Q3", {DAL: [1]})
    officer = User.objects.create_user(
        "canbo", role=Role.LEADER, last_name="Nguyễn Văn Cán Bộ"
    )
    client.force_login(officer)
    html = client.get(PAGE).content.decode()
    assert "Cán Bộ" not in html
    for address in ("/xa/", "/huyen/", "/cong-nhan/", "/don-vi/"):
        assert f'href="{address}' not in html


@pytest.mark.usefixtures("_opened")
def test_it_is_drawn_once_and_may_be_kept_by_others(client, django_assert_num_queries):
    approve("618", "2019Q3", {})
    answer = client.get(PAGE)
    assert answer["Cache-Control"] == "public, max-age=600"
    with django_assert_num_queries(0):
        assert client.get(PAGE).content == answer.content


@pytest.mark.usefixtures("_opened")
def test_the_queries_do_not_grow_with_the_data(client, django_assert_num_queries):
    approve("618", "2019Q3", {})
    with django_assert_num_queries(16):
        client.get(PAGE)
    approve("608", "2019Q3", {})
    cache.clear()
    with django_assert_num_queries(16):
        client.get(PAGE)


@pytest.mark.usefixtures("_opened")
def test_it_tells_what_a_change_holds_besides_gains(client):
    approve("618", "2019Q2", {DAL: [18, 19]})
    approve("613", "2019Q3", {"23452": [18, 19]})
    text = " ".join(client.get(PAGE).content.decode().split())
    assert "Quý II/2019 có 86 xã" in text
    assert "Quý II/2019 chưa có số liệu</b> của Kon Plông (8 xã)" in text
    assert "<b>1/10</b> huyện, thành phố" in text
