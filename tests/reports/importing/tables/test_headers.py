"""The table is found by what its header says, in any of its usual forms."""

from collections.abc import Callable

import pytest

from reports.importing.tables.grid import Grid
from reports.importing.tables.headers import find_header
from reports.importing.tables.labels import Labels
from tests.reports.importing.places import CRITERIA, GROUPS, matrix_of
from tests.reports.importing.tables.sheets import (
    EXPECTED,
    HEADER,
    NAMES,
    NUMBERS,
    SPANS,
    Value,
    Values,
    area,
    body,
    groups,
    read,
    sheet,
)

LEFT: list[Value] = ["STT", "Huyện, xã"]
RIGHT: list[Value] = ["Tổng số tiêu chí đạt", "Ghi chú"]
BLANK: list[Value] = [None, None]
COUNTING: list[Value] = [f"({number})" for number in range(1, 24)]


def labelled(label: Callable[[int], Value]) -> list[Value]:
    return [*LEFT, *map(label, NUMBERS), *RIGHT]


@pytest.mark.parametrize(
    "label",
    [
        lambda n: CRITERIA[n],
        lambda n: CRITERIA[n].upper(),
        lambda n: f"{n}. {CRITERIA[n]}",
        lambda n: f"{CRITERIA[n]} ({n + 2})",
        lambda n: f"TC{n}",
        lambda n: f"Tiêu chí {n}",
        lambda n: f"Tiêu chí số {n}",
        lambda n: f"{n}. Tên viết tắt",
        lambda n: n,
        lambda n: f"{n:02d}",
    ],
)
def test_one_header_row_is_enough(label: Callable[[int], Value]) -> None:
    matrix = matrix_of(sheet([labelled(label), *body()]))
    assert read(matrix) == EXPECTED
    assert matrix.problems == matrix.warnings == ()


@pytest.mark.parametrize(
    "header",
    [
        [[*LEFT, *groups(), *RIGHT], [*BLANK, *NAMES]],
        [HEADER, [*BLANK, *NUMBERS]],
        [HEADER, COUNTING],
        [HEADER, list(range(1, 24))],
        [HEADER, [*BLANK, *NUMBERS], COUNTING],
        [HEADER, ["A", "B", *range(1, 22)]],
        [HEADER, [*COUNTING[:-2], "(22)=(3)+…+(21)", "(23)"]],
        [[*BLANK, *NUMBERS], HEADER],
        [labelled(lambda n: f"Tiêu chí {n}"), [*BLANK, *NAMES]],
        [
            [*LEFT, "Kết quả thực hiện", *[None] * 18, *RIGHT],
            [*BLANK, *groups()],
            [*BLANK, *NAMES],
            [*BLANK, *NUMBERS],
            COUNTING,
        ],
        [[*BLANK, *groups()], [*BLANK, *NAMES], [*LEFT, *NUMBERS, *RIGHT]],
    ],
)
def test_several_header_rows_are_read_as_one_header(header: list[Values]) -> None:
    matrix = matrix_of(sheet([["KẾT QUẢ QUÝ IV/2019"], *header, *body()]))
    assert read(matrix) == EXPECTED
    assert matrix.problems == matrix.warnings == ()
    assert matrix.title_text == "KẾT QUẢ QUÝ IV/2019"


def test_merged_headers_are_read_like_the_samples() -> None:
    rows = [[*LEFT, *groups(), *RIGHT], [*BLANK, *NAMES], [*BLANK, *NUMBERS], *body()]
    merged = "A1:A3 B1:B3 V1:V3 W1:W3 D1:K1 L1:O1 P1:S1 T1:U1"
    matrix = matrix_of(sheet(rows, merged=merged))
    assert read(matrix) == EXPECTED
    assert matrix.columns[5].header_path == f"{GROUPS['II']} › 5. Trường học"
    assert matrix.columns[1].header_path == "Quy hoạch › 1. Quy hoạch"
    assert matrix.headers[22] == "Tổng số tiêu chí đạt"
    assert matrix.problems == ()


def test_a_criterion_may_share_its_cell_with_its_group() -> None:
    rows = [[*LEFT, *groups(), *RIGHT], [*BLANK, None, *NAMES[1:]], *body()]
    merged = sheet(rows, merged="C1:C2 D1:K1")
    unmerged = sheet(rows)
    assert read(matrix_of(merged)) == read(matrix_of(unmerged)) == EXPECTED


def test_a_group_without_merging_holds_until_the_next_group() -> None:
    matrix = matrix_of(sheet([[*LEFT, *groups()], [*BLANK, *NAMES], *body()]))
    for code, (first, last) in SPANS.items():
        for number in range(first, last + 1):
            path = f"{GROUPS[code]} › {number}. {CRITERIA[number]}"
            assert matrix.columns[number].header_path == path


def test_what_stands_above_later_criteria_is_no_group_of_earlier_ones() -> None:
    later: list[Value] = [*LEFT, *[None] * 9, GROUPS["III"]]
    matrix = matrix_of(sheet([later, [*LEFT, *NAMES], *body()]))
    assert matrix.columns[9].header_path == f"9. {CRITERIA[9]}"
    assert matrix.columns[13].header_path == f"{GROUPS['III']} › 13. {CRITERIA[13]}"


def test_numbered_groups_are_not_taken_for_criteria() -> None:
    numbered = [
        f"{position}. {name}" if name else None
        for position, name in zip(
            [1, 2, *[0] * 7, 3, *[0] * 3, 4, *[0] * 3, 5, 0], groups(), strict=True
        )
    ]
    for names in (NAMES, NUMBERS):
        rows = [[*LEFT, *numbered, *RIGHT], [*BLANK, *names], *body()]
        matrix = matrix_of(sheet(rows))
        assert read(matrix) == EXPECTED
        assert matrix.problems == ()


