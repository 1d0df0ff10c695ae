"""The Word template of a district's report, in the form of Nghị định 30/2020/NĐ-CP.

The office may replace the file (setting REPORT_TEMPLATE) by one of its own that names
the same values; this one is written by ``manage.py make_report_template``.
"""

import io

from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from reports.exporting.word_shapes import (
    BODY,
    SMALL,
    TINY,
    Listing,
    add_body,
    add_field,
    add_line,
    add_paragraph,
    add_rule,
    add_table,
    add_title,
    draw_rule,
    pair,
    write,
)

FONT = "Times New Roman"
# Phụ lục I, Phần I.I of the decree: A4, margins in millimetres.
PAGE = {"page_width": 210, "page_height": 297}
MARGINS = {"top_margin": 20, "bottom_margin": 20, "left_margin": 30, "right_margin": 15}

SENTENCE = (
    "Toàn {{ district.title }} có {{ communes }} xã thực hiện Chương trình; đến hết "
    "{{ quarter }} có {{ met }}/{{ cells }} lượt tiêu chí đạt, bình quân {{ average }} "
    "tiêu chí/xã{% if before %} ({{ before }}: {{ met_before }}/{{ cells }} lượt)"
    "{% endif %}."
    "{% if unknown %} Còn {{ unknown }} lượt tiêu chí chưa đánh giá.{% endif %}"
)
CLOSING = (
    "Trên đây là báo cáo kết quả thực hiện Chương trình mục tiêu quốc gia xây dựng "
    "nông thôn mới {{ quarter }} của {{ district.title }}, kính báo cáo Văn phòng "
    "Điều phối nông thôn mới tỉnh xem xét, tổng hợp./."
)
BEFORE = "{{ before or 'Quý trước' }}"
CRITERIA = Listing(
    ("Tiêu chí", "Số xã đạt {{ quarter }}", f"Số xã đạt {BEFORE}", "Tăng, giảm"),
    "criteria",
    ("title", "met", "before", "change"),
    (88, 26, 26, 25),
)
COMMUNES = Listing(
    ("Xã", "Tiêu chí đạt {{ quarter }}", f"Tiêu chí đạt {BEFORE}", "Tăng, giảm"),
    "rows",
    ("title", "met", "before", "change"),
    (88, 26, 26, 25),
)
BANDS = Listing(
    ("Số tiêu chí đạt", "Số xã {{ quarter }}", f"Số xã {BEFORE}", "Tăng, giảm"),
    "bands",
    ("title", "met", "before", "change"),
    (88, 26, 26, 25),
)
CHANGES = Listing(
    ("Xã", "Tiêu chí", BEFORE, "{{ quarter }}"),
    "changes",
    ("commune", "criterion", "before", "after"),
    (35, 80, 25, 25),
    texts=2,
)


def build_template() -> bytes:
    """Return the template as a .docx file."""
    paper = Document()
    set_page(paper, "{{ status }} – {{ made }}")
    _heading(paper)
    _figures(paper)
    _others(paper)
    _texts(paper)
    _signature(paper)
    file = io.BytesIO()
    paper.save(file)
    return file.getvalue()


def set_page(paper: Paper, footer_text: str) -> None:
    """Set paper, margins, letters and numbers of pages as the decree has them."""
    style = paper.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(BODY)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:eastAsia", "w:cs"):
        fonts.set(qn(script), FONT)
    style.paragraph_format.space_after = Pt(0)
    section = paper.sections[0]
    for name, size in {**PAGE, **MARGINS}.items():
        setattr(section, name, Mm(size))
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = ALIGN.CENTER
    add_field(number, "PAGE")
    for footer in (section.first_page_footer, section.footer):
        write(footer.paragraphs[0], footer_text, size=TINY, italic=True)


