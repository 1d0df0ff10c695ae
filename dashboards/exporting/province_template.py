"""The Word template of the province's report, in the form of Nghị định 30/2020/NĐ-CP.

The office may use one of its own with the same fields; this one is written by
``manage.py make_province_template``.
"""

import io

from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_BREAK
from docx.shared import Mm, Pt

from dashboards.exporting.province_tables import (
    BANDS,
    COMMUNES,
    CRITERIA,
    DISTRICT_CRITERIA,
    DISTRICTS,
    GAINED,
    GROUPS,
    LOST,
    PLAN,
    SOURCES,
)
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
    "nông thôn mới {{ named }} như sau:"
)
STANDING = (
    "Đến hết {{ period }}, toàn tỉnh có {{ communes }} xã thực hiện Chương trình; "
    "{{ met }}/{{ cells }} lượt tiêu chí đạt, bình quân {{ average }} tiêu chí/xã"
    "{% if base %}, {{ met_moved }} so với {{ base }} ({{ base_met }} lượt của "
    "{{ base_communes }} xã, bình quân {{ base_average }} tiêu chí/xã){% endif %}. Có "
    "{{ full }} xã đạt đủ 19 tiêu chí ({{ full_share }})"
    "{% if recognised != '0' %}; {{ recognised }} xã đang được công nhận đạt chuẩn"
    "{% endif %}."
)
READING = (
    "Số liệu lấy từ các báo cáo đã duyệt của các huyện, thành phố ({{ as_of }})."
    "{% if base and base_communes != communes %} Số xã thuộc Chương trình khác kỳ so "
    "sánh: chênh lệch gồm cả phần do xã ra hay vào Chương trình.{% endif %}"
    "{% if carried %} Dùng số của quý trước: {{ carried }}.{% endif %}"
    "{% if not_reported %} Còn {{ not_reported }} xã chưa có số liệu đã duyệt; các xã "
    "này vẫn được tính trong tổng số xã.{% endif %}"
)
RULE = (
    "Xã đạt một nhóm khi đạt mọi tiêu chí của nhóm. Số xã cần là tỷ lệ mục tiêu nhân "
    "tổng số xã, làm tròn lên."
)
CLOSING = (
    "Trên đây là báo cáo kết quả thực hiện Chương trình mục tiêu quốc gia xây dựng "
    "nông thôn mới {{ named }}, Văn phòng Điều phối nông thôn mới tỉnh kính báo cáo Ủy "
    "ban nhân dân tỉnh xem xét, chỉ đạo./."
)
TEXTS = (
    ("highlights", "1. Kết quả nổi bật"),
    ("difficulties", "2. Khó khăn, vướng mắc"),
    ("proposals", "3. Kiến nghị"),
    ("next_tasks", "4. Nhiệm vụ kỳ tới"),
)


def build_template() -> bytes:
    """Return the template as a .docx file."""
    paper = Document()
    set_page(paper, "{{ footer }}{% if illustration %} – số liệu minh họa{% endif %}")
    _heading(paper)
    _standing(paper)
    _targets(paper)
    _moves(paper)
    _texts(paper)
    _signature(paper)
    _annexes(paper)
    file = io.BytesIO()
    paper.save(file)
    return file.getvalue()


def _heading(paper: Paper) -> None:
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
    ):
        add_paragraph(paper, line, ALIGN.CENTER, bold=True)
    draw_rule(paper.add_paragraph(), Mm(60))
    addressee = "Kính gửi: Ủy ban nhân dân tỉnh Kon Tum."
    add_paragraph(paper, addressee, ALIGN.CENTER, before=12)
    add_body(paper, OPENING)


def _standing(paper: Paper) -> None:
    add_title(paper, "I. KẾT QUẢ THỰC HIỆN BỘ TIÊU CHÍ")
    add_body(paper, STANDING)
    add_body(paper, READING)
    _table(paper, "1. Số xã theo mức đạt", BANDS)
    _table(paper, "2. Kết quả theo huyện, thành phố", DISTRICTS)
    _table(paper, "3. Số xã đạt từng tiêu chí", CRITERIA)


