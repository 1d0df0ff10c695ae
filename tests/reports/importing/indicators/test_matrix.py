"""Tables of indicators are found, and every doubt about a column is told."""

import pytest

from reports.importing.indicators.matrix import NO_TABLE
from tests.reports.importing.indicators.files import (
    HEADER,
    LAW,
    USUAL,
    VALUES,
    columns,
    head,
    matrix,
    messages,
    rows_below,
    table,
)
from tests.reports.importing.tables.sheets import Values, sheet

TITLE = "GIÁ TRỊ CHỈ TIÊU (Quý I năm 2021)"
ACROSS: list[Values] = [
    ["TT", "Chỉ tiêu", "ĐVT", "Ia Đal", "Ia Dom", "Ia Tơi"],
    [1, "2.1. Đường xã", "%", 98.5, 98.4, 100],
    [2, "2.2. Đường thôn", "%", 12.5, 12.6, None],
    [3, "1.1. Quy hoạch", None, "Đạt", "K", "x"],
    [4, "10. Thu nhập", "triệu đồng", 30.2, 31, 32],
]


@pytest.mark.parametrize(
    "cells",
    [
        ("2.1", "2.2", "1.1", "10"),
        (2.1, 2.2, 1.1, 10),
        ("Chỉ tiêu 2.1", "Chỉ tiêu 2.2 (%)", "CT 1.1", "TC10"),
        ("2.1. Đường xã (%)", "2.2. Đường thôn", "1.1. Quy hoạch", "10. Thu nhập"),
        (LAW["2.1"].name, LAW["2.2"].name, LAW["1.1"].name.upper(), "Thu nhập"),
    ],
)
def test_indicators_are_found_by_codes_and_names(cells: Values) -> None:
    read = matrix(table(head(*cells)))
    assert columns(read) == USUAL
    assert messages(read) == []
    assert [row.name for row in read.matrix.communes] == ["Ia Đal", "Ia Dom", "Ia Tơi"]


HEADS: dict[str, tuple[list[Values], str]] = {
    "units below": ([HEADER, [None, "Đơn vị tính", "%", "%", None, "triệu đồng"]], ""),
    "thresholds below": ([HEADER, [None, "Yêu cầu", "≥ 90", "≥ 80", "Đạt", 40]], ""),
    "columns counted": ([HEADER, [f"({n})" for n in range(1, 7)]], ""),
    "lettered columns": ([HEADER, ["A", "B", 1, 2, 3, 4]], ""),
    "criteria above": (
        [
            head("Tiêu chí 2. Giao thông", None, "1. Quy hoạch", "10. Thu nhập"),
            [None, None, "2.1", "2.2", "1.1", None],
        ],
        "C1:D1 A1:A2 B1:B2 F1:F2",
    ),
    "names, then codes": (
        [
            head(LAW["2.1"].name, LAW["2.2"].name, LAW["1.1"].name, "Thu nhập"),
            [None, None, "2.1", "2.2", "1.1", "10"],
        ],
        "A1:A2 B1:B2",
    ),
    "names, then stored codes": (
        [
            head(LAW["2.1"].name, LAW["2.2"].name, LAW["1.1"].name, "Thu nhập"),
            [None, None, 2.1, 2.2, 1.1, 10],
        ],
        "",
    ),
    "four rows": (
        [
            head("Kết quả thực hiện", None, None, None),
            [None, None, "Hạ tầng", None, "Quy hoạch chung", "Kinh tế"],
            [None, None, "2.1. Đường xã", "2.2. Đường thôn", "1.1. QH", "10. Thu nhập"],
            ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
        ],
        "A1:A3 B1:B3 C1:F1 C2:D2",
    ),
}


@pytest.mark.parametrize("name", HEADS)
def test_headers_may_have_several_rows(name: str) -> None:
    rows, merged = HEADS[name]
    read = matrix(table(*rows, merged=merged))
    assert columns(read) == USUAL
    assert messages(read) == []
    assert len(read.matrix.communes) == 3


def test_the_headers_of_a_column_are_a_path() -> None:
    rows, merged = HEADS["criteria above"]
    read = matrix(table(*rows, merged=merged))
    number = next(n for n, slot in read.slots.items() if slot.code == "2.1")
    path = read.matrix.columns[number].header_path
    assert path == f"Tiêu chí 2. Giao thông › 2.1. {LAW['2.1'].name}"


def test_the_second_value_of_an_indicator_has_its_own_column() -> None:
    expected = {"17.1": 3, "17.1/2": 4, "17.2": 5}
    one = table(head("17.1. Nước hợp vệ sinh", "Nước sạch", "17.2"))
    two = table(
        head("17.1", None, "17.2"),
        [None, None, "Tổng", "Nước sạch", None],
        merged="C1:D1",
    )
    coded = table(head("17.1", "17.1. Nước sạch", "17.2"))
    for read in map(matrix, (one, two, coded)):
        assert columns(read) == expected
        assert messages(read) == []


def test_two_columns_of_a_double_indicator_must_say_which_is_which() -> None:
    read = matrix(table(head("17.1", "17.1", "17.2")))
    assert columns(read) == {"17.2": 5}
    assert "“nước sạch” của chỉ tiêu 17.1: C, D" in messages(read)[0]


def test_a_repeated_indicator_is_refused() -> None:
    read = matrix(table(head("2.1", "2.1", "1.1", "10")))
    assert messages(read) == ["Chỉ tiêu 2.1 có nhiều cột: C, D."]
    assert columns(read) == {"1.1": 5, "10": 6}


