"""What one cell says, and what a blank means in its table."""

import datetime as dt
from decimal import Decimal

import pytest

from reports.choices import ResultState
from reports.importing.marks import (
    BlankMeaning,
    MarkReading,
    cell_fault,
    decide_blanks,
    is_prose,
    read_mark,
    read_plan,
    settle_row,
)
from tests.reports.importing.tables.sheets import Value, cell

MET, UNMET, UNKNOWN = ResultState.MET, ResultState.UNMET, ResultState.UNKNOWN
FORMULA = cell(None, formula="=IF(A1,1,0)")


def readings(*values: Value) -> list[MarkReading]:
    return [read_mark(cell(value)) for value in values]


@pytest.mark.parametrize(
    "value",
    [
        *("x", "X", " x ", "x.", "\u00a0x", "\u200bx", "ｘ", "\u0445", "\u0425", "×"),
        *("✓", "✔", "√", "☑", "v", "V"),
        *("Đ", "đ", "Ð", "ð", "d", "D", "Đạt", "ĐẠT", "đạt", "dat", "Đa\u0323t"),
        *("Đạt chuẩn", "Có", "có", 1, 1.0, "1", Decimal("1.0"), "100%", True, "TRUE"),
    ],
)
def test_a_positive_mark_is_met(value: Value) -> None:
    assert read_mark(cell(value)) == MarkReading(cell(value), MET)


@pytest.mark.parametrize(
    "value",
    [
        *("C", "c", "K", "k", "Chưa", "Không", "CĐ", "KĐ", "Chưa đạt", "CHƯA ĐẠT"),
        *("Không đạt", "chưa  đạt", "Chưa đạt chuẩn", "Không đạt chuẩn"),
        *(0, "0", "0%", False, "false", "\u0421", "\u041a"),
    ],
)
def test_a_negative_mark_is_unmet(value: Value) -> None:
    assert read_mark(cell(value)) == MarkReading(cell(value), UNMET)


@pytest.mark.parametrize(
    "value",
    [
        *("?", "CĐG", "cđg", "Chưa đánh giá", "CHƯA ĐÁNH GIÁ", "Không đánh giá", "N/A"),
        *("Chưa rõ", "Không rõ", "Chưa xác định", "Không có số liệu"),
        "Chưa có số liệu",
    ],
)
def test_a_mark_may_say_that_nothing_is_known(value: Value) -> None:
    assert read_mark(cell(value)) == MarkReading(cell(value), UNKNOWN)


@pytest.mark.parametrize("value", [None, "", "  ", "\u00a0", "\n"])
def test_a_blank_waits_for_the_whole_table(value: Value) -> None:
    reading = read_mark(cell(value))
    assert reading.is_blank
    assert reading.state is None
    assert reading.fault == ""


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("đạt?", "đạt?"),
        ("x?", "x?"),
        ("xx", "xx"),
        ("✗", "✗"),
        ("o", "o"),
        ("l", "l"),
        ("x -", "x -"),
        ("Đạt/Không", "Đạt/Không"),
        (2019, "2019"),
        (2, "2"),
        (-1, "-1"),
        (0.5, "0,5"),
        ("50%", "50%"),
        (dt.date(2019, 12, 1), "01/12/2019"),
    ],
)
def test_an_unknown_mark_is_refused_as_it_was_read(value: Value, shown: str) -> None:
    reading = read_mark(cell(value))
    assert reading.state is None
    assert not reading.is_blank
    assert reading.fault.startswith(f"Không đọc được “{shown}”. Ô chỉ nhận x, Đ, ✓")


@pytest.mark.parametrize("sign", ["-", "–", "—", "---", "…", "...", "_", " - ", "."])
def test_a_dash_is_refused_as_it_may_be_a_no_or_no_data(sign: str) -> None:
    reading = read_mark(cell(sign))
    assert reading.state is None
    assert not reading.is_blank
    assert reading.fault == (
        f"Không đọc được “{sign}”. Dấu này có thể là chưa đạt hoặc chưa đánh giá: "
        "hãy ghi C (chưa đạt), “?” (chưa đánh giá) hoặc để trống."
    )


@pytest.mark.parametrize(("letter", "state"), [("ü", MET), ("þ", MET), ("x", MET)])
def test_a_tick_of_a_picture_font_is_met(letter: str, state: ResultState) -> None:
    assert read_mark(cell(letter, font="Wingdings")).state is state


def test_other_pictures_are_refused() -> None:
    assert read_mark(cell("û", font="Wingdings 2")).fault
    assert read_mark(cell("ü", font="Arial")).fault


def test_a_formula_without_a_result_is_no_blank() -> None:
    reading = read_mark(FORMULA)
    assert not reading.is_blank
    assert "công thức nhưng tệp không lưu kết quả" in reading.fault
    assert read_plan(FORMULA).fault == reading.fault == cell_fault(FORMULA)


def test_an_error_of_the_spreadsheet_is_named() -> None:
    assert read_mark(cell("#N/A")).fault == "Ô báo lỗi #N/A của bảng tính."
    assert read_plan(cell("#REF!")).fault == "Ô báo lỗi #REF! của bảng tính."


def test_a_formula_with_a_result_is_read() -> None:
    assert read_mark(cell("x", formula='="x"')).state is MET


def test_a_blank_is_unmet_when_only_positive_marks_are_used() -> None:
    assert decide_blanks(readings("x", None, "Đ")) == BlankMeaning(UNMET, 2, 0)


