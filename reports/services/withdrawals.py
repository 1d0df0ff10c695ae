"""Undo of an import: what it brought is withdrawn, and stays stored.

Withdrawn revisions still count for as-of dates before the day of withdrawal, and
the revision before is in force again.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from criteria.models import AssignmentList, CommunePlan
from criteria.services.assignments import withdraw_list
from criteria.services.plans import withdraw_plan
from criteria.services.versions import LaterVersionStands
from reports.choices import EventKind, ImportKind, ImportState, ReportState
from reports.models import ImportRun, Quarter, Report, ReportEvent, Revision
from reports.models.reports import ReportQuerySet
from reports.services.drafts import has_typed_changes
from reports.services.guard import ChangeRefused, check_quarter_open, import_refusal
from reports.services.indicator_values import (
    LaterValuesStand,
    later_values,
    withdraw_values,
)
from reports.services.learning import forget
from reports.services.workflow import settle


class UndoRefused(ChangeRefused):
    """The import cannot be undone; the message says why, district by district."""


class NotApplied(UndoRefused):
    """The run was never applied, or is undone already."""


@transaction.atomic
def undo_import(
    *, run_id: int, by: User | None, on: dt.date, at: dt.datetime, reason: str = ""
) -> ImportRun:
    """Withdraw everything that an import brought and taught, or nothing.

    ``on`` is the working date, from which the data no longer counts. Raises
    ImportRun.DoesNotExist, and ChangeRefused when something later stands on it.
    """
    run = ImportRun.objects.select_for_update(of=("self",)).get(pk=run_id)
    _check_applied(run)
    try:
        if run.plan:
            withdraw_plan(plan=run.plan, at=at)
        if run.assignment_list:
            withdraw_list(listed=run.assignment_list, at=at)
        if run.kind == ImportKind.INDICATORS:
            withdraw_values(run=run, on=on, at=at)
    except (LaterVersionStands, LaterValuesStand) as later:
        raise UndoRefused(str(later)) from later
    if run.kind == ImportKind.RESULTS:
        _withdraw_results(run, on=on, at=at)
        _step_back(run, by=by, at=at, reason=reason)
    forget(run)
    run.state = ImportState.UNDONE
    run.undone_at, run.undone_by = at, by
    run.undo_reason = reason
    run.save(update_fields=["state", "undone_at", "undone_by", "undo_reason"])
    return run


def undo_refusals(run: ImportRun) -> list[str]:
    """Return in sentences why an import cannot be undone now, none when it can.

    For whoever is about to ask: it takes no locks and writes nothing, and
    undo_import looks again under its own.
    """
    try:
        _check_applied(run)
        if run.quarter:
            check_quarter_open(run.quarter)
    except ChangeRefused as refusal:
        return [str(refusal)]
    if run.kind == ImportKind.RESULTS:
        return list(_refusals(run, _revisions(run), _reports(run)))
    if run.kind == ImportKind.INDICATORS:
        return later_values(run)
    return list(_later_versions(run))


def _later_versions(run: ImportRun) -> Iterator[str]:
    """Say which version of its appendix stands on the one that a run brought."""
    own = run.plan or run.assignment_list
    if own is None:
        return
    versions: QuerySet[CommunePlan] | QuerySet[AssignmentList]
    versions = CommunePlan.objects.all() if run.plan else AssignmentList.objects.all()
    later = (
        versions.filter(
            criteria_set_id=own.criteria_set_id,
            number__gt=own.number,
            withdrawn_at__isnull=True,
        )
        .order_by("number")
        .last()
    )
    if later is not None:
        yield f"Sau đó đã có {later}; hãy hoàn tác bản ấy trước."


def _check_applied(run: ImportRun) -> None:
    if run.state == ImportState.UNDONE:
        raise NotApplied(f"Lần nhập số {run.pk} đã được hoàn tác.")
    if run.state != ImportState.APPLIED:
        raise NotApplied(f"Lần nhập số {run.pk} chưa ghi gì, không có gì để hoàn tác.")


def _withdraw_results(run: ImportRun, *, on: dt.date, at: dt.datetime) -> None:
    """Withdraw the revisions; the quarter and its reports are locked first."""
    quarter = Quarter.objects.select_for_update().get(pk=run.quarter_id)
    check_quarter_open(quarter)
    revisions = _revisions(run)
    refusals = list(_refusals(run, revisions, _locked_reports(run)))
    if refusals:
        raise UndoRefused(" ".join(refusals))
    for revision in revisions:
        # The database refuses a withdrawal before the approval.
        revision.withdrawn_on = max(on, revision.approved_on)
        revision.withdrawn_at = at
    Revision.objects.bulk_update(revisions, ["withdrawn_on", "withdrawn_at"])


def _refusals(
    run: ImportRun, revisions: Sequence[Revision], found: Iterable[Report]
) -> Iterator[str]:
    later = {
        (revision.district_id, revision.number)
        for revision in Revision.objects.standing(None).filter(
            quarter_id=run.quarter_id,
            district_id__in=[revision.district_id for revision in revisions],
        )
    }
    reports = {report.district_id: report for report in found}
    for revision in revisions:
        name = revision.district.full_name
        if any(
            code == revision.district_id and number > revision.number
            for code, number in later
        ):
            yield f"{name}: đã có bản duyệt sau lần nhập này, không hoàn tác được."
        report = reports.get(revision.district_id)
        has_changes = report is not None and has_typed_changes(report)
        refusal = import_refusal(report, has_changes=has_changes)
        if refusal:
            yield refusal.replace("không nhập đè được", "không hoàn tác được")


def _revisions(run: ImportRun) -> list[Revision]:
    return list(run.revisions.select_related("district").order_by("district_id"))


def _reports(run: ImportRun) -> ReportQuerySet:
    """Return the reports of the run's districts and quarter."""
    districts = run.revisions.values("district_id")
    return (
        Report.objects.filter(quarter_id=run.quarter_id, district_id__in=districts)
        .select_related("district")
        .prefetch_related("changes", "values")
        .order_by("district_id")
    )


def _locked_reports(run: ImportRun) -> list[Report]:
    return list(_reports(run).select_for_update(of=("self",)))


def _step_back(
    run: ImportRun, *, by: User | None, at: dt.datetime, reason: str
) -> None:
    """Let each report stand on the revision before, or be a draft again.

    None of them has typed changes; one that the office has reopened stays open.
    """
    for report in _locked_reports(run):
        before = report.latest_base()
        if before is None or before.quarter_id != report.quarter_id:
            _begin_anew(report, before)
        elif report.is_open:
            report.base = before
            report.save()
        else:
            settle(report, before)
        ReportEvent.objects.create(
            report=report, kind=EventKind.WITHDRAWN, at=at, by=by, reason=reason
        )


def _begin_anew(report: Report, base: Revision | None) -> None:
    report.state = ReportState.DRAFT
    report.base = base
    report.submitted_at = report.submitted_by = None
    report.entered_on_behalf = False
    report.save()