def test_a_header_merged_over_two_filled_columns_is_refused() -> None:
    read = matrix(table(head("2.1", None, "1.1", "10"), merged="C1:D1"))
    assert "gộp các cột C, D đều có dữ liệu" in messages(read)[0]


def test_a_header_merged_over_an_empty_column_has_the_filled_one() -> None:
    values: list[Values] = [(98.5, None, "Đạt", 30), (98, None, "K", 31)]
    head_row = head("2.1", None, "1.1", "10")
    read = matrix(table(head_row, values=values, merged="C1:D1"))
    assert columns(read) == {"2.1": 3, "1.1": 5, "10": 6}


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("2.9", "Bộ tiêu chí không có chỉ tiêu 2.9."),
        (
            f"2.2. {LAW['2.3'].name}",
            "Tiêu đề ghi số 2.2 nhưng tên là của chỉ tiêu 2.3.",
        ),
    ],
)
def test_a_header_that_cannot_be_is_refused(cell: str, message: str) -> None:
    read = matrix(table(head("2.1", cell, "1.1", "10")))
    assert messages(read) == [message]
    assert [problem.cell for problem in read.matrix.problems] == ["D1"]


def test_two_headers_of_a_column_that_contradict_each_other_are_refused() -> None:
    rows = [head("2.1", "2.2", "1.1", "10"), [None, None, "2.1", "2.3", "1.1", "10"]]
    read = matrix(table(*rows, merged="A1:A2 B1:B2"))
    assert messages(read) == [
        "Tiêu đề của cột mâu thuẫn: vừa là chỉ tiêu 2.2, vừa là chỉ tiêu 2.3."
    ]


@pytest.mark.parametrize("name", ["Dân số", "Tổng số hộ", "Tổng số tiêu chí đạt"])
def test_a_column_of_something_else_is_left_with_a_warning(name: str) -> None:
    read = matrix(table(head("2.1", name, "1.1", "10")))
    assert messages(read) == []
    (warning,) = read.matrix.warnings
    assert (warning.header, warning.message) == (name, "Cột D không được nhập.")


def test_a_row_of_figures_above_the_communes_is_no_header() -> None:
    read = matrix(
        sheet([HEADER, [None, None, 55, 98.5, "x", 30], *rows_below(*VALUES)])
    )
    assert columns(read) == USUAL
    (problem,) = read.matrix.problems
    assert (problem.cell, problem.value) == ("E2", "x")
    assert "không có tên xã" in problem.message


def test_a_sheet_without_indicators_has_no_table() -> None:
    read = matrix(table(head("Dân số", "Diện tích", "Hộ", "Ghi chú")))
    assert messages(read) == [NO_TABLE]
    assert read.slots == {}


def test_a_sheet_whose_only_indicator_is_unknown_says_which() -> None:
    rows: list[Values] = [["TT", "Xã", "2.1"], [1, "Ia Đal", 98], [2, "Ia Dom", 97]]
    read = matrix(sheet(rows), {"C": "ignore"})
    assert messages(read) == []
    unknown = matrix(table(head(f"2.2. {LAW['2.3'].name}")))
    assert "tên là của chỉ tiêu 2.3" in messages(unknown)[0]
    assert unknown.matrix.columns == {}


def test_rows_that_are_no_commune_are_told_apart() -> None:
    read = matrix(
        sheet(
            [
                HEADER,
                ["I", "HUYỆN IA H'DRAI", 98.8, 50, 2, 4],
                [1, "Ia Đal", 98.5, 12.5, "Đạt", 30.2],
                [2, "Ia Tơi", 99, 13, "x", 31],
                [None, "Tổng số", 197.5, 25.5, 2, 61.2],
                [None, "Bình quân", "98,8", 12.8, None, 30.6],
                [None, "Ghi chú: số liệu minh họa"],
            ]
        )
    )
    kinds = [(row.name, str(row.kind)) for row in read.matrix.rows]
    assert kinds[:5] == [
        ("HUYỆN IA H'DRAI", "district"),
        ("Ia Đal", "commune"),
        ("Ia Tơi", "commune"),
        ("Tổng số", "total"),
        ("Bình quân", "average"),
    ]
    assert messages(read) == []


def test_a_value_merged_over_two_communes_is_refused() -> None:
    read = matrix(table(merged="C3:C4", values=[(1, 2, "x", 3), (None, 2, "x", 3)]))
    (problem,) = read.matrix.problems
    assert problem.cell == "C3"
    assert [len(row.marks) for row in read.matrix.communes] == [3, 3]


@pytest.mark.parametrize("title", ["", TITLE])
def test_communes_may_stand_across(title: str) -> None:
    above: list[Values] = [[title]] if title else []
    read = matrix(sheet([*above, *ACROSS], merged="A1:F1" if title else ""))
    assert {code: row - len(above) for code, row in columns(read).items()} == {
        "2.1": 2,
        "2.2": 3,
        "1.1": 4,
        "10": 5,
    }
    assert messages(read) == []
    assert [row.name for row in read.matrix.communes] == ["Ia Đal", "Ia Dom", "Ia Tơi"]
    assert [quarter.code for quarter in read.matrix.title_quarters] == (
        ["2021Q1"] if title else []
    )


def test_a_problem_of_a_table_across_names_the_row() -> None:
    rows = [*ACROSS, [5, "Chỉ tiêu 2.1", "%", 1, 2, 3]]
    read = matrix(sheet(rows))
    assert messages(read) == ["Chỉ tiêu 2.1 có nhiều hàng: 2, 6."]


def test_a_sheet_of_one_commune_is_read() -> None:
    read = matrix(table(values=VALUES[:1]))
    assert columns(read) == USUAL
    assert [row.name for row in read.matrix.communes] == ["Ia Đal"]
