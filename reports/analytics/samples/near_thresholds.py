"""Which values only just meet their threshold: where a wrong count decides."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from criteria.analytics.indicators import LawIndicator
from criteria.analytics.judging import judge
from criteria.analytics.thresholds import LawThreshold, amount
from criteria.analytics.values import GivenValue
from criteria.choices import Operator, Outcome

# Percentages are near by points: 5 % of a threshold of 95 % would reach 99,75 % and
# call nearly every value near. Amounts have no natural unit and are near by a share.
NEAR_POINTS = Decimal(1)
NEAR_SHARE = Decimal("0.05")
FULL = Decimal(100)


def just_met(
    indicator: LawIndicator, threshold: LawThreshold, value: GivenValue | None
) -> str:
    """Write a value that only just meets its threshold, "" for any other. No query.

    "chỉ tiêu 17.1 sát ngưỡng: 95,5 % / 95 %". Of two values the first that is near
    is named; neither is when the two together do not meet the threshold.
    """
    if value is None or judge(indicator, threshold, value).outcome != Outcome.MET:
        return ""
    parts = [(indicator.code, value.number, threshold.value)]
    if indicator.second_value_name:
        name = f"{indicator.code} {indicator.second_value_name}"
        parts.append((name, value.second_number, threshold.second_value))
    return next(_near(indicator, parts), "")


def _near(
    indicator: LawIndicator,
    parts: Iterable[tuple[str, Decimal | None, Decimal | None]],
) -> Iterator[str]:
    for name, number, limit in parts:
        if number is None or limit is None or not _leaves_room(indicator, limit):
            continue
        if abs(number - limit) <= _reach(indicator, limit):
            shown = f"{amount(indicator, number)} / {amount(indicator, limit)}"
            yield f"chỉ tiêu {name} sát ngưỡng: {shown}"


def _reach(indicator: LawIndicator, limit: Decimal) -> Decimal:
    return NEAR_POINTS if indicator.is_percent else limit * NEAR_SHARE


def _leaves_room(indicator: LawIndicator, limit: Decimal) -> bool:
    """Tell whether a value can be clear of the threshold: none is above 100 %."""
    if indicator.operator == Operator.AT_LEAST:
        return not indicator.is_percent or limit < FULL
    return indicator.operator == Operator.AT_MOST and limit > 0
