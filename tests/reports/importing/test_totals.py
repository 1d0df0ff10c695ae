"""Totals are checked against the rows and never imported."""

import datetime as dt
from collections.abc import Mapping

import pytest

from ntm_portal.lib.spreadsheets import Cell, Sheet
from reports.importing.matrix import Matrix
from reports.importing.totals import CountReading, TotalChecks, check_totals, read_count
from tests.reports.importing.places import CRITERIA, matrix_of
from tests.reports.importing.sheets import (
    HEADER,
    MET,
    Value,
    Values,
    body,
    cell,
    commune,
    sheet,
)

CITY = [sum(n in MET[name] for name in ("Đắk Cấm", "Kroong")) for n in CRITERIA]
ALL = [sum(n in met for met in MET.values()) for n in CRITERIA]


def counted(matrix: Matrix) -> dict[int, dict[int, bool | None]]:
    return {
        row.row_number: {n: not mark.is_blank for n, mark in row.marks.items()}
        for row in matrix.communes
    }


def check(*rows: Values) -> TotalChecks:
    matrix = matrix_of(sheet([HEADER, *rows]))
    return check_totals(matrix, counted(matrix))


def errors(checks: TotalChecks) -> Mapping[str, str]:
    return {problem.cell: problem.message for problem in checks.errors}


@pytest.mark.parametrize(
    ("value", "count"),
    [(7, 7), ("7", 7), ("07", 7), (" 7 ", 7), ("7/19", 7), ("7 / 19", 7), (0, 0)],
)
def test_a_total_is_read(value: Value, count: int) -> None:
    assert read_count(cell(value), of=19) == CountReading(count)


@pytest.mark.parametrize("value", [None, " "])
def test_a_blank_total_says_nothing(value: Value) -> None:
    assert read_count(cell(value), of=19) == CountReading()


@pytest.mark.parametrize(
    "value", ["bảy", "7 tiêu chí", "7/18", "x", -1, 7.5, True, dt.date(2019, 12, 1)]
)
def test_a_total_that_is_no_count_is_refused(value: Value) -> None:
    reading = read_count(cell(value), of=19)
    shown = cell(value).shown
    assert reading.fault == f"Tổng phải là số nguyên; ô ghi “{shown}”."
    assert reading.count is None


def test_an_error_in_a_total_is_refused() -> None:
    assert "#REF!" in read_count(cell("#REF!"), of=19).fault


def test_right_totals_pass() -> None:
    rows = body()
    rows[0] = [*rows[0], *CITY, 7]
    checks = check([None, "TỔNG CỘNG", *ALL, 12], *rows, [None, "Tổng cộng", *ALL])
    assert checks == TotalChecks((), ())


def test_blank_totals_are_not_checked() -> None:
    assert check(*[row[:21] for row in body()], [None, "Tổng cộng"]).errors == ()


def test_a_table_without_a_column_of_totals_has_none_to_check() -> None:
    rows = [row[:21] for row in [HEADER, *body()]]
    matrix = matrix_of(sheet(rows))
    assert check_totals(matrix, counted(matrix)) == TotalChecks((), ())


def test_a_wrong_total_of_a_commune_names_both_numbers() -> None:
    checks = check(*body()[:2], commune(2, "Kroong", 7))
    assert errors(checks) == {"V4": "Tổng ghi 7, cộng lại được 3."}
    assert checks.errors[0].header == "Tổng số tiêu chí đạt"
    assert checks.errors[0].value == "7"


def test_a_wrong_total_of_a_district_names_its_criterion() -> None:
    rows = body()
    rows[0] = [*rows[0], *CITY, 7]
    rows[0][6] = 5
    checks = check(*rows)
    assert errors(checks) == {"G2": "Tổng ghi 5, cộng lại được 0."}
    assert checks.errors[0].header == "5. Trường học"


def test_a_wrong_total_of_all_is_named() -> None:
    checks = check([None, "TỔNG CỘNG", ALL[0] + 1, *ALL[1:], 11], *body())
    assert errors(checks) == {
        "C2": "Tổng ghi 4, cộng lại được 3.",
        "V2": "Tổng ghi 11, cộng lại được 12.",
    }


def test_words_in_a_total_are_named() -> None:
    checks = check(*body(), [None, "Tổng cộng", "bốn"])
    assert errors(checks) == {"C8": "Tổng phải là số nguyên; ô ghi “bốn”."}


def test_a_sum_over_a_cell_that_could_not_be_read_is_not_checked() -> None:
    rows: list[Values] = [[None, "TỔNG CỘNG", 9, *ALL[1:], 99], *body()]
    matrix = matrix_of(sheet([HEADER, *rows]))
    doubtful = counted(matrix)
    doubtful[4][1] = None
    assert check_totals(matrix, doubtful).errors == ()
    del doubtful[4]
    assert check_totals(matrix, doubtful).errors == ()


def test_rows_are_not_summed_over_a_missing_column() -> None:
    rows = [[*row[:20], *row[21:]] for row in [HEADER, *body()]]
    matrix = matrix_of(sheet(rows))
    assert check_totals(matrix, counted(matrix)).errors == ()


def test_a_total_without_a_stored_result_is_a_warning() -> None:
    plain = sheet([HEADER, *body()])
    lost = Cell(3, 22, None, formula="=COUNTA(C3:U3)")
    cells = {**plain.cells, (3, 22): lost}
    matrix = matrix_of(Sheet("Biểu", is_hidden=False, cells=cells))
    checks = check_totals(matrix, counted(matrix))
    assert checks.errors == ()
    (warning,) = checks.warnings
    assert warning.cell == "V3"
    assert "Không kiểm được tổng" in warning.message


def test_a_total_computed_by_a_formula_is_checked() -> None:
    plain = sheet([HEADER, *body()])
    cells = {**plain.cells, (3, 22): cell(9, formula="=COUNTA(C3:U3)")}
    matrix = matrix_of(Sheet("Biểu", is_hidden=False, cells=cells))
    assert len(check_totals(matrix, counted(matrix)).errors) == 1
