"""Criteria down and communes across are read like any other table."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from ntm_portal.lib.periods import Quarter
from reports.importing.tables.matrix import Matrix, RowKind
from reports.importing.tables.totals import check_totals
from tests.reports.importing.places import CRITERIA, GROUPS, matrix_of
from tests.reports.importing.tables.sheets import (
    EXPECTED,
    HEADER,
    MET,
    NAMES,
    NUMBERS,
    SPANS,
    Value,
    Values,
    body,
    groups,
    read,
    sheet,
)

TITLE: list[Values] = [
    ["UBND TỈNH KON TUM", None, None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
    ["KẾT QUẢ THỰC HIỆN CÁC TIÊU CHÍ (Quý III năm 2019)"],
    [],
]
BELOW: list[Values] = [
    [],
    [None, None, "Ghi chú: x là đạt"],
    [None, "NGƯỜI LẬP BIỂU", None, None, None, "CHỦ TỊCH"],
]
ALL = [sum(n in met for met in MET.values()) for n in CRITERIA]
HEADS: list[Values] = [
    [
        "Nhóm",
        "TT",
        "Tiêu chí",
        "Thành phố Kon Tum",
        None,
        "Huyện Đắk Glei",
        None,
        "Tổng",
    ],
    [None, None, None, *MET],
]
MERGED = "A1:D1 A2:H2 A4:A5 B4:B5 C4:C5 D4:E4 F4:G4 H4:H5 A7:A14 A15:A18 A19:A22"


def turned(rows: Sequence[Values]) -> list[Values]:
    width = max(map(len, rows))
    square = [[*row, *[None] * (width - len(row))] for row in rows]
    return [list(column) for column in zip(*square, strict=True)]


def signs(number: int) -> list[Value]:
    return ["x" if number in met else None for met in MET.values()]


def criteria() -> list[list[Value]]:
    return [
        [group, number, CRITERIA[number], *signs(number), ALL[number - 1]]
        for group, number in zip(groups(), NUMBERS, strict=True)
    ]


def usual() -> list[Values]:
    met = [len(met) for met in MET.values()]
    total: Values = [None, None, "Tổng số tiêu chí đạt", *met, 12]
    return [*TITLE, *HEADS, *criteria(), total, *BELOW]


def errors(matrix: Matrix) -> dict[str, str]:
    counted = {
        row.row_number: {n: not mark.is_blank for n, mark in row.marks.items()}
        for row in matrix.communes
    }
    return {p.cell: p.message for p in check_totals(matrix, counted).errors}


@pytest.mark.parametrize(
    "header",
    [
        HEADER,
        [*HEADER[:2], *NUMBERS, *HEADER[21:]],
        [*HEADER[:2], *(f"Tiêu chí {n}" for n in NUMBERS), *HEADER[21:]],
    ],
)
@pytest.mark.parametrize("title", [[], [["Quý III/2019, các xã"], []]])
def test_a_usual_table_may_be_turned(header: Values, title: list[Values]) -> None:
    rows = [*title, *turned([header, *body()])]
    matrix = matrix_of(sheet(rows, merged="A1:F1" if title else ""))
    assert read(matrix) == EXPECTED
    assert matrix.problems == matrix.warnings == ()
    assert errors(matrix) == {}


def test_districts_may_be_merged_above_their_communes() -> None:
    matrix = matrix_of(sheet(usual(), merged=MERGED))
    assert read(matrix) == EXPECTED
    assert matrix.problems == matrix.warnings == ()
    assert errors(matrix) == {}
    assert matrix.title_quarters == (Quarter(2019, 3),)
    assert matrix.title_text.splitlines()[-1] == TITLE[1][0]
    assert matrix.rows[-1].kind is RowKind.TOTAL


def test_problems_name_the_true_cells() -> None:
    matrix = matrix_of(sheet(usual(), merged=MERGED))
    commune = matrix.communes[1]
    problem = matrix.problem_at(commune.marks[5], "Sai.")
    assert (problem.cell, problem.header) == ("E10", f"{GROUPS['II']} › 5. Trường học")
    assert (commune.name_cell.address, commune.name) == ("E5", "Kroong")


def test_wrong_totals_are_named_where_they_stand() -> None:
    rows = usual()
    rows[9] = [*rows[9][:-1], 3]
    rows[24] = [*rows[24][:3], 9, *rows[24][4:]]
    matrix = matrix_of(sheet(rows, merged=MERGED))
    assert errors(matrix) == {
        "H10": "Tổng ghi 3, cộng lại được 1.",
        "D25": "Tổng ghi 9, cộng lại được 4.",
    }


def test_groups_may_stand_among_the_criteria() -> None:
    rows: list[Values] = [["Quý I năm 2020"], HEADS[0][1:], HEADS[1][1:]]
    for code, (first, last) in SPANS.items():
        rows.append([code, GROUPS[code]])
        rows += [row[1:] for row in criteria()[first - 1 : last]]
    merged = "A2:A3 B2:B3 C2:D2 E2:F2"
    matrix = matrix_of(sheet(rows, merged=merged))
    assert read(matrix) == EXPECTED
    assert matrix.problems == matrix.warnings == ()
    rows[3] = ["I", GROUPS["I"], 1, 1, 1, 0]
    matrix = matrix_of(sheet(rows, merged=merged))
    assert read(matrix) == EXPECTED
    (warning,) = matrix.warnings
    assert (warning.cell, warning.message) == ("C4", "Hàng 4 không được nhập.")


def test_the_communes_of_one_district_need_no_heading() -> None:
    names = list(MET)[2:]
    rows: list[Values] = [
        ["KẾT QUẢ CỦA HUYỆN ĐẮK GLEI, Quý I/2020"],
        ["STT", None, 1, 2],
        ["TT", "Tiêu chí", *names],
        *([n, CRITERIA[n], *signs(n)[2:]] for n in NUMBERS),
    ]
    matrix = matrix_of(sheet(rows))
    assert read(matrix) == {("", name): MET[name] for name in names}
    assert "HUYỆN ĐẮK GLEI" in matrix.title_text


def test_numbers_of_many_communes_are_no_criteria() -> None:
    rows = turned([HEADER, *body()[4:]])
    numbers: Values = [None, None, *range(1, 13)]
    names: Values = [None, "Xã", *(f"Làng {n}" for n in range(12))]
    marked = [[n, NAMES[n - 1], *["x"] * 12] for n in NUMBERS]
    known: Values = [*names[:2], "Đắk Blô", "Đắk Man", *names[4:]]
    matrix = matrix_of(sheet([numbers, known, *marked]))
    assert len(matrix.communes) == 12
    assert matrix.problems == ()
    assert len(rows[0]) == 3


def test_what_is_hidden_or_missing_is_called_by_its_name_in_the_file() -> None:
    rows = usual()
    rows[9] = [None, 5, "Tên lạ", *rows[9][3:]]
    rows[4] = [None, None, None, "Đắk Cấm", None, *rows[4][5:]]
    given = replace(
        sheet(rows, merged=MERGED),
        hidden_columns=frozenset({4}),
        hidden_rows=frozenset({11}),
    )
    matrix = matrix_of(given)
    assert [problem.message for problem in matrix.problems] == [
        "Cột E có dấu nhưng không có tên xã."
    ]
    assert [warning.message for warning in matrix.warnings] == [
        "Cột ẩn D (Đắk Cấm) cũng được đọc.",
        "Hàng ẩn 11 (6. Cơ sở vật chất văn hóa) cũng được đọc.",
    ]


def test_a_criterion_that_stands_twice_names_both_rows() -> None:
    rows = usual()
    rows[10] = [None, 6, "Trường học", *rows[10][3:]]
    matrix = matrix_of(sheet(rows, merged=MERGED))
    (problem,) = matrix.problems
    assert problem.cell == "C11"
    assert problem.message == "Tiêu chí 5. Trường học có hai hàng: 10 và 11."


def test_a_transposed_sheet_is_read_again_to_the_same() -> None:
    matrix = matrix_of(sheet(usual(), merged=MERGED))
    assert matrix.sheet.is_transposed
    assert matrix_of(matrix.sheet) == matrix


def test_criteria_down_without_communes_are_no_table() -> None:
    (problem,) = matrix_of(
        sheet([["STT", "Tiêu chí", "Kết quả"], *([n, CRITERIA[n], 7] for n in NUMBERS)])
    ).problems
    assert "Không tìm thấy bảng" in problem.message
