"""Kinds of rules, by what each looks at: a report, a commune, a cell, a number.

The check of a rule returns its sentence, "" when there is nothing to tell.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reports.analytics.rules.facts import CellFacts, Facts, FigureFacts, RowFacts
from reports.analytics.rules.findings import Finding, Where
from reports.choices import RuleLevel


@dataclass(frozen=True, kw_only=True)
class Rule(ABC):
    """A rule with its code, its level, and its title on pages."""

    code: str
    level: RuleLevel
    title: str
    is_confirmable: bool = False

    def findings(self, facts: Facts) -> Iterator[Finding]:
        """Yield what the rule finds, in the order of communes and criteria."""
        for place, message in self._told(facts):
            if message:
                yield Finding(
                    self.code, self.level, message, place, self.is_confirmable
                )

    @abstractmethod
    def _told(self, facts: Facts) -> Iterator[tuple[Where, str]]:
        """Yield every place that the rule looks at with its sentence."""


@dataclass(frozen=True, kw_only=True)
class ReportRule(Rule):
    """Looks at the report as a whole."""

    check: Callable[[Facts], str]

    def _told(self, facts: Facts) -> Iterator[tuple[Where, str]]:
        yield Where(), self.check(facts)


@dataclass(frozen=True, kw_only=True)
class RowRule(Rule):
    """Looks at one commune."""

    check: Callable[[Facts, RowFacts], str]

    def _told(self, facts: Facts) -> Iterator[tuple[Where, str]]:
        for row in facts.rows:
            yield Where(row.place.code), self.check(facts, row)


@dataclass(frozen=True, kw_only=True)
class CellRule(Rule):
    """Looks at one criterion of one commune."""

    check: Callable[[Facts, RowFacts, CellFacts], str]

    def _told(self, facts: Facts) -> Iterator[tuple[Where, str]]:
        for row, cell in facts.cells:
            where = Where(row.place.code, cell.criterion.number)
            yield where, self.check(facts, row, cell)


@dataclass(frozen=True, kw_only=True)
class FigureRule(Rule):
    """Looks at one number of an indicator."""

    check: Callable[[RowFacts, CellFacts, FigureFacts], str]

    def _told(self, facts: Facts) -> Iterator[tuple[Where, str]]:
        for row, cell in facts.cells:
            for figure in cell.figures:
                where = Where(
                    row.place.code, cell.criterion.number, figure.indicator_code
                )
                yield where, self.check(row, cell, figure)
