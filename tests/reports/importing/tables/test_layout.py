"""Columns of names, districts and totals are found by header and by content."""

import pytest

from reports.importing.tables.roles import Role, role_of, total_rank
from tests.reports.importing.places import matrix_of
from tests.reports.importing.tables.sheets import (
    EXPECTED,
    HEADER,
    MET,
    NAMES,
    Value,
    Values,
    body,
    commune,
    marks,
    read,
    sheet,
)

RIGHT: list[Value] = ["Tổng số tiêu chí đạt", "Ghi chú"]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("STT", Role.ORDER),
        ("TT", Role.ORDER),
        ("Số thứ tự", Role.ORDER),
        ("Huyện, xã", Role.NAME),
        ("TÊN XÃ", Role.NAME),
        ("Đơn vị", Role.NAME),
        ("Địa phương", Role.NAME),
        ("Huyện, thành phố", Role.DISTRICT),
        ("Đơn vị › Huyện", Role.DISTRICT),
        ("Tổng số tiêu chí đạt", Role.TOTAL),
        ("Số TC đạt", Role.TOTAL),
        ("Cộng", Role.TOTAL),
        ("Tổng số tiêu chí chưa đạt", Role.OTHER),
        ("Tỷ lệ (%)", Role.OTHER),
        ("Tăng so với năm trước", Role.QUIET),
        ("Tăng/giảm", Role.QUIET),
        ("Tăng (+), giảm (-)", Role.QUIET),
        ("Tổng số tiêu chí đạt quý trước", Role.OTHER),
        ("Giảm nghèo", Role.OTHER),
        ("Hạ tầng kinh tế - xã hội › Chợ", Role.OTHER),
        ("Kế hoạch", Role.OTHER),
        ("Tỉ lệ", Role.OTHER),
        ("Văn hóa - Xã hội", Role.OTHER),
        ("Năm công nhận", Role.OTHER),
        ("", Role.OTHER),
        ("Ghi chú", Role.QUIET),
        ("Mã xã", Role.QUIET),
    ],
)
def test_the_words_of_a_header_say_what_its_column_is_for(
    text: str, role: Role
) -> None:
    assert role_of(text) is role


@pytest.mark.parametrize(
    ("text", "rank"),
    [
        ("Tổng số tiêu chí đạt", 3),
        ("TỔNG SỐ TIÊU CHÍ ĐÃ ĐẠT ĐẾN NĂM 2020", 3),
        ("Tổng số TC đạt", 3),
        ("Tổng cộng", 2),
        ("Số tiêu chí đạt", 1),
        ("Tổng số tiêu chí phấn đấu đạt", 0),
    ],
)
def test_the_plainest_total_of_met_criteria_ranks_first(text: str, rank: int) -> None:
    assert total_rank(text) == rank


def test_a_table_without_numbers_of_rows_is_read() -> None:
    matrix = matrix_of(sheet([row[1:] for row in [HEADER, *body()]]))
    assert read(matrix) == EXPECTED
    assert matrix.name_column == 1
    assert matrix.problems == ()


def test_numbers_in_front_of_names_are_taken_off() -> None:
    rows = [[f"{row[0]}. {row[1]}", *row[2:]] for row in body()]
    matrix = matrix_of(sheet([HEADER[1:], *rows]))
    assert [row.name for row in matrix.communes] == list(MET)
    assert matrix.communes[0].district_cell == matrix.rows[0].name_cell


@pytest.mark.parametrize("header", ["Đơn vị hành chính", "Nội dung", None, "Huyện"])
def test_names_are_found_under_any_header(header: Value) -> None:
    rows: list[Values] = [["STT", header, *NAMES, *RIGHT], *body()]
    assert read(matrix_of(sheet(rows))) == EXPECTED


def test_names_are_found_beside_a_code_and_another_column_of_words() -> None:
    rows = [["Mã xã", "Vùng", *row] for row in body()]
    matrix = matrix_of(sheet([["Mã xã", "Khu vực", *HEADER], *rows]))
    assert read(matrix) == EXPECTED
    assert matrix.name_column == 4
    (warning,) = matrix.warnings
    assert (warning.cell, warning.message) == ("B3", "Cột B không được nhập.")


def test_names_that_nobody_knows_are_still_rows() -> None:
    rows = [[row[0], f"Làng {row[0]}", *row[2:]] for row in body() if row[0] in (1, 2)]
    for header in ("Xã", "Tên"):
        matrix = matrix_of(sheet([["STT", header, *NAMES], *rows]))
        assert [row.name for row in matrix.communes] == [
            "Làng 1",
            "Làng 2",
            "Làng 1",
            "Làng 2",
        ]


def test_a_table_without_names_is_refused() -> None:
    rows = [row[2:21] for row in [HEADER, *body()]]
    matrix = matrix_of(sheet(rows))
    assert "Không tìm thấy cột tên xã." in {p.message for p in matrix.problems}
    assert matrix.name_column is None


def test_a_table_without_rows_is_refused() -> None:
    (problem,) = matrix_of(sheet([HEADER])).problems
    assert problem.message == "Bảng không có hàng xã nào."


