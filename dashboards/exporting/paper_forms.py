"""What the paper of the province and that of one district say each in its own way."""

from dataclasses import dataclass

from dashboards.exporting import province_tables as tables
from reports.exporting.word_shapes import Listing

Titled = tuple[tuple[str, Listing], ...]


@dataclass(frozen=True, slots=True)
class Form:
    """Titles, sentences and tables, in the order of the paper.

    ``where`` follows the title, ``source`` says where the figures come from; ``near``
    is a line about a group, ``far`` says that there is none. ``told`` stands above the
    words, ``silent`` in the place of the words that are missing.
    """

    where: str
    source: str
    standing: Titled
    targets: str
    rule: str
    groups: Titled
    chart: str
    nearest: str
    near: str
    far: str
    moves: Titled
    unmoved: tuple[str, str]
    words: str
    told: str
    silent: str
    receiver: str
    annexes: Titled


NUMERALS = ("I", "II", "III", "IV", "V")
PROGRAMME = "Các phần khác của Chương trình hành động"
TOLD = "Chép nguyên từ báo cáo đã duyệt của chính kỳ này."
UNMOVED = ("Không có xã nào giảm tiêu chí.", "Không có xã nào đạt thêm tiêu chí.")
ATTAINS = "Xã đạt một nhóm khi đạt mọi tiêu chí của nhóm. "

PROVINCE_FORM = Form(
    where="",
    source="các báo cáo đã duyệt của các huyện, thành phố",
    standing=(
        ("Số xã theo mức đạt", tables.BANDS),
        ("Kết quả theo huyện, thành phố", tables.DISTRICTS),
        ("Số xã đạt từng tiêu chí", tables.CRITERIA),
    ),
    targets="Bốn mục tiêu của Chương trình hành động",
    rule=ATTAINS + "Số xã cần là tỷ lệ mục tiêu nhân tổng số xã, làm tròn lên.",
    groups=(("Số xã đạt từng nhóm so với mục tiêu", tables.GROUPS),),
    chart="Tỷ lệ số xã đạt từng nhóm; vạch là số xã cần",
    nearest="Các xã gần đạt nhất của nhóm còn thiếu",
    near="Nhóm {title} (còn thiếu {short} xã, {count} xã chỉ thiếu một tiêu chí): "
    "{communes}.",
    far="Không có nhóm nào còn thiếu so với mục tiêu.",
    moves=(
        ("Xã giảm tiêu chí", tables.LOST),
        ("Xã đạt thêm tiêu chí", tables.GAINED),
    ),
    unmoved=UNMOVED,
    words="Phần lời của các huyện, thành phố",
    told=TOLD,
    silent=TOLD + " Không có phần lời: {{ silent }}.",
    receiver="Ủy ban nhân dân các huyện, thành phố",
    annexes=(
        ("Số xã đạt từng tiêu chí theo huyện, thành phố", tables.DISTRICT_CRITERIA),
        ("Kết quả từng xã theo từng tiêu chí", tables.COMMUNES),
        ("Nguồn số liệu: bản duyệt của từng huyện", tables.SOURCES),
        (PROGRAMME, tables.PROGRAMME),
    ),
)
DISTRICT_FORM = Form(
    where="tại {{ place }}",
    source="báo cáo đã duyệt của {{ place }}"
    "{% for each in sources %}: {{ each.quarter }}, bản duyệt số {{ each.number }} "
    "ngày {{ each.approved_on }}{% endfor %}",
    standing=(
        ("Số xã theo mức đạt", tables.BANDS),
        ("Số xã đạt từng tiêu chí", tables.CRITERIA),
    ),
    targets="Kết quả theo nhóm tiêu chí",
    rule=ATTAINS
    + "Mục tiêu của Chương trình hành động là của toàn tỉnh, không chia cho huyện.",
    groups=(("Số xã đạt từng nhóm tiêu chí", tables.DISTRICT_GROUPS),),
    chart="Tỷ lệ số xã đạt từng nhóm",
    nearest="Các xã chỉ thiếu một tiêu chí của nhóm",
    near="Nhóm {title} ({count} xã): {communes}.",
    far="Không có xã nào chỉ thiếu một tiêu chí của nhóm.",
    moves=(
        ("Xã giảm tiêu chí", tables.DISTRICT_LOST),
        ("Xã đạt thêm tiêu chí", tables.DISTRICT_GAINED),
    ),
    unmoved=UNMOVED,
    words="Phần lời của báo cáo huyện",
    told=TOLD,
    silent="Báo cáo đã duyệt của kỳ này không có phần lời.",
    receiver="Ủy ban nhân dân {{ place }}",
    annexes=(
        ("Kết quả từng xã theo từng tiêu chí", tables.COMMUNES),
        (PROGRAMME, tables.PROGRAMME),
    ),
)


def numbers(form: Form) -> list[str]:
    """Number the annexes."""
    return [f"Phụ lục {NUMERALS[place]}" for place in range(len(form.annexes))]
