"""What a district has still to report, how far it is, and what is done.

A task is one district and one quarter, whether its report was begun or not.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import (
    CharField,
    Exists,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    aggregates,
)
from django.db.models.functions import Coalesce

from communes.choices import UnitKind
from communes.models import CommunePeriod, District
from criteria.choices import SetSubject
from criteria.models import Criterion
from ntm_portal.lib import periods
from reports.analytics.attainment import Masks
from reports.analytics.entry.grid_parts import Count
from reports.analytics.submissions import DueDay, DueDays
from reports.choices import ReportState, ResultState
from reports.models import CommuneSummary, DraftResult, Quarter, Report, Revision

NOT_BEGUN = "none"
CAME_BACK = (ReportState.RETURNED, ReportState.REOPENED)


@dataclass(frozen=True, slots=True)
class Task:
    """One district's report of one quarter; ``report`` is None before it is begun.

    ``changed`` and ``unknown`` count cells of the draft, of ``cells`` altogether;
    ``due`` is the district's own day if it has one, and ``days_left`` to it negative
    after it and None where none was set.
    """

    district: District
    quarter: Quarter
    report: Report | None
    revision: Revision | None
    cells: int
    changed: int
    unknown: int
    due: DueDay
    days_left: int | None

    @property
    def state(self) -> ReportState | None:
        if self.report:
            return ReportState(self.report.state)
        return ReportState.APPROVED if self.revision else None

    @property
    def is_approved(self) -> bool:
        return self.state == ReportState.APPROVED

    @property
    def is_sent(self) -> bool:
        """Whether the district has done its part."""
        return self.state in Report.SENT_STATES

    @property
    def is_open(self) -> bool:
        """Whether cells may still change."""
        return not self.is_sent and not self.quarter.is_closed

    @property
    def is_pressing(self) -> bool:
        """Whether it is late, or came back to be corrected."""
        is_late = self.days_left is not None and self.days_left < 0
        return self.is_open and (is_late or self.state in CAME_BACK)


@dataclass(frozen=True, slots=True)
class ApprovedQuarter:
    """The revision in force of one quarter; ``met_before`` is None for the first."""

    revision: Revision
    met: int
    communes: int
    met_before: int | None

    @property
    def label(self) -> str:
        return periods.Quarter.parse(self.revision.quarter_id).label

    @property
    def year(self) -> int:
        return periods.Quarter.parse(self.revision.quarter_id).year

    @property
    def name(self) -> str:
        """Return what the report is called where it sums up: Báo cáo năm 2020."""
        name = Quarter(self.revision.quarter_id).report_name
        return "" if name.endswith(self.label) else name

    @property
    def change(self) -> str:
        """Return +1, −1 or = against the approved quarter before, if there is one."""
        return Count(self.met, self.met_before).change


def districts_at(quarter: Quarter) -> QuerySet[District]:
    """Return the districts with ``quarter_code`` and the ``state`` of their report.

    The state is "none" where nothing was begun; a quarter that was approved from a
    file has no report of its own and counts as approved.
    """
    reports = Report.objects.filter(district=OuterRef("pk"), quarter=quarter)
    approved = Revision.objects.standing(None).filter(
        district=OuterRef("pk"), quarter=quarter
    )
    label = approved.values(label=Value(ReportState.APPROVED))[:1]
    return District.objects.annotate(
        quarter_code=Value(quarter.code, CharField()),
        state=Coalesce(
            Subquery(reports.values("state")[:1]),
            Subquery(label, output_field=CharField()),
            Value(NOT_BEGUN),
        ),
    )


def quarters_to_report(district: District) -> QuerySet[Quarter]:
    """Return the quarters that the district owes or is working on, latest first."""
    begun = Report.objects.filter(district=district, quarter=OuterRef("pk"))
    return Quarter.objects.filter(
        Q(due_on__isnull=False) | Exists(begun.exclude(state=ReportState.APPROVED))
    ).order_by("-code")


def approved_quarters(district: District) -> tuple[ApprovedQuarter, ...]:
    """Return the district's approved quarters, latest first. Two queries."""
    standing = Revision.objects.standing(None).filter(district=district)
    latest = {each.quarter_id: each for each in standing.order_by("quarter", "number")}
    totals = {
        revision: (met, communes)
        for revision, met, communes in CommuneSummary.objects.order_by()
        .filter(revision__in=[each.pk for each in latest.values()])
        .values_list("revision")
        .annotate(aggregates.Sum("met_count"), aggregates.Count("pk"))
    }
    found: list[ApprovedQuarter] = []
    for revision in latest.values():
        met, communes = totals.get(revision.pk, (0, 0))
        before = found[-1].met if found else None
        found.append(ApprovedQuarter(revision, met, communes, before))
    return tuple(reversed(found))


def read_tasks(
    pairs: Sequence[tuple[District, Quarter]], *, today: dt.date
) -> tuple[Task, ...]:
    """Return where each district's quarter stands; seven queries for any number."""
    source = _Source(pairs)
    return tuple(source.task(district, quarter, today) for district, quarter in pairs)


