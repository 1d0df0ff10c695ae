"""A heading of a district is told from a commune, whose name it may share."""

import pytest

from reports.importing.tables.matrix import Matrix, RowKind
from tests.reports.importing.places import matrix_of
from tests.reports.importing.tables.sheets import (
    HEADER,
    NUMBERS,
    Value,
    Values,
    body,
    commune,
    heading,
    marks,
    sheet,
)

COUNTS: list[Value] = [number % 3 for number in NUMBERS]


def table(*rows: Values) -> Matrix:
    return matrix_of(sheet([HEADER, *rows]))


def kinds(matrix: Matrix) -> list[tuple[RowKind, str]]:
    return [(row.kind, row.name) for row in matrix.rows]


def kind_of(row: Values) -> RowKind:
    """Return what the row is in the middle of the usual table."""
    rows = body()
    return table(*rows[:3], row, *rows[3:]).rows[3].kind


@pytest.mark.parametrize(
    "name",
    [
        "Huyện Đắk Tô",
        "HUYỆN ĐẮK TÔ",
        "Huyện Đăk Tô (8 xã)",
        "Huyện Đắk Tô:",
        "TP. Kon Tum",
        "TP Kon Tum",
        "H. Đắk Tô",
        "Thị xã Kon Tum",
        "ĐẮK TÔ",
        "Đắk Tô",
        "Huyện Không Có",
    ],
)
def test_a_district_is_told_by_its_name_without_a_number(name: str) -> None:
    assert kind_of([None, name, *COUNTS]) is RowKind.DISTRICT
    assert kind_of([None, name]) is RowKind.DISTRICT
    assert kind_of([4, name]) is RowKind.DISTRICT


@pytest.mark.parametrize("number", ["III", "III.", "C"])
@pytest.mark.parametrize("name", ["Đắk Tô", "Đắk Hà", "Nơi không ai biết"])
def test_a_roman_numeral_heads_a_district(number: str, name: str) -> None:
    assert kind_of([number, name, *COUNTS]) is RowKind.DISTRICT


def test_a_heading_loses_what_is_added_to_its_name() -> None:
    (row,) = table(heading("I", "Huyện Đắk Tô (8 xã):"), commune(1, "Kroong")).rows[:1]
    assert row.name == "Huyện Đắk Tô"


@pytest.mark.parametrize(
    "name", ["Xã Kroong", "X. Kroong", "Thị trấn Đắk Tô", "TT Đắk Hà"]
)
def test_units_below_a_district_are_no_heading(name: str) -> None:
    assert kind_of([None, name, *marks([1])]) is RowKind.COMMUNE


def test_letters_among_the_marks_tell_a_commune() -> None:
    assert kind_of(["III", "Đắk Tô", *marks([1, 2])]) is RowKind.COMMUNE
    assert kind_of([None, "Đắk Tô", *marks([1, 2])]) is RowKind.COMMUNE


def test_an_abbreviated_commune_is_no_roman_numeral() -> None:
    matrix = table(
        heading("I", "Thành phố Kon Tum"), ["X. Kroong"], commune(1, "Đắk Cấm")
    )
    assert matrix.rows[1].kind is RowKind.COMMUNE


def test_capitals_head_a_district_whose_name_is_misspelt() -> None:
    assert kind_of([None, "ĐẮC GLÂY", *COUNTS]) is RowKind.DISTRICT
    assert kind_of([None, "KROONG", *COUNTS]) is RowKind.COMMUNE
    assert kind_of([3, "ĐẮC GLÂY", *COUNTS]) is RowKind.COMMUNE


def test_capitals_tell_nothing_where_all_names_are_in_capitals() -> None:
    rows = [[row[0], str(row[1]).upper(), *row[2:]] for row in body()]
    matrix = table(*rows[:3], [None, "NGỌK BAI"], *rows[3:])
    assert matrix.rows[3].kind is RowKind.COMMUNE


def tu_mo_rong(*, number: Value, name: str) -> list[list[Value]]:
    return [
        [None, "Tu Mơ Rông"],
        [number, "Ngọc Lây", *marks([1])],
        [number, name],
        [number, "Tê Xăng", *marks([2])],
    ]


@pytest.mark.parametrize("number", [None, 2])
@pytest.mark.parametrize("name", ["Đắk Hà", "Tu Mơ Rông"])
def test_a_commune_may_have_the_name_of_a_district(number: Value, name: str) -> None:
    matrix = table(*tu_mo_rong(number=number, name=name))
    assert kinds(matrix)[0] == (RowKind.DISTRICT, "Tu Mơ Rông")
    assert kinds(matrix)[2] == (RowKind.COMMUNE, name)


@pytest.mark.parametrize(
    "row", [["Đắk Hà"], ["ĐẮK HÀ"], ["Đắk Hà", *[3] * 19], ["Huyện Đắk Hà"]]
)
def test_a_district_may_follow_one_with_a_commune_of_its_name(row: Values) -> None:
    rows = tu_mo_rong(number=None, name="Đắk Hà")
    matrix = table(*rows, [None, *row], [None, "Đắk La", *marks([1])])
    assert kinds(matrix)[2] == (RowKind.COMMUNE, "Đắk Hà")
    assert matrix.rows[4].kind is RowKind.DISTRICT
    assert matrix.communes[-1].district_cell == matrix.rows[4].name_cell
