"""Answers to a yes-or-no question as officers write them."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntm_portal.lib.answers import (
    NO,
    NO_DATA,
    YES,
    AnswerReading,
    abbreviation_key,
    answer_key,
    folded_words,
    quoted,
    read_answer,
    says_no_data,
)
from ntm_portal.lib.workbooks.sheets import CellValue


@pytest.mark.parametrize(
    "value",
    [
        *("x", "X", "×", "✓", "✔", "☑", "v", "đ", "Đ", "Đạt", "ĐẠT", "đạt chuẩn", "Có"),
        *("1", Decimal(1), Decimal("1.0"), True, "100%", "100 %", " Đạt. ", "х"),
    ],
)
def test_a_yes_is_read(value: CellValue) -> None:
    assert read_answer(value) == AnswerReading(answer=True)


@pytest.mark.parametrize(
    "value",
    [
        *("c", "C", "k", "K", "Chưa", "Không", "ko", "Chưa đạt", "không đạt", "KĐ"),
        *("k đạt", "chưa đạt chuẩn", "0", Decimal(0), False, "0%", "с", "к"),
    ],
)
def test_a_no_is_read(value: CellValue) -> None:
    assert read_answer(value) == AnswerReading(answer=False)


@pytest.mark.parametrize(
    "value",
    [
        *("?", "n/a", "N/A", "KCSL", "k.có SL", "Không có số liệu", "chưa có số liệu"),
        *("không rõ", "chưa đánh giá", "KHÔNG CÓ SL", "Khong co so lieu", "CĐG"),
    ],
)
def test_no_data_is_a_state_of_its_own(value: CellValue) -> None:
    assert read_answer(value) == AnswerReading(is_no_data=True)


@pytest.mark.parametrize("value", [None, "", " ", "\u200b\u00a0"])
def test_a_blank_says_nothing(value: CellValue) -> None:
    assert read_answer(value).is_blank


@pytest.mark.parametrize(
    "value",
    [
        *("-", "–", "đạt?", "98,5", "xx", "đạt 2019", "một phần", Decimal("0.5")),
        *(Decimal(2), dt.date(2021, 1, 2), "không còn", "50%"),
    ],
)
def test_anything_else_is_refused_as_it_was_read(value: CellValue) -> None:
    reading = read_answer(value)
    assert reading.fault.startswith("Không đọc được “")
    assert (reading.answer, reading.is_no_data) == (None, False)


def test_an_error_of_the_spreadsheet_is_named() -> None:
    assert read_answer("#REF!").fault == "Ô báo lỗi #REF! của bảng tính."


def test_a_long_value_is_quoted_in_part() -> None:
    assert quoted("a" * 60) == f"“{'a' * 60}”"
    assert quoted("a" * 61) == f"“{'a' * 60}…”"


def test_no_word_means_two_things() -> None:
    assert not YES & NO
    assert not (YES | NO) & NO_DATA


def test_every_word_is_written_as_it_is_compared() -> None:
    for word in YES | NO:
        assert answer_key(word) == word
    for word in NO_DATA:
        assert says_no_data(word)


def test_words_are_compared_without_marks_and_signs_as_they_are() -> None:
    assert answer_key("CHƯA ĐẠT.") == "chua dat"
    assert answer_key("đạt?") == "đạt?"
    assert abbreviation_key("K.có SL") == "k co sl"
    assert folded_words("Không  – rõ") == "khong ro"


# Slow under coverage, which other tests of the same lines tell already.
@pytest.mark.no_cover
@given(st.text(max_size=12))
def test_every_text_is_exactly_one_thing(text: str) -> None:
    reading = read_answer(text)
    said = [
        reading.answer is not None,
        reading.is_no_data,
        bool(reading.fault),
        reading.is_blank,
    ]
    assert sum(said) == 1


@given(st.sampled_from(sorted(YES | NO)), st.sampled_from(("", " ", "\u00a0")))
def test_case_and_spaces_around_change_no_answer(word: str, space: str) -> None:
    plain = read_answer(word)
    assert read_answer(f"{space}{word.upper()}{space}") == plain