@pytest.mark.parametrize("negative", ["C", "K", 0, "Chưa đạt"])
def test_a_blank_is_unknown_when_a_negative_mark_is_used(negative: Value) -> None:
    meaning = decide_blanks(readings("x", None, negative))
    assert meaning == BlankMeaning(UNKNOWN, 1, 1)


def test_a_question_mark_is_no_negative_mark() -> None:
    assert decide_blanks(readings("x", None, "?")).state is UNMET


@pytest.mark.parametrize("values", [[], [None, None], ["?", None], ["C", None]])
def test_blanks_of_a_table_without_positive_marks_are_unknown(
    values: list[Value],
) -> None:
    assert decide_blanks(readings(*values)).state is UNKNOWN


def settle(
    *values: Value, total: Value = None, negative: int = 0
) -> tuple[object, ...]:
    state = UNKNOWN if negative else UNMET
    settled = settle_row(
        dict(enumerate(readings(*values), start=1)),
        cell(total),
        BlankMeaning(state, 9, negative),
    )
    return (dict(settled.states), settled.is_silent)


def test_marks_of_a_row_keep_their_state_and_blanks_take_the_tables() -> None:
    assert settle("x", None, "?") == ({1: MET, 2: UNMET, 3: UNKNOWN}, False)
    assert settle("x", None, negative=1) == ({1: MET, 2: UNKNOWN}, False)


def test_a_row_without_marks_and_total_is_unknown_and_silent() -> None:
    assert settle(None, None) == ({1: UNKNOWN, 2: UNKNOWN}, True)
    row = {1: read_mark(cell())}
    settled = settle_row(row, None, BlankMeaning(UNMET, 9, 0))
    assert settled.is_silent
    lost = settle_row(row, FORMULA, BlankMeaning(UNMET, 9, 0))
    assert lost.is_silent


def test_a_row_without_marks_whose_total_is_0_is_unmet() -> None:
    assert settle(None, None, total=0) == ({1: UNMET, 2: UNMET}, False)


def test_a_row_without_marks_stays_unknown_among_negative_marks() -> None:
    assert settle(None, None, total=0, negative=1) == ({1: UNKNOWN, 2: UNKNOWN}, False)


def test_every_row_of_a_table_without_marks_is_silent() -> None:
    row = {1: read_mark(cell())}
    settled = settle_row(row, cell(0), BlankMeaning(UNKNOWN, 0, 0))
    assert settled.states == {1: UNKNOWN}
    assert settled.is_silent


def test_a_cell_that_cannot_be_read_has_no_state() -> None:
    assert settle("x", "đạt?", None) == ({1: MET, 3: UNMET}, False)


@pytest.mark.parametrize("value", ["x", "X", "×", "✓", "Đ", "Đạt", 1, True])
def test_a_positive_mark_in_a_plan_is_met_already(value: Value) -> None:
    reading = read_plan(cell(value))
    assert reading.is_met
    assert reading.year is None
    assert reading.counts


@pytest.mark.parametrize(
    "value",
    [
        *(2020, "2020", " 2020 ", "Năm 2020", "NĂM 2020", "đạt 2020", "Đạt năm 2020"),
        *("KH 2020", "Kế hoạch năm 2020", "phấn đấu năm 2020", "đến năm 2020", "2020."),
    ],
)
def test_a_year_is_planned(value: Value) -> None:
    reading = read_plan(cell(value))
    assert reading.year == 2020
    assert not reading.is_met
    assert reading.counts


@pytest.mark.parametrize("year", [2016, 2017, 2018, 2019, 2020])
def test_every_year_of_the_programme_may_be_planned(year: int) -> None:
    assert read_plan(cell(year)).year == year


@pytest.mark.parametrize("value", [2109, 2015, 2021, "năm 2025"])
def test_a_year_outside_the_programme_is_refused(value: Value) -> None:
    reading = read_plan(cell(value))
    assert reading.fault == f"Năm phải từ 2016 đến 2020; ô ghi “{value}”."
    assert not reading.counts


@pytest.mark.parametrize(
    "value",
    [
        "đạt?",
        "C",
        0,
        "Chưa đạt",
        "?",
        20,
        *("2019-2020", "2019, 2020", "2019/2020", "13/2019", "31/02/2019"),
        *("-", "–", "…", 2019.5, "Đạt 98%", "không đạt 2019"),
    ],
)
def test_anything_else_in_a_plan_is_refused(value: Value) -> None:
    reading = read_plan(cell(value))
    assert "Ô chỉ nhận x (đã đạt), năm từ 2016 đến 2020 hoặc để trống." in reading.fault
    assert cell(value).shown in reading.fault


@pytest.mark.parametrize("value", [None, " "])
def test_a_blank_in_a_plan_is_not_planned(value: Value) -> None:
    reading = read_plan(cell(value))
    assert (reading.is_met, reading.year, reading.fault) == (False, None, "")
    assert not reading.counts


@pytest.mark.parametrize("value", ["CHỦ TỊCH", "Nguyễn Văn A", "Chichichi"])
def test_words_of_a_signature_are_prose(value: str) -> None:
    assert is_prose(cell(value))


@pytest.mark.parametrize(
    "value", ["x", "Chưa đạt", "Năm 2020", "đạt?", "y", 7, None, " ", "#N/A", "#DIV/0!"]
)
def test_marks_and_what_could_be_one_are_no_prose(value: Value) -> None:
    assert not is_prose(cell(value))
