"""Word templates of the office: checked before use, kept for good."""

import io

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.choices import Role
from accounts.models import User
from dashboards.exporting import files
from dashboards.exporting.template_fields import unknown_fields
from dashboards.views import output_templates as views
from reports.choices import OutputFormat, ReportKind
from reports.models import ReportTemplate
from tests.dashboards.exporting.test_template_fields import template
from tests.dashboards.output_world import draw_here, given_out, office
from tests.world import approve

pytestmark = pytest.mark.usefixtures("reference")

PAGE = "/xuat/mau/"


@pytest.fixture
def keeper(client):
    client.force_login(office())
    return client


def send(client, data, name="mau.docx", kind="year"):
    upload = SimpleUploadedFile(name, data)
    return client.post(PAGE, {"kind": kind, "upload": upload}, follow=True)


@pytest.fixture(autouse=True)
def _done_here(monkeypatch):
    monkeypatch.setattr(files, "draw_apart", draw_here)
    monkeypatch.setattr(views, "unknown_fields_apart", unknown_fields)


def word_text(client, snapshot):
    client.get(f"/xuat/{snapshot.code}/tep/")
    answer = client.get(f"/xuat/{snapshot.code}/tep/")
    paper = docx.Document(io.BytesIO(b"".join(answer.streaming_content)))
    return "\n".join(each.text for each in paper.paragraphs)


@pytest.mark.parametrize("role", [Role.LEADER, Role.DISTRICT, Role.DEPARTMENT])
@pytest.mark.parametrize("address", [PAGE, "/xuat/mau/cua-cong.docx"])
def test_to_others_there_are_no_templates(client, role, address):
    scope = {
        Role.DISTRICT: {"district_id": "618"},
        Role.DEPARTMENT: {"agency_id": "SGDDT"},
    }.get(role, {})
    client.force_login(User.objects.create_user("nguoi", role=role, **scope))
    assert client.get(address).status_code == 404
    assert client.post(PAGE, {}).status_code == 404


def test_a_template_is_kept_and_not_used_at_once(keeper):
    html = send(keeper, template("Có {{ communes }} xã.")).content.decode()
    assert "mọi trường đều có" in html
    kept = ReportTemplate.objects.get()
    assert (kept.number, kept.is_in_use, kept.unknown_fields) == (1, False, [])


def test_unknown_fields_are_told_and_the_template_is_not_put_to_use(keeper):
    html = send(keeper, template("{{ so_xa }}")).content.decode()
    assert "không báo cáo nào có trường so_xa" in html
    kept = ReportTemplate.objects.get()
    answer = keeper.post(f"/xuat/mau/{kept.pk}/dung/", follow=True)
    assert "hãy sửa mẫu rồi tải lên lại" in answer.content.decode()
    assert not ReportTemplate.objects.filter(is_in_use=True).exists()


def test_the_template_in_use_writes_the_reports_of_its_kind(keeper):
    approve("618", "2020Q4", {"23535": [1]})
    send(keeper, template("Mẫu riêng: {{ communes }} xã."))
    kept = ReportTemplate.objects.get()
    keeper.post(f"/xuat/mau/{kept.pk}/dung/")
    year = given_out("2020Q4", kind=ReportKind.YEAR, form=OutputFormat.WORD)
    quarter = given_out("2020Q4", form=OutputFormat.WORD)
    assert word_text(keeper, year) == "Mẫu riêng: 85 xã."
    assert "BÁO CÁO" in word_text(keeper, quarter)


def test_an_output_keeps_the_template_it_was_written_with(keeper):
    approve("618", "2020Q4", {"23535": [1]})
    for text in ("Một", "Hai"):
        send(keeper, template(text))
    first, second = ReportTemplate.objects.order_by("number")
    keeper.post(f"/xuat/mau/{first.pk}/dung/")
    made = given_out("2020Q4", kind=ReportKind.YEAR, form=OutputFormat.WORD)
    keeper.post(f"/xuat/mau/{second.pk}/dung/")
    assert word_text(keeper, made) == "Một"
    assert ReportTemplate.objects.get(is_in_use=True) == second


def test_the_portal_s_own_template_comes_back(keeper):
    send(keeper, template("Một"))
    kept = ReportTemplate.objects.get()
    keeper.post(f"/xuat/mau/{kept.pk}/dung/")
    keeper.post("/xuat/mau/cua-cong/year/")
    assert not ReportTemplate.objects.filter(is_in_use=True).exists()
    assert keeper.post("/xuat/mau/cua-cong/x/").status_code == 404


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"MZ chuong trinh", "mau.docx"),
        (b"", "mau.docx"),
        (template("{{ communes"), "mau.docx"),
        (template("x"), "mau.pdf"),
    ],
)
def test_what_is_no_template_is_refused_and_not_kept(keeper, data, name):
    assert send(keeper, data, name).status_code == 422
    assert not ReportTemplate.objects.exists()


def test_without_a_file_the_page_asks_for_one(keeper):
    answer = keeper.post(PAGE, {"kind": "year"})
    assert answer.status_code == 422
    assert "Hãy chọn tệp mẫu trước khi gửi." in answer.content.decode()


def test_templates_come_down_as_they_were_handed_in(keeper):
    data = template("Một")
    send(keeper, data)
    answer = keeper.get(f"/xuat/mau/{ReportTemplate.objects.get().pk}/tep/")
    assert b"".join(answer.streaming_content) == data
    own = keeper.get("/xuat/mau/cua-cong.docx")
    assert b"".join(own.streaming_content).startswith(b"PK")


def test_a_template_that_is_lost_on_the_server_is_told(keeper):
    approve("618", "2020Q4", {"23535": [1]})
    send(keeper, template("Một"))
    kept = ReportTemplate.objects.get()
    keeper.post(f"/xuat/mau/{kept.pk}/dung/")
    made = given_out("2020Q4", kind=ReportKind.YEAR, form=OutputFormat.WORD)
    kept.file.storage.delete(kept.file.name)
    for address in (f"/xuat/{made.code}/tep/", f"/xuat/mau/{kept.pk}/tep/"):
        html = keeper.get(address, follow=True).content.decode()
        assert "Báo cáo năm, mẫu 1 không còn trên máy chủ." in html


def test_the_page_costs_the_same_whatever_the_templates(
    keeper, django_assert_num_queries
):
    send(keeper, template("Một"))
    keeper.get(PAGE)
    with django_assert_num_queries(5):
        keeper.get(PAGE)
    for kind in ReportKind:
        send(keeper, template("Hai"), kind=kind)
    keeper.get(PAGE)
    with django_assert_num_queries(5):
        keeper.get(PAGE)
