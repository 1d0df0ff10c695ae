"""Tables of the province's report: headings, fields, widths in millimetres."""

from reports.exporting.word_shapes import Listing

BASE = "{{ base or 'Kỳ trước' }}"
NUMBERS = tuple(str(number) for number in range(1, 20))
CELLS = tuple(f"cells[{position}]" for position in range(19))
NARROW = (5.8,) * 19

BANDS = Listing(
    ("Mức đạt", "Số xã {{ period }}", f"Số xã {BASE}", "Tăng, giảm"),
    "bands",
    ("title", "now", "base", "change"),
    (75, 30, 30, 30),
)
DISTRICTS = Listing(
    (
        *("Huyện, thành phố", "Số xã", "Lượt đạt", "Tăng, giảm", "Bình quân"),
        *("19/19", "Nhóm I", "II", "III", "IV", "V"),
    ),
    "districts",
    (
        *("name", "communes", "met", "change", "average", "full"),
        *(f"groups[{position}]" for position in range(5)),
    ),
    (41, 12, 15, 14, 15, 13, 15, 10, 10, 10, 10),
    size=11,
)
CRITERIA = Listing(
    ("Tiêu chí", "Số xã {{ period }}", "Tỷ lệ", f"Số xã {BASE}", "Tăng, giảm"),
    "criteria",
    ("title", "attained", "share", "base", "change"),
    (69, 26, 22, 26, 22),
)
GROUPS = Listing(
    (
        *("Nhóm tiêu chí", "Số xã đạt", "Tỷ lệ", "Mục tiêu", "Số xã cần"),
        *("Tăng, giảm", "Hạn", "So với mục tiêu"),
    ),
    "groups",
    ("title", "attained", "share", "target", "needed", "change", "deadline", "state"),
    (41, 14, 17, 18, 14, 14, 23, 24),
    size=11,
)
# One district: without targets, and without a column that says the same in every row.
DISTRICT_GROUPS = Listing(
    ("Nhóm tiêu chí", "Tiêu chí", "Số xã đạt", "Tổng số xã", "Tỷ lệ", "Tăng, giảm"),
    "groups",
    ("title", "criteria", "attained", "total", "share", "change"),
    (61, 22, 20, 20, 22, 20),
)
DISTRICT_LOST = Listing(
    ("Xã", "Tiêu chí", "Nguyên nhân"),
    "lost",
    ("commune", "criterion", "cause"),
    (38, 62, 65),
    texts=3,
)
DISTRICT_GAINED = Listing(
    ("Xã", "Tiêu chí đạt thêm", "Số tiêu chí"),
    "gained",
    ("commune", "criteria", "count"),
    (50, 85, 30),
    texts=2,
)
LOST = Listing(
    ("Xã", "Huyện, thành phố", "Tiêu chí", "Nguyên nhân"),
    "lost",
    ("commune", "district", "criterion", "cause"),
    (32, 38, 50, 45),
    texts=4,
)
GAINED = Listing(
    ("Xã", "Huyện, thành phố", "Tiêu chí đạt thêm", "Số tiêu chí"),
    "gained",
    ("commune", "district", "criteria", "count"),
    (38, 42, 61, 24),
    texts=3,
)
PLAN = Listing(
    (
        *("Năm phấn đấu", "Kế hoạch", "Đã đạt", "Còn trong hạn", "Chậm kế hoạch"),
        "Chưa có số liệu",
    ),
    "plan_years",
    ("year", "planned", "reached", "pending", "behind", "silent"),
    (40, 25, 25, 25, 25, 25),
)
DISTRICT_CRITERIA = Listing(
    ("Huyện, thành phố", "Số xã", *NUMBERS),
    "districts",
    ("name", "communes", *CELLS),
    (42, 12.8, *NARROW),
    size=8,
)
COMMUNES = Listing(
    ("Huyện, xã", "Số TC", *NUMBERS),
    "communes_rows",
    ("name", "met", *CELLS),
    (42, 12.8, *NARROW),
    size=8,
)
PROGRAMME = Listing(
    ("Phần của Chương trình hành động", "Nội dung", "Số liệu"),
    "programme",
    ("part", "label", "said"),
    (48, 74, 43),
    texts=2,
)
SOURCES = Listing(
    ("Huyện, thành phố", "Số liệu của", "Bản duyệt số", "Ngày duyệt"),
    "sources",
    ("name", "quarter", "number", "approved_on"),
    (60, 40, 30, 35),
)
