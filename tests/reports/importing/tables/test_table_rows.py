"""The rows of the table are told from other tables on the same sheet."""

import pytest

from reports.importing.tables.matrix import Matrix
from tests.reports.importing.places import matrix_of
from tests.reports.importing.tables.sheets import (
    EXPECTED,
    HEADER,
    NAMES,
    NUMBERS,
    Value,
    Values,
    body,
    read,
    sheet,
)

OTHER = "Từ hàng 10 là bảng khác, không được nhập."


def table(*rows: Values) -> Matrix:
    return matrix_of(sheet([["Quý III/2019"], *rows]))


@pytest.mark.parametrize(
    "below",
    [
        [
            ["STT", "Xã", "Năm đạt", "Số quyết định"],
            [1, "Kroong", 2018, "QĐ 12"],
            [2, "Đắk Man", 2019, "QĐ 15"],
        ],
        [
            ["TT", "Nhóm tiêu chí", "Số xã", "Tỷ lệ"],
            [1, "Quy hoạch", 4, "100%"],
            [2, "Hạ tầng kinh tế - xã hội", 1, "25%"],
        ],
        [
            [None, "Nhóm", *NAMES[:4]],
            [1, "Kroong", "x", "x"],
        ],
    ],
)
def test_another_table_below_is_left_with_a_warning(below: list[Values]) -> None:
    matrix = table(HEADER, *body(), [], *below)
    assert read(matrix) == EXPECTED
    assert matrix.problems == ()
    (warning,) = matrix.warnings
    assert warning.message == OTHER
    assert warning.cell in ("A10", "B10")


def test_the_title_of_another_table_is_no_district() -> None:
    titles: list[Values] = [["DANH SÁCH XÃ ĐẠT CHUẨN"], ["(đến hết quý)"]]
    head: Values = ["STT", "Xã", "Năm đạt"]
    matrix = table(HEADER, *body(), *titles, head, [1, "Kroong", "x"])
    assert read(matrix) == EXPECTED
    assert [row.kind.value for row in matrix.rows][-1] == "commune"
    assert [warning.cell for warning in matrix.warnings] == ["A11"]


def test_a_total_above_another_table_is_the_tables() -> None:
    head: Values = ["STT", "Xã", "Năm đạt"]
    matrix = table(HEADER, *body(), [None, "Tổng cộng", 3], head)
    assert matrix.rows[-1].name == "Tổng cộng"


def test_a_header_nearly_repeated_on_the_next_page_goes_on() -> None:
    rows = body()
    again: list[Values] = [
        ["Biểu 1 (tiếp theo)"],
        ["STT", "Xã, phường", *NAMES, "Cộng"],
        [None, None, *NUMBERS],
    ]
    numbers: Values = [None, None, *NUMBERS]
    matrix = table(HEADER, numbers, *rows[:3], *again, *rows[3:])
    assert read(matrix) == EXPECTED
    assert matrix.problems == matrix.warnings == ()


def test_a_first_header_row_that_differs_goes_on_with_the_next() -> None:
    rows = body()
    top: list[Value] = ["STT", "Huyện, xã", "Kết quả thực hiện"]
    again: list[Value] = ["STT", "Huyện, xã", "Kết quả (tiếp theo)"]
    names: Values = [None, None, *NAMES]
    rows = [row[:21] for row in rows]
    matrix = table(top, names, *rows[:3], again, names, *rows[3:])
    assert read(matrix) == EXPECTED
    assert matrix.problems == matrix.warnings == ()


def test_a_second_table_of_another_quarter_is_a_problem() -> None:
    matrix = table(HEADER, *body(), [], ["Quý IV/2019"], HEADER, *body())
    assert read(matrix) == EXPECTED
    (problem,) = matrix.problems
    assert problem.cell == "A11"
    assert problem.message == (
        "Hàng 11 bắt đầu một bảng tiêu chí thứ hai; mỗi trang tính chỉ được có một "
        "bảng."
    )


def test_a_second_table_with_its_criteria_elsewhere_is_a_problem() -> None:
    other: Values = ["TT", "Đơn vị", "Ghi chú", *NAMES]
    matrix = table(HEADER, *body(), other, [1, "Kroong", None, "x"])
    assert [problem.cell for problem in matrix.problems] == ["A9"]


def test_the_same_title_again_is_no_other_quarter() -> None:
    rows = body()
    title: Values = ["(tiếp theo Quý III/2019)"]
    matrix = table(HEADER, *rows[:3], title, HEADER, *rows[3:])
    assert read(matrix) == EXPECTED
    assert matrix.problems == ()


def test_a_mark_that_looks_like_a_header_begins_no_table() -> None:
    rows = body()
    rows[1] = [*rows[1], "TT"]
    assert read(table(HEADER, *rows)) == EXPECTED
