"""The page Xuất: what is asked, what is kept, what comes down."""

import datetime as dt
import io
import zipfile

import docx
import pytest
from openpyxl import load_workbook

from accounts.choices import Role
from accounts.models import User
from communes.models import CommunePeriod, District
from dashboards.exporting import files
from dashboards.views import outputs as views
from reports.choices import OutputFormat, ReportKind
from reports.models import Snapshot
from tests.dashboards.output_world import draw_here, given_out, office
from tests.world import approve

pytestmark = pytest.mark.usefixtures("reference")

DAL = "23535"
WANTED = {"period": "2020Q4", "kind": "year", "format": "xlsx", "as_of": ""}


@pytest.fixture
def reader(client):
    client.force_login(User.objects.create_user("lanhdao", role=Role.LEADER))
    return client


@pytest.fixture
def data():
    approve("618", "2019Q4", {DAL: [18]})
    approve("618", "2020Q4", {DAL: [18, 19]})


@pytest.fixture
def no_pango(monkeypatch):
    monkeypatch.setattr(views, "can_draw_pdf", lambda: False)


@pytest.fixture(autouse=True)
def _drawn_here(monkeypatch):
    monkeypatch.setattr(files, "draw_apart", draw_here)


def page(client, address):
    answer = client.get(address)
    return answer.status_code, answer.content.decode()


def body(answer):
    return b"".join(answer.streaming_content)


def brought(client, made):
    """Return the file of an output: the first request has it written."""
    client.get(f"/xuat/{made.code}/tep/")
    return body(client.get(f"/xuat/{made.code}/tep/"))


@pytest.mark.parametrize(
    "address",
    ["/xuat/", "/xuat/2020Q4-0001/", "/xuat/2020Q4-0001/tep/", "/xuat/mau/"],
)
def test_a_stranger_is_sent_to_the_login(client, address):
    assert client.get(address).url.startswith("/dang-nhap/")


def test_without_data_the_page_says_so(reader):
    status, html = page(reader, "/xuat/")
    assert status == 200
    assert "Chưa có số liệu nào được duyệt để xuất." in html


def test_the_form_offers_the_report_that_sums_up_the_quarter(reader, data):
    html = page(reader, "/xuat/?ky=2020Q4")[1]
    assert '<option value="year" selected>Báo cáo năm</option>' in html
    assert '<option value="2020Q4" selected>Quý IV/2020</option>' in html


def test_everyone_signed_in_gives_out_the_approved_figures(reader, data):
    answer = reader.post("/xuat/", WANTED)
    made = Snapshot.objects.get()
    assert answer.url == f"/xuat/{made.code}/?moi=1"
    assert (made.period, made.kind, made.format) == ("2020Q4", "year", "xlsx")
    assert made.by.username == "lanhdao"
    assert made.code in page(reader, "/xuat/")[1]


def test_a_new_output_comes_down_by_itself(reader, data):
    html = page(reader, reader.post("/xuat/", WANTED).url)[1]
    made = Snapshot.objects.get()
    assert "Tệp đã viết xong." in html
    assert 'src="/static/js/output-state.js"' in html
    file = reader.get(f"/xuat/{made.code}/tep/")
    assert f'filename="bao-cao-nam-{made.code}.xlsx"' in file["Content-Disposition"]
    assert load_workbook(io.BytesIO(body(file))).sheetnames[0] == "Mục tiêu"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"kind": "half"}, "Báo cáo 6 tháng đầu năm là báo cáo của Quý II."),
        ({"period": "2019Q4", "kind": "x"}, "Hãy chọn một mục trong danh sách."),
        ({"period": "1999Q9"}, "Hãy chọn một mục trong danh sách."),
        ({"as_of": "hôm qua"}, "Ngày tính đến không đọc được"),
        ({"as_of": "01/01/2099"}, "Ngày tính đến không thể sau ngày làm việc"),
        ({"as_of": "01/01/2017"}, "đến hết ngày 01/01/2017."),
    ],
)
def test_what_cannot_be_given_out_is_said_and_nothing_is_kept(
    reader, data, change, said
):
    answer = reader.post("/xuat/", WANTED | change)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Snapshot.objects.exists()


