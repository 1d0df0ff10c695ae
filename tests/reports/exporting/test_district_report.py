"""The Word report: opened as Word would, it says what the grid and the words say."""

import datetime as dt
import io
from pathlib import Path

import docx
import pytest
from django.conf import LazySettings, settings
from docx.document import Document

from communes.models import District
from ntm_portal.lib import periods
from reports.analytics.grid import read_grid
from reports.analytics.report_words import read_words
from reports.exporting.district_report import BadTemplate, district_report
from reports.exporting.word_template import build_template
from reports.models import Report
from reports.services.words import Typed, save_words
from tests.reports.review_world import (
    FIRST,
    MET,
    QUARTER,
    SECOND,
    SMALL,
    UNMET,
    approved_before,
    drafted,
    officer,
    open_quarter,
    submitted,
)

AT = dt.datetime(2021, 3, 20, 9, 40, tzinfo=dt.UTC)

pytestmark = pytest.mark.django_db


def printed(quarter: str = QUARTER) -> Document:
    grid = read_grid(
        period=periods.Quarter.parse(quarter), district=District.objects.get(pk=SMALL)
    )
    return docx.Document(
        io.BytesIO(district_report(grid, read_words(grid.report), at=AT))
    )


def lines(paper: Document) -> list[str]:
    return [paragraph.text for paragraph in paper.paragraphs]


def table(paper: Document, head: str) -> list[list[str]]:
    """Return the rows of the table that begins with the word, heading included."""
    rows = [
        [[cell.text for cell in row.cells] for row in each.rows]
        for each in paper.tables
    ]
    return next(found for found in rows if found[0][0] == head)


def write(**texts: str) -> None:
    save_words(
        district_code=SMALL,
        quarter_code=QUARTER,
        typed=Typed(texts=texts, version=0),
        by=officer(),
        at=AT,
    )


@pytest.fixture
def changed() -> None:
    """One criterion newly met, one fallen."""
    approved_before({FIRST: [1], SECOND: [1]})
    open_quarter()
    drafted({(FIRST, 2): MET, (SECOND, 1): UNMET})


def test_the_template_in_the_repository_is_the_one_that_is_built() -> None:
    own = docx.Document(str(settings.OWN_REPORT_TEMPLATE))
    built = docx.Document(io.BytesIO(build_template()))
    assert own.element.xml == built.element.xml


def test_the_page_is_that_of_the_decree(changed: None) -> None:
    paper = printed()
    section = paper.sections[0]
    margins = (
        section.top_margin,
        section.bottom_margin,
        section.left_margin,
        section.right_margin,
    )
    assert [round(margin.mm) for margin in margins] == [20, 20, 30, 15]
    assert [round(size.mm) for size in (section.page_width, section.page_height)] == [
        210,
        297,
    ]
    assert paper.styles["Normal"].font.name == "Times New Roman"
    left, right = paper.tables[0].rows[0].cells
    assert left.text.splitlines()[:2] == ["ỦY BAN NHÂN DÂN", "HUYỆN IA H'DRAI"]
    assert "Số: ……/BC-UBND" in left.text
    assert right.text.startswith("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập")
    assert "ngày …… tháng …… năm 2021" in right.text


def test_the_figures_are_those_of_the_draft(changed: None) -> None:
    paper = printed()
    criteria = table(paper, "Tiêu chí")
    assert criteria[0][1:] == [
        "Số xã đạt Quý I/2021",
        "Số xã đạt Quý IV/2020",
        "Tăng, giảm",
    ]
    assert [row[1:] for row in criteria[1:3]] == [["1", "2", "−1"], ["1", "0", "+1"]]
    assert len(criteria) == 20
    assert table(paper, "Xã")[1][1:] == ["2", "1", "+1"]
    assert table(paper, "Số tiêu chí đạt")[-1] == ["Dưới 5 tiêu chí", "3", "3", "="]
    assert any("có 2/57 lượt tiêu chí đạt" in line for line in lines(paper))


def test_communes_that_fell_and_changed_cells_are_named(changed: None) -> None:
    paper = printed()
    assert "- Ia Dom: 1. Quy hoạch." in lines(paper)
    rows = [
        [cell.text for cell in row.cells]
        for each in paper.tables
        for row in each.rows
        if len(row.cells) == 4
    ]
    assert ["Ia Dom", "1. Quy hoạch", "đạt", "chưa đạt"] in rows
    assert ["Ia Đal", "2. Giao thông", "chưa đạt", "đạt"] in rows


def test_the_words_come_out_paragraph_by_paragraph_as_written(changed: None) -> None:
    write(highlights="A & B < C\n{{ 7*7 }} {% raw %}", difficulties="“Sạt lở”")
    found = lines(printed())
    place = found.index("II. KẾT QUẢ NỔI BẬT")
    assert found[place + 1 : place + 3] == ["A & B < C", "{{ 7*7 }} {% raw %}"]
    assert "“Sạt lở”" in found
    assert found[found.index("IV. KIẾN NGHỊ") + 1].startswith("…")


def test_texts_that_nobody_saved_for_the_quarter_are_not_printed() -> None:
    open_quarter()
    approved_before()
    assert lines(printed()).count("……") == 0
    assert sum(line.startswith("……") for line in lines(printed())) == 4


def test_every_page_says_how_far_the_report_has_come(changed: None) -> None:
    def status() -> set[str]:
        paper = printed()
        section = paper.sections[0]
        footers = (section.footer, section.first_page_footer)
        said = {footer.paragraphs[0].text.split(" – số liệu")[0] for footer in footers}
        return said | {line for line in lines(paper) if line in said}

    assert status() == {"Bản nháp – chưa gửi"}
    submitted({(FIRST, 3): MET})
    assert status() == {"Đã gửi ngày 20/03/2021, chưa duyệt"}
    Report.objects.update(state="signing")
    assert status() == {"Bản trình lãnh đạo huyện – chưa gửi"}


def test_an_approved_quarter_says_when_it_was_approved() -> None:
    approved_before({FIRST: [1]})
    found = lines(printed("2020Q4"))
    assert "Đã duyệt ngày 20/01/2021" in found
    assert "xây dựng nông thôn mới năm 2020" in found
    assert "Chưa có quý trước nào được duyệt để so sánh." in found


@pytest.mark.parametrize(
    "text", ["{{ quarter.__init__.__globals__ }}", "{% for x in %}", "{{ district() }}"]
)
def test_a_template_of_the_office_that_cannot_be_filled_is_named(
    changed: None, settings: LazySettings, tmp_path: Path, text: str
) -> None:
    paper = docx.Document()
    paper.add_paragraph(text)
    settings.REPORT_TEMPLATE = tmp_path / "la.docx"
    paper.save(str(settings.REPORT_TEMPLATE))
    with pytest.raises(BadTemplate, match=r"la\.docx"):
        printed()


def test_a_missing_template_is_named(
    changed: None, settings: LazySettings, tmp_path: Path
) -> None:
    settings.REPORT_TEMPLATE = tmp_path / "khong-co.docx"
    with pytest.raises(BadTemplate, match=r"khong-co\.docx"):
        printed()
