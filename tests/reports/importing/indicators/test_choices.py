"""Columns that are only close to an indicator are asked, and answers settle them."""

import pytest

from reports.importing.problems import Question
from tests.reports.importing.indicators.files import (
    LAW,
    USUAL,
    columns,
    head,
    matrix,
    messages,
    table,
)
from tests.reports.importing.tables.sheets import Values


def asked(cell: str) -> Question:
    read = matrix(table(head("2.1", cell, "1.1", "10")))
    (question,) = read.questions
    assert question.message in messages(read)
    return question


def test_a_name_that_is_only_close_is_asked() -> None:
    question = asked("Đường ngõ xóm sạch, không lầy lội mùa mưa")
    assert (question.key, question.cell) == ("column:D", "D1")
    assert [value for value, _ in question.choices] == ["2.3", "ignore"]


def test_a_criterion_with_several_indicators_is_asked() -> None:
    question = asked("Tiêu chí 6")
    assert [value for value, _ in question.choices] == ["6.1", "6.2", "6.3", "ignore"]


def test_a_rate_of_unknown_name_is_asked() -> None:
    question = asked("Tỷ lệ hộ dùng điện an toàn")
    assert question.choices[0][0] == "4.2"


def test_an_empty_column_of_unknown_name_is_not_asked() -> None:
    values: list[Values] = [(98.5, None, "Đạt", 30)]
    read = matrix(table(head("2.1", "Tỷ lệ hộ dùng điện an toàn"), values=values))
    assert read.questions == ()


@pytest.mark.parametrize(("role", "column"), [("4.2", {"4.2": 4}), ("ignore", {})])
def test_an_answer_settles_the_column(role: str, column: dict[str, int]) -> None:
    sheet = table(head("2.1", "Tỷ lệ hộ dùng điện an toàn", "1.1", "10"))
    read = matrix(sheet, {"D": role})
    assert columns(read) == {"2.1": 3, "1.1": 5, "10": 6} | column
    assert (messages(read), read.questions) == ([], ())


def test_an_answer_overrules_a_header() -> None:
    read = matrix(table(head("2.1", "2.1", "1.1", "10")), {"D": "2.2"})
    assert columns(read) == USUAL
    assert messages(read) == []


def test_a_choice_stands_against_the_header_of_another_column() -> None:
    read = matrix(table(head("2.1", "Dân số", "1.1", "10")), {"D": "2.1"})
    assert columns(read) == {"2.1": 4, "1.1": 5, "10": 6}
    assert [problem.cell for problem in read.matrix.warnings] == ["C3"]


def test_two_columns_cannot_be_chosen_as_one_indicator() -> None:
    read = matrix(table(), {"C": "2.3", "D": "2.3"})
    assert messages(read) == [
        f"Có hai cột, C và D, cùng được chọn là chỉ tiêu 2.3. {LAW['2.3'].name}."
    ]


def test_answers_about_columns_and_roles_that_do_not_exist_say_nothing() -> None:
    read = matrix(table(), {"ZZ": "2.3", "C": "2.99", "D": "3"})
    assert columns(read) == USUAL