def next_task(tasks: Iterable[Task]) -> Task | None:
    """Return what to do first: the oldest that is late or came back, else the next due.

    None when nothing is open.
    """
    still_open = [task for task in tasks if task.is_open]
    pressing = [task for task in still_open if task.is_pressing]
    if pressing:
        return min(pressing, key=lambda task: task.quarter.code)
    return min(
        still_open,
        key=lambda task: (task.due.on or dt.date.max, task.quarter.code),
        default=None,
    )


class _Source:
    """Everything stored about the pairs, read at once."""

    def __init__(self, pairs: Sequence[tuple[District, Quarter]]) -> None:
        codes = {district.code for district, _quarter in pairs}
        quarters = {quarter.code for _district, quarter in pairs}
        self.reports = {
            (report.district_id, report.quarter_id): report
            for report in Report.objects.filter(
                district__in=codes, quarter__in=quarters
            ).order_by()
        }
        self.due = DueDays({quarter for _district, quarter in pairs})
        self.own = _own_cells(self.reports.values())
        self.revisions = _revisions(codes)
        self.periods = list(
            CommunePeriod.objects.filter(
                commune__district__in=codes, kind=UnitKind.COMMUNE
            ).select_related("commune")
        )
        self.criteria = list(
            Criterion.objects.filter(criteria_set__subject=SetSubject.COMMUNE)
            .select_related("criteria_set")
            .order_by("criteria_set__valid_from")
        )
        bases = {self._base(d.code, q.code) for d, q in pairs}
        self.summaries = _summaries({base.pk for base in bases if base})

    def task(self, district: District, quarter: Quarter, today: dt.date) -> Task:
        report = self.reports.get((district.code, quarter.code))
        base = self._base(district.code, quarter.code)
        known = self.summaries[base.pk] if base else {}
        own = self.own[report.pk] if report else {}
        bits = self._criteria_on(quarter.period.last_day)
        cells = {
            (code, bit): known.get(code, Masks(0, ~0))
            for code in self._communes(district.code, quarter.period.last_day)
            for bit in bits
        }
        due = self.due.of(district.code, quarter)
        before = {cell: _state(masks, cell[1]) for cell, masks in cells.items()}
        now = {cell: own.get(cell, state) for cell, state in before.items()}
        return Task(
            district=district,
            quarter=quarter,
            report=report,
            revision=base if base and base.quarter_id == quarter.code else None,
            cells=len(cells),
            changed=sum(now[cell] != before[cell] for cell in cells),
            unknown=sum(state == ResultState.UNKNOWN for state in now.values()),
            due=due,
            days_left=(due.on - today).days if due.on else None,
        )

    def _base(self, district: str, quarter: str) -> Revision | None:
        return next(
            (each for each in self.revisions[district] if each.quarter_id <= quarter),
            None,
        )

    def _communes(self, district: str, day: dt.date) -> list[str]:
        return [
            period.commune_id
            for period in self.periods
            if period.commune.district_id == district
            and (period.valid_from is None or period.valid_from <= day)
            and (period.valid_to is None or period.valid_to >= day)
        ]

    def _criteria_on(self, day: dt.date) -> list[int]:
        sets: dict[str, list[int]] = {}
        for each in self.criteria:
            if each.criteria_set.valid_from <= day:
                sets.setdefault(each.criteria_set_id, []).append(1 << each.number)
        return list(sets.values())[-1] if sets else []


def _own_cells(
    reports: Iterable[Report],
) -> Mapping[int, dict[tuple[str, int], ResultState]]:
    found: dict[int, dict[tuple[str, int], ResultState]] = defaultdict(dict)
    rows = DraftResult.objects.filter(report__in=[each.pk for each in reports])
    for report, commune, number, state in rows.values_list(
        "report_id", "commune_id", "criterion__number", "state"
    ):
        found[report][commune, 1 << number] = ResultState(state)
    return found


def _revisions(codes: Iterable[str]) -> Mapping[str, list[Revision]]:
    """Return each district's standing revisions, the latest first."""
    found: dict[str, list[Revision]] = defaultdict(list)
    for revision in (
        Revision.objects.standing(None)
        .filter(district__in=codes)
        .order_by("-quarter_id", "-number")
    ):
        found[revision.district_id].append(revision)
    return found


def _summaries(revisions: Iterable[int]) -> Mapping[int, dict[str, Masks]]:
    found: dict[int, dict[str, Masks]] = defaultdict(dict)
    rows = CommuneSummary.objects.filter(revision__in=revisions)
    for each in rows:
        found[each.revision_id][each.commune_id] = Masks(
            each.met_mask, each.unknown_mask
        )
    return found


def _state(masks: Masks, bit: int) -> ResultState:
    if masks.unknown & bit:
        return ResultState.UNKNOWN
    return ResultState.MET if masks.met & bit else ResultState.UNMET
