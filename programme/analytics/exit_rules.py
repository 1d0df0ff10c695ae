"""The rule by which a commune leaves the difficult ones, as a plain value."""

import datetime as dt
from dataclasses import dataclass

from programme.models import ExitRule


@dataclass(frozen=True, slots=True)
class Exit:
    """The rule in force; ``must_meet`` are numbers of criteria of ``law_code``."""

    document: str
    valid_from: dt.date
    law_code: str
    minimum_met: int
    must_meet: tuple[int, ...]


def exit_rule_on(day: dt.date) -> Exit | None:
    """Return the rule that holds on a day, None as long as the office set none.

    Two queries, one without a rule.
    """
    rule = ExitRule.objects.in_force(day).first()
    if rule is None:
        return None
    return Exit(
        document=rule.document,
        valid_from=rule.valid_from,
        law_code=rule.criteria_set_id,
        minimum_met=rule.minimum_met,
        must_meet=tuple(
            rule.must_meet.order_by("number").values_list("number", flat=True)
        ),
    )
