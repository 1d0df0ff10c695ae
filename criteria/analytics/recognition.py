"""Targets for recognised communes and the rule of withdrawal, as plain values."""

import datetime as dt
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from criteria.models import RecognitionTarget, WithdrawalRule

CHECKED = "V"


@dataclass(frozen=True, slots=True)
class RecognitionGoal:
    """``communes`` or ``percent`` of the communes are to be recognised by a day."""

    communes: int | None
    percent: Decimal | None
    deadline: dt.date
    source: str
    is_checked: bool

    def needed(self, total: int) -> int:
        """Return how many of ``total`` communes that takes, rounded up."""
        if self.percent is None:
            return self.communes or 0
        exact = self.percent * total / 100
        return int(exact.to_integral_value(ROUND_CEILING))


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """The rule in force; ``must_hold`` are numbers of criteria.

    ``failing_count`` None: the number of unmet criteria does not matter.
    """

    document: str
    valid_from: dt.date
    failing_count: int | None
    must_hold: tuple[int, ...]
    quarters: int


def recognition_goals() -> tuple[RecognitionGoal, ...]:
    """Return the targets in the order of their deadlines. One query."""
    return tuple(
        RecognitionGoal(
            communes=row.communes,
            percent=row.percent,
            deadline=row.deadline,
            source=row.source,
            is_checked=row.certainty == CHECKED,
        )
        for row in RecognitionTarget.objects.all()
    )


def withdrawal_on(day: dt.date) -> Withdrawal | None:
    """Return the rule that holds on a day, None as long as the office set none.

    Two queries, one without a rule.
    """
    rule = WithdrawalRule.objects.in_force(day).first()
    if rule is None:
        return None
    return Withdrawal(
        document=rule.document,
        valid_from=rule.valid_from,
        failing_count=rule.failing_count,
        must_hold=tuple(
            rule.must_hold.order_by("number").values_list("number", flat=True)
        ),
        quarters=rule.quarters,
    )
