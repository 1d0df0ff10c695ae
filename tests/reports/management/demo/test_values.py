"""Values of the illustration stand on the side of the results and move slowly."""

from decimal import Decimal
from itertools import pairwise

import pytest

from criteria.analytics.indicators import LawIndicator
from criteria.analytics.judging import judge
from criteria.analytics.thresholds import LawThreshold
from criteria.choices import IndicatorKind, Operator, Outcome
from ntm_portal.lib.periods import Quarter
from reports.management.demo.values import AGAINST, CODES, Asked, Values, build_values

QUARTERS = [Quarter(2018, 4).shift(step) for step in range(9)]
COMMUNES = ("23344", "23347", "23535", "23537", AGAINST[0])
NUMBER, YES_NO = IndicatorKind.NUMBER, IndicatorKind.YES_NO


def asked(
    code: str,
    threshold: str | None,
    *,
    second: str | None = None,
    unit: str = "%",
    operator: Operator = Operator.AT_LEAST,
) -> Asked:
    number = int(code.split(".")[0])
    indicator = LawIndicator(
        id=number * 10 + int(code.partition(".")[2] or 0),
        code=code,
        name="",
        kind=NUMBER if threshold else YES_NO,
        unit=unit if threshold else "",
        operator=operator,
        second_value_name="nước sạch" if second else "",
        criterion_number=number,
        criterion_name="",
    )
    limits = [Decimal(each) if each else None for each in (threshold, second)]
    requirement = "" if threshold else "Đạt"
    return Asked(indicator, LawThreshold(*limits, requirement=requirement))


ASKED = (
    asked("3.1", "80"),
    asked("3.2", None, operator=Operator.IS_MET),
    asked("9.1", None, operator=Operator.NONE_LEFT),
    asked("10", "41", unit="triệu đồng/người"),
    asked("11", "7", operator=Operator.AT_MOST),
    asked("15.1", "85"),
    asked("17.1", "95", second="50"),
)
EVERYTHING = frozenset(range(1, 20))


def built(met: frozenset[int]) -> dict[Quarter, Values]:
    return build_values({q: dict.fromkeys(COMMUNES, met) for q in QUARTERS}, ASKED)


def outcome(of: Asked, values: Values, commune: str) -> Outcome:
    value = values[commune, of.indicator.id]
    return judge(of.indicator, of.threshold, value).outcome


def test_what_is_met_is_met_by_every_indicator() -> None:
    for values in built(EVERYTHING).values():
        for each in ASKED:
            for commune in COMMUNES[:-1]:
                assert outcome(each, values, commune) == Outcome.MET


def test_what_is_not_met_has_one_indicator_that_is_not() -> None:
    by_criterion: dict[int, list[Asked]] = {}
    for each in ASKED:
        by_criterion.setdefault(each.indicator.criterion_number, []).append(each)
    for values in built(frozenset()).values():
        for siblings in by_criterion.values():
            for commune in COMMUNES:
                found = [outcome(each, values, commune) for each in siblings]
                assert found.count(Outcome.UNMET) == 1


def test_one_value_says_the_opposite_of_its_result() -> None:
    values = built(EVERYTHING)[QUARTERS[-1]]
    against = [
        (commune, each.indicator.code)
        for each in ASKED
        for commune in COMMUNES
        if outcome(each, values, commune) == Outcome.UNMET
    ]
    assert against == [AGAINST]


@pytest.mark.parametrize("met", [EVERYTHING, frozenset()])
def test_numbers_move_by_little_and_shares_stay_shares(met: frozenset[int]) -> None:
    found = built(met)
    for before, after in pairwise(QUARTERS):
        for key, value in found[after].items():
            old = found[before][key].number
            if value.number is not None and old is not None:
                assert abs(value.number - old) <= 1
                assert 0 <= value.number <= 100


def test_the_values_are_the_same_everywhere() -> None:
    values = built(EVERYTHING)[QUARTERS[0]]
    assert values["23344", 100].number == Decimal("44.7")


def test_several_criteria_and_kinds_are_among_them() -> None:
    assert {code.split(".")[0] for code in CODES} >= {"3", "5", "9", "10", "11", "17"}


def test_without_the_law_nothing_is_invented() -> None:
    assert build_values({QUARTERS[0]: {"23344": EVERYTHING}}, ()) == {QUARTERS[0]: {}}
