"""Checks of the tables of the programme; each counts its violations.

Beside those of the results (reports.analytics.integrity).
"""

import datetime as dt
from collections.abc import Callable, Sequence
from itertools import pairwise

from django.db.models import Count, F, Max, Q, QuerySet

from communes.models import Cooperative
from ntm_portal.lib.canonical import sha256_of
from programme.choices import (
    CapitalMeasure,
    CapitalSource,
    CapitalState,
    DossierStepKind,
    MeetingState,
    StepResult,
)
from programme.models import (
    CapitalDraft,
    CapitalFigure,
    CapitalReport,
    CapitalRevision,
    Conclusion,
    DossierStep,
    Meeting,
    RecognitionDossier,
    TaskReport,
    VillageResult,
)
from reports.analytics.integrity import Check
from reports.choices import ImportState

TITLES = {
    "capital_stands_in_the_cells_of_its_sheet": (
        "Số vốn không âm và nằm ở ô mà bảng vốn có"
    ),
    "capital_stays_in_its_district": "Số vốn nằm đúng huyện của xã",
    "capital_revision_numbers_have_no_gap": "Số thứ tự các bản vốn liền nhau",
    "capital_approvals_are_not_in_the_future": (
        "Không bản vốn nào được duyệt ở ngày chưa tới"
    ),
    "withdrawn_capital_belongs_to_undone_imports": (
        "Bản vốn bị rút đều thuộc lần nhập đã hoàn tác"
    ),
    "undone_capital_imports_have_no_standing_revision": (
        "Lần nhập vốn đã hoàn tác không còn bản có hiệu lực"
    ),
    "approved_capital_has_a_revision": "Báo cáo vốn đã duyệt có bản vốn đang hiệu lực",
    "approved_capital_has_no_changes": "Báo cáo vốn đã duyệt không còn ô sửa dở",
    "task_reports_fall_within_their_task": (
        "Báo cáo nhiệm vụ nằm trong thời gian của nhiệm vụ có đơn vị chủ trì"
    ),
    "dossier_steps_follow_in_order": "Các bước của hồ sơ công nhận theo đúng thứ tự",
    "cooperatives_stop_after_they_began": "Hợp tác xã không ngừng trước khi thành lập",
    "village_results_lie_within_their_village": (
        "Kết quả của thôn nằm trong thời gian có thôn"
    ),
    "agendas_match_their_hash": "Chương trình họp đã chốt khớp với mã băm",
    "conclusions_have_body_and_day": "Kết luận cuộc họp có đơn vị thực hiện và hạn",
}


def run_programme_checks(*, today: dt.date) -> tuple[Check, ...]:
    """Run every check. The number of queries does not grow with the rows."""
    standing = CapitalRevision.objects.standing()
    withdrawn = CapitalRevision.objects.filter(withdrawn_on__isnull=False)
    undone = Q(import_run__state=ImportState.UNDONE)
    checks: dict[str, Callable[[], int]] = {
        "capital_stands_in_the_cells_of_its_sheet": lambda: _stray_amounts().count(),
        "capital_stays_in_its_district": lambda: (
            CapitalFigure.objects.filter(commune__isnull=False)
            .exclude(commune__district_id=F("revision__district_id"))
            .count()
        ),
        "capital_revision_numbers_have_no_gap": _gaps,
        "capital_approvals_are_not_in_the_future": lambda: (
            CapitalRevision.objects.filter(approved_on__gt=today).count()
        ),
        "withdrawn_capital_belongs_to_undone_imports": lambda: withdrawn.exclude(
            undone
        ).count(),
        "undone_capital_imports_have_no_standing_revision": lambda: standing.filter(
            undone
        ).count(),
        "approved_capital_has_a_revision": _baseless_reports,
        "approved_capital_has_no_changes": lambda: CapitalDraft.objects.filter(
            report__state=CapitalState.APPROVED
        ).count(),
        "task_reports_fall_within_their_task": _stray_task_reports,
        "dossier_steps_follow_in_order": _disordered_dossiers,
        "cooperatives_stop_after_they_began": lambda: Cooperative.objects.filter(
            stopped_on__lt=F("founded_on")
        ).count(),
        "village_results_lie_within_their_village": lambda: (
            _stray_village_results().count()
        ),
        "agendas_match_their_hash": _changed_agendas,
        "conclusions_have_body_and_day": lambda: _loose_conclusions().count(),
    }
    return tuple(Check(name, TITLES[name], count()) for name, count in checks.items())


