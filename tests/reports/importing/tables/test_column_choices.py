"""What a person says of columns holds, whatever their headers say."""

from collections.abc import Mapping

from ntm_portal.lib.spreadsheets import Sheet
from reports.importing.tables.matrix import Matrix
from tests.reports.importing.places import CRITERIA, matrix_of
from tests.reports.importing.tables.sheets import (
    EXPECTED,
    HEADER,
    NAMES,
    Value,
    body,
    read,
    sheet,
)

LEFT: list[Value] = ["STT", "Huyện, xã"]


def chosen(given: Sheet, columns: Mapping[int, str]) -> Matrix:
    return matrix_of(given, columns)


def messages(matrix: Matrix) -> list[str]:
    return [problem.message for problem in matrix.problems]


def test_a_criterion_is_read_from_the_chosen_column() -> None:
    header = [*HEADER[:6], "Không rõ", *HEADER[7:]]
    matrix = chosen(sheet([header, *body()]), {7: "5"})
    assert read(matrix) == EXPECTED
    assert matrix.problems == matrix.warnings == ()
    assert list(matrix.columns) == list(CRITERIA)


def test_a_choice_settles_which_of_two_columns_is_meant() -> None:
    rows = [[*row, *[None] * (22 - len(row)), "x"] for row in body()]
    given = sheet([[*HEADER[:22], "Trường học"], *rows])
    assert len(matrix_of(given).problems) == 1
    for columns in ({7: "5"}, {23: "ignore"}, {23: "ignore", 7: "5"}):
        matrix = chosen(given, columns)
        assert read(matrix) == EXPECTED
        assert matrix.problems == ()
    assert chosen(given, {23: "5"}).columns[5].index == 23


def test_a_choice_settles_a_header_merged_over_two_columns() -> None:
    rows = [[*row[:5], "x", *row[5:]] for row in body()]
    given = sheet([[*HEADER[:6], None, *HEADER[6:]], *rows], merged="F1:G1")
    assert len(matrix_of(given).problems) == 1
    for columns in ({7: "4"}, {6: "ignore"}):
        matrix = chosen(given, columns)
        assert matrix.columns[4].index == 7
        assert matrix.problems == ()


def test_a_choice_settles_headers_that_contradict_each_other() -> None:
    numbers = [*range(1, 4), 5, 4, *range(6, 20)]
    given = sheet([HEADER, [None, None, *numbers], *body()])
    assert len(matrix_of(given).problems) == 2
    assert chosen(given, {6: "4", 7: "5"}).problems == ()
    beside = sheet([[*HEADER[:6], "6. Trường học", *HEADER[7:]], *body()])
    assert len(matrix_of(beside).problems) == 2
    assert chosen(beside, {7: "5"}).problems == ()


def test_the_criterion_of_a_column_that_is_chosen_for_another_is_missing() -> None:
    (message,) = messages(chosen(sheet([HEADER, *body()]), {7: "6"}))
    assert "Thiếu cột của 1 tiêu chí: 5. Trường học." in message
    (message,) = messages(chosen(sheet([HEADER, *body()]), {7: "ignore"}))
    assert message == "Thiếu cột của 1 tiêu chí: 5. Trường học."


def test_names_districts_and_totals_are_read_from_the_chosen_columns() -> None:
    rows = [
        [row[1], heading, *row[2:21], len([x for x in row[2:21] if x]), 99]
        for heading, row in zip(
            ["Thành phố Kon Tum"] * 3 + ["Huyện Đắk Glei"] * 3, body(), strict=True
        )
        if isinstance(row[0], int)
    ]
    header = ["A1", "A2", *NAMES, "Tổng số đạt", "Tổng cộng đạt"]
    given = sheet([header, *rows])
    matrix = chosen(given, {1: "name", 2: "district", 22: "total", 23: "ignore"})
    assert read(matrix) == EXPECTED
    assert (matrix.name_column, matrix.total_column) == (1, 22)
    assert matrix.problems == matrix.warnings == ()
    assert chosen(given, {2: "name"}).name_column == 2


def test_an_ignored_column_is_neither_read_nor_told() -> None:
    header = [*HEADER[:21], "Tổng số tiêu chí đạt", "Năm công nhận"]
    rows = [[*row, *[None] * (22 - len(row)), "2018"] for row in body()]
    given = sheet([header, *rows])
    assert len(matrix_of(given).warnings) == 1
    matrix = chosen(given, {22: "ignore", 23: "ignore"})
    assert matrix.warnings == ()
    assert matrix.total_column is None


def test_a_role_chosen_for_two_columns_is_named() -> None:
    given = sheet([HEADER, *body()])
    matrix = chosen(given, {7: "5", 8: "5", 1: "name", 2: "name"})
    assert messages(matrix)[1:] == [
        "Có hai cột: A và B, cùng được chọn là tên xã.",
        "Có hai cột: G và H, cùng được chọn là tiêu chí 5. Trường học.",
    ]


def test_choices_that_say_nothing_change_nothing() -> None:
    given = sheet([HEADER, *body()])
    for columns in ({7: "tổng"}, {7: "20"}, {7: ""}, {}):
        assert chosen(given, columns) == matrix_of(given)


def test_a_chosen_column_may_lie_outside_the_sheet() -> None:
    matrix = chosen(sheet([HEADER, *body()]), {99: "5"})
    assert matrix.columns[5].index == 99
    assert all(row.marks[5].is_blank for row in matrix.communes)


def test_choices_are_not_offered_for_communes_across() -> None:
    given = sheet([HEADER, *body()]).transposed()
    across = Sheet(
        "Biểu",
        is_hidden=False,
        cells={
            place: cell.__class__(*place, cell.value, cell.font)
            for place, cell in given.cells.items()
        },
    )
    matrix = chosen(across, {7: "ignore"})
    assert read(matrix) == EXPECTED
    assert (matrix.roles, matrix.fingerprint) == ({}, "")
