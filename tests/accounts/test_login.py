"""Login, logout and change of password as a person meets them."""

import pytest

from accounts.choices import Role
from accounts.models import User
from accounts.services.demo import create_demo_accounts

pytestmark = pytest.mark.django_db
PHRASE = "mật khẩu đủ dài 2019"


@pytest.fixture
def officer():
    return User.objects.create_user(
        "huyen.610", password=PHRASE, role=Role.DISTRICT, district_id="610"
    )


def sign_in(client, **fields):
    return client.post(
        "/dang-nhap/", {"username": "huyen.610", "password": PHRASE} | fields
    )


def test_the_login_page_has_one_text_and_one_password_field(client):
    html = client.get("/dang-nhap/").content.decode()
    assert html.count('type="text"') == 1
    assert html.count('type="password"') == 1


@pytest.mark.usefixtures("officer")
def test_name_and_password_lead_to_the_overview(client):
    assert sign_in(client).url == "/"


@pytest.mark.usefixtures("officer")
def test_a_wrong_password_is_said_in_vietnamese_and_the_name_stays(client):
    html = sign_in(client, password="sai").content.decode()
    assert "Tên đăng nhập hoặc mật khẩu chưa đúng" in html
    assert 'value="huyen.610"' in html


@pytest.mark.usefixtures("officer")
def test_the_page_asked_for_comes_after_the_login(client):
    asked = client.get("/bao-cao/?ky=2021Q1").url
    assert asked == "/dang-nhap/?next=/bao-cao/%3Fky%3D2021Q1"
    assert sign_in(client, next="/bao-cao/?ky=2021Q1").url == "/bao-cao/?ky=2021Q1"


@pytest.mark.usefixtures("officer")
def test_an_address_of_another_host_is_not_followed(client):
    assert sign_in(client, next="https://example.com/").url == "/"


def test_who_is_signed_in_goes_straight_on(client, officer):
    client.force_login(officer)
    assert client.get("/dang-nhap/").url == "/"


def test_logging_out_ends_the_session(client, officer):
    client.force_login(officer)
    assert client.post("/dang-xuat/").url == "/dang-nhap/"
    assert client.get("/").url.startswith("/dang-nhap/")


def test_logging_out_by_a_link_is_refused(client, officer):
    client.force_login(officer)
    assert client.get("/dang-xuat/").status_code == 405


def test_a_new_password_replaces_the_old_one(client, officer):
    client.force_login(officer)
    answer = client.post(
        "/doi-mat-khau/",
        {
            "old_password": PHRASE,
            "new_password1": "mật khẩu mới 2021",
            "new_password2": "mật khẩu mới 2021",
        },
    )
    assert answer.url == "/doi-mat-khau/xong/"
    assert client.get(answer.url).status_code == 200
    assert User.objects.get(pk=officer.pk).check_password("mật khẩu mới 2021")


def test_a_password_that_is_too_short_is_refused_in_vietnamese(client, officer):
    client.force_login(officer)
    answer = client.post(
        "/doi-mat-khau/",
        {"old_password": PHRASE, "new_password1": "abc", "new_password2": "abc"},
    )
    assert answer.status_code == 200
    assert "aria-invalid" in answer.content.decode()
    assert User.objects.get(pk=officer.pk).check_password(PHRASE)


def test_demo_accounts_are_named_while_debugging(client, settings):
    settings.DEBUG = True
    create_demo_accounts(password="ntm-demo")
    assert "huyen.610" in client.get("/dang-nhap/").content.decode()


def test_demo_accounts_are_not_named_in_production(client):
    create_demo_accounts(password="ntm-demo")
    assert "huyen.610" not in client.get("/dang-nhap/").content.decode()


def test_the_login_takes_few_queries(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        client.get("/dang-nhap/")
