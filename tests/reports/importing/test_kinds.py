"""The kind of an appendix is told by its title, its headers and its marks."""

import pytest

from reports.importing.kinds import guess_kind
from tests.reports.importing.places import sample
from tests.reports.importing.tables.sheets import HEADER, Value, Values, body, sheet


def with_title(title: str, *, years: int = 0) -> list[Values]:
    """Return the usual table below a title, its first marks replaced by years."""
    rows: list[list[Value]] = body()
    for place in range(years):
        rows[1][2 + place] = 2020
    return [[title], HEADER, *rows]


@pytest.mark.parametrize(
    "title",
    [
        "KẾT QUẢ THỰC HIỆN CÁC TIÊU CHÍ",
        "Hiện trạng xây dựng nông thôn mới",
        "BIỂU TỔNG HỢP (Quý IV năm 2019)",
        "Phụ lục 01: Kết quả thực hiện",
        "Kết quả thực hiện chỉ tiêu kế hoạch",
        "BIỂU TỔNG HỢP",
    ],
)
def test_results_are_recognised(title: str) -> None:
    rows = [*with_title(title), *body(), *body()]
    assert guess_kind(sheet(rows)) == "results"


@pytest.mark.parametrize(
    ("title", "years"),
    [
        ("CHỈ TIÊU CÁC XÃ PHẤN ĐẤU ĐẠT CHUẨN", 0),
        ("Kế hoạch đến năm 2020", 2),
        ("Phụ lục 01", 0),
        ("BIỂU TỔNG HỢP", 4),
        ("Kết quả và kế hoạch phấn đấu", 4),
        ("Kết quả thực hiện", 4),
    ],
)
def test_targets_are_recognised(title: str, years: int) -> None:
    assert guess_kind(sheet(with_title(title, years=years))) == "targets"


def test_a_stray_year_among_results_is_not_a_plan() -> None:
    rows = [*with_title("Kết quả thực hiện", years=2), *body(), *body()]
    assert guess_kind(sheet(rows)) == "results"
    many = [*with_title("Kết quả thực hiện", years=4), *(body() * 30)]
    assert guess_kind(sheet(many)) == "results"


@pytest.mark.parametrize(
    "header", ["Cơ quan chủ trì", "Đơn vị chủ trì thực hiện", "Sở phụ trách"]
)
def test_responsibilities_are_recognised_by_who_leads(header: str) -> None:
    head: Values = ["TT", "Tiêu chí", header, "Phối hợp"]
    rows: list[Values] = [head, [1, "Quy hoạch", "Sở Xây dựng"]]
    assert guess_kind(sheet(rows)) == "responsibilities"


NAMED = ["2.1. Đường xã", "2.2. Đường thôn", "10. Thu nhập"]
LISTED: list[Values] = [
    ["TT", "Chỉ tiêu", "Đắk Cấm", "Kroong"],
    ["2.1", "Đường xã", 98.5, 97],
    ["2.2", "Đường thôn", 98.5, 97],
]


@pytest.mark.parametrize(
    "rows",
    [
        [["GIÁ TRỊ CÁC CHỈ TIÊU (Quý I/2021)"], ["TT", "Xã", "Thu nhập", "Hộ nghèo"]],
        [["Số liệu chỉ tiêu nông thôn mới"], ["TT", "Xã", "Thu nhập", "Hộ nghèo"]],
        [["Kết quả thực hiện quý I năm 2021"], ["TT", "Xã", *NAMED]],
        [["Kết quả quý I năm 2021"], ["TT", "Xã", "2.1", "1.1"], [1, "Kroong", 9, 1]],
        [["Kết quả quý I năm 2021"], ["TT", "Xã", 2.1, 1.1], [1, "Kroong", 9, 1]],
        [["Kết quả quý I năm 2021"], ["1.1", "2.1", "2.2", "10"], [1, 2, 3, 4]],
        [["TT", "Xã", "Tỷ lệ hộ nghèo (%)", "Tỷ lệ lao động qua đào tạo"]],
        [["Kết quả quý I năm 2021"], *LISTED],
        [["TT", "Xã"], ["x", "Chỉ tiêu 2.1", 98], ["x", "Chỉ tiêu 2.2", 97]],
    ],
)
def test_indicators_are_recognised(rows: list[Values]) -> None:
    assert guess_kind(sheet(rows)) == "indicators"


@pytest.mark.parametrize(
    "rows",
    [
        [["", "1.1", "Kroong", "x"], ["", "1.2", "Đắk Cấm", "x"], ["", "1.3", "Vinh"]],
        [["TT", "Tỷ lệ (%)", "Tỷ lệ %"], [1, "12.5", "9.1", "14.3"]],
        [["Bình quân", 12.24, 9.5, 10.35, 14.8]],
        [["SỐ LIỆU MINH HỌA"], ["CHỈ TIÊU CÁC XÃ"], ["Ghi ngày 12.5.2019", "1.6.2019"]],
    ],
)
def test_numbers_like_codes_are_no_indicators(rows: list[Values]) -> None:
    title = "Kết quả thực hiện các tiêu chí quý I năm 2021"
    assert guess_kind(sheet([*with_title(title), *body(), *rows])) == "results"


def test_a_title_of_results_above_fractions_tells_nothing() -> None:
    rows: list[Values] = [["TT", "Xã", "Thu nhập", "Hộ nghèo"]]
    rows += [[1, "Kroong", 30.5, 2.5], [2, "Đắk Cấm", 31.5, 3.5]]
    assert guess_kind(sheet([["Tổng hợp quý I năm 2021"], *rows])) is None


def test_responsibilities_are_recognised_by_their_title() -> None:
    rows = [
        ["PHÂN CÔNG TRÁCH NHIỆM CÁC SỞ, NGÀNH"],
        ["TT", "Tiêu chí", "Sở", "Ghi chú"],
    ]
    assert guess_kind(sheet(rows)) == "responsibilities"


def test_a_long_sentence_about_who_leads_is_no_header() -> None:
    note = "Cơ quan chủ trì tham mưu trình Ủy ban nhân dân tỉnh xem xét, quyết định."
    rows = [*with_title("Kết quả thực hiện"), [note]]
    assert guess_kind(sheet(rows)) == "results"


@pytest.mark.parametrize(
    "rows", [[], [["Danh sách cán bộ"], ["STT", "Họ tên", "Tuổi", "Nơi ở"]]]
)
def test_a_sheet_that_tells_nothing_is_no_appendix(rows: list[Values]) -> None:
    assert guess_kind(sheet(rows)) is None


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("ket-qua-2017Q4-tcvn3.xlsx", "results"),
        ("ket-qua-2019Q3-plain.xlsx", "results"),
        ("phu-luc-01-mau.xlsx", "targets"),
        ("phu-luc-02-mau.xlsx", "responsibilities"),
    ],
)
def test_the_samples_are_recognised(name: str, kind: str) -> None:
    assert guess_kind(sample(name)[0]) == kind
