"""A criterion without its column, or with a doubtful one, is named."""

import pytest

from reports.importing.tables.matrix import Matrix
from tests.reports.importing.places import CRITERIA, matrix_of
from tests.reports.importing.tables.sheets import (
    HEADER,
    NAMES,
    NUMBERS,
    Value,
    Values,
    body,
    sheet,
)

LEFT: list[Value] = ["STT", "Huyện, xã"]


def table(*header: Values, merged: str = "") -> Matrix:
    return matrix_of(sheet([*header, *body()], merged=merged))


def messages(matrix: Matrix) -> list[tuple[str, str]]:
    return [(problem.cell, problem.message) for problem in matrix.problems]


def test_missing_criteria_are_named_together() -> None:
    header = [*HEADER[:8], "Chợ", *HEADER[9:20], "Ghi chú"]
    assert messages(table(header)) == [
        (
            "",
            "Thiếu cột của 2 tiêu chí: 7. Cơ sở hạ tầng thương mại nông thôn; "
            "19. Quốc phòng và An ninh. Tiêu đề chưa nhận ra: ô I1 “Chợ”.",
        )
    ]


def test_the_group_is_not_taken_for_criterion_18() -> None:
    header = [*HEADER[:19], "Hệ thống chính trị", *HEADER[20:]]
    ((cell, message),) = messages(table(header))
    assert cell == ""
    assert "18. Hệ thống chính trị và tiếp cận pháp luật" in message


def test_columns_that_are_counted_do_not_stand_in_for_a_missing_criterion() -> None:
    header = [*LEFT, *NAMES[:18], "Xếp loại"]
    counting: list[Value] = ["A", "B", *NUMBERS, 20]
    ((_cell, message),) = messages(table(header, counting))
    assert "19. Quốc phòng và An ninh" in message


def test_a_total_does_not_become_the_criterion_that_its_number_says() -> None:
    header = [*LEFT, *NAMES[:18], "Tổng số tiêu chí đạt"]
    matrix = table(header, [None, None, *NUMBERS])
    assert 19 not in matrix.columns
    assert matrix.total_column == 21
    assert len(matrix.problems) == 1


@pytest.mark.parametrize("second", ["Trường học", "TC5", "5. Trường học"])
def test_a_criterion_with_two_columns_is_named_with_both(second: str) -> None:
    matrix = table([*HEADER[:21], second, *HEADER[21:]])
    assert messages(matrix) == [("V1", "Tiêu chí 5. Trường học có hai cột: G và V.")]
    assert matrix.problems[0].header == second
    assert matrix.problems[0].value == second


def test_a_number_that_stands_twice_is_named() -> None:
    header: list[Value] = [*LEFT, *NUMBERS[:6], 6, *NUMBERS[7:]]
    (twice, missing) = messages(table(header))
    assert twice == ("I1", "Tiêu chí 6. Cơ sở vật chất văn hóa có hai cột: H và I.")
    assert "7. Cơ sở hạ tầng thương mại nông thôn" in missing[1]


def test_a_number_beside_the_name_of_another_criterion_is_named() -> None:
    (problem,) = messages(table([*HEADER[:6], "6. Trường học", *HEADER[8:]]))[:1]
    assert problem == (
        "G1",
        "Tiêu đề ghi số 6 nhưng tên là của tiêu chí 5. Trường học.",
    )


def test_a_row_of_numbers_that_contradicts_a_name_is_named() -> None:
    numbers = [*NUMBERS[:3], 5, 4, *NUMBERS[5:]]
    found = messages(table(HEADER, [None, None, *numbers]))
    assert found == [
        (
            "F2",
            "Tiêu đề của cột F mâu thuẫn: vừa là tiêu chí 4. Điện, "
            "vừa là tiêu chí 5. Trường học.",
        ),
        (
            "G2",
            "Tiêu đề của cột G mâu thuẫn: vừa là tiêu chí 5. Trường học, "
            "vừa là tiêu chí 4. Điện.",
        ),
    ]


def test_two_rows_of_names_that_contradict_each_other_are_named() -> None:
    labels: list[Value] = [f"Tiêu chí {number}" for number in [2, 1, *NUMBERS[2:]]]
    found = messages(table([*LEFT, *labels], [None, None, *NAMES]))
    assert [cell for cell, _message in found] == ["C2", "D2"]


def test_a_header_merged_over_two_filled_columns_is_doubtful() -> None:
    rows: list[Values] = [[*row[:6], *row[5:6], *row[6:]] for row in body()]
    header = [*HEADER[:6], None, *HEADER[6:]]
    matrix = matrix_of(sheet([header, *rows], merged="F1:G1"))
    assert messages(matrix) == [
        (
            "F1",
            "Tiêu đề của tiêu chí 4. Điện gộp các cột F, G đều có dữ liệu: "
            "không rõ đọc cột nào.",
        )
    ]


