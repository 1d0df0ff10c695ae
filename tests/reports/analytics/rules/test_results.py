"""What the rules say of the result of one cell."""

import pytest

from criteria.choices import Outcome
from reports.analytics.rules.findings import Where
from reports.choices import FallCause, ResultState
from tests.reports.analytics.rules.facts_of import (
    CELL,
    MET,
    UNKNOWN,
    UNMET,
    cell,
    found,
    report,
    row,
    told_of,
)

CONTRADICTIONS = pytest.mark.parametrize(
    ("state", "suggested", "words"),
    [
        (
            MET,
            Outcome.UNMET,
            "ghi đạt trong khi giá trị các chỉ tiêu cho thấy chưa đạt",
        ),
        (
            UNMET,
            Outcome.MET,
            "ghi chưa đạt trong khi giá trị các chỉ tiêu cho thấy đạt",
        ),
    ],
)


def test_a_cell_that_is_not_judged_is_told() -> None:
    assert told_of("unanswered", cell(UNKNOWN, UNMET)) == [
        f"{CELL} chưa đánh giá; hãy chọn đạt hoặc chưa đạt, hoặc xác nhận gửi khi "
        "chưa đánh giá."
    ]


def test_a_cell_no_longer_judged_says_that_it_was_met() -> None:
    (message,) = told_of("unanswered", cell(UNKNOWN, MET))
    assert message.startswith(f"{CELL} chưa đánh giá dù kỳ trước đã đạt; ")


@pytest.mark.parametrize("state", [MET, UNMET])
def test_a_judged_cell_is_answered(state: ResultState) -> None:
    assert told_of("unanswered", cell(state, UNKNOWN)) == []


def test_a_finding_says_which_cell_it_is_about() -> None:
    judged, open_ = cell(MET, number=4), cell(UNKNOWN)
    facts = report(row(judged, code="23344"), row(judged, open_))
    (finding,) = found("unanswered", facts)
    assert finding.place == Where("23473", 5)
    assert finding.place.cell_key == "23473-5"


@CONTRADICTIONS
def test_a_result_against_its_indicators_asks_for_a_reason(
    state: ResultState, suggested: Outcome, words: str
) -> None:
    one = cell(state, state, suggested=suggested, against_reason=" \n")
    assert told_of("against-indicators", one) == [
        f"{CELL} {words}; hãy sửa kết quả, sửa giá trị chỉ tiêu hoặc ghi lý do."
    ]
    assert told_of("against-indicators-explained", one) == []


@CONTRADICTIONS
def test_a_result_against_its_indicators_is_noted_with_its_reason(
    state: ResultState, suggested: Outcome, words: str
) -> None:
    one = cell(state, state, suggested=suggested, against_reason=" Số liệu tạm. ")
    assert told_of("against-indicators", one) == []
    assert told_of("against-indicators-explained", one) == [
        f"{CELL} {words}. Lý do của huyện: “Số liệu tạm.”."
    ]


@pytest.mark.parametrize(
    ("state", "suggested"),
    [
        (MET, Outcome.MET),
        (UNMET, Outcome.UNMET),
        (MET, Outcome.UNKNOWN),
        (UNMET, None),
        (UNKNOWN, None),
        (UNKNOWN, Outcome.MET),
        (UNKNOWN, Outcome.UNKNOWN),
    ],
)
def test_a_result_that_nothing_speaks_against_is_let_be(
    state: ResultState, suggested: Outcome | None
) -> None:
    one = cell(state, state, suggested=suggested, against_reason="Có lý do")
    assert told_of("against-indicators-explained", one) == []
    one = cell(state, state, suggested=suggested)
    assert told_of("against-indicators", one) == []


def test_a_fall_asks_for_one_of_three_causes() -> None:
    assert told_of("fallen-without-cause", cell(UNMET, MET)) == [
        f"{CELL} giảm từ đạt xuống chưa đạt mà chưa có nguyên nhân; hãy chọn một "
        "trong ba nguyên nhân: đổi quy định, sửa số liệu cũ, thực sự giảm."
    ]


@pytest.mark.parametrize("cause", FallCause)
def test_a_fall_with_a_cause_is_let_be(cause: FallCause) -> None:
    assert told_of("fallen-without-cause", cell(UNMET, MET, fall_cause=cause)) == []


@pytest.mark.parametrize(
    ("state", "before"), [(UNMET, UNMET), (UNMET, UNKNOWN), (UNKNOWN, MET), (MET, MET)]
)
def test_what_did_not_fall_needs_no_cause(
    state: ResultState, before: ResultState
) -> None:
    assert told_of("fallen-without-cause", cell(state, before)) == []


def test_a_recognised_commune_is_told_each_failing_criterion() -> None:
    cells = [cell(MET, number=4), cell(UNMET), cell(UNKNOWN, number=6)]
    facts = report(row(*cells, is_recognised=True))
    assert [each.message for each in found("recognised-but-unmet", facts)] == [
        f"{CELL} chưa đạt trong khi xã đã được công nhận đạt chuẩn; hãy kiểm tra lại "
        "kết quả."
    ]


def test_a_commune_without_recognition_may_fail() -> None:
    assert told_of("recognised-but-unmet", cell(UNMET)) == []


def test_a_returned_cell_waits_for_its_answer() -> None:
    assert told_of("returned-without-answer", cell(awaits_answer=True)) == [
        f"{CELL} bị trả lại mà chưa có trả lời; hãy trả lời ô này trước khi gửi."
    ]
    assert told_of("returned-without-answer", cell()) == []
