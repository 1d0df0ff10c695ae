"""The kind of an appendix is told by its title, its headers and its marks."""

import pytest

from reports.importing.kinds import guess_kind
from tests.reports.importing.places import sample
from tests.reports.importing.sheets import HEADER, Value, Values, body, sheet


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
