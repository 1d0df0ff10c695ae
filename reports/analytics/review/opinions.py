"""What lead agencies have said of results sent in: counts, and one cell's opinions."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Subquery

from criteria.analytics.assignments import Ledger, ledger_on
from criteria.analytics.law import Law, LawCriterion, law_on
from criteria.choices import AssignmentRole
from criteria.models import Agency, Assignment, AssignmentList
from ntm_portal.lib.text import sort_key
from reports.analytics.review.sent_results import (
    PEOPLE,
    SentResult,
    Standing,
    read_sent,
)
from reports.choices import OpinionVerdict, ReportState, ResultState
from reports.models import Opinion, Quarter, Report
from reports.models.cells import CellKey


@dataclass(frozen=True, slots=True)
class Tally:
    """Results of a criterion, counted for one agency; ``decided`` are approved.

    The other counts are of results that wait for approval; ``changed`` are those
    that the agency has still to look at and that differ from what is in force.
    """

    unseen: int
    outdated: int
    confirmed: int
    disputed: int
    decided: int
    changed: int

    @property
    def sent(self) -> int:
        return self.waiting + self.confirmed + self.disputed

    @property
    def waiting(self) -> int:
        return self.unseen + self.outdated


@dataclass(frozen=True, slots=True)
class CriterionLine:
    criterion: LawCriterion
    tally: Tally


@dataclass(frozen=True, slots=True)
class AgencyProgress:
    """The criteria that an agency leads, and how far it has looked at each."""

    agency: Agency
    lines: tuple[CriterionLine, ...]

    @property
    def waiting(self) -> int:
        return sum(line.tally.waiting for line in self.lines)

    @property
    def is_silent(self) -> bool:
        """Whether results wait and the agency has not said a word on any."""
        tallies = [line.tally for line in self.lines]
        said = sum(each.confirmed + each.disputed + each.outdated for each in tallies)
        return any(each.sent for each in tallies) and not said


@dataclass(frozen=True, slots=True)
class CellOpinion:
    """The last word of an agency on a cell, and whether it still fits the result."""

    row: Opinion
    is_outdated: bool

    @property
    def is_disputed(self) -> bool:
        return self.row.verdict == OpinionVerdict.DISPUTED


def tally(results: Iterable[SentResult], agency_code: str) -> Tally:
    """Count results for one agency. No query."""
    results = tuple(results)
    waiting = [each for each in results if not each.is_decided]
    count = Counter(each.standing(agency_code) for each in waiting)
    return Tally(
        unseen=count[Standing.UNSEEN],
        outdated=count[Standing.OUTDATED],
        confirmed=count[Standing.CONFIRMED],
        disputed=count[Standing.DISPUTED],
        decided=len(results) - len(waiting),
        changed=sum(
            each.is_changed and each.waits_for(agency_code) for each in waiting
        ),
    )


def quarters_sent() -> list[Quarter]:
    """Return the quarters of which something was sent in, latest first. One query.

    Each says in ``has_waiting`` whether something of it waits for approval.
    """
    reports = Report.objects.filter(quarter=OuterRef("pk"))
    return list(
        Quarter.objects.filter(Exists(reports.filter(state__in=Report.SENT_STATES)))
        .annotate(has_waiting=Exists(reports.filter(state=ReportState.SUBMITTED)))
        .order_by("-code")
    )


def default_quarter(quarters: Sequence[Quarter]) -> Quarter | None:
    """Return the latest open quarter in which something waits, else the latest open."""
    unlocked = [each for each in quarters if not each.is_closed]
    waiting = [each for each in unlocked if getattr(each, "has_waiting", False)]
    return next(iter([*waiting, *unlocked, *quarters]), None)


def read_progress(
    quarter: Quarter, law: Law, ledger: Ledger, *, agency: Agency | None = None
) -> tuple[AgencyProgress, ...]:
    """Return the agencies that lead criteria, of all if none is named, by name.

    Seven queries.
    """
    led = _led(law, ledger, agency)
    needed = {each.id for criteria in led.values() for each in criteria}
    results = read_sent(quarter, [each for each in law.criteria if each.id in needed])
    by_criterion: dict[int, list[SentResult]] = {}
    for result in results:
        by_criterion.setdefault(result.criterion.id, []).append(result)
    return tuple(
        AgencyProgress(
            each,
            tuple(
                CriterionLine(
                    criterion, tally(by_criterion.get(criterion.id, ()), each.code)
                )
                for criterion in criteria
            ),
        )
        for each, criteria in led.items()
    )


def waiting_for(agency: Agency) -> tuple[Quarter, int] | None:
    """Return the quarter that agencies look at now and how many results wait in it.

    None when nothing was sent in or the agency leads nothing. Twelve queries.
    """
    quarter = default_quarter(quarters_sent())
    law = law_on(quarter.period.last_day) if quarter else None
    ledger = ledger_on(quarter.period.last_day) if quarter else None
    if quarter is None or law is None or ledger is None:
        return None
    found = read_progress(quarter, law, ledger, agency=agency)
    if not found:
        return None
    return quarter, 0 if quarter.is_closed else found[0].waiting


def leads_criteria(agency_code: str | None, *, on: dt.date) -> bool:
    """Whether an agency leads any criterion on a day. One query."""
    in_force = AssignmentList.objects.in_force(on).values("pk")[:1]
    return Assignment.objects.filter(
        assignment_list=Subquery(in_force),
        agency_id=agency_code,
        role=AssignmentRole.LEAD,
        criterion__isnull=False,
    ).exists()


def read_opinions(
    report: Report, commune_code: str, criterion: LawCriterion, *, state: ResultState
) -> tuple[CellOpinion, ...]:
    """Return the last opinion of each agency on a cell that is ``state`` now.

    One query.
    """
    rows = Opinion.objects.last_said().filter(
        report_id=report.pk, commune_id=commune_code, criterion_id=criterion.id
    )
    return tuple(
        CellOpinion(row, row.state_seen != state)
        for row in rows.select_related(*PEOPLE).order_by("agency__code")
    )


def report_opinions(
    report: Report, states: Mapping[CellKey, ResultState]
) -> dict[CellKey, tuple[CellOpinion, ...]]:
    """Return the last opinions on a report by cell, in reading order. One query.

    ``states`` are the cells as they are now; those that are not in it are left out.
    """
    rows = (
        Opinion.objects.last_said()
        .filter(report_id=report.pk)
        .select_related("commune", "criterion", *PEOPLE)
        .order_by("commune", "criterion__number", "agency__code")
    )
    found: dict[CellKey, tuple[CellOpinion, ...]] = {}
    for row in rows:
        key = row.commune_id, row.criterion.number
        if key in states:
            said = CellOpinion(row, row.state_seen != states[key])
            found[key] = (*found.get(key, ()), said)
    return found


def _led(
    law: Law, ledger: Ledger, only: Agency | None
) -> dict[Agency, tuple[LawCriterion, ...]]:
    agencies = {duty.agency.code: duty.agency for duty in ledger.duties}
    led = {
        agency: tuple(
            each for each in law.criteria if each.id in ledger.led_by(agency.code)
        )
        for agency in sorted(agencies.values(), key=lambda each: sort_key(each.name))
        if only is None or agency == only
    }
    return {agency: criteria for agency, criteria in led.items() if criteria}
