"""Who has sent which report, when, and whether that was in time."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.timezone import localdate

from communes.models import District
from reports.choices import EventKind, Punctuality, ReportState
from reports.models import DeadlineException, Quarter, Report, ReportEvent, Revision

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class DueDay:
    """The last day on which a district may report; None: the quarter is not open.

    ``extension`` is the exception that moved the day, None where the quarter's own
    deadline holds.
    """

    on: dt.date | None
    extension: DeadlineException | None = None


class DueDays:
    """The due days of every district in some quarters. One query."""

    def __init__(self, quarters: Iterable[Quarter]) -> None:
        given = DeadlineException.objects.filter(
            quarter__in=[quarter.code for quarter in quarters]
        ).select_related("by__district", "by__agency")
        # The one given last comes last and stays.
        self._given = {
            (each.district_id, each.quarter_id): each
            for each in given.order_by("at", "pk")
        }

    def of(self, district_code: str, quarter: Quarter) -> DueDay:
        """Return the district's day, as services.due_days has it for the guard."""
        given = self._given.get((district_code, quarter.code))
        if quarter.due_on is None or given is None or given.due_on <= quarter.due_on:
            return DueDay(quarter.due_on)
        return DueDay(given.due_on, given)


@dataclass(frozen=True, slots=True)
class Standing:
    """One district's report of one quarter on a day.

    ``sent`` is the first time it was sent, which alone decides whether that was in
    time; ``returned`` the last return, while the report is returned. ``days`` count
    from then (from ``on`` when it was never sent) to the due day: negative is late,
    None is without a deadline.
    """

    district: District
    quarter: Quarter
    due: DueDay
    state: ReportState | None
    sent: ReportEvent | None
    returned: ReportEvent | None
    days: int | None

    @property
    def punctuality(self) -> Punctuality:
        if self.days is None:
            return Punctuality.NO_DUE
        if self.sent:
            return Punctuality.ON_TIME if self.days >= 0 else Punctuality.LATE
        if self.state in (ReportState.APPROVED, ReportState.REOPENED):
            return Punctuality.FROM_FILE
        return Punctuality.NOT_DUE if self.days >= 0 else Punctuality.MISSING

    @property
    def days_late(self) -> int:
        return max(0, -(self.days or 0))

    @property
    def is_owed(self) -> bool:
        """Whether the district has still to send it, for the first time or again."""
        is_held = self.state in Report.SENT_STATES or self.state == ReportState.REOPENED
        return self.due.on is not None and not is_held


def read_standings(
    quarters: Sequence[Quarter], districts: Iterable[District], *, on: dt.date
) -> dict[Key, Standing]:
    """Return how every district stands in the quarters on a day.

    Keys are district code and quarter code. Four queries for any number.
    """
    source = _Source(quarters)
    return {
        (district.code, quarter.code): source.standing(district, quarter, on)
        for district in districts
        for quarter in quarters
    }


class _Source:
    """Everything stored about the quarters, read at once."""

    def __init__(self, quarters: Sequence[Quarter]) -> None:
        codes = [quarter.code for quarter in quarters]
        self.due = DueDays(quarters)
        self.states: Mapping[Key, str] = {
            (district, quarter): state
            for district, quarter, state in Report.objects.filter(
                quarter__in=codes
            ).values_list("district_id", "quarter_id", "state")
        }
        self.with_data = frozenset(
            Revision.objects.standing(None)
            .filter(quarter__in=codes)
            .values_list("district_id", "quarter_id")
        )
        self.sent, self.returned = _steps(codes)

    def standing(self, district: District, quarter: Quarter, on: dt.date) -> Standing:
        key = district.code, quarter.code
        due = self.due.of(district.code, quarter)
        sent, state = self.sent.get(key), self._state(key)
        then = localdate(sent.at) if sent else on
        return Standing(
            district=district,
            quarter=quarter,
            due=due,
            state=state,
            sent=sent,
            returned=self.returned.get(key) if state == ReportState.RETURNED else None,
            days=(due.on - then).days if due.on else None,
        )

    def _state(self, key: Key) -> ReportState | None:
        """Return the report's state; data without a report counts as approved."""
        state = self.states.get(key)
        if key in self.with_data and state in (None, ReportState.DRAFT):
            return ReportState.APPROVED
        return ReportState(state) if state else None


def _steps(
    codes: Iterable[str],
) -> tuple[dict[Key, ReportEvent], dict[Key, ReportEvent]]:
    """Return the first sending and the last return of each report."""
    sent: dict[Key, ReportEvent] = {}
    returned: dict[Key, ReportEvent] = {}
    returns = (EventKind.RETURNED, EventKind.CELLS_RETURNED)
    for event in (
        ReportEvent.objects.filter(
            report__quarter__in=codes, kind__in=(EventKind.SUBMITTED, *returns)
        )
        .select_related("report", "by__district", "by__agency")
        .order_by("at", "pk")
    ):
        key = event.report.district_id, event.report.quarter_id
        if event.kind == EventKind.SUBMITTED:
            sent.setdefault(key, event)
        else:
            returned[key] = event
    return sent, returned
