"""Sheets of capital in lists: where each stands, and what became of one."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from communes.analytics.places import districts_by_code
from communes.models import District
from ntm_portal.lib.periods import Quarter as Period
from programme.choices import CapitalState
from programme.models import CapitalChange, CapitalEvent, CapitalReport, CapitalRevision
from reports.models import Quarter

MOST_CHANGES = 300


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A district's sheet in a quarter; a state of "" when nobody began it."""

    district: District
    report: CapitalReport | None
    changed: int
    approved: CapitalRevision | None

    @property
    def state(self) -> str:
        if self.report:
            return self.report.state
        return CapitalState.APPROVED if self.approved else ""


@dataclass(frozen=True, slots=True)
class CapitalHistory:
    """What became of a sheet: its steps, approved versions, and changed cells."""

    events: Sequence[CapitalEvent]
    revisions: Sequence[CapitalRevision]
    changes: Sequence[CapitalChange]
    is_cut: bool


def capital_queue(quarter_code: str) -> tuple[QueueRow, ...]:
    """Return every district's sheet in a quarter, those sent first. Three queries."""
    reports = (
        CapitalReport.objects.filter(quarter_id=quarter_code)
        .select_related("submitted_by__district", "submitted_by__agency")
        .annotate(changed=Count("drafts"))
    )
    known = {report.district_id: report for report in reports}
    approved = (
        CapitalRevision.objects.standing()
        .filter(quarter_id=quarter_code)
        .last_by_district()
    )
    rows = [
        QueueRow(
            district=district,
            report=known.get(code),
            changed=getattr(known.get(code), "changed", 0),
            approved=approved.get(code),
        )
        for code, district in districts_by_code().items()
    ]
    rows.sort(key=lambda row: row.state != CapitalState.SUBMITTED)
    return tuple(rows)


def capital_quarters() -> tuple[str, ...]:
    """Return the quarters with an opened report or capital, the latest first."""
    opened = Quarter.objects.filter(due_on__isnull=False).values_list("code", flat=True)
    begun = CapitalReport.objects.values_list("quarter_id", flat=True)
    approved = CapitalRevision.objects.values_list("quarter_id", flat=True)
    return tuple(sorted({*opened, *begun.distinct(), *approved.distinct()}))[::-1]


def waiting_count() -> int:
    """Return how many sheets wait for the office. One query."""
    return CapitalReport.objects.filter(state=CapitalState.SUBMITTED).count()


def capital_history(report: CapitalReport) -> CapitalHistory:
    """Return what became of a sheet. Three queries."""
    revisions = CapitalRevision.objects.filter(
        district_id=report.district_id, quarter_id=report.quarter_id
    ).select_related("approved_by__district", "approved_by__agency", "import_run")
    events: Sequence[CapitalEvent] = ()
    changes: Sequence[CapitalChange] = ()
    if report.pk:
        events = list(report.events.select_related("by__district", "by__agency"))
        log = report.log.select_related("by__district", "by__agency", "commune")
        changes = list(log[: MOST_CHANGES + 1])
    return CapitalHistory(
        events=events,
        revisions=list(revisions.order_by("-number")),
        changes=changes[:MOST_CHANGES],
        is_cut=len(changes) > MOST_CHANGES,
    )


def quarters_until(day: dt.date) -> list[Period]:
    """Return the quarters that capital may be of, the latest first. One query."""
    opened = Quarter.objects.values_list("code", flat=True)
    periods = {Period.parse(code) for code in opened} | {Period.of(day)}
    return sorted(periods, reverse=True)


def capital_state(district_code: str, quarter_code: str) -> str:
    """Return in a word where a district's sheet stands, "" unbegun. One query."""
    found = CapitalReport.objects.filter(
        district_id=district_code, quarter_id=quarter_code
    )
    state = found.values_list("state", flat=True).first()
    return CapitalState(state).label.lower() if state else ""
