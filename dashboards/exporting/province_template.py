"""The Word templates of the reports, in the form of Nghị định 30/2020/NĐ-CP.

One is of the province, one of a single district. For the province the office may use
one of its own with the same fields; these are written by
``manage.py make_province_template``.
"""

import io

from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_BREAK
from docx.shared import Mm, Pt

from dashboards.exporting.paper_forms import DISTRICT_FORM, PROVINCE_FORM, Form, numbers
from dashboards.exporting.province_tables import COMMUNES, PLAN, PROGRAMME
from reports.exporting.word_shapes import (
    SMALL,
    TINY,
    Listing,
    add_body,
    add_line,
    add_paragraph,
    add_rule,
    add_table,
    add_title,
    draw_rule,
    pair,
)
from reports.exporting.word_template import set_page

OPENING = (
    "Thực hiện Chương trình hành động kèm theo Quyết định số 1334/QĐ-UBND ngày "
    "25 tháng 11 năm 2019 của Ủy ban nhân dân tỉnh Kon Tum, Văn phòng Điều phối nông "
    "thôn mới tỉnh báo cáo kết quả thực hiện Chương trình mục tiêu quốc gia xây dựng "
    "nông thôn mới {{ named }}{where} như sau:"
)
STANDING = (
    "Đến hết {{ period }}, {{ place }} có {{ communes }} xã thực hiện Chương trình; "
    "{{ met }}/{{ cells }} lượt tiêu chí đạt, bình quân {{ average }} tiêu chí/xã"
    "{% if base %}, {{ met_moved }} so với {{ base }} ({{ base_met }} lượt của "
    "{{ base_communes }} xã, bình quân {{ base_average }} tiêu chí/xã){% endif %}. Có "
    "{{ full }} xã đạt đủ 19 tiêu chí ({{ full_share }})"
    "{% if recognised != '0' %}; {{ recognised }} xã đang được công nhận đạt chuẩn"
    "{% endif %}."
)
READING = (
    "Số liệu lấy từ {source} ({{ as_of }})."
    "{% if base and base_communes != communes %} Số xã thuộc Chương trình khác kỳ so "
    "sánh: chênh lệch gồm cả phần do xã ra hay vào Chương trình.{% endif %}"
    "{% if carried %} Dùng số của quý trước: {{ carried }}.{% endif %}"
    "{% if not_reported %} Còn {{ not_reported }} xã chưa có số liệu đã duyệt; các xã "
    "này vẫn được tính trong tổng số xã.{% endif %}"
)
CLOSING = (
    "Trên đây là báo cáo kết quả thực hiện Chương trình mục tiêu quốc gia xây dựng "
    "nông thôn mới {{ named }}{where}, Văn phòng Điều phối nông thôn mới tỉnh kính báo "
    "cáo Ủy ban nhân dân tỉnh xem xét, chỉ đạo./."
)
NEAR = ("title", "short", "count", "communes")
TEXTS = (
    ("highlights", "1. Kết quả nổi bật"),
    ("difficulties", "2. Khó khăn, vướng mắc"),
    ("proposals", "3. Kiến nghị"),
    ("next_tasks", "4. Nhiệm vụ kỳ tới"),
)


def build_template(*, of_district: bool = False) -> bytes:
    """Return the template as a .docx file."""
    form = DISTRICT_FORM if of_district else PROVINCE_FORM
    paper = Document()
    set_page(paper, "{{ footer }}{% if illustration %} – số liệu minh họa{% endif %}")
    _heading(paper, form)
    _standing(paper, form)
    _targets(paper, form)
    _moves(paper, form)
    _texts(paper, form)
    _signature(paper, form)
    _annexes(paper, form)
    file = io.BytesIO()
    paper.save(file)
    return file.getvalue()


def _at(text: str, form: Form) -> str:
    where = f" {form.where}" if form.where else ""
    return text.replace("{where}", where).replace("{source}", form.source)


