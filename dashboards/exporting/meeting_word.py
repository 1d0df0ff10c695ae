"""The papers of a meeting as a Word document, as Nghị định 30/2020/NĐ-CP has it."""

import io
from collections.abc import Sequence

from docx import Document
from docx.document import Document as Paper
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.shared import Mm
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from dashboards.exporting.facts import ILLUSTRATION
from dashboards.exporting.meeting_paper import Papers, Section
from reports.exporting.word_shapes import (
    SMALL,
    TINY,
    add_body,
    add_line,
    add_paragraph,
    add_rule,
    add_title,
    pair,
    write,
)
from reports.exporting.word_template import set_page

HEADS = (70, 95)


def meeting_word(papers: Papers) -> bytes:
    """Return the papers as a .docx file."""
    paper = Document()
    set_page(paper, papers.foot)
    _heading(paper, papers)
    for number, section in enumerate(papers.sections, start=1):
        add_title(paper, f"{number}. {section.title}")
        add_body(paper, section.said)
        if section.rows:
            _table(paper, section)
    file = io.BytesIO()
    paper.save(file)
    return file.getvalue()


def _heading(paper: Paper, papers: Papers) -> None:
    left, right = pair(paper, HEADS)
    add_line(left, "TỈNH KON TUM", size=SMALL)
    add_line(left, "BAN CHỈ ĐẠO", size=SMALL, bold=True)
    add_line(left, "CÁC CHƯƠNG TRÌNH MTQG", size=SMALL, bold=True)
    add_rule(left, Mm(22))
    add_line(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=SMALL, bold=True)
    add_line(right, "Độc lập - Tự do - Hạnh phúc", bold=True)
    add_rule(right, Mm(16))
    date = f"Kon Tum, ngày …… tháng …… năm {papers.year}"
    add_line(right, date, italic=True)
    if papers.is_demo:
        add_paragraph(paper, ILLUSTRATION, ALIGN.CENTER, bold=True, before=6)
    add_paragraph(paper, "TÀI LIỆU HỌP", ALIGN.CENTER, bold=True, before=12)
    title = f"Ban Chỉ đạo các Chương trình MTQG tỉnh, ngày {papers.day}"
    add_paragraph(paper, title, ALIGN.CENTER, bold=True)
    for name, said in (("Chủ trì", papers.chair), ("Địa điểm", papers.place)):
        if said:
            add_paragraph(paper, f"{name}: {said}", ALIGN.CENTER)


def _table(paper: Paper, section: Section) -> None:
    size = len(section.rows) + 1, len(section.heads)
    table = paper.add_table(*size, style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    cells = table._cells
    for number, texts in enumerate((section.heads, *section.rows)):
        own = cells[number * size[1] : (number + 1) * size[1]]
        _row(own, texts, section, is_head=number == 0)
        name = "w:cantSplit" if number else "w:tblHeader"
        table.rows[number]._tr.get_or_add_trPr().append(OxmlElement(name))
    for column, width in enumerate(section.widths):
        table.columns[column].width = Mm(width)


def _row(
    cells: Sequence[_Cell], texts: tuple[str, ...], section: Section, *, is_head: bool
) -> None:
    for column, (cell, text) in enumerate(zip(cells, texts, strict=True)):
        cell.width = Mm(section.widths[column])
        is_text = column < section.texts and not is_head
        cell.paragraphs[0].alignment = ALIGN.LEFT if is_text else ALIGN.CENTER
        write(cell.paragraphs[0], text, size=TINY, bold=is_head)
        if section.is_of_tasks and not column:
            _keep_whole(cell.paragraphs[0])


def _keep_whole(paragraph: Paragraph) -> None:
    """Let a code stand on one line: its hyphens are no place to break it."""
    for run in paragraph.runs:
        first, *others = run.text.split("-")
        run.text = first
        for part in others:
            run._r.append(OxmlElement("w:noBreakHyphen"))
            run.add_text(part)
