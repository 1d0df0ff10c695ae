"""The frame of every page: banner, navigation, count at Duyệt."""

import pytest
from django.utils import timezone

from accounts.choices import Role
from accounts.models import User
from reports.choices import ReportState
from reports.models import Quarter, Report
from tests.world import approve

pytestmark = pytest.mark.django_db


def page(client, **account):
    client.force_login(User.objects.create_user("ai", **account))
    return client.get("/tieu-chi/").content.decode()


def test_demo_data_puts_the_banner_on_the_page(client):
    approve("618", "2019Q3", is_demo=True)
    assert "Số liệu minh họa" in page(client)


def test_real_data_shows_no_banner(client):
    approve("618", "2019Q3")
    assert "Số liệu minh họa" not in page(client)


def test_the_office_sees_how_many_reports_wait(client):
    Quarter.objects.create(code="2021Q1")
    Report.objects.create(
        district_id="610",
        quarter_id="2021Q1",
        state=ReportState.SUBMITTED,
        submitted_at=timezone.now(),
    )
    assert "<b>1<span" in page(client, role=Role.OFFICE)


@pytest.mark.parametrize(
    ("account", "there", "absent"),
    [
        ({"role": Role.LEADER}, [], ["/bao-cao/", "/duyet/", "/nhap-phu-luc/"]),
        (
            {"role": Role.DISTRICT, "district_id": "610"},
            ["/bao-cao/"],
            ["/duyet/", "/nhap-phu-luc/", "/quan-tri/"],
        ),
        (
            {"role": Role.OFFICE},
            ["/bao-cao/", "/duyet/", "/nhap-phu-luc/"],
            ["/quan-tri/"],
        ),
        ({"role": Role.ADMIN}, ["/duyet/", "/quan-tri/"], []),
    ],
)
def test_the_navigation_offers_what_the_role_may_do(client, account, there, absent):
    html = page(client, **account)
    assert all(f'href="{address}"' in html for address in there)
    assert not any(f'href="{address}"' in html for address in absent)


def test_the_section_of_the_page_is_marked(client):
    assert 'href="/tieu-chi/" aria-current="page"' in page(client)


def test_an_unknown_address_answers_404_inside_the_frame_while_debugging_too(
    client, settings
):
    settings.DEBUG = True
    client.force_login(User.objects.create_user("ai"))
    answer = client.get("/khong-co/")
    assert answer.status_code == 404
    assert "Không có trang này" in answer.content.decode()


def test_an_unknown_address_answers_404_inside_the_frame(client):
    client.force_login(User.objects.create_user("ai"))
    answer = client.get("/khong-co/")
    assert answer.status_code == 404
    assert "Không có trang này" in answer.content.decode()