def _heading(paper: Paper, form: Form) -> None:
    left, right = pair(paper, (68, 97))
    add_line(left, "ỦY BAN NHÂN DÂN", size=13)
    add_line(left, "TỈNH KON TUM", size=13)
    add_line(left, "VĂN PHÒNG ĐIỀU PHỐI", size=13, bold=True)
    add_line(left, "NÔNG THÔN MỚI", size=13, bold=True)
    add_rule(left, Mm(22))
    add_line(left, "Số: ……/BC-VPĐP", size=13)
    add_line(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=TINY + 1, bold=True)
    add_line(right, "Độc lập - Tự do - Hạnh phúc", size=13, bold=True)
    add_rule(right, Mm(21))
    add_line(right, "Kon Tum, ngày …… tháng …… năm {{ year }}", size=13, italic=True)
    add_paragraph(paper, "{%p if illustration %}")
    add_paragraph(paper, "{{ illustration }}", ALIGN.CENTER, bold=True, before=6)
    add_paragraph(paper, "{%p endif %}")
    add_paragraph(paper, "BÁO CÁO", ALIGN.CENTER, bold=True, before=12)
    for line in (
        "Kết quả thực hiện Chương trình mục tiêu quốc gia",
        "xây dựng nông thôn mới {{ named }}",
        *([form.where] if form.where else []),
    ):
        add_paragraph(paper, line, ALIGN.CENTER, bold=True)
    draw_rule(paper.add_paragraph(), Mm(60))
    addressee = "Kính gửi: Ủy ban nhân dân tỉnh Kon Tum."
    add_paragraph(paper, addressee, ALIGN.CENTER, before=12)
    add_body(paper, _at(OPENING, form))


def _standing(paper: Paper, form: Form) -> None:
    add_title(paper, "I. KẾT QUẢ THỰC HIỆN BỘ TIÊU CHÍ")
    add_body(paper, STANDING)
    add_body(paper, _at(READING, form))
    for number, (title, table) in enumerate(form.standing, start=1):
        _table(paper, f"{number}. {title}", table)


def _targets(paper: Paper, form: Form) -> None:
    add_title(paper, f"II. {form.targets.upper()}")
    add_body(paper, form.rule)
    for title, table in form.groups:
        _table(paper, f"1. {title}", table)
    title = f"Biểu đồ: {form.chart[0].lower()}{form.chart[1:]}"
    caption = add_paragraph(paper, title, ALIGN.CENTER, before=8)
    caption.runs[0].italic = True
    caption.paragraph_format.keep_with_next = True
    add_paragraph(paper, "{{ chart }}", ALIGN.CENTER)
    add_title(paper, f"2. {form.nearest}")
    fields = {name: f"{{{{ each.{name} }}}}" for name in NEAR}
    _loop(paper, "near", "- " + form.near.format(**fields), form.far)
    add_title(paper, "3. So với Phụ lục 01")
    add_body(paper, "{%p if plan %}")
    add_body(paper, "Theo {{ plan }}; mỗi số là một lượt xã × tiêu chí.")
    add_table(paper, PLAN)
    add_body(paper, "{%p else %}")
    add_body(paper, "Chưa có Phụ lục 01 nào được nhập.")
    add_body(paper, "{%p endif %}")


def _moves(paper: Paper, form: Form) -> None:
    add_title(paper, "III. TĂNG, GIẢM SO VỚI {{ (base or 'KỲ TRƯỚC')|upper }}")
    add_body(paper, "{%p if base %}")
    add_body(
        paper,
        "{{ gained_communes }} xã đạt thêm {{ gained_count }} lượt tiêu chí; "
        "{{ lost_communes }} xã giảm {{ lost_count }} lượt tiêu chí.",
    )
    for number, ((title, table), nothing) in enumerate(
        zip(form.moves, form.unmoved, strict=True), start=1
    ):
        _listed(paper, f"{number}. {title}", table, nothing)
    add_body(paper, "{%p else %}")
    add_body(paper, "Chưa có số liệu của kỳ trước để so sánh.")
    add_body(paper, "{%p endif %}")