def _heading(paper: Paper) -> None:
    left, right = pair(paper, (60, 105))
    add_line(left, "ỦY BAN NHÂN DÂN", size=13)
    add_line(left, "{{ district.full_name|upper }}", size=13, bold=True)
    add_rule(left, Mm(18))
    add_line(left, "Số: ……/BC-UBND", size=13)
    add_line(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=13, bold=True)
    add_line(right, "Độc lập - Tự do - Hạnh phúc", bold=True)
    add_rule(right, Mm(21))
    add_line(
        right,
        "{{ district.name }}, ngày …… tháng …… năm {{ year }}",
        italic=True,
    )
    mark = add_paragraph(paper, "{{ status }}", ALIGN.CENTER, bold=True, before=6)
    mark.paragraph_format.space_after = Pt(6)
    add_paragraph(paper, "BÁO CÁO", ALIGN.CENTER, bold=True)
    for line in (
        "Kết quả thực hiện Chương trình mục tiêu quốc gia",
        "xây dựng nông thôn mới {{ named }}",
    ):
        add_paragraph(paper, line, ALIGN.CENTER, bold=True)
    draw_rule(paper.add_paragraph(), Mm(60))
    add_paragraph(
        paper,
        "Kính gửi: Văn phòng Điều phối nông thôn mới tỉnh Kon Tum.",
        ALIGN.CENTER,
        before=12,
    )


def _figures(paper: Paper) -> None:
    add_title(paper, "I. KẾT QUẢ THỰC HIỆN CÁC TIÊU CHÍ")
    add_body(paper, SENTENCE)
    add_title(paper, "1. Số xã đạt từng tiêu chí")
    add_table(paper, CRITERIA)
    add_title(paper, "2. Số xã theo mức đạt")
    add_table(paper, BANDS)
    add_title(paper, "3. Số tiêu chí đạt của từng xã")
    add_table(paper, COMMUNES)
    add_title(paper, "4. Xã có tiêu chí giảm")
    add_body(paper, "{%p if fallen %}")
    add_body(paper, "{%p for row in fallen %}")
    add_body(paper, "- {{ row.commune }}: {{ row.criteria }}.")
    add_body(paper, "{%p endfor %}")
    add_body(paper, "{%p else %}")
    add_body(paper, "Không có xã nào giảm tiêu chí.")
    add_body(paper, "{%p endif %}")
    add_title(paper, "5. Các kết quả thay đổi so với " + BEFORE)
    add_body(paper, "{%p if changes %}")
    add_table(paper, CHANGES)
    add_body(paper, "{%p else %}")
    add_body(paper, "{{ no_changes }}")
    add_body(paper, "{%p endif %}")


def _others(paper: Paper) -> None:
    """Write the rest of the programme: a line for each figure, under its part."""
    add_body(paper, "{%p if others %}")
    add_title(paper, "6. Các phần khác của Chương trình hành động")
    add_body(paper, "{%p for part in others %}")
    add_body(
        paper,
        "- {{ part.title }}: {% for line in part.lines %}{{ line.label }}: "
        "{{ line.said }}{{ '; ' if not loop.last else '.' }}{% endfor %}",
    )
    add_body(paper, "{%p endfor %}")
    add_body(paper, "{%p endif %}")


def _texts(paper: Paper) -> None:
    add_body(paper, "{%p for part in parts %}")
    add_title(paper, "{{ part.title|upper }}")
    add_body(paper, "{%p for line in part.lines %}")
    add_body(paper, "{{ line }}")
    add_body(paper, "{%p endfor %}")
    add_body(paper, "{%p endfor %}")
    add_body(paper, CLOSING).paragraph_format.keep_with_next = True


def _signature(paper: Paper) -> None:
    paper.add_paragraph().paragraph_format.keep_with_next = True
    left, right = pair(paper, (80, 85))
    add_line(left, "Nơi nhận:", ALIGN.LEFT, size=SMALL, bold=True, italic=True)
    for receiver in (
        "- Văn phòng Điều phối NTM tỉnh;",
        "- Thường trực cấp ủy, HĐND;",
        "- Chủ tịch, các Phó Chủ tịch UBND;",
        "- Lưu: VT.",
    ):
        add_line(left, receiver, ALIGN.LEFT, size=TINY)
    add_line(right, "TM. ỦY BAN NHÂN DÂN", bold=True)
    add_line(right, "CHỦ TỊCH", bold=True)
    for _space in range(4):
        add_line(right, "")
