"""How columns were understood, and the print by which a layout is known again."""

import pytest

from ntm_portal.lib.spreadsheets import Cell
from reports.importing.tables.matrix import Matrix
from tests.reports.importing.places import CRITERIA, matrix_of
from tests.reports.importing.tables.sheets import (
    HEADER,
    NAMES,
    Value,
    Values,
    body,
    commune,
    groups,
    sheet,
)

MARKED = {column: str(number) for column, number in enumerate(CRITERIA, start=3)}


def table(*rows: Values, merged: str = "") -> Matrix:
    return matrix_of(sheet(rows, merged=merged))


def test_every_used_column_has_a_role() -> None:
    rows = [[*row, *[None] * (23 - len(row)), "2018"] for row in body()]
    matrix = table([*HEADER, "Năm công nhận"], *rows)
    assert matrix.roles == {
        **MARKED,
        1: "ignore",
        2: "name",
        22: "total",
        23: "ignore",
        24: "ignore",
    }


def test_a_column_of_districts_and_doubtful_totals_have_their_roles() -> None:
    header = ["Huyện", "Xã", *NAMES, "Tổng số tiêu chí đạt", "Tổng số tiêu chí đạt"]
    matrix = table(header, ["Huyện Đắk Glei", *commune(1, "Đắk Blô", 4)[1:], 4])
    roles = {column: matrix.roles[column] for column in (1, 2, 22, 23)}
    assert roles == {1: "district", 2: "name", 22: "ignore", 23: "ignore"}


def test_a_choice_is_the_role_and_changes_nothing_in_the_fingerprint() -> None:
    given = sheet([HEADER, *body()])
    matrix = matrix_of(given, {7: "ignore", 23: "5"})
    assert (matrix.roles[7], matrix.roles[23]) == ("ignore", "5")
    assert matrix.fingerprint == matrix_of(given).fingerprint


def header(quarter: str, *more: Value) -> list[Values]:
    top = [*HEADER[:2], f"Kết quả đến {quarter}", *[None] * 18, *HEADER[21:], *more]
    return [top, [None, None, *NAMES]]


MERGED = "A2:A3 B2:B3 C2:U2"


def test_the_fingerprint_depends_on_neither_rows_nor_title_nor_quarter() -> None:
    first = table(["QUÝ IV/2019"], *header("Quý IV/2019"), *body(), merged=MERGED)
    same = [
        table(
            ["Quý 1 năm 2020"],
            *header("31/3/2020"),
            *body()[:2],
            [None, "Tổng cộng", *[1] * 24, "ghi thêm"],
            [*[None] * 30, "CHỦ TỊCH"],
            merged=MERGED,
        ),
        table(["x"], *header("năm 2021"), *body(), merged=MERGED),
        table(["x"], *header("QUÝ III-2021 "), *body(), merged=MERGED),
    ]
    assert {each.fingerprint for each in same} == {first.fingerprint}
    assert len(first.fingerprint) == 64


@pytest.mark.parametrize(
    "rows",
    [
        [HEADER[:22]],
        [[*HEADER[:22], "Lý do"]],
        [[None, *HEADER]],
        [[None, None, *groups()], HEADER],
    ],
)
def test_another_header_has_another_fingerprint(rows: list[Values]) -> None:
    shifted = [[None, *row] for row in body()] if rows[0][0] is None else body()
    other = table(*rows, *shifted).fingerprint
    assert other != table(HEADER, *body()).fingerprint


def test_a_sheet_without_a_table_has_neither() -> None:
    matrix = table(["Kính gửi"])
    assert (matrix.roles, matrix.fingerprint) == ({}, "")


def test_headers_have_the_path_of_every_column() -> None:
    matrix = table(*header("Quý I/2020"), *body(), merged="A1:A2 B1:B2 C1:U1")
    assert matrix.headers[2] == "Huyện, xã"
    assert matrix.headers[7] == "Kết quả đến Quý I/2020 › 5. Trường học"
    assert matrix.problem_at(Cell(4, 7, None), "").header == matrix.headers[7]
