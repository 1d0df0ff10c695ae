"""A value in a merged range is given to one commune and criterion, or to none."""

import pytest

from reports.importing.tables.matrix import Matrix
from reports.importing.tables.merged_marks import MESSAGE
from tests.reports.importing.places import matrix_of
from tests.reports.importing.tables.sheets import EXPECTED, HEADER, body, read, sheet


def table(merged: str) -> Matrix:
    return matrix_of(sheet([HEADER, *body()], merged=merged))


@pytest.mark.parametrize(
    ("merged", "anchor", "left_out"),
    [
        ("C3:C4", "C3", {3: {1}, 4: {1}}),
        ("C3:D3", "C3", {3: {1, 2}}),
        ("C3:D4", "C3", {3: {1, 2}, 4: {1, 2}}),
        ("B3:D3", "B3", {3: {1, 2}}),
        ("U4:V4", "U4", {4: {19}}),
    ],
)
def test_a_mark_shared_by_several_cells_is_a_problem(
    merged: str, anchor: str, left_out: dict[int, set[int]]
) -> None:
    matrix = table(merged)
    problems = [(problem.cell, problem.message) for problem in matrix.problems]
    assert problems == [(anchor, MESSAGE)]
    missing = {
        row.row_number: set(matrix.criteria) - set(row.marks) for row in matrix.communes
    }
    assert {row: gone for row, gone in missing.items() if gone} == left_out


def test_a_total_shared_by_communes_is_a_problem() -> None:
    matrix = table("V3:V4")
    assert [problem.cell for problem in matrix.problems] == ["V3"]
    assert [row.total for row in matrix.communes[:2]] == [None, None]


def test_a_mark_merged_down_from_a_heading_is_a_problem() -> None:
    rows = body()
    rows[0] = [*rows[0], "x"]
    matrix = matrix_of(sheet([HEADER, *rows], merged="C2:C3"))
    assert [problem.cell for problem in matrix.problems] == ["C2"]


def test_blank_merged_cells_are_blanks() -> None:
    matrix = table("W3:W4 G3:H3 J6:J7")
    assert read(matrix) == EXPECTED
    assert matrix.problems == ()


def test_a_mark_merged_over_a_blank_column_is_the_criterions() -> None:
    rows = [[*row[:2], None, *row[2:]] for row in [HEADER, *body()]]
    rows[2][2:4] = ["x", None]
    note = [[None, None, "Ghi chú: cột trống"]]
    matrix = matrix_of(sheet([*rows, [], *note], merged="C3:D3"))
    assert read(matrix) == EXPECTED
    assert matrix.problems == ()