@pytest.mark.parametrize("header", ["Huyện", "Đơn vị"])
@pytest.mark.parametrize(("repeated", "merged"), [(1, ""), (0, ""), (0, "B2:B3 B4:B5")])
def test_districts_may_have_a_column_of_their_own(
    header: str, repeated: int, merged: str
) -> None:
    city, glei = "Thành phố Kon Tum", "Huyện Đắk Glei"
    districts = [city, city if repeated else None, glei, glei if repeated else None]
    rows = [
        [number, district, *commune(None, name)[1:]]
        for number, (district, name) in enumerate(zip(districts, MET, strict=True))
    ]
    head = ["STT", header, "Xã", *NAMES, *RIGHT]
    matrix = matrix_of(sheet([head, *rows], merged=merged))
    assert read(matrix) == EXPECTED
    assert matrix.problems == matrix.warnings == ()


def test_a_district_may_head_its_rows_from_the_column_of_numbers() -> None:
    rows = body()
    rows[0] = ["I. Thành phố Kon Tum"]
    rows[3] = ["Huyện Đắk Glei"]
    matrix = matrix_of(sheet([HEADER, *rows], merged="A2:W2 A5:W5"))
    names = [
        (row.district_cell.shown, row.name)
        for row in matrix.communes
        if row.district_cell
    ]
    assert names == [
        ("I. Thành phố Kon Tum", "Đắk Cấm"),
        ("I. Thành phố Kon Tum", "Kroong"),
        ("Huyện Đắk Glei", "Đắk Blô"),
        ("Huyện Đắk Glei", "Đắk Man"),
    ]
    assert matrix.problems == ()


def test_the_total_of_the_row_may_stand_before_the_criteria() -> None:
    rows = [[*row[:2], *row[21:22], *row[2:21]] for row in [HEADER, *body()]]
    matrix = matrix_of(sheet(rows))
    assert matrix.total_column == 3
    assert read(matrix) == EXPECTED


def test_totals_of_groups_are_not_the_total_of_the_row() -> None:
    rows = [[*row[:11], *row[21:22], *row[11:]] for row in [HEADER, *body()]]
    rows[0] = [*rows[0][:11], "Cộng", *rows[0][12:]]
    matrix = matrix_of(sheet(rows))
    assert matrix.total_column == 23
    assert [warning.message for warning in matrix.warnings] == [
        "Cột L không được nhập."
    ]


def test_several_totals_of_the_row_are_not_guessed() -> None:
    header = [*HEADER[:22], "Tổng số tiêu chí đã đạt"]
    matrix = matrix_of(sheet([header, *body()]))
    assert matrix.total_column is None
    assert all(row.total is None for row in matrix.rows)
    (warning,) = matrix.warnings
    assert warning.message == (
        "Có nhiều cột tổng (V, W): không kiểm được tổng của từng xã."
    )


def test_the_total_of_the_quarter_before_is_not_that_of_the_row() -> None:
    header = [*HEADER[:22], "Tổng số tiêu chí đạt quý trước"]
    rows = [[*row, *[None] * (22 - len(row)), 9] for row in body()]
    matrix = matrix_of(sheet([header, *rows]))
    assert matrix.total_column == 22
    (warning,) = matrix.warnings
    assert (warning.cell, warning.message) == ("W3", "Cột W không được nhập.")


@pytest.mark.parametrize(("mark", "column"), [(2020, 22), ("x", None)])
def test_only_a_table_of_years_has_a_planned_total(
    mark: Value, column: int | None
) -> None:
    header = [*HEADER[:21], "Tổng số tiêu chí phấn đấu đạt"]
    rows = [[*row[:2], mark, *row[3:]] for row in body()]
    assert matrix_of(sheet([header, *rows])).total_column == column


def test_many_columns_that_nobody_reads_share_a_warning() -> None:
    more = [f"Cột thêm {letter}" for letter in "abcdefg"]
    rows = [[*row, *[None] * (23 - len(row)), *"1234567"] for row in body()]
    (warning,) = matrix_of(sheet([[*HEADER, *more], *rows])).warnings
    assert warning.cell == "X3"
    assert warning.message == "Các cột X, Y, Z, AA, AB, AC, AD không được nhập."


def test_a_table_without_totals_or_notes_is_read() -> None:
    matrix = matrix_of(sheet([row[:21] for row in [HEADER, *body()]]))
    assert read(matrix) == EXPECTED
    assert matrix.total_column is None


def test_a_column_that_nobody_reads_is_told() -> None:
    rows = [[*row, "2018"] for row in body()]
    header = [*HEADER[:22], "Năm công nhận"]
    (warning,) = matrix_of(sheet([header, *rows])).warnings
    assert (warning.cell, warning.header) == ("W3", "Năm công nhận")


def test_notes_beside_communes_are_no_warning() -> None:
    rows = [[*commune(1, "Kroong", 3), "Xã điểm"]]
    assert matrix_of(sheet([HEADER, *rows])).warnings == ()


def test_marks_of_a_row_keep_blanks() -> None:
    matrix = matrix_of(sheet([HEADER, *body()]))
    row = matrix.communes[0]
    assert [cell.value for cell in row.marks.values()] == marks(MET["Đắk Cấm"])
