"""Totals are checked against the rows and never imported."""

import datetime as dt
from collections.abc import Mapping

import pytest

from ntm_portal.lib.spreadsheets import Cell, Sheet
from reports.importing.tables.matrix import Matrix
from reports.importing.tables.totals import (
    CountReading,
    TotalChecks,
    check_totals,
    read_count,
)
from tests.reports.importing.places import CRITERIA, matrix_of
from tests.reports.importing.tables.sheets import (
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
NOTHING = TotalChecks((), ())


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


@pytest.mark.parametrize("value", ["12/76", " 12 / 76 "])
def test_a_total_may_say_of_how_many_it_is(value: str) -> None:
    rows = body()
    shared = [f"{count}/4" for count in ALL]
    assert check(*rows, [None, "Tổng cộng", *shared, value]).errors == ()
    assert errors(check(*rows, [None, "Tổng cộng", "3/5"])) == {
        "C8": "Tổng phải là số nguyên; ô ghi “3/5”."
    }


@pytest.mark.parametrize("dash", ["-", "–", "—"])
def test_a_dash_among_totals_says_nothing(dash: str) -> None:
    assert check(*body(), [None, "Tổng cộng", dash, *ALL[1:], dash]).errors == ()


@pytest.mark.parametrize("digits", ["9" * 5000, f"{'9' * 5000}/19"])
def test_an_absurdly_long_total_is_refused(digits: str) -> None:
    assert "số nguyên" in read_count(cell(digits), of=19).fault


@pytest.mark.parametrize(
    "written", [3, "3", "3,0", "3,00", "15,8%", "15,79 %", 0.157894736842105]
)
def test_an_average_is_checked_with_the_decimals_that_it_has(written: Value) -> None:
    assert check(*body(), [None, "Bình quân", *[None] * 19, written]) == NOTHING


def test_a_wrong_average_is_named_with_the_right_one() -> None:
    checks = check(*body(), [None, "Bình quân", *[None] * 19, "3,05"])
    assert errors(checks) == {"V8": "Bình quân ghi 3,05, tính được 3,00."}


@pytest.mark.parametrize(
    "shares",
    [
        [count * 25 for count in ALL],
        [count / 4 for count in ALL],
        [f"{count * 25},0%" for count in ALL],
        [f"{count * 25}.0" for count in ALL],
    ],
)
def test_shares_are_checked_in_percent_or_of_one(shares: list[Value]) -> None:
    assert check(*body(), [None, "Tỷ lệ (%)", *shares]) == NOTHING


def test_a_share_is_rounded_half_up() -> None:
    rows = body()[:6]
    third = [*rows[:3], commune(3, "Đắk Blô")]
    right = check(*third, [None, "Tỷ lệ", "100", "33,3", "66,7"])
    wrong = check(*third, [None, "Tỷ lệ", "100", "33,4", "66,6"])
    assert right == NOTHING
    assert errors(wrong) == {
        "D6": "Tỷ lệ ghi 33,4, tính được 33,3.",
        "E6": "Tỷ lệ ghi 66,6, tính được 66,7.",
    }


def test_a_wrong_share_of_one_is_named_as_such() -> None:
    checks = check(*body(), [None, "Tỷ lệ", "0,80"])
    assert errors(checks) == {"C8": "Tỷ lệ ghi 0,80, tính được 0,75."}


def test_a_total_that_is_an_average_or_a_share_is_checked_as_one() -> None:
    row: Values = [None, "Tổng cộng", *ALL, "3,0"]
    assert check(*body(), row) == NOTHING
    row = [None, "Tổng cộng", "75%", *ALL[1:], 12.24]
    assert errors(check(*body(), row)) == {"V8": "Bình quân ghi 12,24, tính được 3,00."}
    assert errors(check(*body(), [None, "Tổng cộng", "70%"])) == {
        "C8": "Tỷ lệ ghi 70%, tính được 75%."
    }


def test_words_among_quotients_are_only_a_warning() -> None:
    checks = check(*body(), [None, "Tỷ lệ", "cao", "#DIV/0!", *[None] * 17, 15.8])
    assert checks.errors == ()
    assert [(p.cell, p.message) for p in checks.warnings] == [
        ("C8", "Không kiểm được: ô không ghi số."),
        ("D8", "Ô báo lỗi #DIV/0! của bảng tính."),
    ]


def test_a_share_in_the_column_of_totals_may_be_of_anything() -> None:
    checks = check(*body(), [None, "Tỷ lệ", *[None] * 19, 40])
    assert checks.errors == ()
    assert [p.cell for p in checks.warnings] == ["V8"]
    assert check(*body(), [None, "Tỷ lệ", *[None] * 19, 0]) == NOTHING


def test_quotients_of_nothing_are_not_checked() -> None:
    checks = check([None, "Huyện Đắk Tô"], [None, "Tỷ lệ", "50%"], *body())
    assert checks == NOTHING


def test_sums_over_a_row_without_a_name_are_told_once() -> None:
    rows: list[Values] = [*body()]
    rows[1] = [1, None, *rows[1][2:]]
    rows[0] = [*rows[0], *CITY, 7]
    checks = check(*rows, [None, "Tổng cộng", *ALL, 12], [None, "Tỷ lệ", "75%"])
    assert checks.errors == ()
    (warning,) = checks.warnings
    assert warning.cell == ""
    assert warning.message == (
        "Không kiểm được 41 ô tổng (ô đầu tiên: C2), vì thiếu xã hoặc có hàng chưa "
        "đọc được."
    )


def test_totals_of_another_district_are_still_checked() -> None:
    rows: list[Values] = [*body()]
    rows[1] = [1, None, *rows[1][2:]]
    rows[3] = [*rows[3], *[9] * 19]
    assert len(check(*rows).errors) == 19


def test_sums_over_a_district_that_lacks_communes_are_told_once() -> None:
    rows: list[Values] = [*body()]
    rows[0] = [*rows[0], *CITY, 7]
    del rows[1]
    total: Values = [None, "Tổng cộng", *ALL, 12]
    matrix = matrix_of(sheet([HEADER, *rows, total]))
    assert len(check_totals(matrix, counted(matrix)).errors) == 10
    headings = [matrix.rows[0].name_cell]
    checks = check_totals(matrix, counted(matrix), incomplete=headings)
    assert checks.errors == ()
    (warning,) = checks.warnings
    assert "Không kiểm được 10 ô tổng" in warning.message


def test_a_district_that_is_whole_is_checked_beside_one_that_is_not() -> None:
    rows: list[Values] = [*body()]
    rows[3] = [*rows[3], 9]
    matrix = matrix_of(sheet([HEADER, *rows]))
    headings = [matrix.rows[0].name_cell]
    checks = check_totals(matrix, counted(matrix), incomplete=headings)
    assert errors(checks) == {"C5": "Tổng ghi 9, cộng lại được 1."}