def test_a_day_in_the_past_is_honoured(reader, data):
    reader.post("/xuat/", WANTED | {"as_of": "31/12/2020"})
    made = Snapshot.objects.get()
    assert made.as_of == dt.date(2020, 12, 31)
    html = page(reader, f"/xuat/{made.code}/")[1]
    assert "31/12/2020" in html
    assert "85 xã, 1 lượt tiêu chí đạt" in html


def test_the_page_of_an_output_says_that_it_can_be_computed_again(reader, data):
    made = given_out("2020Q4")
    html = page(reader, f"/xuat/{made.code.lower()}/")[1]
    assert "Tính lại ra đúng số liệu đã xuất" in html
    assert made.sha256 in html


def test_the_page_of_an_output_tells_what_differs(reader, data):
    made = given_out("2020Q4")
    CommunePeriod.objects.filter(commune=DAL).update(name="Tên khác")
    html = page(reader, f"/xuat/{made.code}/")[1]
    assert "Tính lại khác với số liệu đã xuất" in html
    assert "Tên khác" in html


def test_the_file_keeps_the_figures_given_out(reader, data):
    made = given_out("2020Q4", form=OutputFormat.CSV)
    CommunePeriod.objects.filter(commune=DAL).update(name="Tên khác")
    file = brought(reader, made)
    text = zipfile.ZipFile(io.BytesIO(file)).read("ket-qua-2020Q4.csv").decode()
    assert "Ia Đal" in text
    assert "Tên khác" not in text


def test_the_word_file_opens_and_names_the_output(reader, data):
    made = given_out("2020Q4", kind=ReportKind.YEAR, form=OutputFormat.WORD)
    paper = docx.Document(io.BytesIO(brought(reader, made)))
    assert made.code in paper.sections[0].footer.paragraphs[0].text


def test_figures_that_were_tampered_with_are_not_given_out(reader, data):
    made = given_out("2020Q4")
    Snapshot.objects.filter(pk=made.pk).update(sha256="0" * 64)
    answer = reader.get(f"/xuat/{made.code}/tep/", follow=True)
    assert "không còn đúng với mã băm" in answer.content.decode()


@pytest.mark.parametrize("wrong", ["2020Q4-9999", "2019Q4-{}", "x"])
@pytest.mark.parametrize("part", ["", "tep/", "ban-in/", "tinh-trang/"])
def test_an_output_that_does_not_exist_is_not_found(reader, data, wrong, part):
    code = wrong.format(f"{given_out('2020Q4').pk:04}")
    assert reader.get(f"/xuat/{code}/{part}").status_code == 404


def test_a_server_without_pango_offers_the_page_to_print(reader, data, no_pango):
    html = page(reader, "/xuat/")[1]
    assert '<option value="pdf"' not in html
    assert "Máy chủ này chưa có thư viện vẽ PDF (Pango)." in html
    assert reader.post("/xuat/", WANTED | {"format": "pdf"}).status_code == 422


def test_an_older_pdf_on_a_server_without_pango_says_so(reader, data, no_pango):
    made = given_out("2020Q4", form=OutputFormat.PDF)
    html = page(reader, f"/xuat/{made.code}/")[1]
    assert "Máy chủ này chưa có thư viện vẽ PDF (Pango)." in html
    assert f"/xuat/{made.code}/tep/" not in html


def test_any_output_can_be_printed_from_the_browser(reader, data):
    made = given_out("2020Q4")
    status, html = page(reader, f"/xuat/{made.code}/ban-in/")
    assert status == 200
    assert f"Về bản xuất {made.code}" in html


def test_the_pages_cost_the_same_whatever_the_data(
    reader, data, django_assert_num_queries
):
    made = given_out("2020Q4")
    addresses = {"/xuat/": 7, f"/xuat/{made.code}/": 15}
    for address, queries in addresses.items():
        with django_assert_num_queries(queries):
            reader.get(address)
    for district in District.objects.exclude(code="618"):
        approve(district.code, "2020Q4", {})
    later = given_out("2020Q4")
    given_out("2019Q4")
    with django_assert_num_queries(7):
        reader.get("/xuat/")
    with django_assert_num_queries(15):
        reader.get(f"/xuat/{later.code}/")


def test_the_list_names_who_gave_out(reader, data):
    given_out("2020Q4")
    assert office().display_name in page(reader, "/xuat/")[1]
