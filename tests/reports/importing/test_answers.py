"""What a person answers is asked for next, and settles what was unclear."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from ntm_portal.lib.periods import Quarter
from reports.choices import ImportKind
from reports.importing.answers import answered
from reports.importing.readings import ImportRequest, Respelling
from tests.reports.importing.asking import (
    CLOSE,
    CLOSE_KEY,
    MEANT,
    across,
    asked,
    close_indicator,
    close_name,
    question,
    read_asked,
)
from tests.reports.importing.files import (
    CODES,
    FIRST,
    RESULTS,
    SECOND,
    TARGETS,
    commune,
    district,
    only,
    three,
    told,
    workbook,
)
from tests.reports.importing.indicators.files import INDICATORS

QUARTER = Quarter(2021, 1)
COLUMN_KEY = "column:D"
REPEATED = "Đăk Long"
GIVEN = {CLOSE_KEY: MEANT, COLUMN_KEY: "ignore", "encoding": "tcvn3"}


def request(answers: Mapping[str, str] = GIVEN) -> ImportRequest:
    return asked(b"", answers, sheet="Quý I", period="2021Q1")


def test_answers_are_added_to_those_before() -> None:
    said = answered(request({CLOSE_KEY: MEANT}), {COLUMN_KEY: "5"}).answers
    assert said == {CLOSE_KEY: MEANT, COLUMN_KEY: "5"}


def test_another_answer_to_a_question_replaces_the_first() -> None:
    assert answered(request(), {CLOSE_KEY: "23537"}).answers[CLOSE_KEY] == "23537"


def test_an_empty_answer_says_nothing() -> None:
    said = dict.fromkeys((*GIVEN, "sheet", "kind", "period"), "")
    assert answered(request(), said) == request()


def test_another_sheet_drops_the_answers_about_cells_and_letters() -> None:
    found = answered(request(), {"sheet": "Quý II", "unit:B9": "23537"})
    assert found.sheet == "Quý II"
    assert found.answers == {}
    assert found.period == QUARTER


def test_the_same_sheet_keeps_the_answers_about_cells() -> None:
    assert answered(request(), {"sheet": "Quý I"}) == request()


def test_another_kind_drops_the_answers_about_cells() -> None:
    found = answered(request(), {"kind": "indicators"})
    assert found.kind is INDICATORS
    assert found.answers == {"encoding": "tcvn3"}
    assert found.period == QUARTER


@pytest.mark.parametrize("kind", ["targets", "responsibilities"])
def test_a_kind_without_quarters_has_no_period(kind: str) -> None:
    assert answered(request(), {"kind": kind}).period is None
    targets = replace(request(), kind=ImportKind(kind))
    assert answered(targets, {"period": "2020Q4"}).period is None


def test_the_period_can_be_said() -> None:
    assert answered(request(), {"period": "2020Q4"}).period == Quarter(2020, 4)


@pytest.mark.usefixtures("reference")
def test_a_close_name_is_a_question() -> None:
    found = question(read_asked(workbook(close_name())))
    assert (found.key, found.cell, found.value) == (CLOSE_KEY, "B5", CLOSE)
    assert found.choices == ((MEANT, "xã Ia Đal, huyện Ia H'Drai"),)


@pytest.mark.usefixtures("reference")
def test_the_answer_to_a_close_name_is_applied() -> None:
    reading = read_asked(workbook(close_name()), {CLOSE_KEY: MEANT})
    assert (reading.errors, reading.questions, reading.unmatched) == ((), (), ())
    assert reading.counts.created == 57
    assert reading.respellings == (Respelling("B5", CLOSE, FIRST),)
    assert [each.code for each in reading.lessons] == [MEANT]


@pytest.mark.usefixtures("reference")
def test_a_close_name_is_asked_in_targets_and_indicators_too() -> None:
    title = "Phụ lục 01. Chỉ tiêu phấn đấu"
    data = workbook(close_name(), title=title)
    assert question(read_asked(data, kind=TARGETS)).key == CLOSE_KEY
    assert read_asked(data, {CLOSE_KEY: MEANT}, kind=TARGETS).questions == ()


@pytest.mark.usefixtures("reference")
def test_a_name_across_is_asked_where_it_stands() -> None:
    data = across(close_name()[1:])
    found = question(read_asked(data))
    assert (found.key, found.cell) == ("unit:C3", "C3")
    assert read_asked(data, {found.key: MEANT}).errors == ()


@pytest.mark.usefixtures("reference")
def test_an_unknown_code_is_no_answer() -> None:
    for code in ("", "99999", "24000"):
        reading = read_asked(workbook(close_name()), {CLOSE_KEY: code})
        assert question(reading).key == CLOSE_KEY


@pytest.mark.usefixtures("reference")
def test_a_name_that_is_known_is_never_asked() -> None:
    reading = read_asked(workbook(three()), {"unit:B5": CODES[SECOND]})
    assert reading.errors == reading.respellings == ()


@pytest.mark.usefixtures("reference")
def test_an_answer_that_names_a_commune_twice_is_an_error() -> None:
    reading = read_asked(workbook(close_name()), {CLOSE_KEY: CODES[SECOND]})
    assert ("B6", SECOND) in told(reading.errors)
    assert reading.counts.refused == 38


@pytest.mark.usefixtures("reference")
def test_a_close_district_is_asked_and_answered_once_for_all_its_rows() -> None:
    data = workbook(district(*three()[1:], heading="Huyện Ia H'Rai"))
    found = question(read_asked(data))
    assert (found.key, found.choices) == ("unit:B4", (("618", "Huyện Ia H'Drai"),))
    reading = read_asked(data, {found.key: "618"})
    assert reading.errors == ()
    assert [each.is_district for each in reading.lessons] == [True]


@pytest.mark.usefixtures("reference")
def test_a_name_that_several_communes_bear_is_asked() -> None:
    data = workbook([commune(REPEATED)], title="Kết quả Quý II năm 2019")
    found = question(read_asked(data))
    assert len(found.choices) > 1
    reading = read_asked(data, {found.key: found.choices[0][0]})
    assert reading.questions == ()
    assert reading.lessons == ()


@pytest.mark.usefixtures("reference")
@pytest.mark.parametrize("role", ["4.2", "ignore"])
def test_each_answer_about_a_column_settles_its_question(role: str) -> None:
    data = close_indicator()
    found = question(read_asked(data, kind=INDICATORS))
    assert found.key == COLUMN_KEY
    assert role in [value for value, _ in found.choices]
    reading = read_asked(data, {COLUMN_KEY: role}, kind=INDICATORS)
    assert (reading.errors, reading.questions) == ((), ())
    assert (COLUMN_KEY.removeprefix("column:"), role) in [
        (use.letters, use.role) for use in reading.columns
    ]
    assert reading.request.answers == {COLUMN_KEY: role}


@pytest.mark.usefixtures("reference")
def test_answers_of_a_person_do_not_hide_what_is_wrong() -> None:
    rows = close_name()
    rows[2][2] = "đạt?"
    reading = read_asked(workbook(rows), {CLOSE_KEY: MEANT})
    assert only(reading.errors).cell == "C6"
    assert reading.request.kind is RESULTS
