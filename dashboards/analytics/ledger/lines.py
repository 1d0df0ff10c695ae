"""Every body in one line: the ledger, worst first."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from criteria.analytics.assignments import Ledger
from criteria.models import Agency, AgencyHead
from dashboards.analytics.ledger.actions import (
    bodies_of_people,
    end_of,
    last_actions,
    open_disputes,
    unanswered,
)
from dashboards.analytics.ledger.criteria import (
    criteria_of,
    failing,
    failing_before,
)
from ntm_portal.lib.text import sort_key
from programme.analytics.tasks.lines import TaskLine, read_lines
from programme.analytics.tasks.pages import TaskCounts, counts_of
from programme.models import Task
from reports.analytics.attainment import Figures


@dataclass(frozen=True, slots=True)
class Moment:
    """When the ledger is asked for.

    ``on`` is the day of tasks, heads and talk; ``is_past`` that it lies before the
    working date, so that they are read as they were.
    """

    on: dt.date
    is_past: bool


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """What a body answers for.

    ``missing`` and ``before`` are communes summed over its criteria (None: none to
    answer for, or no figures); ``disputes`` None for a past day.
    """

    agency: Agency
    head: AgencyHead | None
    numbers: tuple[int, ...]
    missing: int | None
    before: int | None
    tasks: tuple[TaskLine, ...]
    counts: TaskCounts
    disputes: int | None
    unanswered: int
    last_action: dt.date | None
    days_since: int | None

    @property
    def change(self) -> int | None:
        if self.missing is None or self.before is None:
            return None
        return self.missing - self.before

    @property
    def is_district(self) -> bool:
        return self.agency.district_id is not None

    @property
    def trouble(self) -> int:
        """Return how many things are late or wait for an answer."""
        return (
            self.counts.overdue
            + self.counts.silent
            + (self.disputes or 0)
            + self.unanswered
        )


def ledger_lines(
    agencies: Sequence[Agency],
    figures: Figures,
    past: Figures | None,
    ledger: Ledger | None,
    moment: Moment,
) -> tuple[LedgerLine, ...]:
    """Return the bodies, worst first: by communes missing, then by what is late.

    Thirteen queries at most, whatever the number of bodies.
    """
    until = end_of(moment.on)
    people = bodies_of_people()
    tasks = tasks_by_body(moment)
    heads = _heads(moment.on)
    disputes = None if moment.is_past else open_disputes()
    waiting = unanswered(people, until=until)
    actions = last_actions(people, until=until)
    lines = [
        LedgerLine(
            agency=agency,
            head=heads.get(agency.code),
            numbers=tuple(e.number for e in criteria_of(agency, figures, ledger)),
            missing=_sum(agency, figures, ledger),
            before=_sum_before(agency, figures, past, ledger),
            tasks=tuple(tasks.get(agency.code, ())),
            counts=counts_of(tasks.get(agency.code, ())),
            disputes=None if disputes is None else disputes[agency.code],
            unanswered=waiting[agency.code],
            last_action=actions.get(agency.code),
            days_since=_days(actions.get(agency.code), moment.on),
        )
        for agency in agencies
    ]
    return tuple(sorted(lines, key=_worst_first))


def tasks_by_body(moment: Moment) -> Mapping[str, list[TaskLine]]:
    """Return the running tasks of every body on a day, worst first. Three queries."""
    lines = read_lines(
        Task.objects.running(moment.on).with_bodies(),
        on=moment.on,
        as_of=end_of(moment.on) if moment.is_past else None,
    )
    found: dict[str, list[TaskLine]] = {}
    for line in lines:
        if line.lead is not None:
            found.setdefault(line.lead.code, []).append(line)
    return found


def _heads(on: dt.date) -> dict[str, AgencyHead]:
    found: dict[str, AgencyHead] = {}
    for head in AgencyHead.objects.in_office(on):
        found.setdefault(head.agency_id, head)
    return found


def _sum(agency: Agency, figures: Figures, ledger: Ledger | None) -> int | None:
    criteria = criteria_of(agency, figures, ledger)
    if not criteria:
        return None
    return sum(failing(figures, each, agency) for each in criteria)


def _sum_before(
    agency: Agency, figures: Figures, past: Figures | None, ledger: Ledger | None
) -> int | None:
    counts = [
        failing_before(past, each, agency)
        for each in criteria_of(agency, figures, ledger)
    ]
    known = [count for count in counts if count is not None]
    return sum(known) if known else None


def _days(last: dt.date | None, on: dt.date) -> int | None:
    return None if last is None else (on - last).days


def _worst_first(line: LedgerLine) -> tuple[object, ...]:
    return -(line.missing or 0), -line.trouble, sort_key(line.agency.name)
