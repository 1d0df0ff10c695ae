"""Which districts have reported the shown quarter and the one that is open."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils import timezone

from communes.models import District
from ntm_portal.lib.periods import Quarter
from reports import models
from reports.analytics.attainment import Figures, Source
from reports.analytics.submissions import DueDays
from reports.choices import ReportState

# State of a report in progress: icon, colour and word.
STEPS = {
    ReportState.DRAFT: ("gio", "xam", "đang soạn"),
    ReportState.SIGNING: ("gio", "xam", "chờ lãnh đạo huyện"),
    ReportState.SUBMITTED: ("ghi", "", "chờ duyệt"),
    ReportState.RETURNED: ("tra", "", "bị trả lại"),
    ReportState.REOPENED: ("tra", "", "mở lại để sửa"),
}


@dataclass(frozen=True, slots=True)
class Status:
    """Where a district stands with one quarter: a sign and words.

    ``icon`` and ``colour`` are names of the look ("" = none). ``stand_in`` says which
    figures stand in for missing ones. ``waits`` marks a report that waits for
    approval; ``overdue`` counts days, None when it is not.
    """

    icon: str
    colour: str
    word: str
    note: str = ""
    stand_in: str = ""
    waits: bool = False
    overdue: int | None = None


@dataclass(frozen=True, slots=True)
class DistrictReporting:
    """One district: the shown quarter and the open one (None: the same, or none)."""

    district: District
    shown: Status
    opened: Status | None


@dataclass(frozen=True, slots=True)
class Reporting:
    """The table "Ai chưa gửi báo cáo"; due days are None for quarters never opened."""

    shown: Quarter
    shown_due: dt.date | None
    opened: Quarter | None
    opened_due: dt.date | None
    rows: tuple[DistrictReporting, ...]

    @property
    def overdue(self) -> int:
        """Districts that are late with either quarter."""
        return sum(
            row.shown.overdue is not None
            or (row.opened is not None and row.opened.overdue is not None)
            for row in self.rows
        )

    @property
    def waiting(self) -> int:
        """Reports that wait for approval, of either quarter."""
        return sum(
            row.shown.waits + (row.opened is not None and row.opened.waits)
            for row in self.rows
        )


@dataclass(frozen=True)
class Progress:
    """Rows of the database that the statuses are read from."""

    due: Mapping[tuple[str, str], dt.date]
    reports: Mapping[tuple[str, str], models.Report]
    approved: Mapping[str, dt.date]
    today: dt.date


def reporting(
    figures: Figures, districts: Mapping[str, District], *, today: dt.date
) -> Reporting:
    """Return the state of every district, four queries.

    With an as-of day only approved figures are shown: what was in progress on a
    past day is not known.
    """
    quarters = {
        quarter.code: quarter
        for quarter in models.Quarter.objects.filter(due_on__isnull=False)
        if figures.as_of is None
    }
    opened = max(quarters, default=None)
    shown = figures.period.code
    asked = [] if figures.as_of else [code for code in {opened, shown} if code]
    progress = Progress(
        due=_due_days(quarters, districts),
        reports={
            (report.district_id, report.quarter_id): report
            for report in models.Report.objects.filter(quarter_id__in=asked)
        },
        approved=_approved(opened),
        today=today,
    )
    other = opened if opened != shown else None
    return Reporting(
        shown=figures.period,
        shown_due=_common(quarters.get(shown)),
        opened=Quarter.parse(other) if other else None,
        opened_due=_common(quarters.get(other)) if other else None,
        rows=tuple(
            DistrictReporting(
                district=district,
                shown=_shown(progress, figures, code),
                opened=_opened(progress, code, other) if other else None,
            )
            for code, district in districts.items()
        ),
    )


def _common(quarter: models.Quarter | None) -> dt.date | None:
    return quarter.due_on if quarter else None


def _due_days(
    quarters: Mapping[str, models.Quarter], districts: Iterable[str]
) -> dict[tuple[str, str], dt.date]:
    """Return when each district's report falls due, by district and quarter."""
    days = DueDays(quarters.values())
    found = {
        (code, quarter.code): days.of(code, quarter).on
        for code in districts
        for quarter in quarters.values()
    }
    return {key: day for key, day in found.items() if day}


def _approved(opened: str | None) -> dict[str, dt.date]:
    rows = models.Revision.objects.standing(None).filter(quarter_id=opened)
    return dict(rows.order_by("number").values_list("district_id", "approved_on"))


def _shown(progress: Progress, figures: Figures, code: str) -> Status:
    source, period = figures.sources.get(code), figures.period.code
    own = source if source and source.quarter == period else None
    step = _step(progress, code, period, is_approved=own is not None)
    if own:
        return step or _done(own.approved_on)
    step = step or Status("", "xam", "chưa có số duyệt")
    return replace(step, stand_in=_stand_in(source))


def _opened(progress: Progress, code: str, quarter: str) -> Status:
    approved_on = progress.approved.get(code)
    step = _step(progress, code, quarter, is_approved=approved_on is not None)
    if step is None and approved_on:
        return _done(approved_on)
    return step or Status("", "xam", "chưa bắt đầu")


def _step(
    progress: Progress, code: str, quarter: str, *, is_approved: bool
) -> Status | None:
    """Return the step that the report is at, None when nothing is in progress."""
    due = progress.due.get((code, quarter))
    report = progress.reports.get((code, quarter))
    state = ReportState(report.state) if report else None
    if report and state == ReportState.SUBMITTED and report.submitted_at:
        icon, colour, word = STEPS[state]
        return Status(
            icon, colour, word, f"gửi {_day(report.submitted_at)}", waits=True
        )
    if due and due < progress.today and not is_approved:
        late = (progress.today - due).days
        note = STEPS[state][2] if state in STEPS else ""
        return Status("bao", "giam", f"quá hạn {late} ngày", note, overdue=late)
    return Status(*STEPS[state]) if state in STEPS else None


def _done(approved_on: dt.date) -> Status:
    return Status("dat", "dat", f"duyệt {approved_on:%d/%m/%Y}")


def _stand_in(source: Source | None) -> str:
    if source is None:
        return "chưa có số liệu"
    return f"dùng số {Quarter.parse(source.quarter).label}"


def _day(at: dt.datetime) -> str:
    return f"{timezone.localtime(at):%d/%m/%Y}"
