"""The Word report: opened as Word would, it says what the grid and the words say."""

import datetime as dt
import io
from pathlib import Path

import docx
import pytest
from django.conf import LazySettings, settings
from docx.document import Document

from communes.models import District
from criteria.models import Criterion
from ntm_portal.lib import periods
from reports.analytics.entry.grid import read_grid
from reports.analytics.paper_report import read_paper
from reports.choices import FallCause
from reports.exporting.district_report import BadTemplate, district_report
from reports.exporting.word_template import build_template
from reports.models import DraftRemark, Report, Revision
from reports.services.decisions import Seen
from reports.services.returns import Demand, return_cells
from reports.services.words import Typed, save_words
from reports.services.workflow import reopen_report
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
    reviewer,
    submitted,
)
from tests.world import approve

WHERE = {"district_code": SMALL, "quarter_code": QUARTER}
AT = dt.datetime(2021, 3, 20, 9, 40, tzinfo=dt.UTC)

pytestmark = pytest.mark.django_db


def printed(quarter: str = QUARTER) -> Document:
    grid = read_grid(
        period=periods.Quarter.parse(quarter), district=District.objects.get(pk=SMALL)
    )
    paper = read_paper(grid, today=AT.date())
    return docx.Document(io.BytesIO(district_report(paper, at=AT)))


def lines(paper: Document) -> list[str]:
    return [paragraph.text for paragraph in paper.paragraphs]


def tables(paper: Document) -> list[list[list[str]]]:
    return [
        [[cell.text for cell in row.cells] for row in each.rows]
        for each in paper.tables
    ]


def table(paper: Document, head: str) -> list[list[str]]:
    """Return the rows of the table that begins with the word, heading included."""
    return next(rows for rows in tables(paper) if rows[0][0] == head)


def write(**texts: str) -> None:
    save_words(
        district_code=SMALL,
        quarter_code=QUARTER,
        typed=Typed(texts=texts, version=0),
        by=officer(),
        at=AT,
    )


def changes(paper: Document) -> list[list[str]]:
    """Return the rows below the heading of the list of changed results."""
    return next(rows for rows in tables(paper) if rows[0][1] == "Tiêu chí")


def remark(commune: str, number: int, note: str, cause: str = "") -> None:
    DraftRemark.objects.create(
        report=Report.objects.get(),
        commune_id=commune,
        criterion=Criterion.objects.get(number=number),
        note=note,
        fall_cause=cause,
        changed_at=AT,
        changed_by=officer(),
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
    rows = changes(paper)
    assert ["Ia Dom", "1. Quy hoạch", "đạt", "chưa đạt"] in rows
    assert ["Ia Đal", "2. Giao thông", "chưa đạt", "đạt"] in rows


def test_the_word_report_of_a_reopened_quarter_compares_with_the_quarter_before() -> (
    None
):
    approved_before({FIRST: [1], SECOND: [1]})
    open_quarter()
    approve(SMALL, QUARTER, {FIRST: [1, 2, 3]})
    reopen_report(**WHERE, by=reviewer(), at=AT, reason="Sai số hộ nghèo")
    drafted({(FIRST, 3): UNMET})
    paper = printed()
    assert any(
        "có 2/57" in line and "(Quý IV/2020: 2/57" in line for line in lines(paper)
    )
    assert table(paper, "Tiêu chí")[0][2] == "Số xã đạt Quý IV/2020"
    assert table(paper, "Xã")[1:3] == [
        ["Ia Đal", "2", "1", "+1"],
        ["Ia Dom", "0", "1", "−1"],
    ]
    assert "- Ia Dom: 1. Quy hoạch." in lines(paper)
    assert changes(paper) == [
        ["Xã", "Tiêu chí", "Quý IV/2020", "Quý I/2021"],
        ["Ia Đal", "2. Giao thông", "chưa đạt", "đạt"],
        ["Ia Dom", "1. Quy hoạch", "đạt", "chưa đạt"],
    ]


def test_after_a_partial_approval_it_compares_with_the_quarter_before(
    changed: None,
) -> None:
    submitted({(FIRST, 3): MET})
    cells = {(SECOND, 1): Demand("Thiếu biên bản", AT.date())}
    seen = Seen(Report.objects.get().base_id)
    return_cells(**WHERE, cells=cells, by=reviewer(), at=AT, seen=seen)
    paper = printed()
    assert any(
        "có 3/57" in line and "(Quý IV/2020: 2/57" in line for line in lines(paper)
    )
    assert [row[:2] for row in changes(paper)[1:]] == [
        ["Ia Đal", "2. Giao thông"],
        ["Ia Đal", "3. Thủy lợi"],
        ["Ia Dom", "1. Quy hoạch"],
    ]


def test_a_reopened_first_quarter_has_nothing_to_compare_with() -> None:
    open_quarter()
    approve(SMALL, QUARTER, {FIRST: [1]})
    reopen_report(**WHERE, by=reviewer(), at=AT, reason="Sai số hộ nghèo")
    paper = printed()
    assert table(paper, "Xã")[1] == ["Ia Đal", "1", "–", "–"]
    assert "Kỳ đầu tiên – chưa có số liệu kỳ trước." in lines(paper)


def test_a_withdrawn_revision_of_the_quarter_before_is_passed_over(
    changed: None,
) -> None:
    approve(SMALL, "2020Q3", {FIRST: [1]})
    Revision.objects.filter(quarter="2020Q4").update(
        withdrawn_on=AT.date(), withdrawn_at=AT
    )
    assert any("(Quý III/2020: 1/57" in line for line in lines(printed()))


def test_a_fall_is_told_with_its_cause_and_its_note(changed: None) -> None:
    remark(SECOND, 1, "Quy hoạch hết hạn\n chưa lập lại.", FallCause.REAL_DROP)
    assert (
        "- Ia Dom: 1. Quy hoạch (thực sự giảm: Quy hoạch hết hạn chưa lập lại)."
        in lines(printed())
    )


@pytest.mark.parametrize(
    ("note", "cause", "told"),
    [
        ("", FallCause.RULE_CHANGED, " (đổi quy định)"),
        ("A & B < {{ 7*7 }}", "", " (A & B < {{ 7*7 }})"),
        (" .", "", ""),
    ],
)
def test_a_fall_is_told_with_what_was_written_of_it(
    changed: None, note: str, cause: str, told: str
) -> None:
    remark(SECOND, 1, note, cause)
    assert f"- Ia Dom: 1. Quy hoạch{told}." in lines(printed())


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
    assert "Kỳ đầu tiên – chưa có số liệu kỳ trước." in found


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