def _stray_amounts() -> QuerySet[CapitalFigure]:
    """Keep amounts below zero, and those in a cell that no sheet has.

    More disbursed than allocated is no damage: it may be approved knowingly.
    """
    cells = Q()
    for measure in CapitalMeasure:
        cells |= Q(measure=measure, source__in=CapitalSource.of(measure))
    return CapitalFigure.objects.filter(~cells | Q(amount__lt=0))


def _gaps() -> int:
    """Count the chains of a district and quarter that do not go 1, 2, 3 …"""
    counts = CapitalRevision.objects.values("district_id", "quarter_id").annotate(
        total=Count("pk"), last=Max("number")
    )
    return counts.order_by().exclude(total=F("last")).count()


def _baseless_reports() -> int:
    sound = CapitalReport.objects.filter(
        district__capital_revisions__quarter=F("quarter"),
        district__capital_revisions__withdrawn_on__isnull=True,
    )
    return (
        CapitalReport.objects.filter(state=CapitalState.APPROVED)
        .exclude(pk__in=sound.values("pk"))
        .count()
    )


def _stray_task_reports() -> int:
    reports = (
        TaskReport.objects.told()
        .select_related("task")
        .prefetch_related("task__handovers")
    )
    return sum(not _is_assigned(report) for report in reports)


def _is_assigned(report: TaskReport) -> bool:
    """Whether the task ran in the quarter, and somebody leads it or once did.

    A handover may be dated on any day, also before or after the report.
    """
    task, period = report.task, report.period
    if task.starts_on > period.last_day:
        return False
    if task.closed_on and task.closed_on < period.first_day:
        return False
    return bool(task.lead_id) or any(each.before_id for each in task.handovers.all())


def _disordered_dossiers() -> int:
    dossiers = RecognitionDossier.objects.with_steps()
    return sum(not _is_in_order(list(dossier.steps.all())) for dossier in dossiers)


def _is_in_order(steps: Sequence[DossierStep]) -> bool:
    """Whether steps, by their days, begin with the request and follow each other."""
    if not steps or steps[0].kind != DossierStepKind.REQUEST:
        return False
    return all(after.kind == _awaited(before) for before, after in pairwise(steps))


def _awaited(step: DossierStep) -> DossierStepKind | None:
    """Return what may come after a step: the next, the same again, or nothing."""
    kind = DossierStepKind(step.kind)
    if step.result == StepResult.REFUSED:
        return None
    return kind.next() if step.result == StepResult.AGREED else kind


def _stray_village_results() -> QuerySet[VillageResult]:
    return VillageResult.objects.filter(
        Q(year__lt=F("village__valid_from__year"))
        | Q(year__gt=F("village__valid_to__year"))
    )


def _changed_agendas() -> int:
    held = Meeting.objects.filter(state=MeetingState.HELD)
    stored = held.values_list("agenda", "agenda_sha256")
    return sum(sha256_of(agenda) != known for agenda, known in stored.iterator())


def _loose_conclusions() -> QuerySet[Conclusion]:
    """Keep those of a meeting not held, due before it, or of a task without either."""
    running = Q(task__closed_on__isnull=True)
    nobody = Q(task__lead__isnull=True) | Q(task__due_on__isnull=True)
    return Conclusion.objects.filter(
        ~Q(meeting__state=MeetingState.HELD)
        | Q(due_on__lt=F("meeting__held_on"))
        | (running & nobody)
    )
