"""How near a recognised commune is to the rule of withdrawal."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from criteria.analytics.law import LawCriterion
from criteria.analytics.recognition import Withdrawal
from dashboards.analytics.over_time.runs import History, is_unmet
from reports.analytics.attainment import CommuneFigure


@dataclass(frozen=True, slots=True)
class Nearness:
    """``run`` of the rule's quarters are fulfilled; ``unmet`` criteria now.

    ``musts`` are the unmet ones that the rule does not allow at all. ``left`` criteria
    more would make a quarter count (None: the rule does not count them).
    """

    rule: Withdrawal
    run: int
    unmet: int
    musts: tuple[int, ...]
    left: int | None

    @property
    def is_reached(self) -> bool:
        return self.run >= self.rule.quarters

    @property
    def quarters_left(self) -> int:
        return max(0, self.rule.quarters - self.run)

    @property
    def counts_now(self) -> bool:
        """Whether what is known now would make a quarter count."""
        return bool(self.musts) or self.left == 0


def nearness(
    rule: Withdrawal,
    history: History,
    criteria: Sequence[LawCriterion],
    recognised: dt.date,
) -> Nearness | None:
    """Hold a commune's quarters against the rule; None without any data.

    A quarter counts by its own report: figures carried over prove nothing. It counts
    from when both the rule and the recognition hold.
    """
    if not history:
        return None
    first = max(rule.valid_from, recognised)
    run = 0
    for quarter, commune in reversed(history):
        if quarter.last_day < first:
            break
        if commune.from_quarter != quarter.code:
            continue
        if not _counts(rule, _unmet(commune, criteria)):
            break
        run += 1
    unmet = _unmet(history[-1][1], criteria)
    return Nearness(
        rule=rule,
        run=run,
        unmet=len(unmet),
        musts=_musts(rule, unmet),
        left=None
        if rule.failing_count is None
        else max(0, rule.failing_count - len(unmet)),
    )


def _unmet(
    commune: CommuneFigure, criteria: Sequence[LawCriterion]
) -> tuple[LawCriterion, ...]:
    return tuple(each for each in criteria if is_unmet(commune, each))


def _musts(rule: Withdrawal, unmet: Sequence[LawCriterion]) -> tuple[int, ...]:
    return tuple(each.number for each in unmet if each.number in rule.must_hold)


def _counts(rule: Withdrawal, unmet: Sequence[LawCriterion]) -> bool:
    if _musts(rule, unmet):
        return True
    return rule.failing_count is not None and len(unmet) >= rule.failing_count
