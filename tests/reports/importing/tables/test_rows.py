"""Rows are districts, communes, totals or notes by what they say and hold."""

import pytest

from ntm_portal.lib.spreadsheets import Cell, Sheet
from reports.importing.tables.matrix import Matrix, RowKind
from tests.reports.importing.places import matrix_of
from tests.reports.importing.tables.sheets import (
    EXPECTED,
    HEADER,
    MET,
    NAMES,
    NUMBERS,
    Value,
    Values,
    body,
    commune,
    read,
    sheet,
)

COUNTS: list[Value] = [number % 3 for number in NUMBERS]
BLANK: list[Value] = [None] * 19


def table(*rows: Values, merged: str = "") -> Matrix:
    return matrix_of(sheet([HEADER, *rows], merged=merged))


def kinds(matrix: Matrix) -> list[tuple[RowKind, str]]:
    return [(row.kind, row.name) for row in matrix.rows]


def kind_of(row: Values) -> RowKind:
    """Return what the row is in the middle of the usual table."""
    rows = body()
    return table(*rows[:3], row, *rows[3:]).rows[3].kind


@pytest.mark.parametrize(
    "name",
    [
        "Tổng cộng",
        "TỔNG SỐ",
        "Cộng",
        "Cộng huyện Đắk Tô",
        "Toàn tỉnh",
        "Tổng số xã đạt",
        "Số xã đạt chuẩn",
        "I. Tổng cộng",
    ],
)
def test_a_total_is_told_by_its_words(name: str) -> None:
    assert kind_of([None, name, *COUNTS]) is RowKind.TOTAL
    assert kind_of(["IV", name, *COUNTS]) is RowKind.TOTAL


def test_a_total_may_be_merged_over_the_column_of_numbers() -> None:
    matrix = table(["TỔNG CỘNG", None, *COUNTS], *body(), merged="A2:B2")
    assert kinds(matrix)[0] == (RowKind.TOTAL, "TỔNG CỘNG")
    assert read(matrix) == EXPECTED


@pytest.mark.parametrize(
    "name",
    [
        "Số xã chưa đạt",
        "Tổng số xã",
        "Quý trước",
        "Kế hoạch năm 2020",
        "Tăng/giảm",
        "So với cùng kỳ",
        "Tổng số xã đạt quý trước",
        "Tỷ lệ xã chưa đạt (%)",
        "Số xã đạt 15-18 tiêu chí",
        "Dưới 5 tiêu chí",
    ],
)
def test_comparisons_are_neither_imported_nor_checked_but_told(name: str) -> None:
    matrix = table(*body(), [None, name, 0.5])
    assert matrix.rows[-1].kind is RowKind.NOTE
    (warning,) = matrix.warnings
    assert warning.cell == "B8"
    assert warning.message == "Hàng này không được nhập và không kiểm được."


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Tỷ lệ (%)", RowKind.SHARE),
        ("Tỉ lệ đạt", RowKind.SHARE),
        ("% đạt", RowKind.SHARE),
        ("Bình quân", RowKind.AVERAGE),
        ("BQ tiêu chí/xã", RowKind.AVERAGE),
        ("Số tiêu chí bình quân", RowKind.AVERAGE),
        ("Trung bình toàn tỉnh", RowKind.AVERAGE),
    ],
)
def test_averages_and_shares_are_told_by_their_words(name: str, kind: RowKind) -> None:
    matrix = table(*body(), [None, name, 0.5])
    assert matrix.rows[-1].kind is kind
    assert read(matrix) == EXPECTED
    assert matrix.problems == matrix.warnings == ()


@pytest.mark.parametrize(
    "row",
    [
        [None, 'Ghi chú: "x" là đạt chuẩn.'],
        ['* Ghi chú: "x" là đạt chuẩn.'],
        [None, "Người lập biểu"],
        [None, "NGƯỜI LẬP BIỂU", *[None] * 14, "TM. ỦY BAN NHÂN DÂN"],
        [*[None] * 15, "Kon Tum, ngày 05 tháng 10 năm 2019"],
        [None, "TP. Kon Tum, ngày 05 tháng 10 năm 2019"],
        [*[None] * 15, "CHỦ TỊCH"],
        [None, "Nguyễn Văn A", *[None] * 14, "Trần Thị B"],
        [None, "Nguyễn Văn A"],
    ],
)
def test_notes_and_signatures_below_the_table_are_notes(row: Values) -> None:
    matrix = table(*body(), [], row)
    assert matrix.rows[-1].kind is RowKind.NOTE
    assert read(matrix) == EXPECTED
    assert matrix.problems == matrix.warnings == ()


