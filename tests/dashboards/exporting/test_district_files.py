"""Every file of one district says so, and shows no target of the province."""

import csv
import io
import zipfile

import docx
import pytest
from django.conf import settings
from django.utils import timezone
from openpyxl import load_workbook

from dashboards.exporting.csv_files import csv_archive
from dashboards.exporting.pdf import printed_page
from dashboards.exporting.province_template import build_template
from dashboards.exporting.template_fields import unknown_fields
from dashboards.exporting.word import word_report
from dashboards.exporting.workbook import workbook
from reports.choices import OutputFormat, ReportKind
from reports.models import ReportTemplate
from reports.services.outputs import add_template, use_template
from tests.dashboards.output_world import given_out, office, read
from tests.reports.services.test_outputs import FILE
from tests.world import approve

pytestmark = pytest.mark.usefixtures("reference")

DAL, DOM = "23535", "23537"
DISTRICT = "618"
TEMPLATE = settings.DISTRICT_TEMPLATE.read_bytes()
OF_THE_PROVINCE = ("còn thiếu", "Số xã cần", "Mục tiêu 20", "Toàn tỉnh", "TOÀN TỈNH")


@pytest.fixture
def report():
    approve("610", "2020Q4", {})
    approve(DISTRICT, "2020Q3", {DAL: [1]})
    approve(DISTRICT, "2020Q4", {DAL: [2, 18], DOM: [18, 19]})
    return read(given_out("2020Q4", district=DISTRICT))


def texts(facts, content):
    paper = docx.Document(io.BytesIO(word_report(facts, content, template=TEMPLATE)))
    cells = [c.text for t in paper.tables for r in t.rows for c in r.cells]
    lines = [each.text for each in paper.paragraphs]
    footer = paper.sections[0].footer.paragraphs[0].text
    return "\n".join([*lines, *cells, footer]), printed_page(facts, content)


def test_paper_says_the_district_and_no_target(report):
    for text in texts(*report):
        plain = text.replace("&#x27;", "'")
        assert "tại huyện Ia H'Drai" in plain
        assert "huyện Ia H'Drai có 3 xã thực hiện Chương trình; 4/57" in plain
        assert "Quý IV/2020, huyện Ia H'Drai; số duyệt đến" in plain
        assert "thiếu tiêu chí 19: Ia Đal" in plain
        assert [word for word in OF_THE_PROVINCE if word in plain] == []


def test_excel_says_the_district_and_no_target(report):
    book = load_workbook(io.BytesIO(workbook(*report)))
    assert book.sheetnames[0] == "Nhóm tiêu chí"
    assert "Huyện" not in book.sheetnames
    for sheet in book:
        assert str(sheet["A2"].value).startswith("Huyện Ia H'Drai; Quý IV/2020")
        assert "huyện Ia H'Drai" in sheet.oddFooter.left.text
    heads = [cell.value for cell in book["Nhóm tiêu chí"][5]]
    assert heads[:3] == ["Nhóm tiêu chí", "Số xã đạt", "Tổng số xã"]
    assert not {"Mục tiêu", "Số xã cần", "Còn thiếu", "Hạn"} & set(heads)
    communes = book["Xã × tiêu chí"]
    names = {row[0].value for row in communes.iter_rows(min_row=6, max_row=8)}
    assert names == {"Huyện Ia H'Drai"}


def test_csv_says_the_district(report):
    archive = zipfile.ZipFile(io.BytesIO(csv_archive(*report)))
    text = archive.read("ket-qua-2020Q4.csv").decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(text)))
    assert len(lines) == 3 * 19
    assert {(each["pham_vi"], each["ma_huyen"]) for each in lines} == {("618", "618")}
    assert "huyện Ia H'Drai" in archive.read("doc-truoc.txt").decode()


def test_the_template_in_the_repository_is_the_one_that_is_built():
    own = docx.Document(io.BytesIO(TEMPLATE))
    built = docx.Document(io.BytesIO(build_template(of_district=True)))
    assert own.element.xml == built.element.xml
    assert unknown_fields(TEMPLATE) == []


def test_the_office_s_template_of_the_province_does_not_write_a_district():
    approve(DISTRICT, "2020Q4", {DAL: [1]})
    use_template(
        template=add_template(
            kind=ReportKind.YEAR, file=FILE, unknown=(), by=office(), at=timezone.now()
        )
    )
    year = {"kind": ReportKind.YEAR, "form": OutputFormat.WORD}
    assert given_out("2020Q4", **year).template == ReportTemplate.objects.get()
    assert given_out("2020Q4", district=DISTRICT, **year).template is None
