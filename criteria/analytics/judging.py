"""Values of indicators held against their thresholds: đạt, chưa đạt, or not known.

Only a suggestion for the criterion comes of it; its result is said by people.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from criteria.analytics.indicators import LawIndicator
from criteria.analytics.thresholds import LawThreshold, amount
from criteria.analytics.values import GivenValue
from criteria.choices import IndicatorKind, Operator, Outcome
from ntm_portal.lib.text import format_decimal

NO_VALUE = "chưa nhập"
NO_DATA = "không có số liệu"
NO_COMPARISON = "chưa rõ cách so với ngưỡng"
# A sign for the value that meets its threshold, and for the one that does not.
SIGNS = {
    Operator.AT_LEAST: ("≥", "<"),
    Operator.AT_MOST: ("≤", ">"),
    Operator.NONE_LEFT: ("≤", ">"),
}
YES = {Operator.NONE_LEFT: "không còn: đạt"}
NO = {Operator.NONE_LEFT: "vẫn còn: chưa đạt"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a value says of its indicator, and a Vietnamese sentence why."""

    outcome: Outcome
    why: str


def judge(
    indicator: LawIndicator, threshold: LawThreshold, value: GivenValue | None
) -> Verdict:
    """Hold a value against its threshold; None is a value never given. No query.

    A value equal to its threshold meets it. An answer đạt or chưa đạt is taken as
    given, also when what exactly the province asks is unknown. Of two values both must
    meet theirs, and one that does not decides.
    """
    if value is None:
        return Verdict(Outcome.UNKNOWN, NO_VALUE)
    if value.is_no_data:
        return Verdict(Outcome.UNKNOWN, NO_DATA)
    if indicator.kind == IndicatorKind.YES_NO:
        return _answered(indicator, threshold, value)
    if indicator.operator not in SIGNS:
        return Verdict(Outcome.UNKNOWN, NO_COMPARISON)
    return _compared(indicator, threshold, value)


def suggest(verdicts: Iterable[Verdict]) -> Outcome:
    """Return what the verdicts on all indicators of a criterion suggest for it.

    Unmet when any is unmet, met when all are met; UNKNOWN suggests nothing.
    """
    outcomes = {verdict.outcome for verdict in verdicts}
    if Outcome.UNMET in outcomes:
        return Outcome.UNMET
    return Outcome.MET if outcomes == {Outcome.MET} else Outcome.UNKNOWN


def _answered(
    indicator: LawIndicator, threshold: LawThreshold, value: GivenValue
) -> Verdict:
    if value.answer is None:
        return Verdict(Outcome.UNKNOWN, NO_VALUE)
    doubt = "" if threshold.is_known else f" ({threshold.why_unknown})"
    if value.answer:
        why = YES.get(indicator.operator, "được ghi là đạt")
        return Verdict(Outcome.MET, why + doubt)
    why = NO.get(indicator.operator, "được ghi là chưa đạt")
    return Verdict(Outcome.UNMET, why + doubt)


def _compared(
    indicator: LawIndicator, threshold: LawThreshold, value: GivenValue
) -> Verdict:
    if value.number is None and value.second_number is None:
        return Verdict(Outcome.UNKNOWN, NO_VALUE)
    parts = [_part(indicator, threshold, value.number, threshold.value)]
    if indicator.second_value_name:
        second = _part(
            indicator, threshold, value.second_number, threshold.second_value
        )
        why = f"{indicator.second_value_name} {second.why}"
        parts.append(Verdict(second.outcome, why))
    outcome = suggest(parts)
    reasons = ", ".join(part.why for part in parts)
    if outcome == Outcome.UNKNOWN:
        return Verdict(outcome, reasons)
    return Verdict(outcome, f"{reasons}: {outcome.label}")


def _part(
    indicator: LawIndicator,
    threshold: LawThreshold,
    number: Decimal | None,
    limit: Decimal | None,
) -> Verdict:
    """Hold one number against its limit, in words without the result."""
    if indicator.operator == Operator.NONE_LEFT:
        limit = Decimal(0)
    if number is None:
        return Verdict(Outcome.UNKNOWN, NO_VALUE)
    if limit is None:
        return Verdict(Outcome.UNKNOWN, _no_limit(threshold))
    is_least = indicator.operator == Operator.AT_LEAST
    is_met = number >= limit if is_least else number <= limit
    sign = SIGNS[indicator.operator][not is_met]
    # A long unit is written once: 45 ≥ 41 triệu đồng/người.
    shown = amount(indicator, number)
    if not indicator.is_percent:
        shown = format_decimal(number)
    outcome = Outcome.MET if is_met else Outcome.UNMET
    return Verdict(outcome, f"{shown} {sign} {amount(indicator, limit)}")


def _no_limit(threshold: LawThreshold) -> str:
    if threshold.value is None and threshold.requirement:
        return f"yêu cầu “{threshold.requirement}” không phải là số"
    return threshold.why_unknown
