"""Headings and totals stand for the communes that they sum up."""

import pytest

from reports.importing.tables.matrix import Matrix, RowKind
from tests.reports.importing.places import matrix_of
from tests.reports.importing.tables.sheets import HEADER, Values, body, sheet


def table(*rows: Values) -> Matrix:
    return matrix_of(sheet([HEADER, *rows]))


def members(matrix: Matrix, kind: RowKind = RowKind.TOTAL) -> list[list[str]]:
    """Return the names of the communes that each row of the kind sums up."""
    names = {row.row_number: row.name for row in matrix.communes}
    return [
        [names[number] for number in row.members]
        for row in matrix.rows
        if row.kind is kind
    ]


CITY, GLEI = ["Đắk Cấm", "Kroong"], ["Đắk Blô", "Đắk Man"]
ALL = CITY + GLEI


def test_a_heading_sums_up_its_district() -> None:
    assert members(table(*body()), RowKind.DISTRICT) == [CITY, GLEI]


def test_communes_and_notes_sum_up_nothing() -> None:
    matrix = table(*body(), [None, "Ghi chú: x"])
    assert members(matrix, RowKind.COMMUNE) == [[]] * 4
    assert members(matrix, RowKind.NOTE) == [[]]


@pytest.mark.parametrize("place", [0, 6])
@pytest.mark.parametrize("name", ["Tổng cộng", "Cộng", "Toàn tỉnh", "Tổng số xã đạt"])
def test_one_total_above_or_below_sums_up_all(place: int, name: str) -> None:
    rows = body()
    rows.insert(place, [None, name, 1])
    assert members(table(*rows)) == [ALL]


def test_totals_above_and_below_both_sum_up_all() -> None:
    total = [None, "Tổng cộng", 1]
    assert members(table(total, *body(), total)) == [ALL, ALL]


def test_totals_that_close_districts_sum_up_their_own() -> None:
    rows = body()
    total: Values = [None, "Cộng", 1]
    closed: list[Values] = [*rows[:3], total, *rows[3:], total]
    assert members(table(*closed)) == [CITY, GLEI]
    assert members(table(*closed, [None, "Tổng cộng", 1])) == [CITY, GLEI, ALL]
    assert members(table(*closed, total)) == [CITY, GLEI, ALL]
    assert members(table([None, "Tổng cộng", 1], *closed)) == [ALL, CITY, GLEI]


def test_totals_below_headings_sum_up_their_own() -> None:
    rows, total = body(), [None, "Cộng", 1]
    assert members(table(rows[0], total, *rows[1:4], total, *rows[4:])) == [CITY, GLEI]


def test_a_total_between_districts_sums_up_the_one_above() -> None:
    rows = body()
    assert members(table(*rows[:3], [None, "Cộng", 1], *rows[3:])) == [CITY]


def test_a_total_that_names_a_district_sums_it_up_wherever_it_stands() -> None:
    totals = [
        [None, "Cộng thành phố Kon Tum", 1],
        [None, "Tổng huyện Đăk Glei", 1],
        [None, "Cộng toàn tỉnh", 1],
    ]
    assert members(table(*body(), *totals)) == [CITY, GLEI, ALL]


def test_a_total_of_the_district_sums_up_the_one_above() -> None:
    assert members(table(*body(), [None, "Cộng huyện", 1])) == [GLEI]


def test_a_total_of_all_districts_sums_up_all() -> None:
    total = [None, "Tổng cộng các huyện, thành phố", 1]
    assert members(table(*body(), total)) == [ALL]


def test_a_total_of_a_table_without_headings_sums_up_all() -> None:
    rows = body()[4:]
    for name in ("Cộng", "Tổng toàn huyện", "Tổng cộng"):
        assert members(table(*rows, [None, name, 1])) == [GLEI]


@pytest.mark.parametrize("name", ["Thành phố Kon Tum", "TP. Kon Tum (tiếp theo)"])
def test_a_heading_repeated_on_the_next_page_sums_up_its_district(name: str) -> None:
    rows = body()
    matrix = table(*rows[:2], ["I", name, 5], *rows[2:])
    assert members(matrix, RowKind.DISTRICT) == [CITY, CITY, GLEI]


@pytest.mark.parametrize("name", ["Tỷ lệ (%)", "Bình quân"])
def test_a_quotient_stands_for_what_the_total_above_it_sums_up(name: str) -> None:
    rows, total, quotient = body(), [None, "Cộng", 1], [None, name, 1]
    closed: list[Values] = [*rows[:3], total, quotient, *rows[3:], total, quotient]
    matrix = table(*closed, [None, "Tổng cộng", 1], quotient, quotient)
    kind = matrix.rows[-1].kind
    assert members(matrix, kind) == [CITY, GLEI, ALL, ALL]


def test_a_quotient_below_a_heading_stands_for_the_district() -> None:
    rows = body()
    matrix = table(rows[0], [None, "Tỷ lệ", 1], *rows[1:])
    assert members(matrix, RowKind.SHARE) == [CITY]


def test_a_quotient_below_communes_stands_for_all_like_a_total() -> None:
    matrix = table(*body(), [None, "Bình quân", 1], [None, "Tổng cộng", 1])
    assert members(matrix, RowKind.AVERAGE) == [ALL]


def test_a_row_that_could_not_be_read_is_one_of_those_summed_up() -> None:
    matrix = table(*body(), [None, None, "x"], [None, "Tổng cộng", 1])
    assert matrix.rows[-1].members == (3, 4, 6, 7, 8)
