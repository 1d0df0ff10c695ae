"""Values of indicators in words, and read from the columns that keep them."""

from decimal import Decimal

from criteria.analytics.indicators import LawIndicator
from criteria.analytics.judging import NO_DATA
from criteria.analytics.thresholds import amount
from criteria.analytics.values import GivenValue
from criteria.choices import Operator

ANSWERS = {True: "đạt", False: "chưa đạt"}
ANSWERS_NONE_LEFT = {True: "không còn", False: "vẫn còn"}


def given_value(
    number: Decimal | None,
    second_number: Decimal | None,
    answer: bool | None,  # noqa: FBT001 (a value, not a switch)
    is_no_data: bool,  # noqa: FBT001
) -> GivenValue | None:
    """Return what the columns of a value hold, None when nothing is in them."""
    value = GivenValue(number, second_number, answer, is_no_data)
    return None if value == GivenValue() else value


def answer_words(indicator: LawIndicator) -> dict[bool, str]:
    """Return how yes and no are said of an indicator: đạt, or không còn."""
    is_none_left = indicator.operator == Operator.NONE_LEFT
    return ANSWERS_NONE_LEFT if is_none_left else ANSWERS


def value_words(indicator: LawIndicator, value: GivenValue | None) -> str:
    """Write a value as a person reads it, "" for none: "96 %; nước sạch 52,5 %"."""
    if value is None:
        return ""
    if value.is_no_data:
        return NO_DATA
    if value.answer is not None:
        return answer_words(indicator)[value.answer]
    parts = []
    if value.number is not None:
        parts.append(amount(indicator, value.number))
    if value.second_number is not None:
        second = amount(indicator, value.second_number)
        parts.append(f"{indicator.second_value_name} {second}")
    return "; ".join(parts)
