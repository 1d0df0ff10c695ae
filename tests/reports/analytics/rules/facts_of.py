"""A small district to hold rules against."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from communes.analytics.places import Place
from criteria.analytics.law import LawCriterion
from ntm_portal.lib.periods import Quarter
from reports.analytics.rules.book import RULES_BY_CODE
from reports.analytics.rules.facts import CellFacts, Facts, FigureFacts, RowFacts
from reports.analytics.rules.findings import Finding
from reports.choices import ResultState

MET, UNMET, UNKNOWN = ResultState.MET, ResultState.UNMET, ResultState.UNKNOWN
NAMES = {5: "Trường học", 10: "Thu nhập"}
CELL = "Xã Đăk Long, tiêu chí 5 (Trường học)"


def cell(
    state: ResultState = MET,
    before: ResultState = MET,
    *,
    number: int = 5,
    **known: Any,
) -> CellFacts:
    name = NAMES.get(number, f"Tiêu chí {number}")
    criterion = LawCriterion(100 + number, number, name, "", "III")
    return CellFacts(criterion, state, before, **known)


def row(*cells: CellFacts, code: str = "23473", **known: Any) -> RowFacts:
    return RowFacts(Place(code, "Đăk Long", "613"), cells, **known)


def row_of(marks: str) -> RowFacts:
    """Build a commune from pairs of marks, before and after: "cd dd ?d"."""
    state = {"d": MET, "c": UNMET, "?": UNKNOWN}
    return row(
        *(
            cell(state[after], state[before], number=number)
            for number, (before, after) in enumerate(marks.split(), 1)
        )
    )


def report(*rows: RowFacts, quarter: str = "2020Q2", **known: Any) -> Facts:
    given = {"has_base": True, "has_changes": True, "is_unchanged": False} | known
    return Facts(Quarter.parse(quarter), rows, **given)


def figure(value: str, history: Sequence[int | str], **known: Any) -> FigureFacts:
    given = {"indicator_code": "5", "unit": "%"} | known
    numbers = tuple(Decimal(each) for each in history)
    return FigureFacts(value=Decimal(value), history=numbers, **given)


def found(code: str, facts: Facts) -> list[Finding]:
    return list(RULES_BY_CODE[code].findings(facts))


def told(code: str, facts: Facts) -> list[str]:
    return [finding.message for finding in found(code, facts)]


def told_of(code: str, one: CellFacts, *, quarter: str = "2020Q2") -> list[str]:
    """Return what a rule says of a report with a single cell."""
    return told(code, report(row(one), quarter=quarter))
