"""A value is held against its threshold exactly, and what is unknown stays unknown."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communes.choices import AreaClass
from criteria.analytics.indicators import LawIndicator
from criteria.analytics.judging import Verdict, judge, suggest
from criteria.analytics.thresholds import LawThreshold
from criteria.analytics.values import GivenValue
from criteria.choices import IndicatorKind, Operator, Outcome
from tests.criteria.analytics.samples import (
    HOUSES,
    INCOME,
    PLAN,
    POVERTY,
    WATER,
    WORK,
    indicator,
)

D = Decimal
MET, UNMET, UNKNOWN = Outcome.MET, Outcome.UNMET, Outcome.UNKNOWN
NINETY, SEVEN = LawThreshold(D(90)), LawThreshold(D(7))
BOTH = LawThreshold(D(95), D(50))
IS_MET = LawThreshold(requirement="Đạt")
NUMBERS = st.decimals("0", "200", places=6)
MODEST = settings(max_examples=60)


def said(*numbers: str | None) -> GivenValue:
    return GivenValue(*(number and D(number) for number in numbers))


def held(
    law: LawIndicator, threshold: LawThreshold, *numbers: str | None
) -> tuple[Outcome, str]:
    verdict = judge(law, threshold, said(*numbers))
    return verdict.outcome, verdict.why


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("95", (MET, "95 % ≥ 90 %: đạt")),
        ("90", (MET, "90 % ≥ 90 %: đạt")),
        ("90.000000", (MET, "90 % ≥ 90 %: đạt")),
        ("89.999999", (UNMET, "89,999999 % < 90 %: chưa đạt")),
        ("0", (UNMET, "0 % < 90 %: chưa đạt")),
    ],
)
def test_at_least_is_met_from_its_threshold_on(
    number: str, expected: tuple[Outcome, str]
) -> None:
    assert held(WORK, NINETY, number) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("6.5", (MET, "6,5 % ≤ 7 %: đạt")),
        ("7", (MET, "7 % ≤ 7 %: đạt")),
        ("7.000001", (UNMET, "7,000001 % > 7 %: chưa đạt")),
        ("0", (MET, "0 % ≤ 7 %: đạt")),
    ],
)
def test_at_most_is_met_up_to_its_threshold(
    number: str, expected: tuple[Outcome, str]
) -> None:
    assert held(POVERTY, SEVEN, number) == expected


def test_a_long_unit_is_written_once() -> None:
    found = held(INCOME, LawThreshold(D(41)), "45.25")
    assert found == (MET, "45,25 ≥ 41 triệu đồng/người: đạt")


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (("95", "50"), (MET, "95 % ≥ 95 %, nước sạch 50 % ≥ 50 %: đạt")),
        (("96", "49"), (UNMET, "96 % ≥ 95 %, nước sạch 49 % < 50 %: chưa đạt")),
        (("94", "60"), (UNMET, "94 % < 95 %, nước sạch 60 % ≥ 50 %: chưa đạt")),
        (("96", None), (UNKNOWN, "96 % ≥ 95 %, nước sạch chưa nhập")),
        (("94", None), (UNMET, "94 % < 95 %, nước sạch chưa nhập: chưa đạt")),
        ((None, "49"), (UNMET, "chưa nhập, nước sạch 49 % < 50 %: chưa đạt")),
        ((None, None), (UNKNOWN, "chưa nhập")),
    ],
)
def test_of_two_values_both_must_meet_theirs(
    numbers: tuple[str | None, str | None], expected: tuple[Outcome, str]
) -> None:
    assert held(WATER, BOTH, *numbers) == expected


def test_two_values_are_not_met_while_the_second_threshold_is_unknown() -> None:
    found = held(WATER, LawThreshold(D(95)), "96", "60")
    assert found == (UNKNOWN, "96 % ≥ 95 %, nước sạch chưa rõ ngưỡng")


def test_a_second_value_is_nothing_to_an_indicator_with_one() -> None:
    assert held(WORK, NINETY, "95", "1") == (MET, "95 % ≥ 90 %: đạt")


@pytest.mark.parametrize("law", [WORK, POVERTY, WATER, PLAN, HOUSES])
def test_what_was_never_given_is_unknown(law: LawIndicator) -> None:
    nothing = Verdict(UNKNOWN, "chưa nhập")
    assert judge(law, BOTH, None) == nothing
    assert judge(law, BOTH, GivenValue()) == nothing


@pytest.mark.parametrize("law", [WORK, POVERTY, WATER, PLAN, HOUSES])
def test_no_data_is_unknown_and_said_so(law: LawIndicator) -> None:
    found = judge(law, BOTH, GivenValue(is_no_data=True))
    assert found == Verdict(UNKNOWN, "không có số liệu")


@pytest.mark.parametrize(
    ("threshold", "why"),
    [
        (LawThreshold(), "chưa rõ ngưỡng"),
        (
            LawThreshold(commune_area=AreaClass.III),
            "chưa rõ ngưỡng của khu vực III",
        ),
        (
            LawThreshold(depends_on_area=True),
            "chưa rõ ngưỡng vì chưa rõ khu vực của xã",
        ),
        (
            LawThreshold(requirement="Theo quy hoạch"),
            "yêu cầu “Theo quy hoạch” không phải là số",
        ),
    ],
)
def test_without_a_threshold_no_number_is_judged(
    threshold: LawThreshold, why: str
) -> None:
    assert held(WORK, threshold, "100") == (UNKNOWN, why)


@pytest.mark.parametrize(
    ("law", "is_yes", "expected"),
    [
        (PLAN, True, Verdict(MET, "được ghi là đạt")),
        (PLAN, False, Verdict(UNMET, "được ghi là chưa đạt")),
        (HOUSES, True, Verdict(MET, "không còn: đạt")),
        (HOUSES, False, Verdict(UNMET, "vẫn còn: chưa đạt")),
    ],
)
def test_an_answer_is_taken_as_given(
    law: LawIndicator, expected: Verdict, *, is_yes: bool
) -> None:
    assert judge(law, IS_MET, GivenValue(answer=is_yes)) == expected


def test_an_answer_to_an_unknown_demand_says_that_it_is_unknown() -> None:
    demand = LawThreshold(commune_area=AreaClass.II)
    found = judge(PLAN, demand, GivenValue(answer=True))
    assert found == Verdict(MET, "được ghi là đạt (chưa rõ ngưỡng của khu vực II)")


@pytest.mark.parametrize(
    ("number", "expected"),
    [("0", (MET, "0 ≤ 0 nhà: đạt")), ("1", (UNMET, "1 > 0 nhà: chưa đạt"))],
)
def test_none_left_that_is_counted_is_met_at_zero(
    number: str, expected: tuple[Outcome, str]
) -> None:
    counted = indicator("9.1", Operator.NONE_LEFT, unit="nhà")
    assert held(counted, LawThreshold(), number) == expected


def test_a_number_that_is_only_to_be_met_cannot_be_compared() -> None:
    law = indicator("3.1", Operator.IS_MET, kind=IndicatorKind.NUMBER)
    assert held(law, IS_MET, "85") == (UNKNOWN, "chưa rõ cách so với ngưỡng")


@pytest.mark.parametrize(
    ("law", "never"), [(WORK, [MET, UNMET]), (POVERTY, [UNMET, MET])]
)
@MODEST
@given(limit=NUMBERS, pair=st.tuples(NUMBERS, NUMBERS))
def test_more_never_harms_at_least_and_never_helps_at_most(
    law: LawIndicator,
    never: list[Outcome],
    limit: Decimal,
    pair: tuple[Decimal, Decimal],
) -> None:
    threshold = LawThreshold(limit)
    found = [judge(law, threshold, GivenValue(each)).outcome for each in sorted(pair)]
    assert found != never
    assert UNKNOWN not in found


@MODEST
@given(NUMBERS, NUMBERS, st.integers(0, 100))
def test_the_second_of_two_values_only_helps_when_it_rises(
    first: Decimal, second: Decimal, more: int
) -> None:
    before = judge(WATER, BOTH, GivenValue(first, second)).outcome
    after = judge(WATER, BOTH, GivenValue(first, second + more)).outcome
    assert (before, after) != (MET, UNMET)


@pytest.mark.parametrize(
    ("outcomes", "suggested"),
    [
        ([MET, MET], MET),
        ([MET], MET),
        ([MET, UNMET], UNMET),
        ([UNKNOWN, UNMET, MET], UNMET),
        ([MET, UNKNOWN], UNKNOWN),
        ([UNKNOWN], UNKNOWN),
        ([], UNKNOWN),
    ],
)
def test_a_criterion_is_suggested_from_all_its_indicators(
    outcomes: list[Outcome], suggested: Outcome
) -> None:
    assert suggest(Verdict(each, "") for each in outcomes) == suggested
