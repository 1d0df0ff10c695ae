"""Communes and districts of a sheet of results, matched to those of the quarter."""

import pytest

from reports.importing.readings import CellCounts, Fate
from tests.reports.importing.files import (
    FIRST,
    RESULTS_2019,
    SECOND,
    TARGETS,
    THIRD,
    commune,
    district,
    edited,
    only,
    read,
    three,
    workbook,
)

pytestmark = pytest.mark.usefixtures("reference")


def test_an_unknown_commune_refuses_its_row() -> None:
    reading = read(edited(RESULTS_2019, {"B25": "Đắk Nhong"}))
    problem = only(reading.errors)
    assert problem.cell == "B25"
    assert "Đắk Nhoong" in problem.message
    assert reading.unmatched == ("Đắk Nhong",)
    assert reading.matched == 84
    assert reading.counts == CellCounts(created=1596, refused=19)


def test_another_spelling_is_taken_and_told() -> None:
    reading = read(edited(RESULTS_2019, {"B25": "Đăk Nhoong"}))
    assert reading.errors == ()
    assert [each.written for each in reading.respellings] == ["Đăk Nhoong"]


def test_a_missing_commune_is_named() -> None:
    problem = only(read(workbook(three()[:3])).errors)
    assert problem.cell == "B4"
    assert "thiếu xã Ia Tơi" in problem.message


def test_a_unit_outside_the_programme_is_an_error() -> None:
    rows = district(
        *(commune(name) for name in ("Đắk Nên", "Đăk Long")), heading="Huyện Kon Plông"
    )
    reading = read(workbook(rows, title="Kết quả Quý III năm 2019"))
    problem = next(problem for problem in reading.errors if problem.cell == "B6")
    assert "thị trấn Măng Đen" in problem.message
    assert reading.unmatched == ("Đăk Long",)


def test_a_commune_of_its_time_is_taken() -> None:
    names = "Đắk Nên;Đắk Ring;Măng Buk;Đắk Tăng;Ngok Tem;Pờ Ê;Măng Cành;Đăk Long;Hiếu"
    rows = district(*map(commune, names.split(";")), heading="Huyện Kon Plông")
    assert read(workbook(rows, title="Kết quả Quý II năm 2019")).errors == ()


def test_two_rows_for_one_commune_name_both() -> None:
    reading = read(workbook([*three(), commune(SECOND)]))
    problem = only(reading.errors)
    assert problem.cell == "B8"
    assert "B6 và B8" in problem.message
    assert reading.matched == 3
    assert reading.counts == CellCounts(created=38, refused=38)


def test_an_unknown_district_is_named_once_with_its_candidates() -> None:
    rows = [["I", "Huyện Ia H'Rai"], *three()[1:]]
    reading = read(workbook(rows))
    problem = only(reading.errors)
    assert problem.cell == "B4"
    assert "Huyện Ia H'Drai" in problem.message
    assert reading.counts == CellCounts(refused=57)


def test_a_district_named_in_the_title_needs_no_heading() -> None:
    title = "UBND HUYỆN IA H'DRAI\nKết quả tiêu chí Quý I năm 2021"
    reading = read(workbook(three()[1:], title=title))
    assert reading.errors == ()
    assert reading.matched == 3


def test_names_without_any_district_must_be_alone_in_the_province() -> None:
    reading = read(workbook([commune("Đăk Long"), *three()[1:]]))
    assert only(reading.errors).value == "Đăk Long"
    assert "huyện Đắk Hà" in only(reading.errors).message


def test_a_repeated_third_row_does_not_hide_a_missing_one() -> None:
    rows = district(commune(FIRST), commune(SECOND), commune(SECOND))
    messages = " ".join(problem.message for problem in read(workbook(rows)).errors)
    assert "Hai dòng" in messages
    assert f"thiếu xã {THIRD}" in messages


def test_a_district_without_heading_is_named_without_a_cell() -> None:
    rows = [commune(FIRST), commune(SECOND)]
    problem = only(read(workbook(rows)).errors)
    assert (problem.cell, problem.value) == ("", "Huyện Ia H'Drai")
    assert f"thiếu xã {THIRD}" in problem.message


def test_the_cells_of_a_row_without_a_name_are_counted_as_refused() -> None:
    rows = three()
    nameless = [None, None, *rows[2][2:]]
    reading = read(workbook([*rows[:2], nameless, rows[3]]))
    assert reading.counts.read == 57
    assert reading.counts.refused == 19
    assert sum(tally.count for tally in reading.tallies) == 57
    assert sum(fate == Fate.REFUSED for fate in reading.fates.values()) == 19
    assert any("không có tên xã" in each.message for each in reading.errors)


def test_the_same_holds_in_targets() -> None:
    rows = three()
    nameless = [None, None, *rows[2][2:]]
    title = "Phụ lục 01. Chỉ tiêu phấn đấu"
    reading = read(workbook([*rows[:2], nameless, rows[3]], title=title), TARGETS)
    assert (reading.counts.read, reading.counts.refused) == (57, 19)
    assert sum(tally.count for tally in reading.tallies) == 57