def _targets(paper: Paper) -> None:
    add_title(paper, "II. BỐN MỤC TIÊU CỦA CHƯƠNG TRÌNH HÀNH ĐỘNG")
    add_body(paper, RULE)
    _table(paper, "1. Số xã đạt từng nhóm so với mục tiêu", GROUPS)
    title = "Biểu đồ: tỷ lệ số xã đạt từng nhóm và vạch mục tiêu (% số xã)"
    caption = add_paragraph(paper, title, ALIGN.CENTER, before=8)
    caption.runs[0].italic = True
    caption.paragraph_format.keep_with_next = True
    add_paragraph(paper, "{{ chart }}", ALIGN.CENTER)
    add_title(paper, "2. Các xã gần đạt nhất của nhóm còn thiếu")
    _loop(paper, "near", "- Nhóm {{ each.title }} (còn thiếu {{ each.short }} xã, "
          "{{ each.count }} xã chỉ thiếu một tiêu chí): {{ each.communes }}.",
          "Không có nhóm nào còn thiếu so với mục tiêu.")  # fmt: skip
    add_title(paper, "3. So với Phụ lục 01")
    add_body(paper, "{%p if plan %}")
    add_body(paper, "Theo {{ plan }}; mỗi số là một lượt xã × tiêu chí.")
    add_table(paper, PLAN)
    add_body(paper, "{%p else %}")
    add_body(paper, "Chưa có Phụ lục 01 nào được nhập.")
    add_body(paper, "{%p endif %}")


def _moves(paper: Paper) -> None:
    add_title(paper, "III. TĂNG, GIẢM SO VỚI {{ (base or 'KỲ TRƯỚC')|upper }}")
    add_body(paper, "{%p if base %}")
    add_body(
        paper,
        "{{ gained_communes }} xã đạt thêm {{ gained_count }} lượt tiêu chí; "
        "{{ lost_communes }} xã giảm {{ lost_count }} lượt tiêu chí.",
    )
    _listed(paper, "1. Xã giảm tiêu chí", LOST, "Không có xã nào giảm tiêu chí.")
    _listed(
        paper, "2. Xã đạt thêm tiêu chí", GAINED, "Không có xã nào đạt thêm tiêu chí."
    )
    add_body(paper, "{%p else %}")
    add_body(paper, "Chưa có số liệu của kỳ trước để so sánh.")
    add_body(paper, "{%p endif %}")


def _texts(paper: Paper) -> None:
    add_title(paper, "IV. PHẦN LỜI CỦA CÁC HUYỆN, THÀNH PHỐ")
    add_body(paper, "Chép nguyên từ báo cáo đã duyệt của chính kỳ này."
             "{% if silent %} Không có phần lời: {{ silent }}.{% endif %}")  # fmt: skip
    for name, title in TEXTS:
        add_body(paper, f"{{%p if {name} %}}")
        add_title(paper, title)
        add_body(paper, f"{{%p for each in {name} %}}")
        add_body(paper, "{%p for line in each.lines %}")
        add_body(paper, "{% if loop.first %}{{ each.name }}: {% endif %}{{ line }}")
        add_body(paper, "{%p endfor %}")
        add_body(paper, "{%p endfor %}")
        add_body(paper, "{%p endif %}")
    add_body(paper, CLOSING)


def _signature(paper: Paper) -> None:
    paper.add_paragraph().paragraph_format.keep_with_next = True
    left, right = pair(paper, (80, 85))
    add_line(left, "Nơi nhận:", ALIGN.LEFT, size=SMALL, bold=True, italic=True)
    for receiver in (
        "- Ủy ban nhân dân tỉnh;",
        "- Ban Chỉ đạo các Chương trình MTQG tỉnh;",
        "- Sở Nông nghiệp và Phát triển nông thôn;",
        "- Ủy ban nhân dân các huyện, thành phố;",
        "- Lưu: VT.",
    ):
        add_line(left, receiver, ALIGN.LEFT, size=TINY)
    add_line(right, "CHÁNH VĂN PHÒNG", bold=True)
    for _space in range(4):
        add_line(right, "")


def _annexes(paper: Paper) -> None:
    annexes = (
        ("I", "SỐ XÃ ĐẠT TỪNG TIÊU CHÍ THEO HUYỆN, THÀNH PHỐ", DISTRICT_CRITERIA),
        ("II", "KẾT QUẢ TỪNG XÃ THEO TỪNG TIÊU CHÍ", COMMUNES),
        ("III", "NGUỒN SỐ LIỆU: BẢN DUYỆT CỦA TỪNG HUYỆN", SOURCES),
    )
    for numeral, title, table in annexes:
        first = add_paragraph(paper, "", ALIGN.CENTER, bold=True)
        first.runs[0].add_break(WD_BREAK.PAGE)
        first.runs[0].add_text(f"Phụ lục {numeral}")
        add_paragraph(paper, title, ALIGN.CENTER, bold=True)
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