def test_numbers_below_names_that_are_cut_short_win() -> None:
    short: list[Value] = [name[:6] + "…" for name in NAMES]
    matrix = matrix_of(sheet([[*LEFT, *short], [*BLANK, *NUMBERS], *body()]))
    assert read(matrix) == EXPECTED
    assert matrix.problems == ()


def test_numbers_give_the_criteria_whose_names_are_unknown() -> None:
    names: list[Value] = [*NAMES[:6], "Chợ", *NAMES[7:]]
    matrix = matrix_of(sheet([[*LEFT, *names], [*BLANK, *NUMBERS], *body()]))
    assert read(matrix) == EXPECTED
    assert matrix.problems == ()


def test_criteria_may_stand_in_any_order() -> None:
    names = NAMES[::-1]
    rows = [[*row[:2], *row[2:21][::-1], *row[21:]] for row in body()]
    for numbers in ([], [[*BLANK, *NUMBERS[::-1]]], [COUNTING], [["A", "B", *NUMBERS]]):
        matrix = matrix_of(sheet([[*LEFT, *names, *RIGHT], *numbers, *rows]))
        assert read(matrix) == EXPECTED
        assert list(matrix.columns) == NUMBERS
        assert matrix.problems == ()


@pytest.mark.parametrize(("top", "left"), [(1, 1), (7, 1), (1, 5), (12, 30)])
def test_a_table_may_start_anywhere(top: int, left: int) -> None:
    rows: list[Values] = [["Quý IV năm 2019"], HEADER, *body()]
    matrix = matrix_of(sheet(rows, top=top, left=left))
    assert read(matrix) == EXPECTED
    assert matrix.name_column == left + 1
    assert matrix.total_column == left + 21
    assert [quarter.code for quarter in matrix.title_quarters] == ["2019Q4"]


def test_blank_rows_and_columns_change_nothing() -> None:
    def spaced(row: Values) -> list[Value]:
        return [*row[:1], None, *row[1:9], None, None, *row[9:]]

    rows = [spaced(row) for line in [HEADER, *body()] for row in ([], line)]
    matrix = matrix_of(sheet(rows))
    assert read(matrix) == EXPECTED
    assert matrix.problems == matrix.warnings == ()


def test_a_header_merged_over_a_blank_column_means_the_filled_one() -> None:
    rows = [[*row[:6], None, *row[6:]] for row in [HEADER, *body()]]
    rows[0][5:7] = [NAMES[3], None]
    spoilt: list[Values] = [
        *rows,
        [None, None, None, None, None, None, "Kon Tum, ngày 1 tháng 1"],
    ]
    assert read(matrix_of(sheet(rows, merged="F1:G1"))) == EXPECTED
    assert read(matrix_of(sheet(spoilt, merged="F1:G1"))) == EXPECTED
    moved = [[*row[:5], None, *row[5:6], *row[7:]] for row in rows]
    moved[0][5:7] = [NAMES[3], None]
    matrix = matrix_of(sheet([*moved, *spoilt[-1:]], merged="F1:G1"))
    assert read(matrix) == EXPECTED
    assert matrix.columns[4].index == 7


def test_the_quarter_may_stand_in_the_header_itself() -> None:
    header: list[Value] = [*LEFT, "Kết quả đến Quý II/2018", *[None] * 18]
    rows: list[Values] = [header, [*BLANK, *NAMES], *body()]
    matrix = matrix_of(sheet(rows, merged="A1:A2 B1:B2 C1:U1"))
    assert matrix.title_text == ""
    assert [quarter.code for quarter in matrix.title_quarters] == ["2018Q2"]


def test_every_quarter_of_the_title_is_told_once() -> None:
    titles = ["Quý II/2018 so với Quý I/2018", "(Quý II năm 2018)"]
    rows: list[Values] = [*[[title] for title in titles], HEADER, *body()]
    codes = [quarter.code for quarter in matrix_of(sheet(rows)).title_quarters]
    assert codes == ["2018Q2", "2018Q1"]


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [["KẾT QUẢ"], ["x", "x"]],
        [["STT", "Xã", "Giao thông", "Điện", "Y tế"], [1, "Kroong", "x", "x", "x"]],
        [[*LEFT, *["Tên lạ"] * 19, *RIGHT], COUNTING, *body()],
        [[*LEFT, *["Tên lạ"] * 19, *RIGHT], ["A", "B", *range(1, 22)], *body()],
        [[number, name] for number, name in CRITERIA.items()],
    ],
)
def test_a_sheet_without_criteria_in_its_header_has_no_table(
    rows: list[Values],
) -> None:
    matrix = matrix_of(sheet(rows))
    (problem,) = matrix.problems
    assert "Không tìm thấy bảng" in problem.message
    assert matrix.rows == ()


def test_a_row_of_totals_is_no_row_of_numbers() -> None:
    counts: list[Value] = [None, "Tổng cộng", *[n % 12 for n in NUMBERS]]
    rows: list[Values] = [["STT", "Xã"], counts]
    assert find_header(Grid(sheet(rows)), Labels(CRITERIA)) is None


def test_a_merge_over_the_whole_grid_costs_nothing() -> None:
    rows = [HEADER, *body()]
    whole = sheet(rows)
    grid = Grid(sheet([*rows, ["Ghi chú"]], merged="A8:XFD1048576"))
    assert area("A8:XFD1048576") in grid.areas(8)
    assert grid.rows == (*Grid(whole).rows, 8)