def test_a_row_of_numbers_settles_a_header_merged_over_two_columns() -> None:
    rows: list[Values] = [[*row[:6], "?", *row[6:]] for row in body()]
    header = [*HEADER[:6], None, *HEADER[6:]]
    numbers: list[Value] = [None, None, *NUMBERS[:3], 4, None, *NUMBERS[4:]]
    matrix = matrix_of(sheet([header, numbers, *rows], merged="F1:G1"))
    assert matrix.columns[4].index == 6
    assert matrix.problems == ()
    (warning,) = matrix.warnings
    assert warning.cell == "G4"


def test_every_criterion_is_found_in_the_usual_header() -> None:
    assert list(table(HEADER).columns) == list(CRITERIA)


def test_a_misspelt_name_is_taken_and_told() -> None:
    header = [*HEADER[:20], "Quốc phong, An nnh", *HEADER[21:]]
    matrix = table(header)
    assert matrix.columns[19].index == 21
    assert matrix.problems == ()
    (warning,) = matrix.warnings
    assert (warning.cell, warning.value) == ("U1", "Quốc phong, An nnh")
    assert warning.message == "Tiêu đề được hiểu là tiêu chí 19. Quốc phòng và An ninh."


def test_two_misspelt_names_of_one_criterion_are_not_guessed() -> None:
    header = [*HEADER[:20], "Quốc phong, An nnh", "Quốc phòg và An nin", *HEADER[22:]]
    assert "19. Quốc phòng và An ninh" in messages(table(header))[0][1]


@pytest.mark.parametrize("earlier", ["Quý trước", "Cùng kỳ năm 2018", "Kế hoạch"])
def test_a_block_of_another_time_is_not_the_tables(earlier: str) -> None:
    top: list[Value] = [None, None, earlier, *[None] * 18, "Quý này", *[None] * 18]
    rows = [[*row[:2], *["x"] * 19, *row[2:21]] for row in body()]
    rows[0][2:21] = rows[3][2:21] = [None] * 19
    matrix = matrix_of(
        sheet(
            [top, [*LEFT, *NAMES, *NAMES], *rows],
            merged="A1:A2 B1:B2 C1:U1 V1:AN1",
        )
    )
    assert matrix.problems == ()
    assert matrix.columns[1].index == 22
    assert matrix.columns[19].index == 40
    (warning,) = matrix.warnings
    assert warning.message.startswith("Các cột C, D, E, ")


def test_a_block_planned_by_years_is_not_left_for_another() -> None:
    top: list[Value] = [None, None, "Kế hoạch", *[None] * 18, "Hiện nay"]
    rows = [[*row[:2], 2020, *["x"] * 18, *row[2:21]] for row in body()]
    matrix = matrix_of(
        sheet(
            [top, [*LEFT, *NAMES, *NAMES], *rows],
            merged="A1:A2 B1:B2 C1:U1 V1:AN1",
        )
    )
    assert messages(matrix) == [
        ("V2", "Tiêu chí 1. Quy hoạch có hai cột: C và V."),
    ]


def test_of_two_columns_below_a_criterion_the_plan_is_left() -> None:
    header: list[Value] = [*HEADER[:6], None, *HEADER[6:]]
    parts: list[Value] = [*[None] * 5, "Kế hoạch", "Thực hiện"]
    rows = [[*row[:5], "x", *row[5:]] for row in body()]
    matrix = matrix_of(sheet([header, parts, *rows], merged="A1:A2 B1:B2 F1:G1"))
    assert matrix.problems == ()
    assert matrix.columns[4].index == 7


def test_a_column_of_a_group_is_not_its_criterions() -> None:
    numbers: list[Value] = [None, None, "I", *NUMBERS]
    header: list[Value] = [*LEFT, "QUY HOẠCH", *NAMES]
    for count in (None, 1):
        rows = [[*row[:2], count, *row[2:]] for row in body()]
        matrix = matrix_of(sheet([numbers, header, *rows]))
        assert matrix.columns[1].index == 4
        assert matrix.problems == ()


def test_of_two_columns_the_one_with_marks_is_taken() -> None:
    rows = [[*row[:2], None, *row[2:]] for row in body()]
    matrix = matrix_of(sheet([[*LEFT, "Điện", *NAMES], *rows]))
    assert matrix.columns[4].index == 7
    assert matrix.problems == ()
