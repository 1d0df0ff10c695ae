"""The agenda of a meeting of the steering committee, drawn from the data (III.6).

Plain data throughout: it is kept with the meeting as canonical text, so that the
papers of a meeting come out the same long after.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.timezone import make_aware

from communes.analytics.places import districts_by_code
from communes.analytics.recognitions import Decision, decisions
from dashboards.analytics.names import Named, named
from dashboards.analytics.over_time.runs import is_unmet
from dashboards.analytics.span import data_span
from ntm_portal.lib.canonical import canonical_text, plain
from ntm_portal.lib.periods import Quarter
from programme.analytics.tasks.lines import TaskLine, in_code_order, read_lines
from programme.choices import DossierState, TaskReportStage, TaskState
from programme.models import Conclusion, RecognitionDossier, Task
from reports.analytics.attainment import Figures, figures_at
from reports.analytics.review.disputes import standing_disputes

Agenda = Mapping[str, Any]


def agenda_on(day: dt.date, *, today: dt.date, before: int | None = None) -> Agenda:
    """Return what a meeting on a day has to deal with, as far as it is known by then.

    Of a day that is over, figures and reports of tasks are as they were then; what
    agencies dispute and the dossiers are as they are now. ``before`` leaves the
    conclusions of that meeting out: it is the one that meets. A fixed number of
    queries.
    """
    as_of = day if day < today else None
    span = data_span(as_of)
    figures = figures_at(span.last, as_of=as_of) if span else None
    lines = read_lines(
        Task.objects.running(day).with_bodies(), on=day, as_of=_end_of(as_of)
    )
    said: Agenda = plain(
        {
            "day": day,
            "period": figures.period.code if figures else None,
            "is_demo": figures is not None
            and any(source.is_demo for source in figures.sources.values()),
            "communes": figures.total if figures else 0,
            "targets": _targets(figures) if figures else [],
            **_tasks(lines),
            "conclusions": _conclusions(lines, before),
            "disputes": _disputes(),
            **_recognitions(figures),
        }
    )
    return said


def _end_of(day: dt.date | None) -> dt.datetime | None:
    return make_aware(dt.datetime.combine(day, dt.time.max)) if day else None


def agenda_text(agenda: Agenda) -> str:
    """Return the agenda as it is kept."""
    return canonical_text(dict(agenda))


def period_label(agenda: Agenda) -> str:
    """Name the period of its figures, "" without any."""
    return Quarter.parse(agenda["period"]).label if agenda["period"] else ""


def _targets(figures: Figures) -> list[dict[str, Any]]:
    return [
        {
            "code": each.group.code,
            "name": each.group.name,
            "attained": each.attained,
            "total": each.total,
            "needed": each.needed,
            "short": each.short,
            "deadline": each.group.target.deadline,
        }
        for each in figures.groups
        if each.group.target
    ]


def _tasks(lines: Iterable[TaskLine]) -> dict[str, list[dict[str, Any]]]:
    """Sort the tasks that need a word: late, stuck, and without a report.

    One that is late or stuck may be without a report too, and is told there as well:
    the number is the one that the list of tasks tells.
    """
    known = list(lines)
    late = [each for each in known if each.is_overdue]
    stuck = [each for each in known if each.state == TaskState.STUCK]
    silent = [each for each in in_code_order(known) if each.is_silent]
    return {
        "overdue": [_task(each) for each in late],
        "stuck": [_task(each) for each in stuck if not each.is_overdue],
        "silent": [_task(each) for each in silent],
    }


def _task(line: TaskLine) -> dict[str, Any]:
    told = line.told
    return {
        "code": line.task.code,
        "title": line.task.title,
        "lead": line.lead.short_name if line.lead else "",
        "due_on": line.task.due_on,
        "days": line.days_over,
        "state": line.state_label,
        "quarter": line.asked.label if line.asked else "",
        "difficulty": told.difficulty if told else "",
        "proposal": told.proposal if told else "",
        "told": told.period.label if told else "",
        "is_seen": told is not None and told.stage == TaskReportStage.ACCEPTED,
    }


def _conclusions(lines: Iterable[TaskLine], before: int | None) -> list[dict[str, Any]]:
    """Return the conclusions of earlier meetings that are not done yet."""
    by_task = {each.task.pk: each for each in lines}
    rows = Conclusion.objects.exclude(meeting=before).select_related("meeting")
    return [
        {
            "meeting": each.meeting.held_on,
            "text": each.text,
            **_task(by_task[each.task_id]),
        }
        for each in rows.order_by("due_on", "pk")
        if each.task_id in by_task and by_task[each.task_id].state != TaskState.DONE
    ]


def _disputes() -> list[dict[str, Any]]:
    rows = standing_disputes().select_related(
        "commune__district", "criterion", "agency", "report"
    )
    return [
        {
            "period": Quarter.parse(each.report.quarter_id).label,
            "commune": each.commune.name,
            "district": each.commune.district.short_name,
            "criterion": str(each.criterion),
            "agency": each.agency.short_name,
            "note": each.note,
        }
        for each in rows.order_by(
            "commune__district_id", "commune_id", "criterion__number", "agency_id"
        )
    ]


def _recognitions(figures: Figures | None) -> dict[str, Any]:
    dossiers = [
        {
            "commune": each.commune.name,
            "district": each.commune.district.short_name,
            "level": each.get_level_display(),
            "requested_on": each.requested_on,
            "waits_for": waits.label,
        }
        for each in RecognitionDossier.objects.with_steps().filter(
            state=DossierState.UNDER_WAY
        )
        if (waits := each.waits_for())
    ]
    if figures is None:
        return {"dossiers": dossiers, "recognised": 0, "undecided": [], "lapsed": []}
    names = named((each.place for each in figures.communes), districts_by_code())
    last_day = figures.period.last_day
    held = {each.code: each for each in decisions() if each.holds(last_day)}
    return {
        "dossiers": dossiers,
        "recognised": sum(code in held for code in names),
        "undecided": _undecided(figures, names, held),
        "lapsed": _lapsed(figures, names, held),
    }


def _undecided(
    figures: Figures, names: Mapping[str, Named], held: Mapping[str, Decision]
) -> list[dict[str, Any]]:
    """Return communes with every criterion and no decision."""
    met = {each.place.code: each.met_count for each in figures.communes}
    full = len(figures.law.criteria)
    return [
        {"commune": name.name, "district": name.district}
        for code, name in names.items()
        if met[code] == full and code not in held
    ]


def _lapsed(
    figures: Figures, names: Mapping[str, Named], held: Mapping[str, Decision]
) -> list[dict[str, Any]]:
    """Return recognised communes with criteria that they do not meet now."""
    known = {each.place.code: each for each in figures.reported}
    found = []
    for code, name in names.items():
        if code in held and code in known:
            criteria = figures.law.criteria
            unmet = [each.number for each in criteria if is_unmet(known[code], each)]
            if unmet:
                row = {"commune": name.name, "district": name.district}
                found.append({**row, "criteria": unmet})
    return found
