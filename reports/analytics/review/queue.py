"""What waits for the coordination office: who has reported, who has not, how late."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypedDict

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from communes.analytics.places import districts_by_code
from communes.models import District
from reports.analytics.submissions import DueDays
from reports.choices import EventKind, ReportState
from reports.models import DraftResult, Quarter, Report, ReportEvent, Result, Revision

RECENT = 10
MOST = 100
SENT_BACK = (EventKind.RETURNED, EventKind.CELLS_RETURNED, EventKind.REOPENED)
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What the lists are narrowed to (None: every quarter, every district).

    ``with_silent``: districts that have not begun a report are listed too.
    """

    quarter: Quarter | None = None
    district: District | None = None
    with_silent: bool = True
    is_narrowed: bool = False

    def keeps(self, quarter: Quarter, district: District) -> bool:
        return self.quarter in (None, quarter) and self.district in (None, district)


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A report that is not approved yet; ``report`` is None before it is begun.

    ``changed`` counts cells that differ from the base in force, ``noted_at`` and
    ``reason`` are those of the last return or reopening. ``days_left`` counts to
    ``due_on``, the day the district's report falls due (negative: overdue, None: it
    does not fall due). ``base`` is the id of the revision in force below it.
    """

    district: District
    quarter: Quarter
    report: Report | None
    changed: int = 0
    noted_at: dt.datetime | None = None
    reason: str = ""
    days_left: int | None = None
    due_on: dt.date | None = None
    base: int | None = None

    @property
    def days_late(self) -> int:
        return max(0, -(self.days_left or 0))


class _Due(TypedDict):
    due_on: dt.date | None
    days_left: int | None


@dataclass(frozen=True, slots=True)
class QuarterLine:
    """A quarter that the office opened: how many districts are through."""

    quarter: Quarter
    approved: int
    waiting: int
    pending: tuple[District, ...]


@dataclass(frozen=True, slots=True)
class Queue:
    """The review page: reports to decide, reports under way, what was approved."""

    waiting: tuple[QueueRow, ...]
    under_way: tuple[QueueRow, ...]
    approved: tuple[Report, ...]
    quarters: tuple[QuarterLine, ...]

    @property
    def late_count(self) -> int:
        return sum(row.days_late > 0 for row in self.under_way)


@dataclass(frozen=True, slots=True)
class _Standing:
    """Where every district stands in the quarters that the office opened."""

    districts: Mapping[str, District]
    states: Mapping[Key, str]
    with_data: frozenset[Key]

    def state(self, key: Key) -> str | None:
        """Return the report's state; imported data without one counts as approved."""
        state = self.states.get(key)
        if key in self.with_data and state in (None, ReportState.DRAFT):
            return ReportState.APPROVED
        return state


def queue_of(reports: QuerySet[Report], *, narrowing: Narrowing, on: dt.date) -> Queue:
    """Read the lists of the review page on a working date, at most eight queries.

    ``reports`` are those that the person asks for; quarters are always all those
    with a due date or closed, newest first.
    """
    quarters = Quarter.objects.filter(
        Q(due_on__isnull=False) | Q(closed_at__isnull=False)
    ).order_by("-code")
    opened = list(quarters)
    standing = _standing(opened)
    due = DueDays(opened)
    rows = _rows(reports, due, on)
    begun = [row for row in rows if _is_under_way(row, standing)]
    silent = (
        _silent(opened, standing, narrowing, due, on) if narrowing.with_silent else []
    )
    return Queue(
        waiting=tuple(row for row in rows if _is_waiting(row)),
        under_way=tuple(sorted([*begun, *silent], key=_by_quarter_and_state)),
        approved=_approved(reports, MOST if narrowing.is_narrowed else RECENT),
        quarters=tuple(_line(quarter, standing) for quarter in opened),
    )


def _standing(quarters: Iterable[Quarter]) -> _Standing:
    reports = Report.objects.filter(quarter__in=quarters)
    data = Revision.objects.standing(None).filter(quarter__in=quarters)
    states = reports.values_list("district_id", "quarter_id", "state")
    return _Standing(
        districts=districts_by_code(),
        states={(district, quarter): state for district, quarter, state in states},
        with_data=frozenset(data.values_list("district_id", "quarter_id")),
    )


