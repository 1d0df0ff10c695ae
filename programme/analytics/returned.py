"""Capital and reports of tasks given back, as their district or body reads of it."""

from typing import Any

from django.db.models import Case, Count, F, OuterRef, Q, QuerySet, Subquery, When
from django.urls import reverse

from accounts.choices import Role
from accounts.models import User
from ntm_portal.lib.periods import Quarter
from programme.analytics.capital.words import SLUGS
from programme.choices import CapitalMeasure, CapitalState, CapitalStep, TaskReportStage
from programme.models import CapitalEvent, CapitalReport, CapitalReturn, TaskReport
from reports.analytics.returned_work import ReturnedKind, ReturnedWork

GIVEN_BACK = (CapitalStep.RETURNED, CapitalStep.PARTLY, CapitalStep.REOPENED)


def returned_capital(user: User) -> QuerySet[CapitalReport, Any] | None:
    """Return the sheets given back to a person's district; None without a district."""
    if user.role != Role.DISTRICT:
        return None
    event = CapitalEvent.objects.filter(report=OuterRef("pk"), step__in=GIVEN_BACK)
    cell = CapitalReturn.objects.filter(report=OuterRef("pk"), settled_at__isnull=True)
    return CapitalReport.objects.filter(
        district_id=user.district_id, state=CapitalState.RETURNED
    ).annotate(
        inbox_at=Subquery(event.values("at")[:1]),
        step=Subquery(event.values("step")[:1]),
        reason=Subquery(event.values("reason")[:1]),
        cells=Count("returns", filter=Q(returns__settled_at__isnull=True)),
        measure=Subquery(cell.order_by("measure", "pk").values("measure")[:1]),
    )


def returned_reports(user: User) -> QuerySet[TaskReport, Any] | None:
    """Return the reports of tasks given back to a person's body; None without one."""
    if user.role == Role.DISTRICT:
        body = Q(task__lead__district_id=user.district_id)
    elif user.role == Role.DEPARTMENT:
        body = Q(task__lead_id=user.agency_id)
    else:
        return None
    # A returned report that was saved again is no news to whoever saved it.
    return (
        TaskReport.objects.filter(body, stage=TaskReportStage.RETURNED)
        .select_related("task")
        .annotate(inbox_at=Case(When(~Q(by_id=user.pk), then=F("at"))))
        .order_by("-quarter", "task__code")
    )


def _capital(row: Any) -> ReturnedWork:
    period = Quarter.parse(row.quarter_id)
    if row.step == CapitalStep.REOPENED:
        said = f"Vốn {period.label} được mở lại"
    elif row.cells:
        said = f"Vốn {period.label} bị trả lại: {row.cells} ô"
    else:
        said = f"Vốn {period.label} bị trả lại cả bảng"
    address = reverse("capital_sheet", args=(period, row.district_id))
    if row.measure:
        address = f"{address}?so={SLUGS[CapitalMeasure(row.measure)]}"
    # Of single cells each has its own reason, beside it.
    return ReturnedWork(said, "" if row.cells else row.reason or "", address)


def _report(row: TaskReport) -> ReturnedWork:
    said = f"Nhiệm vụ {row.task.code}: báo cáo {row.period.label} bị trả lại"
    return ReturnedWork(said, row.return_reason, reverse("task", args=(row.task.code,)))


CAPITAL = ReturnedKind(returned_capital, _capital)
TASKS = ReturnedKind(returned_reports, _report)
