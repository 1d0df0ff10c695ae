"""What the rules find in a report, as pages tell it."""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import groupby

from django.http import Http404

from accounts.models import User
from reports.analytics.cell.comments import talk_counts
from reports.analytics.entry.grid import Grid, read_grid
from reports.analytics.rules.book import RULES_BY_CODE
from reports.analytics.rules.findings import Finding
from reports.analytics.rules.report_facts import findings_of
from reports.choices import FallCause, RuleLevel
from reports.models import Report

# The page counts and lists these itself, as they change under the hand.
COUNTED = frozenset({"unanswered", "nothing-changed", "returned-without-answer"})
NEEDS_CAUSE = "fallen-without-cause"
SHOWN = 8
# In the answer to whoever tries to send all the same.
NAMED = 3


@dataclass(frozen=True, slots=True)
class Told:
    """What one rule finds, in the order of the communes.

    ``holding`` are the keys of the cells for which the report cannot be sent.
    """

    code: str
    title: str
    level: RuleLevel
    findings: tuple[Finding, ...]
    holding: tuple[str, ...] = ()

    @property
    def first(self) -> Sequence[Finding]:
        return self.findings[:SHOWN]

    @property
    def rest(self) -> Sequence[Finding]:
        return self.findings[SHOWN:]

    @property
    def asks_for_causes(self) -> bool:
        return self.code == NEEDS_CAUSE


def rules_context(grid: Grid, *, lock: str, reader: User) -> dict[str, object]:
    """Return what the list of findings is drawn from, and the marks of the cells.

    ``lock`` says why the person may not change the report, "" when nothing does: then
    no cell is marked as one to be mended.
    """
    findings = findings_of(grid)
    holding = objections(grid, findings)
    rules = told(findings, holding)
    blocks = {} if lock else _titles(rules)
    lacking = {each.place.cell_key for each in findings if each.rule == NEEDS_CAUSE}
    return {
        "grid": grid.marked(blocks, talk_counts(grid.report, reader)),
        "report": grid.report,
        "rules": rules,
        "blocked": len(holding),
        "blocked_cells": blocks,
        "without_cause": [cell for cell in grid.fallen if cell.key in lacking],
        "causes": FallCause,
        "lock": lock,
    }


def told(
    findings: Sequence[Finding], holding: Iterable[Finding] = ()
) -> tuple[Told, ...]:
    """Group what was found by rule, without what the page counts by itself.

    ``holding`` are those of the findings that keep the report from being sent.
    """
    held = set(holding)
    groups = groupby(
        (each for each in findings if each.rule not in COUNTED),
        key=lambda finding: finding.rule,
    )
    return tuple(_told(code, tuple(found), held) for code, found in groups)


def _told(code: str, findings: tuple[Finding, ...], held: Set[Finding]) -> Told:
    cells = (each.place.cell_key for each in findings if each in held)
    rule = RULES_BY_CODE[code]
    holding = tuple(dict.fromkeys(filter(None, cells)))
    return Told(code, rule.title, rule.level, findings, holding)


def _titles(rules: Iterable[Told]) -> dict[str, tuple[str, ...]]:
    """Return by cell the titles of the rules that keep the report from being sent."""
    titles: dict[str, tuple[str, ...]] = {}
    for rule in rules:
        for key in rule.holding:
            titles[key] = (*titles.get(key, ()), rule.title)
    return titles


def objections_to(report: Report) -> Iterator[str]:
    """Yield why the rules keep a report from being sent, beside what is counted.

    Asked inside the transaction that sends it, so that nothing changes between.
    """
    grid = read_grid(period=report.quarter.period, district=report.district)
    if grid is None:
        raise Http404("Chưa có bộ tiêu chí nào có hiệu lực.")
    for rule in told(objections(grid, findings_of(grid))):
        yield from (finding.message for finding in rule.first[:NAMED])
        more = len(rule.findings) - NAMED
        if more > 0:
            yield f"{rule.title}: còn {more} chỗ nữa, xem danh sách ở phần Gửi báo cáo."


def objections(grid: Grid, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return what keeps a report from being sent, beside what is counted.

    What is found in an approved cell, while others were given back, is none: nobody
    may change it.
    """
    closed = {cell.key for cell in grid.cells if cell.is_closed}
    return tuple(
        each
        for each in findings
        if each.rule not in COUNTED
        and each.blocks(is_confirmed=False)
        and each.place.cell_key not in closed
    )