def _texts(paper: Paper, form: Form) -> None:
    add_title(paper, f"IV. {form.words.upper()}")
    add_body(
        paper,
        f"{{% if silent %}}{form.silent}{{% else %}}{form.told}{{% endif %}}",
    )
    for name, title in TEXTS:
        add_body(paper, f"{{%p if {name} %}}")
        add_title(paper, title)
        add_body(paper, f"{{%p for each in {name} %}}")
        add_body(paper, "{%p for line in each.lines %}")
        add_body(paper, "{% if loop.first %}{{ each.name }}: {% endif %}{{ line }}")
        add_body(paper, "{%p endfor %}")
        add_body(paper, "{%p endfor %}")
        add_body(paper, "{%p endif %}")
    # Nobody signs a page that has nothing else on it.
    closing = add_body(paper, _at(CLOSING, form)).paragraph_format
    closing.keep_with_next = closing.keep_together = True


def _signature(paper: Paper, form: Form) -> None:
    paper.add_paragraph().paragraph_format.keep_with_next = True
    left, right = pair(paper, (80, 85))
    add_line(left, "Nơi nhận:", ALIGN.LEFT, size=SMALL, bold=True, italic=True)
    for receiver in (
        "- Ủy ban nhân dân tỉnh;",
        "- Ban Chỉ đạo các Chương trình MTQG tỉnh;",
        "- Sở Nông nghiệp và Phát triển nông thôn;",
        f"- {form.receiver};",
        "- Lưu: VT.",
    ):
        add_line(left, receiver, ALIGN.LEFT, size=TINY)
    add_line(right, "CHÁNH VĂN PHÒNG", bold=True)
    for _space in range(4):
        add_line(right, "")


def _annexes(paper: Paper, form: Form) -> None:
    for (title, table), number in zip(form.annexes, numbers(form), strict=True):
        if table is PROGRAMME:
            add_paragraph(paper, "{%p if programme %}")
        first = add_paragraph(paper, "", ALIGN.CENTER, bold=True)
        first.runs[0].add_break(WD_BREAK.PAGE)
        first.runs[0].add_text(number)
        add_paragraph(paper, title.upper(), ALIGN.CENTER, bold=True)
        said = "(Kèm theo Báo cáo số ……/BC-VPĐP ngày …… tháng …… năm {{ year }} của "
        line = add_paragraph(
            paper, said + "Văn phòng Điều phối nông thôn mới tỉnh)", ALIGN.CENTER
        )
        line.runs[0].italic, line.runs[0].font.size = True, Pt(SMALL)
        line.paragraph_format.space_after = Pt(6)
        add_table(paper, table)
        if table is COMMUNES:
            note = "Đ: đạt; –: chưa đạt; ?: chưa đánh giá; để trống: chưa có số liệu."
            add_paragraph(paper, note, before=4).runs[0].font.size = Pt(TINY)
        if table is PROGRAMME:
            add_paragraph(paper, "{%p endif %}")


def _table(paper: Paper, title: str, table: Listing) -> None:
    add_title(paper, title)
    add_table(paper, table)


def _listed(paper: Paper, title: str, table: Listing, nothing: str) -> None:
    add_title(paper, title)
    add_body(paper, f"{{%p if {table.source} %}}")
    add_table(paper, table)
    add_body(paper, "{%p else %}")
    add_body(paper, nothing)
    add_body(paper, "{%p endif %}")


def _loop(paper: Paper, source: str, line: str, nothing: str) -> None:
    add_body(paper, f"{{%p for each in {source} %}}")
    add_body(paper, line)
    add_body(paper, "{%p else %}")
    add_body(paper, nothing)
    add_body(paper, "{%p endfor %}")