def _rows(reports: QuerySet[Report], due: DueDays, on: dt.date) -> list[QueueRow]:
    notes = ReportEvent.objects.filter(
        report=OuterRef("pk"), kind__in=SENT_BACK
    ).order_by("-at", "-pk")
    in_force = _in_force("district", "quarter")
    found = (
        reports.exclude(state=ReportState.APPROVED)
        .select_related(
            "district", "quarter", "submitted_by__district", "submitted_by__agency"
        )
        .annotate(
            noted_at=Subquery(notes.values("at")[:1]),
            reason=Subquery(notes.values("reason")[:1]),
            in_force=Subquery(in_force.values("pk")[:1]),
        )
        .order_by("submitted_at", "pk")
    )
    changed = _changed_counts(report.pk for report in found)
    return [
        QueueRow(
            district=report.district,
            quarter=report.quarter,
            report=report,
            changed=changed.get(report.pk, 0),
            noted_at=report.noted_at,
            reason=report.reason or "",
            **_due(due, report.district_id, report.quarter, on),
            base=report.in_force,
        )
        for report in found
    ]


def _changed_counts(report_ids: Iterable[int]) -> dict[int, int]:
    """Count the changed cells of reports, without those that the base agrees with."""
    in_force = _in_force("report__district", "report__quarter")
    same = Result.objects.filter(
        revision=OuterRef("in_force"),
        commune=OuterRef("commune"),
        criterion=OuterRef("criterion"),
        state=OuterRef("state"),
    )
    counts = (
        DraftResult.objects.filter(report__in=list(report_ids))
        .annotate(in_force=Subquery(in_force.values("pk")[:1]))
        .filter(~Exists(same))
        .order_by()
        .values_list("report")
        .annotate(Count("pk"))
    )
    return dict(counts)


def _in_force(district: str, quarter: str) -> QuerySet[Revision]:
    """Return, latest first, the revisions that a row with these fields may stand on."""
    return (
        Revision.objects.standing(None)
        .filter(district=OuterRef(district), quarter__lte=OuterRef(quarter))
        .order_by("-quarter_id", "-number")
    )


def _is_waiting(row: QueueRow) -> bool:
    return row.report is not None and row.report.state == ReportState.SUBMITTED


def _is_under_way(row: QueueRow, standing: _Standing) -> bool:
    """Returned and reopened always; a draft once typed in, or when it falls due."""
    if row.report is None or row.report.state == ReportState.SUBMITTED:
        return False
    is_touched = row.changed > 0 or row.report.is_unchanged
    key = row.district.code, row.quarter.code
    is_missed = row.days_left is not None and key not in standing.with_data
    return row.report.state != ReportState.DRAFT or is_touched or is_missed


def _silent(
    opened: Iterable[Quarter],
    standing: _Standing,
    narrowing: Narrowing,
    due: DueDays,
    on: dt.date,
) -> list[QueueRow]:
    return [
        QueueRow(district, quarter, None, **_due(due, code, quarter, on))
        for quarter in opened
        if quarter.due_on and not quarter.is_closed
        for code, district in standing.districts.items()
        if standing.state((code, quarter.code)) is None
        and narrowing.keeps(quarter, district)
    ]


def _due(due: DueDays, district_code: str, quarter: Quarter, on: dt.date) -> _Due:
    day = None if quarter.is_closed else due.of(district_code, quarter).on
    return {"due_on": day, "days_left": (day - on).days if day else None}


def _by_quarter_and_state(row: QueueRow) -> tuple[str, int, str]:
    order = (
        ReportState.RETURNED,
        ReportState.REOPENED,
        ReportState.SIGNING,
        ReportState.DRAFT,
    )
    rank = order.index(ReportState(row.report.state)) if row.report else len(order)
    return row.quarter.code, rank, row.district.code


def _approved(reports: QuerySet[Report], most: int) -> tuple[Report, ...]:
    found = reports.filter(state=ReportState.APPROVED).select_related(
        "district",
        "quarter",
        "base__approved_by__district",
        "base__approved_by__agency",
    )
    return tuple(found.order_by("-base__recorded_at", "-pk")[:most])


def _line(quarter: Quarter, standing: _Standing) -> QuarterLine:
    states = {code: standing.state((code, quarter.code)) for code in standing.districts}
    return QuarterLine(
        quarter=quarter,
        approved=sum(state == ReportState.APPROVED for state in states.values()),
        waiting=sum(state == ReportState.SUBMITTED for state in states.values()),
        pending=tuple(
            standing.districts[code]
            for code, state in states.items()
            if state not in Report.SENT_STATES
        ),
    )