def test_a_note_inside_the_table_is_told_by_its_words() -> None:
    assert kind_of([None, "Ghi chú: các xã khu vực III"]) is RowKind.NOTE
    assert kind_of([*[None] * 9, "Các xã khu vực III"]) is RowKind.NOTE


def test_a_row_with_a_name_and_no_marks_is_a_commune() -> None:
    assert kind_of([3, "Ngọk Bay"]) is RowKind.COMMUNE
    assert kind_of([None, "Ngọk Bai"]) is RowKind.COMMUNE


@pytest.mark.parametrize(
    "row",
    [
        [3, "Ngọk Bai"],
        [None, "Ngọk Bay"],
        [None, "Ngọk Bai", "x"],
        [None, "Ngọk Bai", "đạt?"],
        [None, "Ngọk Bai", *BLANK, 7],
    ],
)
def test_the_last_rows_of_a_table_are_communes_when_anything_says_so(
    row: Values,
) -> None:
    rows = body()[:3]
    assert table(*rows, row).rows[-1].kind is RowKind.COMMUNE


def test_marks_without_a_name_are_a_problem() -> None:
    for row in ([None, None, "x"], [5, None, None, "x"], [None, None, *BLANK, 7]):
        matrix = table(*body(), row)
        (problem,) = matrix.problems
        assert problem.message == "Hàng 8 có dấu nhưng không có tên xã."
        assert problem.cell in ("C8", "D8", "V8")
        assert matrix.rows[-1].kind is RowKind.UNREAD
        assert read(matrix) == EXPECTED


def test_a_number_without_a_name_is_told() -> None:
    matrix = table(*body(), [3])
    (warning,) = matrix.warnings
    assert warning.message == "Hàng 8 có số thứ tự nhưng không có tên xã."
    assert matrix.problems == ()


def test_a_second_row_under_one_merged_name_is_a_problem() -> None:
    matrix = table(*body(), commune(3, "Kroong"), [None, None, "x"], merged="B8:B9")
    (problem,) = matrix.problems
    assert problem.cell == "C9"
    assert problem.message == "Ô tên B8 gộp nhiều hàng; hàng 9 cũng có dấu."


def test_a_name_merged_over_a_blank_row_is_one_commune() -> None:
    matrix = table(*body(), [3, "Ngọk Bay", "x"], [], merged="A8:A9 B8:B9 C8:C9")
    assert matrix.communes[-1].marks[1].value == "x"
    assert matrix.problems == ()


def test_headers_repeated_on_the_next_page_are_left_out() -> None:
    numbers: list[Value] = [None, None, *NUMBERS]
    rows = body()
    title: list[Value] = ["KẾT QUẢ"]
    again = [title, HEADER, numbers]
    matrix = matrix_of(sheet([*again, *rows[:2], *again, *rows[2:]]))
    assert read(matrix) == EXPECTED
    assert matrix.problems == ()


def test_rows_know_their_cells() -> None:
    row = table(*body()).communes[1]
    assert row.row_number == 4
    assert row.name_cell.address == "B4"
    assert row.marks[4].address == "F4"
    assert row.total
    assert row.total.address == "V4"


def test_a_single_district_may_lack_a_heading() -> None:
    rows = [commune(1, "Đắk Blô"), commune(2, "Đắk Man")]
    assert read(table(*rows)) == {
        ("", "Đắk Blô"): MET["Đắk Blô"],
        ("", "Đắk Man"): (5,),
    }


@pytest.mark.parametrize("value", [None, "#REF!"])
def test_a_name_that_a_formula_lost_is_a_problem(value: str | None) -> None:
    plain = sheet([HEADER, *body()])
    lost = Cell(3, 2, value, formula="=Huyen!B2")
    matrix = matrix_of(
        Sheet("Biểu", is_hidden=False, cells={**plain.cells, (3, 2): lost})
    )
    (problem,) = matrix.problems
    assert problem.cell == "B3"
    assert [row.name for row in matrix.communes] == ["Kroong", "Đắk Blô", "Đắk Man"]


def test_a_mark_that_a_formula_lost_still_needs_a_name() -> None:
    plain = sheet([HEADER, *body()])
    lost = Cell(9, 5, None, formula="=IF(1,2)")
    matrix = matrix_of(
        Sheet("Biểu", is_hidden=False, cells={**plain.cells, (9, 5): lost})
    )
    (problem,) = matrix.problems
    assert problem.cell == "E9"


def test_names_of_criteria_tell_their_columns_to_problems() -> None:
    matrix = table(*body())
    problem = matrix.problem_at(matrix.communes[0].marks[5], "Sai.")
    assert problem.as_json() == {
        "sheet": "Biểu",
        "cell": "G3",
        "header": f"5. {NAMES[4]}",
        "value": "",
        "message": "Sai.",
    }
