"""Phụ lục 01 of the illustration: who is to meet what by which year."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from reports.management.demo.draws import draw
from reports.management.demo.history import EASE

DECIDED_IN = 2019
MET = "x"
MARGIN = 2

Mark = str | int | None
Plan = dict[str, dict[int, Mark]]


@dataclass(frozen=True, slots=True)
class Goal:
    """The share of communes, in percent, to meet all these criteria by the year."""

    criteria: Collection[int]
    percent: int
    year: int

    def needed(self, total: int) -> int:
        """Return the number of communes that reach the goal, of ``total``."""
        return -(-self.percent * total // 100)


def build_plan(
    met: Mapping[str, frozenset[int]],
    goals: Sequence[Goal],
    full_this_year: Collection[str] = (),
) -> Plan:
    """Plan from the results of 2019Q3 so that every goal is reached.

    ``full_this_year`` are communes that are to meet all criteria in 2019. Returns
    for each commune and criterion "x" where met, else 2019, 2020 or None (later).
    """
    plan: Plan = {
        code: {number: MET if number in numbers else None for number in EASE}
        for code, numbers in met.items()
    }
    for code in full_this_year:
        _promise(plan[code], EASE, DECIDED_IN)
    for goal in goals:
        for code in _nearest(plan, goal):
            _promise(plan[code], goal.criteria, _year(code, plan[code], goal))
    for code, row in plan.items():
        easy = [
            n for n, ease in EASE.items() if draw("plan", code, n, below=140) < ease
        ]
        _promise(row, easy, DECIDED_IN + 1)
    return plan


def _nearest(plan: Plan, goal: Goal) -> list[str]:
    """Return the communes that miss least of the goal, as many as needed and a few."""

    def distance(code: str) -> tuple[int, int]:
        return len(_missing(plan[code], goal.criteria)), draw("near", code, below=2**32)

    return sorted(plan, key=distance)[: goal.needed(len(plan)) + MARGIN]


def _year(code: str, row: Mapping[int, Mark], goal: Goal) -> int:
    """Return the goal's year, or the current one for some that miss a single one."""
    early = len(_missing(row, goal.criteria)) == 1 and draw("early", code, below=2) == 0
    return DECIDED_IN if early else goal.year


def _promise(row: dict[int, Mark], criteria: Collection[int], year: int) -> None:
    row.update(dict.fromkeys(_missing(row, criteria), year))


def _missing(row: Mapping[int, Mark], criteria: Collection[int]) -> list[int]:
    return [number for number in criteria if row[number] is None]
