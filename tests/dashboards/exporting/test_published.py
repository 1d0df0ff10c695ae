"""The published rows stand alike in Word, Excel, CSV, PDF and on the command line."""

import csv
import io
import json
import re
import zipfile
from pathlib import Path

import docx
import pytest
from django.conf import settings
from django.core.management import call_command
from openpyxl import load_workbook
from pypdf import PdfReader

from accounts.choices import Role
from accounts.models import User
from dashboards.exporting.apart import can_draw_pdf, draw_apart
from dashboards.exporting.csv_files import csv_archive
from dashboards.exporting.pdf import printed_page
from dashboards.exporting.word import word_report
from dashboards.exporting.workbook import workbook
from reports.choices import OutputFormat
from reports.models import Snapshot
from tests.dashboards.output_world import given_out, read

pytestmark = pytest.mark.usefixtures("reference")

APPENDIX = Path(__file__).parents[3] / "fixtures" / "appendix"
# Period: the sheet, communes, bands from 19/19 down, criteria met in all, average as
# 1.040 / 85 rounds (the press cut it to 12,23).
PUBLISHED = {
    "2017Q4": ("ket-qua-2017Q4-tcvn3.xlsx", 86, (13, 2, 26, 41, 4), 890, "10,35"),
    "2019Q3": ("ket-qua-2019Q3-plain.xlsx", 85, (19, 6, 29, 31, 0), 1040, "12,24"),
}


@pytest.fixture(params=PUBLISHED)
def row(request):
    sheet, communes, bands, met, average = PUBLISHED[request.param]
    quiet = {"stdout": io.StringIO(), "stderr": io.StringIO()}
    on = {"2017Q4": "2018-01-10", "2019Q3": "2019-10-10"}[request.param]
    file = str(APPENDIX / sheet)
    call_command(
        "import_appendix", file, "--kind", "results", "--on", on, "--demo", **quiet
    )
    snapshot = given_out(request.param)
    return *read(snapshot), communes, bands, met, average


def test_the_snapshot_agrees_with_the_command(row):
    facts, content, communes, bands, met, _average = row
    out = io.StringIO()
    call_command("attainment", "--period", facts.period.code, "--json", stdout=out)
    said = json.loads(out.getvalue())
    province = dict(content["province"])
    assert float(province.pop("average")) == said.pop("average")
    for figures in (province, said):
        for group in figures["groups"]:
            group["target_percent"] = str(group["target_percent"]).removesuffix(".00")
    assert province == said
    assert (said["communes"], tuple(said["bands"].values())) == (communes, bands)
    assert said["criteria_met_total"] == met


def test_the_word_text_has_the_row(row):
    facts, content, communes, bands, met, average = row
    template = settings.PROVINCE_TEMPLATE.read_bytes()
    paper = docx.Document(io.BytesIO(word_report(facts, content, template=template)))
    text = "\n".join(each.text for each in paper.paragraphs)
    shown = f"{met:,}".replace(",", ".")
    assert f"toàn tỉnh có {communes} xã thực hiện" in text
    assert f"{shown}/{communes * 19:,}".replace(",", ".") in text
    assert f"bình quân {average} tiêu chí/xã" in text
    assert "SỐ LIỆU MINH HỌA" in text
    tables = [[[c.text for c in r.cells] for r in t.rows] for t in paper.tables]
    [shown_bands] = [t for t in tables if t[0][0] == "Mức đạt"]
    assert tuple(int(line[1]) for line in shown_bands[1:]) == bands
    [districts] = [t for t in tables if t[0][1] == "Số xã" and len(t[0]) == 11]
    assert districts[-1][:3] == ["Toàn tỉnh", str(communes), shown]


def test_the_cells_of_excel_have_the_row(row):
    facts, content, communes, bands, met, _average = row
    book = load_workbook(io.BytesIO(workbook(facts, content)))
    cells = [
        [cell.value for cell in line] for line in book["Mục tiêu"].iter_rows(min_row=5)
    ]
    named = {line[0]: line[1] for line in cells if line[0]}
    assert named["Tổng số tiêu chí đạt"] == met
    assert named["Bình quân tiêu chí/xã"] == float(content["province"]["average"])
    titles = ("Đạt đủ 19 tiêu chí", "15–18 tiêu chí", "10–14 tiêu chí")
    titles += ("5–9 tiêu chí", "Dưới 5 tiêu chí")
    assert tuple(named[title] for title in titles) == bands
    whole = [c.value for c in list(book["Huyện"].iter_rows())[-1]]
    assert whole[:4] == ["Toàn tỉnh", communes, 0, met]


def test_the_lines_of_csv_add_up_to_the_row(row):
    facts, content, communes, bands, met, _average = row
    archive = zipfile.ZipFile(io.BytesIO(csv_archive(facts, content)))
    name = f"ket-qua-{facts.period.code}.csv"
    lines = list(csv.DictReader(io.StringIO(archive.read(name).decode("utf-8-sig"))))
    assert len(lines) == communes * 19
    counts: dict[str, int] = {}
    for line in lines:
        counts.setdefault(line["ma_xa"], 0)
        counts[line["ma_xa"]] += line["ket_qua"] == "dat"
    assert sum(counts.values()) == met
    edges = ((19, 19), (15, 18), (10, 14), (5, 9), (0, 4))
    assert bands == tuple(
        sum(low <= each <= high for each in counts.values()) for low, high in edges
    )


def test_the_page_to_print_has_the_row(row):
    facts, content, communes, bands, met, average = row
    page = printed_page(facts, content)
    shown = f"{met:,}".replace(",", ".")
    assert f"toàn tỉnh có {communes} xã thực hiện Chương trình; {shown}/" in page
    assert f"bình quân {average} tiêu chí/xã" in page
    assert f'<th scope="row">Đạt đủ 19 tiêu chí</th><td>{bands[0]}</td>' in page


def test_the_overview_has_the_row(row, client):
    facts, _content, communes, bands, met, average = row
    client.force_login(User.objects.create_user("doc", role=Role.LEADER))
    page = client.get(f"/?ky={facts.period.code}").content.decode()
    shown = f"{met:,}".replace(",", ".")
    assert f"<b>{communes} xã</b> thuộc chương trình" in page
    assert f"<b>{average}</b> tiêu chí/xã" in page
    assert f"{shown} tiêu chí đạt trên" in page
    found = re.findall(r"<td><b>(\d+)</b> xã", page)
    assert tuple(map(int, found)) == bands


@pytest.mark.skipif(not can_draw_pdf(), reason="máy này không có Pango")
@pytest.mark.parametrize("row", ["2019Q3"], indirect=True)
def test_the_pdf_has_the_row_and_its_own_letters(row):
    facts, _content, communes, _bands, _met, average = row
    snapshot = Snapshot.objects.get()
    snapshot.format = OutputFormat.PDF
    reader = PdfReader(io.BytesIO(draw_apart(snapshot, template=None)))
    text = " ".join(reader.pages[0].extract_text().split())
    assert f"toàn tỉnh có {communes} xã thực hiện Chương trình" in text
    assert f"bình quân {average} tiêu chí/xã" in text
    for page in reader.pages:
        assert f"bản xuất {facts.code}" in " ".join(page.extract_text().split())
